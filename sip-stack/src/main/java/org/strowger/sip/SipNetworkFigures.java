package org.strowger.sip;

import java.util.Map;

/**
 * What the transports have done since they were opened.
 *
 * @param received messages handed up
 * @param sent messages handed to a socket
 * @param junk frames dropped, by reason
 * @param failed sends that could not be delivered
 * @param connections open now
 * @param accepted connections that peers have opened
 * @param refused connections closed at once because of a limit
 * @param opened connections that we have opened
 * @param cut connections closed because the peer framed badly, was too slow or said nothing
 */
public record SipNetworkFigures(
        long received,
        long sent,
        Map<Junk, Long> junk,
        long failed,
        long connections,
        long accepted,
        long refused,
        long opened,
        long cut) {

    /** Copies. */
    public SipNetworkFigures {
        junk = Map.copyOf(junk);
    }
}
