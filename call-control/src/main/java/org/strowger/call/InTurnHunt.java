package org.strowger.call;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.strowger.sdp.SessionDescription;

/** One hunt after the other, until one is answered, busy or refused. Runs on the call's loop. */
final class InTurnHunt implements Hunt, Hunt.Owner {

    private final Queue<Hunt> waiting;
    private @Nullable Hunt current;
    private @Nullable Owner owner;
    private boolean over;

    InTurnHunt(List<Hunt> hunts) {
        this.waiting = new ArrayDeque<>(hunts);
    }

    @Override
    public void start(Owner starter) {
        owner = starter;
        next(new DialOutcome.Unreachable(480, "nobody to call"));
    }

    @Override
    public void stop(CalleeLeg.Ending how) {
        over = true;
        if (current != null) current.stop(how);
    }

    @Override
    public void won(CalleeLeg leg, Optional<SessionDescription> description) {
        over = true;
        if (owner != null) owner.won(leg, description);
    }

    @Override
    public void lost(DialOutcome outcome) {
        if (!over) next(outcome);
    }

    private void next(DialOutcome last) {
        Hunt hunt = Outcomes.mayTryNext(last) ? waiting.poll() : null;
        current = hunt;
        if (hunt != null) hunt.start(this);
        else if (owner != null) owner.lost(last);
    }
}
