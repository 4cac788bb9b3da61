package org.strowger.transaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.strowger.statemachine.Machine;
import org.strowger.statemachine.MachineObserver;
import org.strowger.statemachine.StateTable;
import org.strowger.statemachine.StateTable.Verdict;
import org.strowger.statemachine.Timings;
import org.strowger.statemachine.VirtualTime;

/**
 * One machine walked along a word: letters are the events that come from outside, and the passing of time up to the
 * next timer. Holds what must be true after each letter.
 */
final class Walk<S extends Enum<S>, E extends Enum<E>, X extends Enum<X>> {

    /** What an effect means for the one above: its final outcome, or nothing. */
    interface Meaning<E, X> {
        /** A name for the final outcome, or an empty string. */
        String outcome(E event, X effect);
    }

    /**
     * A kind of machine to walk.
     *
     * @param repeatable the outcome that may be told more than once
     * @param waiting states that last until somebody outside does something
     */
    record Kind<S extends Enum<S>, E extends Enum<E>, X extends Enum<X>>(
            StateTable<S, E, X> table, Meaning<E, X> meaning, String repeatable, Set<S> waiting) {

        List<E> letters() {
            return table.events().stream()
                    .filter(event -> !table.timers().contains(event))
                    .toList();
        }

        Walk<S, E, X> begin(Timings timings) {
            return new Walk<>(this, timings);
        }

        @Override
        public String toString() {
            return table.name();
        }
    }

    private static final Duration VERY_LONG = Duration.ofMinutes(10);

    private final Kind<S, E, X> kind;
    private final VirtualTime time = new VirtualTime();
    private final Machine<S, E, X> machine;
    private final List<String> outcomes = new ArrayList<>();
    private E lastEvent;
    private boolean forgotten;
    private boolean took = true;

    private Walk(Kind<S, E, X> kind, Timings timings) {
        this.kind = kind;
        this.lastEvent = kind.table.events().getFirst();
        this.machine = new Machine<>(
                kind.table,
                time.newLoop("walk"),
                timings,
                (effect, _) -> perform(effect),
                MachineObserver.NONE,
                "the walker");
        machine.start();
    }

    boolean isOver() {
        return machine.isOver();
    }

    void happens(E event) {
        lastEvent = event;
        Verdict verdict = kind.table.cell(machine.state(), event).verdict();
        took = verdict == Verdict.GO || verdict == Verdict.STAY;
        String before = took ? "" : snapshot();
        machine.fire(event);
        if (!took && !before.equals(snapshot())) throw new AssertionError(event + " is ignored in " + before);
        check();
    }

    /** Whether the last letter meant anything to the table. */
    boolean tookLastStep() {
        return took;
    }

    void passes() {
        time.untilNextTimer().ifPresent(this::passes);
    }

    void passes(Duration duration) {
        took = true;
        lastEvent = kind.table.timers().iterator().next();
        time.advance(duration);
        check();
    }

    /** However the word was, the machine comes to its end by itself unless it waits for somebody. */
    void ends() {
        passes(VERY_LONG);
        if (!machine.isOver() && !kind.waiting.contains(machine.state()))
            throw new AssertionError("caught in " + machine.state());
    }

    private String snapshot() {
        return machine.state() + " " + time.untilNextTimer() + " " + time.pendingTimers() + " " + outcomes;
    }

    private void check() {
        if (forgotten != machine.isOver())
            throw new AssertionError("forgotten: " + forgotten + " in " + machine.state());
        if (machine.isOver() && time.pendingTimers() > 0) throw new AssertionError("a timer runs after the end");
        boolean consistent =
                outcomes.size() < 2 || outcomes.stream().allMatch(outcome -> outcome.equals(kind.repeatable));
        if (!consistent) throw new AssertionError("more than one final outcome: " + outcomes);
    }

    private void perform(X effect) {
        if (forgotten) throw new AssertionError(effect + " after FORGET");
        if (effect.name().equals("FORGET")) forgotten = true;
        String outcome = kind.meaning.outcome(lastEvent, effect);
        if (!outcome.isEmpty() && outcomes.size() < 2) outcomes.add(outcome);
        else if (!outcome.isEmpty()) outcomes.set(1, outcome);
    }
}
