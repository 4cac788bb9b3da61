package org.strowger.call.leg;

import java.util.Optional;
import org.strowger.call.Caller;
import org.strowger.call.sdp.LegMedia;
import org.strowger.dialog.Session;
import org.strowger.dialog.SessionEnd;
import org.strowger.directory.OnBehalf;
import org.strowger.statemachine.OneShot;

/**
 * A leg of another call, lent to this one: its media come here, its dialog stays where it is. Runs on the borrowing
 * call's loop.
 */
public final class GuestLeg extends CallLeg {

    private final Loan loan;
    private final Session session;
    private final OneShot end = new OneShot();

    GuestLeg(LegContext host, String name, Loan loan, LegMedia media) {
        super(host, name, media);
        this.loan = loan;
        this.session = new LentSession(loan);
    }

    @Override
    public Session session() {
        return session;
    }

    @Override
    public String party() {
        return loan.party();
    }

    @Override
    Caller itself() {
        return loan.shown();
    }

    @Override
    public Optional<String> account() {
        return loan.rights().account();
    }

    @Override
    public OnBehalf rights() {
        return loan.rights();
    }

    /** The end of the loan is the end of the leg: its own call hangs it up. */
    @Override
    public void release() {
        end.finish(() -> {
            media.close();
            loan.giveBack();
        });
    }

    @Override
    public void ended(SessionEnd why) {
        end.finish(() -> {
            conversation().ifPresent(talk -> talk.left(this));
            media.close();
        });
    }
}
