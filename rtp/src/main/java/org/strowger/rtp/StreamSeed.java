package org.strowger.rtp;

import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * What a stream begins with.
 *
 * @param timeout silence that is told of; zero for never
 * @param rates packets of a peer that are taken
 * @param random for SSRC, first sequence number and first timestamp (RFC 3550 §5.1)
 */
public record StreamSeed(Duration timeout, PacketRates rates, IntSupplier random) {}
