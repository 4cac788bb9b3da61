package org.strowger.sipp;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The messages that a SIPp has sent and received, as it traces them: which of its calls are over, and how soon. Read on
 * from where it was read to before, since who reads all of it again and again takes a processor from those whom he
 * watches.
 */
final class SippMessages {

    private static final Pattern HEAD = Pattern.compile("-{20,} (\\S+)[ \\t]+(\\d\\d:\\d\\d:\\d\\d\\.\\d{3})\\d*");
    private static final int LATEST = 50;

    private final Path file;
    private final Map<String, Instant> byes = new HashMap<>();
    private final Map<String, Instant> ended = new HashMap<>();
    private final Deque<Duration> latest = new ArrayDeque<>();
    private long position;
    private String unfinished = "";
    private String head = "";
    private String way = "";
    private String start = "";
    private String callId = "";

    SippMessages(Path file) {
        this.file = file;
    }

    /** When its BYE was answered, by Call-ID: of the calls that are over. */
    Map<String, Instant> ended() {
        read();
        return Map.copyOf(ended);
    }

    /** How long half of its last fifty BYEs at least took until they were answered; a day while there are fewer. */
    Duration answered() {
        read();
        if (latest.size() < LATEST) return Duration.ofDays(1);
        return latest.stream().sorted().skip(LATEST / 2).findFirst().orElseThrow();
    }

    private void read() {
        if (!Files.exists(file)) return;
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] fresh = new byte[Math.toIntExact(in.length() - position)];
            in.seek(position);
            in.readFully(fresh);
            position += fresh.length;
            String text = unfinished + new String(fresh, StandardCharsets.ISO_8859_1);
            int whole = text.lastIndexOf('\n') + 1;
            unfinished = text.substring(whole);
            text.substring(0, whole).lines().forEach(this::line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void line(String line) {
        if (line.startsWith("--------------------")) { // with a time, but where SIPp comments on what it had before
            head = line;
            way = "";
            start = "";
            callId = "";
        } else if (way.isEmpty()) way = line;
        else if (start.isEmpty()) start = line;
        else if (line.startsWith("Call-ID: ")) callId = line.substring("Call-ID: ".length());
        else if (line.startsWith("CSeq: ") && line.endsWith(" BYE")) at().ifPresent(this::bye);
    }

    private void bye(Instant at) {
        if (way.contains("sent") && start.startsWith("BYE ")) byes.putIfAbsent(callId, at);
        if (!way.contains("received") || !start.startsWith("SIP/2.0 200")) return;
        if (ended.putIfAbsent(callId, at) != null) return;
        latest.add(Duration.between(byes.getOrDefault(callId, at), at));
        if (latest.size() > LATEST) latest.remove();
    }

    private Optional<Instant> at() {
        Matcher said = HEAD.matcher(head);
        if (!said.matches()) return Optional.empty();
        return Optional.of(LocalDateTime.parse(said.group(1) + "T" + said.group(2))
                .atZone(ZoneId.systemDefault())
                .toInstant());
    }
}
