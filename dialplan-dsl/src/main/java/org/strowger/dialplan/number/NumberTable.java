package org.strowger.dialplan.number;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.strowger.dialplan.data.CsvTable;

/**
 * The numbers of a file, each with its row: {@code numbers('did.csv', column: 'number')}. Up to millions of them; a
 * look takes less than a microsecond and allocates nothing but the row. A leading {@code +} makes no difference.
 * Immutable; safe on any thread.
 */
public final class NumberTable {

    /** How a number is compared with those of the table. */
    public enum Fit {
        /** It is one of them. */
        WHOLE,
        /** It begins with one of them; the longest counts. */
        PREFIX
    }

    /** So many are told at once. */
    private static final int MOST_FAULTS = 10;

    private final CsvTable table;
    private final PrefixTrie numbers;
    private final Fit fit;
    private final String written;

    private NumberTable(CsvTable table, PrefixTrie numbers, Fit fit, String written) {
        this.table = table;
        this.numbers = numbers;
        this.fit = fit;
        this.written = written;
    }

    /**
     * Reads a table.
     *
     * @throws IllegalArgumentException with file and line, if it can't be read, lacks the column, or holds what is no
     *     number, or one twice
     */
    public static NumberTable read(Path file, String column, Fit fit) {
        CsvTable table = CsvTable.read(file);
        int index = table.column(column);
        long[] keys = keys(table, index);
        try {
            return new NumberTable(table, PrefixTrie.of(keys), fit, file.getFileName() + " " + column);
        } catch (PrefixTrie.Twice twice) {
            throw new CsvTable.BadTable(table.place(twice.second()) + ": " + table.cell(twice.second(), index)
                    + " is there already, at " + table.place(twice.first()));
        }
    }

    /** Its numbers, if they all are; else what is wrong with the first few that are none. */
    private static long[] keys(CsvTable table, int column) {
        long[] keys = new long[table.rows()];
        List<String> faults = new ArrayList<>();
        for (int row = 0; row < keys.length && faults.size() < MOST_FAULTS; row++) {
            try {
                keys[row] = PrefixTrie.key(table.cell(row, column).strip());
            } catch (IllegalArgumentException bad) {
                faults.add(table.place(row) + ": " + bad.getMessage());
            }
        }
        if (faults.isEmpty()) return keys;
        throw new CsvTable.BadTable(String.join("; ", faults));
    }

    /** Whether a number is in it. */
    public boolean contains(CharSequence number) {
        return find(number) != PrefixTrie.NONE;
    }

    /** For {@code number in table} and {@code switch}. */
    public boolean isCase(Object number) {
        return contains(String.valueOf(number));
    }

    /** The row of a number, by column; empty if it isn't in the table. */
    public Map<String, String> row(CharSequence number) {
        int row = find(number);
        return row == PrefixTrie.NONE ? Map.of() : table.row(row);
    }

    /** The same: {@code table[number]}. */
    public Map<String, String> getAt(String number) {
        return row(number);
    }

    /** How many there are. */
    public int size() {
        return table.rows();
    }

    /** How much memory it takes, in bytes. */
    public long memory() {
        return table.bytes() + numbers.bytes();
    }

    private int find(CharSequence number) {
        return fit == Fit.WHOLE ? numbers.whole(number) : numbers.longest(number);
    }

    /** File and column. */
    @Override
    public String toString() {
        return written;
    }
}
