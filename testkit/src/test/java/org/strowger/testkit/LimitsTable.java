package org.strowger.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The table of {@code docs/limits.md}. */
final class LimitsTable {

    private static final Path PAGE = Path.of("..", "docs", "limits.md");
    private static final int COLUMNS = 8;

    /**
     * A bound.
     *
     * @param amount a number, or a word where it is none
     * @param where a key of the configuration, or {@code fixed}
     * @param figure that counts it; empty if none does
     * @param code the constant, below {@code org.strowger}; empty where the key says it
     * @param shown {@code probe}, or the module and the test that shows it
     */
    record Limit(
            String what,
            String amount,
            String unit,
            String where,
            String gets,
            String figure,
            String code,
            String shown) {

        long bound() {
            return Long.parseLong(amount);
        }

        boolean isFixed() {
            return where.equals("fixed");
        }

        boolean isProbed() {
            return shown.equals("probe");
        }

        @Override
        public String toString() {
            return what;
        }
    }

    private LimitsTable() {}

    static List<Limit> read() {
        try {
            return Files.readAllLines(PAGE).stream()
                    .filter(line -> line.startsWith("| ") && !line.startsWith("| what |"))
                    .map(LimitsTable::limit)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Limit limit(String line) {
        List<String> cells = Arrays.stream(
                        line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                .map(cell -> cell.strip().replace("`", ""))
                .toList();
        if (cells.size() != COLUMNS) throw new IllegalStateException(cells.size() + " columns: " + line);
        return new Limit(
                cells.get(0),
                cells.get(1),
                cells.get(2),
                cells.get(3),
                cells.get(4),
                cells.get(5),
                cells.get(6),
                cells.get(7));
    }
}
