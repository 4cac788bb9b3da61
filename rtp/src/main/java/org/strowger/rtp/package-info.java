/**
 * RTP and RTCP packets, what is counted of them (RFC 3550), the jitter buffer, telephone-events (RFC 4733) and the
 * address that a peer is believed to have. Nothing here opens a socket; all of it runs on the loop of its stream and
 * allocates nothing per packet. Begin with {@link Packet} and {@link Reception}.
 */
@NullMarked
package org.strowger.rtp;

import org.jspecify.annotations.NullMarked;
