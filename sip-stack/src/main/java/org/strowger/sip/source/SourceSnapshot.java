package org.strowger.sip.source;

import java.net.InetAddress;
import java.time.Duration;

/**
 * What is remembered of an address.
 *
 * @param address the last one seen of a /64 of IPv6
 * @param known for how long it counts as known; zero for a stranger
 * @param banned for how long nothing is read from it; zero if it isn't banned
 * @param dropped requests dropped, since it is remembered
 * @param quiet since when nothing came from it
 */
public record SourceSnapshot(InetAddress address, Duration known, Duration banned, int dropped, Duration quiet) {}
