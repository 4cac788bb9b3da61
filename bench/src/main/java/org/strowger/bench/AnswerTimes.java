package org.strowger.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/**
 * From each INVITE that a caller sends to its final answer, as a capture of the loopback by tcpdump tells it: SIPp
 * counts in steps of 4 ms. Over UDP and IPv4.
 */
final class AnswerTimes implements AutoCloseable {

    private static final int FILE_HEADER = 24;
    private static final int PACKET_HEADER = 16;
    private static final int LINK_HEADER = 14; // Ethernet, which the loopback pretends to be
    private static final int UDP_HEADER = 8;
    private static final Pattern CALL_ID = Pattern.compile("\r\nCall-ID: *(\\S+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern FINAL = Pattern.compile("SIP/2\\.0 [2-6]\\d\\d ");
    private static final Pattern TRYING = Pattern.compile("SIP/2\\.0 100 ");

    private final Path file;
    private final Process tcpdump;

    private final Pattern awaited;

    private AnswerTimes(Path file, Process tcpdump, Pattern awaited) {
        this.awaited = awaited;
        this.file = file;
        this.tcpdump = tcpdump;
    }

    /** Begins to watch a caller. */
    static AnswerTimes of(int callerPort, Path directory) {
        return of(callerPort, directory, FINAL);
    }

    /** The same, with the time to the 100 instead. */
    static AnswerTimes ofProvisionals(int callerPort, Path directory) {
        return of(callerPort, directory, TRYING);
    }

    private static AnswerTimes of(int callerPort, Path directory, Pattern awaited) {
        Path file = directory.resolve("capture-" + callerPort + ".pcap");
        var command = List.of(
                "tcpdump",
                "-i",
                "lo",
                "-s",
                "600",
                "-B",
                "8192",
                "-U",
                "-w",
                file.toString(),
                "udp port " + callerPort);
        var watching = new AnswerTimes(file, SippLoad.start(command, directory.resolve("tcpdump.log")), awaited);
        SippLoad.pause(Duration.ofMillis(500));
        return watching;
    }

    /** Milliseconds, in rising order. */
    double[] sorted() {
        SippLoad.pause(Duration.ofMillis(500));
        close();
        try {
            return read(ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN))
                    .sorted()
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** So many per cent of them are no longer than this, ms; NaN if there are none. */
    static double percentile(double[] sorted, double percent) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    private DoubleStream read(ByteBuffer capture) {
        Map<String, Double> asked = new HashMap<>();
        Map<String, Double> answered = new HashMap<>();
        for (int at = FILE_HEADER; at + PACKET_HEADER < capture.limit(); ) {
            double millis = capture.getInt(at) * 1e3 + capture.getInt(at + 4) / 1e3;
            int length = capture.getInt(at + 8);
            at += PACKET_HEADER;
            if (at + length > capture.limit()) break;
            int sip = at + LINK_HEADER + 4 * (capture.get(at + LINK_HEADER) & 0x0F) + UDP_HEADER;
            note(text(capture, sip, at + length), millis, asked, answered);
            at += length;
        }
        return answered.entrySet().stream()
                .filter(answer -> asked.containsKey(answer.getKey()))
                .mapToDouble(answer -> answer.getValue() - asked.getOrDefault(answer.getKey(), 0.0));
    }

    private void note(String message, double millis, Map<String, Double> asked, Map<String, Double> answered) {
        Matcher call = CALL_ID.matcher(message);
        if (!call.find()) return;
        if (message.startsWith("INVITE ")) asked.putIfAbsent(call.group(1), millis);
        else if (awaited.matcher(message).lookingAt()) answered.putIfAbsent(call.group(1), millis);
    }

    private static String text(ByteBuffer capture, int from, int to) {
        byte[] octets = new byte[Math.max(0, to - from)];
        capture.get(from, octets);
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        tcpdump.destroy();
        SippLoad.end(tcpdump, Duration.ofSeconds(2));
    }
}
