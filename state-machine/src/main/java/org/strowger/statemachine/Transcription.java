package org.strowger.statemachine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.strowger.statemachine.StateTable.Cell;
import org.strowger.statemachine.StateTable.Verdict;

/**
 * What a machine is to do, written down a second time by hand: a file with a line {@code state,event,next,why} for each
 * arc, the first line being a heading. The table's test compares the two in both directions, so that an arc which
 * comes, goes or leads elsewhere is a decision made twice.
 */
public final class Transcription {

    private static final int COLUMNS = 4;

    private Transcription() {}

    /**
     * Compares the arcs of a table with those of {@code /transcriptions/NAME.csv}, beside the class that asks.
     *
     * @throws AssertionError naming the arcs that only one of the two has, or lines without a reason
     */
    public static void check(Class<?> beside, String name, StateTable<?, ?, ?> table) {
        Set<String> written = new TreeSet<>();
        for (String line : lines(beside, "/transcriptions/" + name + ".csv")) {
            String[] columns = line.split(",", COLUMNS);
            if (columns.length < COLUMNS || columns[COLUMNS - 1].isBlank())
                throw new AssertionError(name + ".csv: no state, event, next and why: " + line);
            String arc = columns[0] + "," + columns[1] + "," + columns[2];
            if (!written.add(arc)) throw new AssertionError(name + ".csv has it twice: " + arc);
        }
        Set<String> built = new TreeSet<>();
        for (Cell<?, ?, ?> cell : table.cells())
            if (cell.verdict() == Verdict.GO || cell.verdict() == Verdict.STAY)
                built.add(cell.state() + "," + cell.event() + "," + cell.next());
        if (built.equals(written)) return;
        throw new AssertionError("%s: only in the table %s; only in %s.csv %s"
                .formatted(table.name(), without(built, written), name, without(written, built)));
    }

    private static List<String> lines(Class<?> beside, String resource) {
        try (InputStream in = beside.getResourceAsStream(resource)) {
            if (in == null) throw new AssertionError("no " + resource);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> without(Set<String> all, Set<String> those) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(those);
        return rest;
    }
}
