package org.strowger.dialplan.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of comma-separated values (RFC 4180) in UTF-8, whose first line names the columns. Kept as its bytes; a row is
 * made into a map when it is asked for. Immutable.
 */
public final class CsvTable {

    private static final int LARGEST = 1 << 30;

    /** A table that can't be used. */
    public static final class BadTable extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        public BadTable(String message) {
            super(message);
        }
    }

    private final Path file;
    private final byte[] bytes;
    private final List<String> columns;
    private int[] starts = new int[1024];
    private int rows;

    private CsvTable(Path file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
        int end = rowEnd(bom());
        this.columns = cells(bom(), end).stream().map(String::strip).toList();
        if (columns.isEmpty() || columns.contains(""))
            throw new BadTable(file + ":1: the first line names the columns");
        if (columns.stream().distinct().count() < columns.size())
            throw new BadTable(file + ":1: a column is there twice");
        findRows(end);
    }

    /**
     * Reads a file.
     *
     * @throws BadTable if it can't be read, is no table, or has a row that is not like its first line; with file and
     *     line
     */
    public static CsvTable read(Path file) {
        try {
            if (Files.size(file) > LARGEST) throw new BadTable(file + " is larger than 1 GB");
            return new CsvTable(file, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new BadTable(file + " can't be read: " + e.getMessage());
        }
    }

    /** The names of its columns alone. */
    public static List<String> columns(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().map(CsvTable::columnsOf).orElse(List.of());
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new BadTable(file + " can't be read: " + e.getMessage());
        }
    }

    private static List<String> columnsOf(String line) {
        String bare = line.startsWith("\uFEFF") ? line.substring(1) : line;
        return Arrays.stream(bare.split(",", -1))
                .map(name -> name.strip().replaceAll("^\"(.*)\"$", "$1"))
                .toList();
    }

    public List<String> columns() {
        return columns;
    }

    public int rows() {
        return rows;
    }

    /** The index of a column. */
    public int column(String name) {
        int column = columns.indexOf(name);
        if (column < 0) throw new BadTable(file + " has no column '" + name + "', but " + String.join(", ", columns));
        return column;
    }

    /** One cell. */
    public String cell(int row, int column) {
        int at = starts[row];
        for (int i = 0; i < column; i++) at = cellEnd(at) + 1;
        return text(at, cellEnd(at));
    }

    /** A row, by column. */
    public Map<String, String> row(int row) {
        var map = new LinkedHashMap<String, String>();
        int at = starts[row];
        for (String column : columns) {
            int end = cellEnd(at);
            map.put(column, text(at, end));
            at = end + 1;
        }
        return map;
    }

    /** Where a row stands, as {@code did.csv:17}. */
    public String place(int row) {
        return file + ":" + line(starts[row]);
    }

    /** How much memory it takes. */
    public long bytes() {
        return bytes.length + (long) starts.length * Integer.BYTES;
    }

    private int line(int at) {
        int line = 1;
        for (int i = 0; i < at; i++) if (bytes[i] == '\n') line++;
        return line;
    }

    private int bom() {
        boolean marked =
                bytes.length > 2 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
        return marked ? 3 : 0;
    }

    private void findRows(int headerEnd) {
        int at = afterLine(headerEnd);
        while (at < bytes.length) {
            int end = at;
            int cells = 1;
            for (end = cellEnd(at); end < bytes.length && bytes[end] == ','; end = cellEnd(end + 1)) cells++;
            boolean blank = cells == 1 && end == at;
            if (!blank && cells != columns.size())
                throw new BadTable(
                        file + ":" + line(at) + ": " + cells + " cells, where the first line has " + columns.size());
            if (!blank) addRow(at);
            at = afterLine(end);
        }
        starts = Arrays.copyOf(starts, rows);
    }

    private void addRow(int at) {
        if (rows == starts.length) starts = Arrays.copyOf(starts, rows + (rows >> 1));
        starts[rows++] = at;
    }

    private int afterLine(int end) {
        int at = end;
        if (at < bytes.length && bytes[at] == '\r') at++;
        if (at < bytes.length && bytes[at] == '\n') at++;
        return at;
    }

    private List<String> cells(int from, int to) {
        List<String> cells = new ArrayList<>();
        for (int at = from; at <= to && from < to; ) {
            int end = cellEnd(at);
            cells.add(text(at, end));
            at = end + 1;
        }
        return cells;
    }

    private int rowEnd(int at) {
        int end = cellEnd(at);
        while (end < bytes.length && bytes[end] == ',') end = cellEnd(end + 1);
        return end;
    }

    /** Where a cell ends: at a comma, at the end of the line, or at that of the file. */
    private int cellEnd(int from) {
        int at = from;
        if (at < bytes.length && bytes[at] == '"') at = closingQuote(at) + 1;
        while (at < bytes.length && bytes[at] != ',' && bytes[at] != '\n' && bytes[at] != '\r') at++;
        return at;
    }

    private int closingQuote(int open) {
        int at = open + 1;
        while (at < bytes.length) {
            if (bytes[at] != '"') at++;
            else if (at + 1 < bytes.length && bytes[at + 1] == '"') at += 2; // a doubled quote is one of the text
            else return at;
        }
        throw new BadTable(file + ":" + line(open) + ": the quote is not closed");
    }

    private String text(int from, int to) {
        if (from < to && bytes[from] == '"')
            return new String(bytes, from + 1, closingQuote(from) - from - 1, StandardCharsets.UTF_8)
                    .replace("\"\"", "\"");
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
