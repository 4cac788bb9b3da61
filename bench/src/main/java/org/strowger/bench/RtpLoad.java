package org.strowger.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Streams of 172-byte packets, 50 a second each, from {@code bench/tools/rtpblast.c}. */
final class RtpLoad {

    private final Path directory;
    private final Path program;
    private final int firstPeer;

    RtpLoad(Path directory, Path program, int firstPeer) {
        this.directory = directory;
        this.program = program;
        this.firstPeer = firstPeer;
    }

    /** What came of one slice. */
    record Slice(double cpuMillis, long received, double lossPercent, double medianMicros, double tailMicros) {

        double microsPerPacket() {
            return cpuMillis * 1000 / received;
        }
    }

    /** Sends to the relay, a second to warm up and so many to be measured. */
    Slice measure(Relay relay, int seconds) {
        try {
            var streams = new StringBuilder();
            for (int leg = 0; leg < relay.ports().size(); leg++)
                streams.append("127.0.0.1 %d 127.0.0.1 %d\n"
                        .formatted(firstPeer + 2 * leg, relay.ports().get(leg)));
            Path list = Files.writeString(directory.resolve("streams"), streams);
            String said = run(List.of(
                    program.toString(),
                    "-q",
                    "-f",
                    list.toString(),
                    "-w",
                    "1",
                    "-d",
                    "" + seconds,
                    "-p",
                    "" + relay.handle().pid()));
            return new Slice(
                    figure(said, "cpu_ms"),
                    (long) figure(said, "rx"),
                    figure(said, "loss"),
                    figure(said, "p50us"),
                    figure(said, "p99us"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            process.destroy();
        }
    }

    private static double figure(String said, String name) {
        Matcher found = Pattern.compile("\\b" + name + "=(-?[0-9.]+)").matcher(said);
        if (!found.find()) throw new IllegalStateException("the load generator says: " + said);
        return Double.parseDouble(found.group(1));
    }
}
