package org.strowger.testkit.phone;

import java.util.Optional;
import org.strowger.dialog.Offer;
import org.strowger.dialog.Referral;
import org.strowger.dialog.SessionEnd;
import org.strowger.dialog.SessionListener;
import org.strowger.sdp.Direction;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;
import org.strowger.sip.message.SipUri;

/** A phone's part in a call: what both sides of it have in common. Runs on the phone's loop. */
abstract sealed class PhoneParty implements SessionListener {

    final PhoneLine line;

    PhoneParty(PhoneLine line) {
        this.line = line;
    }

    @Override
    public void offered(Offer offer) {
        Optional<SessionDescription> description = offer.description();
        if (description.isEmpty()) {
            offer.accept(line.sdp().offer(Direction.SENDRECV));
            return;
        }
        SessionDescription offered = description.get();
        line.note(
                "is offered " + offered.directionOf(offered.media().getFirst()).attribute());
        offer.accept(line.sdp().answer(offered));
    }

    @Override
    public void modified(Optional<SessionDescription> description, Optional<Offer> offer) {
        description.ifPresent(line.sdp()::hear);
        line.note("changed the session");
    }

    @Override
    public void informed(SipRequest info) {
        line.isInformed(info);
    }

    @Override
    public void refused(SipResponse response) {
        line.note("change refused " + response.status());
    }

    @Override
    public void referred(Referral referral) {
        line.isReferred(referral);
    }

    @Override
    public void ended(SessionEnd end) {
        line.note("peer hung up");
        line.forget();
    }

    /** The one that calls. */
    static final class Caller extends PhoneParty {
        private final PhoneCall call;
        private final SipUri target;
        private final PhoneAttempt attempt;

        Caller(PhoneLine line, PhoneCall call, SipUri target, PhoneAttempt attempt) {
            super(line);
            this.call = call;
            this.target = target;
            this.attempt = attempt;
        }

        @Override
        public void progressed(SipResponse response, String fork, Optional<SessionDescription> answer) {
            line.note("hears " + response.status());
            answer.ifPresent(line.sdp()::hear);
        }

        @Override
        public void answered(SipResponse response, Optional<SessionDescription> description) {
            line.isAnswered(response.status(), description);
        }

        @Override
        public void rejected(SipResponse response) {
            SipRequest blank = PhoneDigest.blank(SipRequest.INVITE, target);
            if (attempt == PhoneAttempt.FIRST && line.digest().learns(response, blank))
                line.invite(call, PhoneAttempt.PROVED);
            else line.isRefused(response.status());
        }
    }

    /** The one that is called. */
    static final class Callee extends PhoneParty {
        Callee(PhoneLine line) {
            super(line);
        }

        @Override
        public void cancelled(Optional<SipRequest> cancel) {
            line.isCancelled(cancel);
        }

        @Override
        public void acknowledged(Optional<SessionDescription> answer) {
            answer.ifPresent(line.sdp()::hear);
        }
    }
}
