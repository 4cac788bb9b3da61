package org.strowger.cdr;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of a journal: {@code records-2026-11-30-000001.jsonl}, whose names sort by time. Blocks. */
record JournalDirectory(Path directory) {

    static final String SUFFIX = ".jsonl";
    private static final Pattern NAME = Pattern.compile("records-(\\d{4}-\\d{2}-\\d{2})-(\\d{6})\\.jsonl");

    private static final int READ_AHEAD = 1 << 16;

    /** Lines of one file, and the place behind them. */
    record Lines(String file, List<byte[]> lines, Position behind) {}

    /** A file of the journal, by what its name says. */
    private record Named(LocalDate day, int number) {
        String name() {
            return "records-%s-%06d%s".formatted(day, number, SUFFIX);
        }
    }

    /** Their names, oldest first. */
    List<String> files() throws IOException {
        if (!Files.isDirectory(directory)) return List.of();
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> NAME.matcher(name).matches())
                    .sorted()
                    .toList();
        }
    }

    Optional<String> last() throws IOException {
        return files().stream().reduce((_, later) -> later);
    }

    /** The name of the file that comes next; never before one that is there, though the clock may be set back. */
    String next(LocalDate today) throws IOException {
        Optional<Named> last = last().map(JournalDirectory::named);
        if (last.isEmpty() || today.isAfter(last.get().day())) return new Named(today, 1).name();
        return new Named(last.get().day(), last.get().number() + 1).name();
    }

    /** Whether it is that of a file of a journal. */
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Of a file of the journal. */
    static LocalDate day(String name) {
        return named(name).day();
    }

    private static Named named(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) throw new IllegalArgumentException(name + " is no file of a journal");
        return new Named(LocalDate.parse(parts.group(1)), Integer.parseInt(parts.group(2)));
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    /** The file beside one of the journal, of another form. */
    Path beside(String name, String suffix) {
        return directory.resolve(name.substring(0, name.length() - SUFFIX.length()) + suffix);
    }

    /**
     * The next lines, of one file.
     *
     * @param until where what is safe on the disk ends
     * @param most lines
     */
    Lines read(Position from, Position until, int most) throws IOException {
        Position at = from;
        for (String file : files()) {
            if (file.compareTo(at.file()) < 0 || file.compareTo(until.file()) > 0) continue;
            if (!file.equals(at.file())) at = new Position(file, 0);
            Lines found = read(at, end(file, until), most);
            if (!found.lines().isEmpty()) return found;
        }
        return new Lines(at.file(), List.of(), at);
    }

    private long end(String file, Position until) throws IOException {
        return file.equals(until.file()) ? until.octets() : Files.size(path(file));
    }

    private Lines read(Position from, long end, int most) throws IOException {
        List<byte[]> lines = new ArrayList<>();
        long behind = from.octets();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path(from.file())), READ_AHEAD)) {
            in.skipNBytes(from.octets());
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            while (lines.size() < most && behind + line.size() < end) {
                int octet = in.read();
                if (octet < 0) break;
                if (octet != '\n') {
                    line.write(octet);
                    continue;
                }
                behind += line.size() + 1;
                lines.add(line.toByteArray());
                line.reset();
            }
        }
        return new Lines(from.file(), lines, new Position(from.file(), behind));
    }

    /** Octets between two places. */
    long between(Position from, Position until) throws IOException {
        long octets = 0;
        for (String file : files()) {
            if (file.compareTo(from.file()) < 0 || file.compareTo(until.file()) > 0) continue;
            octets += end(file, until) - (file.equals(from.file()) ? from.octets() : 0);
        }
        return octets;
    }
}
