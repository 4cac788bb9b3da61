package org.strowger.call.hunt;

import java.util.Optional;
import org.strowger.call.DialOutcome;
import org.strowger.call.leg.CalleeLeg;
import org.strowger.sdp.SessionDescription;
import org.strowger.statemachine.OneShot;

/**
 * Somebody, and who takes the calls that this one doesn't: tried once, and what comes of that is the outcome. Runs on
 * the call's loop.
 */
final class DivertedHunt implements Hunt, Hunt.Owner {

    private final Hunt first;
    private final Optional<Hunt> whereBusy;
    private final Optional<Hunt> whereUnanswered;
    private final OneShot end = new OneShot();
    private Optional<Owner> owner = Optional.empty();
    private Hunt current;

    DivertedHunt(Hunt first, Optional<Hunt> whereBusy, Optional<Hunt> whereUnanswered) {
        this.first = first;
        this.whereBusy = whereBusy;
        this.whereUnanswered = whereUnanswered;
        this.current = first;
    }

    @Override
    public void start(Owner starter) {
        owner = Optional.of(starter);
        first.start(this);
    }

    @Override
    public void stop(CalleeLeg.Ending how) {
        end.finish(() -> current.stop(how));
    }

    @Override
    public void won(CalleeLeg leg, Optional<SessionDescription> description) {
        end.finish(() -> owner.ifPresent(told -> told.won(leg, description)));
    }

    @Override
    public void lost(DialOutcome outcome) {
        if (end.isOver()) return;
        elsewhere(outcome)
                .ifPresentOrElse(this::divert, () -> end.finish(() -> owner.ifPresent(told -> told.lost(outcome))));
    }

    private void divert(Hunt hunt) {
        current = hunt;
        hunt.start(this);
    }

    private Optional<Hunt> elsewhere(DialOutcome outcome) {
        if (current != first) return Optional.empty();
        return switch (outcome) {
            case DialOutcome.Busy _ -> whereBusy;
            case DialOutcome.NoAnswer _, DialOutcome.Unreachable _ -> whereUnanswered;
            case DialOutcome.Answered _, DialOutcome.Rejected _ -> Optional.empty();
        };
    }
}
