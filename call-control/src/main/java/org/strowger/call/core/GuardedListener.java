package org.strowger.call.core;

import java.util.Optional;
import org.strowger.dialog.Offer;
import org.strowger.dialog.Referral;
import org.strowger.dialog.SessionEnd;
import org.strowger.dialog.SessionListener;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;

/**
 * What a session tells a leg: what the leg throws at it ends the leg's call, which would else go on with half of a
 * change. Runs on the call's loop.
 */
public record GuardedListener(CallContext call, SessionListener leg) implements SessionListener {

    @Override
    public void progressed(SipResponse response, String fork, Optional<SessionDescription> answer) {
        call.safely(() -> leg.progressed(response, fork, answer));
    }

    @Override
    public void answered(SipResponse response, Optional<SessionDescription> description) {
        call.safely(() -> leg.answered(response, description));
    }

    @Override
    public void rejected(SipResponse response) {
        call.safely(() -> leg.rejected(response));
    }

    @Override
    public void cancelled(Optional<SipRequest> cancel) {
        call.safely(() -> leg.cancelled(cancel));
    }

    @Override
    public void acknowledged(Optional<SessionDescription> answer) {
        call.safely(() -> leg.acknowledged(answer));
    }

    @Override
    public void offered(Offer offer) {
        call.safely(() -> leg.offered(offer));
    }

    @Override
    public void modified(Optional<SessionDescription> description, Optional<Offer> offer) {
        call.safely(() -> leg.modified(description, offer));
    }

    @Override
    public void refused(SipResponse response) {
        call.safely(() -> leg.refused(response));
    }

    @Override
    public Optional<SessionDescription> described() {
        return leg.described();
    }

    @Override
    public void refreshed(SessionDescription answer) {
        call.safely(() -> leg.refreshed(answer));
    }

    @Override
    public void informed(SipRequest info) {
        call.safely(() -> leg.informed(info));
    }

    @Override
    public void referred(Referral referral) {
        call.safely(() -> leg.referred(referral));
    }

    @Override
    public void ended(SessionEnd end) {
        call.safely(() -> leg.ended(end));
    }
}
