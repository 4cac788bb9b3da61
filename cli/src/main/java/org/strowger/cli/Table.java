package org.strowger.cli;

import java.util.ArrayList;
import java.util.List;
import org.strowger.softswitch.log.TerminalText;

/** Text in columns; a cell may be what a stranger wrote. */
final class Table {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    Table row(List<String> cells) {
        rows.add(cells.stream().map(TerminalText::of).toList());
        return this;
    }

    /** The lines, with this one above them; none if there is nothing but a heading. */
    List<String> linesUnder(String first) {
        if (rows.size() < 2) return List.of();
        List<String> lines = new ArrayList<>(List.of(first));
        lines.addAll(lines());
        return lines;
    }

    List<String> lines() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows)
            for (int i = 0; i < row.size(); i++)
                widths[i] = Math.max(widths[i], row.get(i).length());
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++)
            line.append(row.get(i))
                    .append(" ".repeat(widths[i] - row.get(i).length()))
                    .append(GAP);
        return line.toString().stripTrailing();
    }
}
