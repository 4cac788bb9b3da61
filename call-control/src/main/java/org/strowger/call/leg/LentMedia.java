package org.strowger.call.leg;

import java.net.InetAddress;
import java.util.Optional;
import org.strowger.call.sdp.LegMedia;
import org.strowger.call.sdp.LegSecurity;
import org.strowger.call.sdp.NoPort;
import org.strowger.sdp.SessionDescription;

/**
 * What another call needs to know of a leg to carry its media: read on the leg's loop, opened on that of the other
 * call.
 */
public record LentMedia(
        String party, Optional<SessionDescription> sent, LegSecurity security, InetAddress ours, InetAddress peer) {

    /** Under keys of its own: two ports must not speak under one key stream (RFC 3711 §9.1). */
    public static LentMedia of(CallLeg leg) {
        LegMedia media = leg.media;
        return new LentMedia(
                leg.party(), media.sent(), media.security().withFreshKeys(), media.address(), media.peer());
    }

    /** Whether the leg has not been described anew since. */
    public boolean isStillOf(CallLeg leg) {
        return leg.party().equals(party) && leg.media.sent().equals(sent);
    }

    /** @throws NoPort if there is no port; counted, and nothing is taken */
    public LegMedia open(LegContext borrower) throws NoPort {
        LegMedia media =
                new LegMedia(borrower::ports, ours, peer, borrower.home().sdpSessionId());
        try {
            if (sent.isPresent()) media.continues(sent.get(), security);
            return media;
        } catch (NoPort e) {
            media.close();
            borrower.withoutPorts(party);
            throw e;
        }
    }
}
