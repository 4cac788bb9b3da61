package org.strowger.statemachine;

import java.util.stream.Collectors;
import org.strowger.statemachine.StateTable.Cell;
import org.strowger.statemachine.StateTable.Verdict;

/**
 * Draws a {@link StateTable} as a Mermaid {@code stateDiagram-v2}: each arc with its event and effects, each state with
 * its timers.
 */
public final class Mermaid {

    private Mermaid() {}

    /** The diagram's text, one line to an arc, ending with a line break. */
    public static <S extends Enum<S>, E extends Enum<E>, X extends Enum<X>> String of(StateTable<S, E, X> table) {
        StringBuilder out = new StringBuilder("stateDiagram-v2\n");
        line(out, "[*] --> " + table.initial());
        for (Cell<S, E, X> cell : table.cells()) if (isArc(cell)) line(out, arc(cell));
        for (S state : table.states()) if (table.isTerminal(state)) line(out, state + " --> [*]");
        for (S state : table.states()) note(out, table, state);
        return out.toString();
    }

    private static boolean isArc(Cell<?, ?, ?> cell) {
        return cell.verdict() == Verdict.GO || cell.verdict() == Verdict.STAY;
    }

    private static String arc(Cell<?, ?, ?> cell) {
        String arc = cell.state() + " --> " + cell.next() + ": " + cell.event();
        return cell.effects().isEmpty() ? arc : arc + " / " + effects(cell);
    }

    private static String effects(Cell<?, ?, ?> cell) {
        return cell.effects().stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static <S extends Enum<S>, E extends Enum<E>, X extends Enum<X>> void note(
            StringBuilder out, StateTable<S, E, X> table, S state) {
        if (table.timers(state).isEmpty()) return;
        line(out, "note right of " + state);
        table.timers(state).forEach((timer, delay) -> line(out, "    " + timer + ": " + delay));
        line(out, "end note");
    }

    private static void line(StringBuilder out, String text) {
        out.append("    ").append(text).append('\n');
    }
}
