package org.strowger.call.live;

import java.net.InetAddress;
import java.util.Optional;
import org.strowger.call.core.Descent;
import org.strowger.call.core.GuardedListener;
import org.strowger.call.core.IncomingRequest;
import org.strowger.call.hunt.OnwardInvite;
import org.strowger.call.leg.CallerLeg;
import org.strowger.call.leg.LegContext;
import org.strowger.call.sdp.LegMedia;
import org.strowger.dialog.IncomingSession;
import org.strowger.directory.Account;
import org.strowger.directory.Directory;
import org.strowger.directory.MediaPolicy;
import org.strowger.directory.Trunk;
import org.strowger.directory.TrunkTrust;
import org.strowger.sip.Flow;

/**
 * What the exchange knows of a caller when its call begins: how its media may go, whether anything may be sent there
 * yet, and what is told of it to whom is called.
 */
record ArrivingCaller(IncomingSession session, IncomingRequest request, Descent descent, Directory directory) {

    /** The caller's leg, which hears of its session from now on. */
    CallerLeg leg(LegContext call) {
        InetAddress ours = call.home().network().localFor(session.flow().back()).getAddress();
        InetAddress theirs = session.flow().remote().getAddress();
        CallerLeg leg = new CallerLeg(
                call,
                session,
                new LegMedia(call::ports, ours, theirs, call.home().sdpSessionId()));
        session.listener(new GuardedListener(call, leg));
        leg.media.allows(media());
        if (isNamedByAddressOnly(session.flow())) leg.media.awaitsProof();
        return leg;
    }

    /**
     * Whether a datagram says whose the call is, by its source address, which its sender writes (RFC 3261 §26.3.2.1),
     * or by the Contact that it calls, which proves nothing to whom sound may go.
     */
    private boolean isNamedByAddressOnly(Flow flow) {
        return descent.isOriginal()
                && request.caller().account().isEmpty()
                && trunk().filter(trunk -> isNoProofOfAddress(trunk.evidence(flow)))
                        .isPresent();
    }

    private static boolean isNoProofOfAddress(TrunkTrust.Evidence evidence) {
        return evidence == TrunkTrust.Evidence.DATAGRAM || evidence == TrunkTrust.Evidence.NONE;
    }

    private MediaPolicy media() {
        return account().map(Account::media).or(() -> trunk().map(Trunk::media)).orElse(MediaPolicy.ANY);
    }

    OnwardInvite.CallerFacts facts() {
        return OnwardInvite.CallerFacts.of(
                session.invite(), request.caller(), account().flatMap(Account::displayName));
    }

    private Optional<Account> account() {
        return request.caller().account().flatMap(directory::account);
    }

    private Optional<Trunk> trunk() {
        return request.trunk().flatMap(directory::trunk);
    }
}
