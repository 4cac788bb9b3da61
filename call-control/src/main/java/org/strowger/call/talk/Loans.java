package org.strowger.call.talk;

import java.util.Optional;
import org.strowger.call.leg.CallLeg;
import org.strowger.call.leg.DialogKey;
import org.strowger.call.leg.GuestLeg;
import org.strowger.call.leg.LegContext;
import org.strowger.call.leg.Lending;
import org.strowger.call.leg.LentMedia;
import org.strowger.call.leg.Loan;
import org.strowger.call.sdp.LegMedia;
import org.strowger.call.sdp.NoPort;
import org.strowger.call.setup.ExchangeSettings;
import org.strowger.directory.OnBehalf;
import org.strowger.sip.message.SipResponse;

/** Brings people of two calls together, whichever loops their calls run on. */
final class Loans {

    private Loans() {}

    /** What becomes of a loan that was asked for. On the borrower's loop. */
    interface Asker {
        /** The leg is the borrower's now. */
        void borrowed(GuestLeg leg);

        /** Nothing has changed; a status as of a response. */
        void refused(int status);
    }

    /**
     * Borrows the one whom the leg of this dialog talks to; that leg is hung up, and so has to be of the same account
     * or trunk as the author of the REFER that names it (RFC 3891 §5): what others read along names no conversation of
     * theirs. On the borrower's loop, which takes the ports before anybody is taken from where they are.
     */
    static void borrow(TalkContext borrower, DialogKey dialog, OnBehalf author, Asker asker) {
        Neighbour there = borrower.neighbour(dialog.callId());
        ExchangeSettings.Callers callers = borrower.home().settings().callers();
        there.loop().execute(() -> {
            Optional<CallLeg> replaced = there.leg(dialog).filter(leg -> mayGiveAway(leg.rights(), author, callers));
            if (replaced.isPresent()) find(replaced.get(), borrower, asker);
            else refuse(borrower, asker);
        });
    }

    /** Where nobody has to prove who calls, nothing can be asked of who has not. */
    private static boolean mayGiveAway(OnBehalf owner, OnBehalf author, ExchangeSettings.Callers callers) {
        boolean unproven = !owner.isProven() || !author.isProven();
        return (unproven && callers == ExchangeSettings.Callers.ANYONE) || owner.isProvenAs(author);
    }

    private static void refuse(TalkContext borrower, Asker asker) {
        borrower.onLoop(() -> asker.refused(SipResponse.CALL_OR_TRANSACTION_DOES_NOT_EXIST));
    }

    private static void find(CallLeg replaced, TalkContext borrower, Asker asker) {
        Optional<Lending> further = replaced.loan();
        if (further.isPresent()) { // its conversation is held in a third call
            LegContext third = further.get().borrower();
            third.loop().execute(() -> find(further.get().guest(), borrower, asker));
            return;
        }
        Optional<LentMedia> wanted = replaced.conversation()
                .filter(_ -> replaced.call != borrower)
                .flatMap(talk -> talk.given(replaced))
                .map(LentMedia::of);
        if (wanted.isPresent()) borrower.onLoop(() -> reserve(wanted.get(), replaced, borrower, asker));
        else refuse(borrower, asker);
    }

    private static void reserve(LentMedia wanted, CallLeg replaced, TalkContext borrower, Asker asker) {
        try {
            LegMedia place = wanted.open(borrower);
            replaced.call.loop().execute(() -> lend(wanted, place, replaced, borrower, asker));
        } catch (NoPort e) {
            asker.refused(e.status());
        }
    }

    /** What was found may have changed while the ports were taken. */
    private static void lend(LentMedia wanted, LegMedia place, CallLeg replaced, TalkContext borrower, Asker asker) {
        Optional<Loan> loan = replaced.conversation()
                .filter(talk -> talk.given(replaced).filter(wanted::isStillOf).isPresent())
                .flatMap(talk -> talk.giveAway(replaced))
                .map(given -> Loan.of(given, borrower));
        if (loan.isPresent()) replaced.release();
        borrower.loop().execute(() -> {
            if (loan.isPresent() && borrower.over().isEmpty()) {
                asker.borrowed(loan.get().take(place));
                return;
            }
            place.close();
            loan.ifPresent(Loan::giveBack);
            if (borrower.over().isEmpty()) asker.refused(SipResponse.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
        });
    }
}
