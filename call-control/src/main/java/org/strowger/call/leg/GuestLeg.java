package org.strowger.call.leg;

import java.util.Optional;
import org.strowger.dialog.Session;
import org.strowger.dialog.SessionEnd;

/** A leg of another call, lent to this one: its media come here, its dialog stays where it is. Runs on the borrowing call's loop. */
final class GuestLeg extends CallLeg {

    private final Loan loan;
    private final Session session;
    private boolean over;

    GuestLeg(LegContext host, String name, Loan loan, LegMedia media) {
        super(host, name, media);
        this.loan = loan;
        this.session = new LentSession(loan);
    }

    @Override
    Session session() {
        return session;
    }

    @Override
    String party() {
        return loan.party();
    }

    @Override
    Optional<String> account() {
        return loan.rights().account();
    }

    @Override
    OnBehalf rights() {
        return loan.rights();
    }

    /** The end of the loan is the end of the leg: its own call hangs it up. */
    @Override
    void release() {
        if (over) return;
        over = true;
        media.close();
        loan.giveBack();
    }

    @Override
    public void ended(SessionEnd end) {
        if (over) return;
        over = true;
        conversation().ifPresent(talk -> talk.left(this));
        media.close();
    }
}
