package org.strowger.call.hunt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.strowger.call.DialOutcome;
import org.strowger.call.leg.CalleeLeg;
import org.strowger.sdp.SessionDescription;
import org.strowger.statemachine.OneShot;

/**
 * One hunt after the other, until one is answered, or its outcome says that the next one is not to be tried. Runs on
 * the call's loop.
 */
final class InTurnHunt implements Hunt, Hunt.Owner {

    /** What the next destination is to the one that has just failed, and so which outcomes lead on to it. */
    enum Persistence {
        /** Another way to the same number: tried only where the first was no way at all (408, 5xx, down). */
        ANOTHER_WAY,
        /** Another phone of the same person: not tried when that person was busy or refused (RFC 3261 §16.7). */
        ONE_PERSON,
        /** Somebody else: tried whenever the one before did not answer. */
        SOMEBODY_ELSE;

        /** Whether this outcome leads on to the next destination. */
        boolean leadsOn(DialOutcome outcome) {
            return switch (this) {
                case SOMEBODY_ELSE -> !(outcome instanceof DialOutcome.Answered);
                case ONE_PERSON ->
                    outcome instanceof DialOutcome.NoAnswer || outcome instanceof DialOutcome.Unreachable;
                case ANOTHER_WAY -> outcome instanceof DialOutcome.Unreachable unreachable && unreachable.isDown();
            };
        }
    }

    /** A hunt, and what it is to the one before it. */
    record Step(Hunt hunt, Persistence after) {}

    private final Queue<Step> waiting;
    private @Nullable Hunt current;
    private @Nullable Owner owner;
    private final OneShot end = new OneShot();

    InTurnHunt(List<Step> steps) {
        this.waiting = new ArrayDeque<>(steps);
    }

    InTurnHunt(List<Hunt> hunts, Persistence persistence) {
        List<Step> steps = new ArrayList<>();
        for (Hunt hunt : hunts) steps.add(new Step(hunt, persistence));
        this(steps);
    }

    @Override
    public void start(Owner starter) {
        owner = starter;
        next(new DialOutcome.Unreachable(480, "nobody to call"));
    }

    @Override
    public void stop(CalleeLeg.Ending how) {
        end.finish(() -> {
            if (current != null) current.stop(how);
        });
    }

    @Override
    public void won(CalleeLeg leg, Optional<SessionDescription> description) {
        end.finish(() -> {
            if (owner != null) owner.won(leg, description);
        });
    }

    @Override
    public void lost(DialOutcome outcome) {
        if (!end.isOver()) next(outcome);
    }

    private void next(DialOutcome last) {
        boolean first = current == null;
        Step step = waiting.peek();
        // Ways that are not taken are passed over: a person behind them may still be somebody else.
        while (step != null && !first && !step.after().leadsOn(last)) {
            waiting.remove();
            step = step.after() == Persistence.ANOTHER_WAY ? waiting.peek() : null;
        }
        if (step == null) {
            end.finish(() -> {
                if (owner != null) owner.lost(last);
            });
            return;
        }
        waiting.remove();
        current = step.hunt();
        step.hunt().start(this);
    }
}
