package org.strowger.call.leg;

import java.util.List;
import java.util.Optional;
import org.strowger.dialog.DialogState;
import org.strowger.dialog.ReferralListener;
import org.strowger.dialog.Session;
import org.strowger.dialog.SessionListener;
import org.strowger.dialog.SessionState;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.Uri;

/** The session of a lent leg, as the borrower uses it: what it asks for happens on the lender's loop. */
final class LentSession implements Session {

    private final Loan loan;

    LentSession(Loan loan) {
        this.loan = loan;
    }

    @Override
    public String callId() {
        return loan.callId();
    }

    @Override
    public Optional<DialogState> dialog() {
        return Optional.empty(); // the lender keeps it
    }

    @Override
    public SessionState state() {
        return SessionState.CONFIRMED;
    }

    @Override
    public void listener(SessionListener listener) {
        throw new UnsupportedOperationException("a lent session tells its borrower");
    }

    @Override
    public void modify(Optional<SessionDescription> offer) {
        loan.say(offer, session -> session.modify(offer));
    }

    @Override
    public void update(SessionDescription offer) {
        loan.say(Optional.of(offer), session -> session.update(offer));
    }

    @Override
    public void info(String contentType, byte[] body) {
        loan.ask(session -> session.info(contentType, body));
    }

    @Override
    public boolean peerTakesRefer() {
        return false;
    }

    @Override
    public void refer(Uri target, Optional<SipHeader> referredBy, ReferralListener listener) {
        throw new UnsupportedOperationException("a lent leg is not referred");
    }

    @Override
    public void bye(List<SipHeader> extra) {
        loan.giveBack();
    }
}
