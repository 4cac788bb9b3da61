package org.strowger.sipp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One message of RFC 4475 and what {@code index.tsv} says of it.
 *
 * @param acceptable answers that will do: a code, {@code 2xx} or {@code 3xx}
 * @param silence whether no answer will do
 * @param octets the message, a character for each octet
 */
record TortureMessage(
        String name, String section, List<String> acceptable, Silence silence, String expectation, String octets) {

    enum Silence {
        ACCEPTABLE,
        UNACCEPTABLE
    }

    private static final Path DIRECTORY = PackagedSwitch.REPOSITORY.resolve("sip-stack/src/test/resources/rfc4475");
    private static final Pattern BRANCH = Pattern.compile("branch=([^;,\\s]*)");
    private static final Pattern CALL_ID =
            Pattern.compile("^(?:Call-ID|i)[ \\t]*:[ \\t]*(\\S+)", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    /** All of them, in the order of the RFC. */
    static List<TortureMessage> all() {
        try (var lines = Files.lines(DIRECTORY.resolve("index.tsv"))) {
            return lines.skip(1).map(TortureMessage::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the messages of RFC 4475 belong in " + DIRECTORY, e);
        }
    }

    private static TortureMessage of(String line) {
        String[] field = line.split("\t", -1);
        return new TortureMessage(
                field[0],
                field[1],
                field[4].isEmpty() ? List.of() : Arrays.asList(field[4].split(",")),
                field[5].equals("1") ? Silence.ACCEPTABLE : Silence.UNACCEPTABLE,
                field[6],
                read(DIRECTORY.resolve(field[0] + ".dat")));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes() {
        return octets.getBytes(ISO_8859_1);
    }

    /** By what its answers are known; {@code insuf} has none. */
    Optional<String> callId() {
        return callId(octets);
    }

    /** The branch of the top Via, or nothing. */
    String branch() {
        Matcher found = BRANCH.matcher(octets);
        return found.find() ? found.group(1) : "";
    }

    /** The Call-ID of any message. */
    static Optional<String> callId(String message) {
        Matcher found = CALL_ID.matcher(message);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** Whether an answer will do. */
    boolean accepts(int status) {
        return acceptable.contains("" + status) || acceptable.contains(status / 100 + "xx");
    }

    @Override
    public String toString() {
        return name + " (" + section + ")";
    }
}
