package org.strowger.cdr;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads charging records again, line by line, of a file or of a journal's directory; holds one at a time. A line that
 * is none, or not whole, is told as such. Blocks.
 */
public final class RecordReader {

    /** A record is far shorter, whatever was written in it; more is not read into memory. */
    static final int MOST_OCTETS = 1 << 20;

    private static final int READ_AHEAD = 1 << 16;

    private final Path file;
    private final Consumer<WrittenRecord> reader;
    private long line;

    private RecordReader(Path file, Consumer<WrittenRecord> reader) {
        this.file = file;
        this.reader = reader;
    }

    /**
     * Reads all of them, those of a directory oldest first.
     *
     * @throws IOException if a file can't be read, or a directory has no {@code records-*.jsonl}
     */
    public static void read(Path place, Consumer<WrittenRecord> reader) throws IOException {
        for (Path file : files(place)) new RecordReader(file, reader).read();
    }

    private static List<Path> files(Path place) throws IOException {
        if (!Files.isDirectory(place)) return List.of(place);
        JournalDirectory journal = new JournalDirectory(place);
        List<Path> files = journal.files().stream().map(journal::path).toList();
        if (files.isEmpty())
            throw new IOException("there is no records-*.jsonl in it: name the file, or the directory of a journal");
        return files;
    }

    private void read() throws IOException {
        byte[] ahead = new byte[READ_AHEAD];
        ByteArrayOutputStream begun = new ByteArrayOutputStream();
        try (InputStream in = Files.newInputStream(file)) {
            for (int size = in.read(ahead); size >= 0; size = in.read(ahead)) lines(ahead, size, begun);
        }
        if (begun.size() > 0) next(begun);
    }

    /** Those that end here; what is left stands in {@code begun}. */
    private void lines(byte[] ahead, int size, ByteArrayOutputStream begun) {
        int from = 0;
        for (int at = 0; at < size; at++) {
            if (ahead[at] != '\n') continue;
            add(ahead, from, at, begun);
            next(begun);
            from = at + 1;
        }
        add(ahead, from, size, begun);
    }

    private static void add(byte[] ahead, int from, int until, ByteArrayOutputStream begun) {
        if (begun.size() <= MOST_OCTETS) begun.write(ahead, from, until - from);
    }

    private void next(ByteArrayOutputStream octets) {
        line++;
        reader.accept(record(octets.toByteArray()));
        octets.reset();
    }

    private WrittenRecord record(byte[] text) {
        if (text.length > MOST_OCTETS) return broken("it is longer than " + MOST_OCTETS + " octets");
        try {
            Map<String, String> values = JsonRecords.texts(text);
            return new WrittenRecord.Whole(file, line, text(values, RecordColumns.ID), call(values));
        } catch (IOException e) {
            return broken("it is no whole JSON object");
        } catch (NumberFormatException e) {
            return broken("its 'status' is no number");
        } catch (IllegalArgumentException | DateTimeException e) {
            return broken(String.valueOf(e.getMessage()));
        }
    }

    private WrittenRecord broken(String why) {
        return new WrittenRecord.Broken(file, line, why);
    }

    private static WrittenRecord.Call call(Map<String, String> values) {
        return new WrittenRecord.Call(
                text(values, "call"),
                maybe(values, "parent"),
                Instant.parse(needed(values, "started")),
                needed(values, "caller"),
                needed(values, "called"),
                maybe(values, "account"),
                maybe(values, "trunk"),
                text(values, "source"),
                text(values, "context"),
                text(values, "route"),
                text(values, "cause"),
                maybe(values, "status").map(Integer::valueOf).orElse(0));
    }

    private static String needed(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) throw new IllegalArgumentException("it has no '" + name + "'");
        return value;
    }

    private static Optional<String> maybe(Map<String, String> values, String name) {
        return Optional.ofNullable(values.get(name));
    }

    private static String text(Map<String, String> values, String name) {
        return values.getOrDefault(name, "");
    }
}
