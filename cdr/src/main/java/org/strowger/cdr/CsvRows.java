package org.strowger.cdr;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of CSV (RFC 4180) in a file beside each of the journal, below a line with the columns' names. A row is one line
 * always, so that how many there are says how far it has got.
 */
final class CsvRows implements Follower.Destination {

    static final String SUFFIX = ".csv";
    private static final String LINE_END = "\r\n";

    private final JournalDirectory journal;
    private final LineFile.Opener opener;
    private @Nullable LineFile file;

    CsvRows(JournalDirectory journal, LineFile.Opener opener) {
        this.journal = journal;
        this.opener = opener;
    }

    @Override
    public Position begin() throws IOException {
        Position last = Position.BEGINNING;
        for (String name : journal.files()) if (Files.exists(beside(name))) last = new Position(name, 0);
        if (last.equals(Position.BEGINNING)) return last;
        LineFile there = LineFile.open(beside(last.file()), opener);
        file = there;
        long rows = lines(there.path(), there.size()) - 1;
        return new Position(last.file(), rows <= 0 ? 0 : behind(journal.path(last.file()), rows));
    }

    private Path beside(String name) {
        return journal.beside(name, SUFFIX);
    }

    private static long lines(Path path, long octets) throws IOException {
        long lines = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            for (long i = 0; i < octets; i++) if (in.read() == '\n') lines++;
        }
        return lines;
    }

    /** Octets of the first lines of a file. */
    private static long behind(Path path, long lines) throws IOException {
        long octets = 0;
        long left = lines;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            while (left > 0) {
                int octet = in.read();
                if (octet < 0) return octets;
                octets++;
                if (octet == '\n') left--;
            }
        }
        return octets;
    }

    @Override
    public void store(JournalDirectory.Lines lines) throws IOException {
        LineFile to = file(beside(lines.file()));
        StringBuilder rows = new StringBuilder();
        if (to.size() == 0) rows.append(header());
        for (byte[] line : lines.lines()) rows.append(row(JsonRecords.read(line)));
        to.append(rows.toString().getBytes(StandardCharsets.UTF_8));
        to.sync();
    }

    private LineFile file(Path path) throws IOException {
        if (file != null && file.path().equals(path)) return file;
        end();
        LineFile opened = LineFile.open(path, opener);
        file = opened;
        return opened;
    }

    private static String header() {
        return RecordColumns.ALL.stream().map(RecordColumn::name).collect(Collectors.joining(",", "", LINE_END));
    }

    private static String row(Map<String, String> record) {
        Stream<String> values =
                RecordColumns.ALL.stream().map(column -> quoted(record.getOrDefault(column.name(), "")));
        return values.collect(Collectors.joining(",", "", LINE_END));
    }

    /** RFC 4180 §2: what holds a comma or a quote stands in quotes, and a quote there is doubled. */
    private static String quoted(String value) {
        StringBuilder text = new StringBuilder(value.length() + 2);
        boolean plain = true;
        for (int i = 0; i < value.length(); i++) {
            char each = value.charAt(i);
            plain &= each != ',' && each != '"' && each >= ' ';
            if (each == '"') text.append('"');
            text.append(each < ' ' ? ' ' : each);
        }
        return plain ? value : text.insert(0, '"').append('"').toString();
    }

    @Override
    public String remedy(Exception failed) {
        return failed.getMessage() + "; make room there, or mend it: what is missing is made of the journal then";
    }

    @Override
    public void end() {
        try {
            if (file != null) file.close();
        } catch (IOException _) {
            // nothing is lost by it: what the next file lacks is made of the journal
        }
        file = null;
    }
}
