package org.strowger.call.talk;

import java.util.Optional;
import org.strowger.call.DialOutcome;
import org.strowger.call.core.Reply;
import org.strowger.call.hunt.Gatherings;
import org.strowger.call.hunt.HuntContext;
import org.strowger.call.hunt.PickupOutcome;
import org.strowger.call.leg.Loan;

/**
 * The verb {@code pickup}: the caller takes a parked call, or one that rings for somebody else. Its leg is lent to that
 * call, until the end. Runs on the call's loop.
 */
final class Pickup {

    private final TalkContext call;
    private final Reply<DialOutcome> reply;

    Pickup(TalkContext call, Reply<DialOutcome> reply) {
        this.call = call;
        this.reply = reply;
    }

    /** Takes what is parked there, else what rings there. The caller has been answered. */
    void take(String what) {
        Gatherings gatherings = call.gatherings();
        Optional<HuntContext> parked = gatherings.parkedAt(what).filter(other -> other != call);
        Optional<HuntContext> found =
                parked.isPresent() ? parked : gatherings.ringingFor(what).filter(other -> other != call);
        if (found.isEmpty()) {
            reply.done(new DialOutcome.Unreachable(404, "nothing to pick up at " + what));
            return;
        }
        HuntContext host = found.get();
        Loan loan = Loan.of(call.caller(), host);
        host.loop().execute(() -> {
            PickupOutcome outcome = host.over().isEmpty() ? host.takes(loan) : PickupOutcome.TOO_LATE;
            switch (outcome) {
                case TAKEN -> {}
                case TOO_LATE -> call.onLoop(() -> comesBack(loan, 404, what + " was picked up by somebody else"));
                case NO_PORT -> call.onLoop(() -> comesBack(loan, 503, "no media port is free"));
            }
        });
    }

    private void comesBack(Loan loan, int status, String why) {
        loan.undo();
        reply.done(new DialOutcome.Unreachable(status, why));
    }
}
