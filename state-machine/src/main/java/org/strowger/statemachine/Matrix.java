package org.strowger.statemachine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.strowger.statemachine.StateTable.Cell;
import org.strowger.statemachine.StateTable.Verdict;

/**
 * Writes a {@link StateTable} as a Markdown table of event × state. An arc shows the next state and its effects; a
 * small number leads to the reason why an event is ignored (–) or illegal (✗).
 */
public final class Matrix {

    private Matrix() {}

    /** The table and, below it, the reasons; ends with a line break. */
    public static <S extends Enum<S>, E extends Enum<E>, X extends Enum<X>> String of(StateTable<S, E, X> table) {
        List<S> living =
                table.states().stream().filter(s -> !table.isTerminal(s)).toList();
        Map<String, Integer> reasons = new LinkedHashMap<>();
        StringBuilder out = new StringBuilder();
        row(out, "", living.stream().map(Object::toString).toList());
        row(out, "---", living.stream().map(_ -> "---").toList());
        for (E event : table.events())
            row(
                    out,
                    event.toString(),
                    living.stream()
                            .map(state -> text(table.cell(state, event), reasons))
                            .toList());
        out.append('\n');
        reasons.forEach(
                (why, number) -> out.append(number).append(". ").append(why).append('\n'));
        return out.toString();
    }

    private static void row(StringBuilder out, String head, List<String> cells) {
        List<String> all = new ArrayList<>(List.of(head));
        all.addAll(cells);
        out.append(all.stream().collect(Collectors.joining(" | ", "| ", " |"))).append('\n');
    }

    private static String text(Cell<?, ?, ?> cell, Map<String, Integer> reasons) {
        return switch (cell.verdict()) {
            case GO -> effects("→ " + cell.next(), cell);
            case STAY -> effects("stay", cell);
            case IGNORE, ILLEGAL -> refusal(cell, reasons);
        };
    }

    private static String effects(String where, Cell<?, ?, ?> cell) {
        if (cell.effects().isEmpty()) return where;
        return where + ": " + cell.effects().stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static String refusal(Cell<?, ?, ?> cell, Map<String, Integer> reasons) {
        int number = reasons.computeIfAbsent(cell.why(), _ -> reasons.size() + 1);
        return (cell.verdict() == Verdict.IGNORE ? "–" : "✗") + " " + number;
    }
}
