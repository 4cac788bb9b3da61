package org.strowger.cdr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a place has got that can't say so itself: a line with a file of the journal and the octets of it that are
 * done. One thread at a time; blocks.
 */
final class PositionFile {

    private static final Pattern LINE = Pattern.compile("(\\S+) (\\d{1,18})\n");
    private static final String NEXT = ".next";

    private final Path file;

    PositionFile(Path file) {
        this.file = file;
    }

    /** {@link Position#BEGINNING} where nothing has been done yet. */
    Position read() throws IOException {
        if (!Files.exists(file)) return Position.BEGINNING;
        Matcher line = LINE.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        if (!line.matches() || !JournalDirectory.isName(line.group(1)))
            throw new IOException(
                    file + " names no place in the journal: delete it, and all that is in the journal is sent again");
        return new Position(line.group(1), Long.parseLong(line.group(2)));
    }

    /** There is the old one or the new one, whatever ends in the midst of this: the process or the power. */
    void write(Position done) throws IOException {
        try {
            replace(done);
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage() + "; make room there, or mend it", e);
        }
    }

    private void replace(Position done) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + NEXT);
        ByteBuffer line = StandardCharsets.ISO_8859_1.encode(done.file() + " " + done.octets() + "\n");
        try (FileChannel to = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            while (line.hasRemaining()) to.write(line);
            to.force(false); // or a loss of power could leave the name without its line
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
