package org.strowger.rtp;

import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * What every stream of an engine is made with.
 *
 * @param timeout how long a peer may be silent before the listener is told; zero if it is never told
 * @param rates how many packets of a peer are taken in a second
 * @param random for SSRC, first sequence number and first timestamp (RFC 3550 §5.1)
 */
public record StreamSeed(Duration timeout, PacketRates rates, IntSupplier random) {}
