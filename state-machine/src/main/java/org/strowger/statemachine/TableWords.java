package org.strowger.statemachine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.strowger.statemachine.StateTable.Cell;
import org.strowger.statemachine.StateTable.Verdict;

/**
 * Runs machines of a table through all words of events up to a length, for the table's test. Timers are letters too:
 * they fire early, or in their time where time passes. Each cell must have been executed in the end, what is ignored or
 * refused must change nothing, and nothing may run when a machine is over.
 */
public final class TableWords<S extends Enum<S>, E extends Enum<E>, X extends Enum<X>> {

    private final StateTable<S, E, X> table;
    private final Timings timings;
    private final int length;
    private final Set<Cell<?, ?, ?>> executed = new LinkedHashSet<>();
    private long count;

    private TableWords(StateTable<S, E, X> table, Timings timings, int length) {
        this.table = table;
        this.timings = timings;
        this.length = length;
    }

    /**
     * Runs all words, and compares the cells that were executed with those of the table.
     *
     * @param length of the longest words, in events that are taken; after each of them all that is not taken is tried
     * @return how many words there were
     * @throws AssertionError naming the word after which a machine was not as it must be, or the cells that no word
     *     came to
     */
    public static <S extends Enum<S>, E extends Enum<E>, X extends Enum<X>> long check(
            StateTable<S, E, X> table, Timings timings, int length) {
        TableWords<S, E, X> words = new TableWords<>(table, timings, length);
        words.from(new ArrayList<>());
        List<String> untouched = table.cells().stream()
                .filter(cell -> !words.executed.contains(cell))
                .map(cell -> cell.state() + " × " + cell.event())
                .toList();
        if (!untouched.isEmpty()) throw new AssertionError(table.name() + ": no word executes " + untouched);
        return words.count;
    }

    /** A letter that is empty is the passing of time until the next timer. */
    private void from(List<Optional<E>> word) {
        count++;
        Run run = new Run(word);
        run.refuses();
        if (word.size() == length || run.machine.isOver() || run.isWhereItWas) return;
        for (Optional<E> letter : run.letters()) {
            word.add(letter);
            from(word);
            word.removeLast();
        }
    }

    /** One machine that has been through a word. */
    private final class Run implements MachineObserver {

        private final VirtualTime time = new VirtualTime();
        private final List<Optional<E>> word;
        private final Machine<S, E, X> machine;
        private @Nullable Cell<?, ?, ?> last;
        private int effects;
        /**
         * True if its last letter has changed nothing that could matter to those that follow: it stayed in its state,
         * and began no timer anew.
         */
        private final boolean isWhereItWas;

        Run(List<Optional<E>> word) {
            this.word = word;
            this.machine = new Machine<>(table, time.newLoop("words"), timings, (_, _) -> effects++, this, "the words");
            machine.start();
            for (Optional<E> letter : word) {
                letter.ifPresentOrElse(
                        machine::fire, () -> time.untilNextTimer().ifPresent(time::advance));
            }
            isWhereItWas = last != null
                    && last.verdict() == Verdict.STAY
                    && !table.timers(machine.state()).containsKey(last.event());
            if (machine.isOver() && time.pendingTimers() > 0) throw wrong("a timer runs after the end");
        }

        /** What is taken here. */
        List<Optional<E>> letters() {
            List<Optional<E>> letters = new ArrayList<>();
            if (time.pendingTimers() > 0) letters.add(Optional.empty());
            for (E event : table.events()) if (takes(event)) letters.add(Optional.of(event));
            return letters;
        }

        /** All that is not taken here changes nothing. */
        void refuses() {
            for (E event : table.events()) {
                if (takes(event)) continue;
                String before = snapshot();
                machine.fire(event);
                if (last != table.cell(machine.state(), event)) throw wrong(event + " is decided elsewhere");
                if (!before.equals(snapshot())) throw wrong(event + " is not taken and changes something");
            }
        }

        private boolean takes(E event) {
            Verdict verdict = table.cell(machine.state(), event).verdict();
            return verdict == Verdict.GO || verdict == Verdict.STAY;
        }

        private String snapshot() {
            return machine.state() + " " + time.untilNextTimer() + " " + time.pendingTimers() + " " + effects;
        }

        private AssertionError wrong(String what) {
            List<String> letters = word.stream()
                    .map(letter -> letter.map(Enum::name).orElse("…"))
                    .toList();
            return new AssertionError(table.name() + " after " + letters + ": " + what);
        }

        @Override
        public void moved(Object owner, StateTable<?, ?, ?> moving, Cell<?, ?, ?> cell) {
            decided(cell);
        }

        @Override
        public void illegal(Object owner, StateTable<?, ?, ?> moving, Cell<?, ?, ?> cell) {
            decided(cell);
        }

        @Override
        public void ignored(Object owner, StateTable<?, ?, ?> moving, Cell<?, ?, ?> cell) {
            decided(cell);
        }

        private void decided(Cell<?, ?, ?> cell) {
            last = cell;
            executed.add(cell);
        }
    }
}
