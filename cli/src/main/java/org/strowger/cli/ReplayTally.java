package org.strowger.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.strowger.cdr.WrittenRecord;
import org.strowger.dialplan.explain.Heirs;

/**
 * Counts what has become of recorded calls, with a few of each kind by their place; however many they are, it holds no
 * more than that.
 */
final class ReplayTally {

    static final int EXAMPLES = 3;
    static final int MOST_GROUPS = 1_000;
    private static final int MOST_LETTERS = 200;
    private static final List<String> OTHERS = List.of("(others)", "(others)", "(others)");

    /** How many of a kind, and some of them. */
    private static final class Group {
        private long calls;
        private final List<String> examples = new ArrayList<>(EXAMPLES);

        void add(String example) {
            calls++;
            if (examples.size() < EXAMPLES) examples.add(example);
        }
    }

    private final Map<List<String>, Group> moved = new HashMap<>();
    private final Map<List<String>, Group> unknown = new HashMap<>();
    private final Map<List<String>, Group> left = new HashMap<>();
    private long records;
    private long stayed;

    /** A line that is no record. */
    void broken(WrittenRecord.Broken line) {
        add(left, List.of("no record: " + line.why()), place(line));
    }

    /** A record, and what has become of its call. */
    void add(WrittenRecord.Whole line, Replayed found) {
        records++;
        switch (found) {
            case Replayed.Stays() -> stayed++;
            case Replayed.Moved elsewhere -> add(moved, group(line.call(), elsewhere), example(line));
            case Replayed.Unknown(String why) -> add(unknown, List.of(why), example(line));
            case Replayed.LeftOut(String why) -> add(left, List.of(why), place(line));
        }
    }

    private static void add(Map<List<String>, Group> to, List<String> kind, String example) {
        boolean room = to.size() < MOST_GROUPS || to.containsKey(kind);
        to.computeIfAbsent(room ? kind : OTHERS.subList(0, kind.size()), _ -> new Group())
                .add(example);
    }

    /** Of a route that was there before, the line would tell nothing: it may stand elsewhere by now. */
    private static List<String> group(WrittenRecord.Call call, Replayed.Moved elsewhere) {
        return List.of(
                call.context(),
                Heirs.unplaced(elsewhere.was()) + dialling(elsewhere.wasDialled(), call.called()),
                elsewhere.now() + dialling(elsewhere.nowDialled(), call.called()));
    }

    /** Without the number that was called, which is another one in each call. */
    private static String dialling(List<String> dialled, String called) {
        if (dialled.isEmpty()) return "";
        String all = String.join(", then ", dialled);
        return " dials " + (called.isEmpty() ? all : all.replace(called, "…"));
    }

    private static String example(WrittenRecord.Whole line) {
        return line.call().caller() + " -> " + line.call().called() + " (" + place(line) + ")";
    }

    private static String place(WrittenRecord line) {
        return line.file().getFileName() + ":" + line.line();
    }

    /** Whether there was a record at all. */
    boolean isEmpty() {
        return records == 0;
    }

    /** How many calls go elsewhere. */
    long moved() {
        return sum(moved);
    }

    private static long sum(Map<List<String>, Group> groups) {
        return groups.values().stream().mapToLong(group -> group.calls).sum();
    }

    /** In one line. */
    String summary() {
        return "%d calls: %d go elsewhere, %d go where they went, %d can't be known; %d lines not asked"
                .formatted(moved() + stayed + sum(unknown), moved(), stayed, sum(unknown), sum(left));
    }

    /** Who goes elsewhere, the most first. */
    List<String> movedLines() {
        return lines(moved, List.of("CALLS", "CONTEXT", "WAS", "NOW", "SUCH AS"), "go elsewhere");
    }

    /** What could not be compared. */
    List<String> otherLines() {
        List<String> all = new ArrayList<>(lines(unknown, List.of("CALLS", "WHY", "SUCH AS"), "can't be known"));
        all.addAll(lines(left, List.of("LINES", "WHY", "SUCH AS"), "not asked"));
        return all;
    }

    private static List<String> lines(Map<List<String>, Group> groups, List<String> heading, String first) {
        Table table = new Table().row(heading);
        groups.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<List<String>, Group> one) -> -one.getValue().calls)
                        .thenComparing(one -> String.join(" ", one.getKey())))
                .forEach(one -> table.row(cells(one.getKey(), one.getValue())));
        return table.linesUnder(first);
    }

    private static List<String> cells(List<String> kind, Group group) {
        List<String> cells = new ArrayList<>(List.of(String.valueOf(group.calls)));
        kind.forEach(one -> cells.add(shortened(one)));
        cells.add(shortened(String.join(", ", group.examples)) + (group.calls > group.examples.size() ? ", …" : ""));
        return cells;
    }

    private static String shortened(String text) {
        return text.length() <= MOST_LETTERS ? text : text.substring(0, MOST_LETTERS) + "…";
    }
}
