package org.strowger.call.sdp;

import java.util.List;
import java.util.Optional;
import org.strowger.dialog.DialogState;
import org.strowger.dialog.Invitation;
import org.strowger.dialog.Offer;
import org.strowger.dialog.OutgoingSession;
import org.strowger.dialog.Referral;
import org.strowger.dialog.ReferralListener;
import org.strowger.dialog.SessionEnd;
import org.strowger.dialog.SessionListener;
import org.strowger.dialog.SessionState;
import org.strowger.dialog.layer.DialogLayer;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;
import org.strowger.sip.message.Uri;

/** A session whose peer is left the choice by {@link TwoLines}, of which its owner need not know. */
public record TwoLineSession(OutgoingSession session, TwoLines lines) implements OutgoingSession {

    /** Invites. */
    public static OutgoingSession invite(DialogLayer dialogs, Invitation invitation, SessionListener listener) {
        TwoLines lines = new TwoLines();
        var offering = invitation.withOffer(invitation.offer().map(lines::going));
        return new TwoLineSession(dialogs.invite(offering, new Heard(listener, lines)), lines);
    }

    @Override
    public void cancel(List<SipHeader> extra) {
        session.cancel(extra);
    }

    @Override
    public void acknowledge(SessionDescription answer) {
        session.acknowledge(lines.answering(answer));
    }

    @Override
    public String callId() {
        return session.callId();
    }

    @Override
    public String localTag() {
        return session.localTag();
    }

    @Override
    public Optional<DialogState> dialog() {
        return session.dialog();
    }

    @Override
    public SessionState state() {
        return session.state();
    }

    @Override
    public void listener(SessionListener listener) {
        session.listener(new Heard(listener, lines));
    }

    @Override
    public void modify(Optional<SessionDescription> offer) {
        session.modify(offer.map(lines::going));
    }

    @Override
    public void update(SessionDescription offer) {
        session.update(lines.going(offer));
    }

    @Override
    public void info(String contentType, byte[] body) {
        session.info(contentType, body);
    }

    @Override
    public boolean peerTakesRefer() {
        return session.peerTakesRefer();
    }

    @Override
    public void refer(Uri target, Optional<SipHeader> referredBy, ReferralListener listener) {
        session.refer(target, referredBy, listener);
    }

    @Override
    public void bye(List<SipHeader> extra) {
        session.bye(extra);
    }

    /** What the peer says, told to the session's owner. */
    private record Heard(SessionListener owner, TwoLines lines) implements SessionListener {

        @Override
        public void progressed(SipResponse response, String fork, Optional<SessionDescription> answer) {
            owner.progressed(response, fork, answer.map(lines::coming));
        }

        @Override
        public void answered(SipResponse response, Optional<SessionDescription> description) {
            owner.answered(response, description.map(lines::coming));
        }

        @Override
        public void rejected(SipResponse response) {
            owner.rejected(response);
        }

        @Override
        public void cancelled(Optional<SipRequest> cancel) {
            owner.cancelled(cancel);
        }

        @Override
        public void acknowledged(Optional<SessionDescription> answer) {
            owner.acknowledged(answer.map(lines::coming));
        }

        @Override
        public void offered(Offer offer) {
            owner.offered(new Offered(offer, offer.description().map(lines::coming), lines));
        }

        @Override
        public void modified(Optional<SessionDescription> description, Optional<Offer> offer) {
            Optional<SessionDescription> theirs = description.map(lines::coming);
            owner.modified(theirs, offer.map(made -> new Offered(made, theirs, lines)));
        }

        @Override
        public void refused(SipResponse response) {
            owner.refused(response);
        }

        @Override
        public Optional<SessionDescription> described() {
            return owner.described().map(lines::going);
        }

        @Override
        public void refreshed(SessionDescription answer) {
            owner.refreshed(lines.coming(answer));
        }

        @Override
        public void informed(SipRequest info) {
            owner.informed(info);
        }

        @Override
        public void referred(Referral referral) {
            owner.referred(referral);
        }

        @Override
        public void ended(SessionEnd end) {
            owner.ended(end);
        }
    }

    /** The peer's offer. */
    private record Offered(Offer made, Optional<SessionDescription> description, TwoLines lines) implements Offer {

        @Override
        public void accept(SessionDescription ours) {
            made.accept(lines.answering(ours));
        }

        @Override
        public void reject(int status) {
            made.reject(status);
        }
    }
}
