package org.strowger.call;

import java.util.Optional;
import java.util.function.Consumer;
import org.strowger.media.MediaSession.PortsExhaustedException;

/** Brings people of two calls together, whichever loops their calls run on. */
final class Loans {

    private Loans() {}

    /**
     * Borrows the one whom the leg of this dialog talks to; that leg is hung up, and so has to be of the same account or trunk as the author of the REFER that names it
     * (RFC 3891 §5): what others read along names no conversation of theirs. On the borrower's loop, where {@code then} is told too: empty if there is no such
     * conversation.
     */
    static void borrow(LiveCall borrower, DialogKey dialog, OnBehalf author, Consumer<Optional<GuestLeg>> then) {
        ExchangeLoop there = borrower.home().loopOf(dialog.callId());
        there.loop().execute(() -> {
            Optional<CallLeg> replaced = there.leg(dialog).filter(leg -> mayGiveAway(leg.rights(), author, there));
            if (replaced.isPresent()) lend(replaced.get(), borrower, then);
            else borrower.onLoop(() -> then.accept(Optional.empty()));
        });
    }

    /** Where nobody has to prove who calls, nothing can be asked of who has not. */
    private static boolean mayGiveAway(OnBehalf owner, OnBehalf author, ExchangeLoop there) {
        boolean unproven = !owner.isProven() || !author.isProven();
        return (unproven && there.settings().callers() == ExchangeSettings.Callers.ANYONE) || owner.isProvenAs(author);
    }

    private static void lend(CallLeg replaced, LiveCall borrower, Consumer<Optional<GuestLeg>> then) {
        Optional<Loan> further = replaced.loan();
        if (further.isPresent()) { // its conversation is held in a third call
            LiveCall third = further.get().borrower();
            third.loop().execute(() -> lend(further.get().guest(), borrower, then));
            return;
        }
        Optional<Loan> loan = replaced.conversation()
                .filter(_ -> replaced.call != borrower)
                .flatMap(talk -> talk.giveAway(replaced))
                .map(given -> replaced.call.connections().lends(given, borrower));
        if (loan.isPresent()) replaced.release();
        borrower.loop().execute(() -> {
            if (borrower.over().isPresent()) loan.ifPresent(Loan::giveBack);
            else then.accept(loan.flatMap(Loans::taken));
        });
    }

    private static Optional<GuestLeg> taken(Loan loan) {
        try {
            return Optional.of(loan.take());
        } catch (PortsExhaustedException _) {
            loan.giveBack();
            return Optional.empty();
        }
    }
}
