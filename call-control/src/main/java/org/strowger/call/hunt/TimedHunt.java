package org.strowger.call.hunt;

import java.time.Duration;
import java.util.Optional;
import org.strowger.call.DialOutcome;
import org.strowger.call.leg.CalleeLeg;
import org.strowger.sdp.SessionDescription;
import org.strowger.statemachine.OneShot;

/** A hunt that is given up after a time of its own. Runs on the call's loop. */
final class TimedHunt implements Hunt, Hunt.Owner {

    private final Hunt hunt;
    private final HuntContext call;
    private final Duration patience;
    private Optional<Owner> owner = Optional.empty();
    private final OneShot end = new OneShot();

    TimedHunt(Hunt hunt, HuntContext call, Duration patience) {
        this.hunt = hunt;
        this.call = call;
        this.patience = patience;
    }

    @Override
    public void start(Owner starter) {
        owner = Optional.of(starter);
        end.runs(call.after(patience, () -> {
            hunt.stop(CalleeLeg.Ending.NO_LONGER_WANTED);
            lost(new DialOutcome.NoAnswer());
        }));
        hunt.start(this);
    }

    @Override
    public void stop(CalleeLeg.Ending how) {
        end.finish(() -> hunt.stop(how));
    }

    @Override
    public void won(CalleeLeg leg, Optional<SessionDescription> description) {
        end.finish(() -> owner.ifPresent(told -> told.won(leg, description)));
    }

    @Override
    public void lost(DialOutcome outcome) {
        end.finish(() -> owner.ifPresent(told -> told.lost(outcome)));
    }
}
