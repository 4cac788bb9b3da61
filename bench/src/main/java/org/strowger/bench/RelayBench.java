package org.strowger.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a relayed packet costs: CPU time, user and system, of the relay's process over the packets that came out of it.
 * All relays run side by side, loaded by turns in slices of a few seconds, so that a busy neighbour hits them alike;
 * the median slice counts.
 */
final class RelayBench {

    private static final int ROUNDS = 5;

    /** Above the ports that the system gives out by itself. */
    private static final int FIRST_PEER = 61_000;

    private final List<Relay> relays = new ArrayList<>();
    private final Map<Relay, List<RtpLoad.Slice>> slices = new LinkedHashMap<>();
    private final Path directory;
    private final int calls;
    private final int seconds;

    private RelayBench(Path directory, int calls, int seconds) {
        this.directory = directory;
        this.calls = calls;
        this.seconds = seconds;
    }

    /** Prints JSON on standard output and a table on standard error. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var options = List.of(arguments);
        int at = options.indexOf("--calls");
        int calls = at < 0 ? 500 : Integer.parseInt(options.get(at + 1));
        if (calls < 1 || calls > 1000) throw new IllegalArgumentException("--calls is 1 to 1000");
        var bench = new RelayBench(Files.createTempDirectory("relay"), calls, options.contains("--quick") ? 1 : 3);
        try {
            bench.start();
            bench.measure();
        } finally {
            bench.relays.forEach(Relay::close);
        }
        System.out.println(JsonText.of(bench.report()));
    }

    private void start() throws IOException, InterruptedException {
        relays.add(ProcessRelay.strowger("EPOLL", calls, FIRST_PEER));
        relays.add(ProcessRelay.strowger("NIO", calls, FIRST_PEER));
        relays.add(RtpengineRelay.start(directory, calls, FIRST_PEER));
        relays.add(ProcessRelay.bare(compiled(directory, "relay"), calls));
    }

    /** A program of {@code bench/tools}. */
    static Path compiled(Path directory, String program) throws IOException, InterruptedException {
        Path result = directory.resolve(program);
        String source = "bench/tools/" + program + ".c";
        int status = new ProcessBuilder("gcc", "-O2", "-w", "-o", result.toString(), source, "-lm")
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) throw new IllegalStateException("gcc can not compile " + source);
        return result;
    }

    private void measure() throws IOException, InterruptedException {
        var load = new RtpLoad(directory, compiled(directory, "rtpblast"), FIRST_PEER);
        // Until what is compiled while running is compiled.
        for (Relay relay : relays) if (relay.name().startsWith("strowger")) load.measure(relay, seconds);
        for (int round = 0; round < ROUNDS; round++) {
            for (Relay relay : relays)
                slices.computeIfAbsent(relay, r -> new ArrayList<>()).add(load.measure(relay, seconds));
        }
    }

    private Map<String, Object> report() throws IOException {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("packets_per_second", 100 * calls);
        report.put(
                "cpu_pressure",
                Files.readString(Path.of("/proc/pressure/cpu"))
                        .lines()
                        .findFirst()
                        .orElse(""));
        System.err.printf("%-16s %10s %8s %10s %10s %8s%n", "", "µs/packet", "slices", "p50 µs", "p99 µs", "loss %");
        slices.forEach((relay, measured) -> report.put(relay.name(), figures(relay, usable(relay, measured))));
        return report;
    }

    /** Those in which the generator got to send and hear: on a machine that is too busy not all of them. */
    private List<RtpLoad.Slice> usable(Relay relay, List<RtpLoad.Slice> measured) {
        long wanted = 100L * calls * seconds * 9 / 10;
        var usable =
                measured.stream().filter(slice -> slice.received() >= wanted).toList();
        if (usable.isEmpty())
            throw new IllegalStateException(
                    "the machine is too busy to measure " + relay.name() + ": try fewer --calls");
        return usable;
    }

    private static Map<String, Object> figures(Relay relay, List<RtpLoad.Slice> measured) {
        var sorted = measured.stream()
                .sorted(Comparator.comparingDouble(RtpLoad.Slice::microsPerPacket))
                .toList();
        RtpLoad.Slice median = sorted.get(sorted.size() / 2);
        double loss = measured.stream()
                .mapToDouble(RtpLoad.Slice::lossPercent)
                .average()
                .orElse(0);
        var figures = new LinkedHashMap<String, Object>();
        figures.put("slices", measured.size());
        figures.put("us_per_packet", median.microsPerPacket());
        figures.put("us_per_packet_lowest", sorted.getFirst().microsPerPacket());
        figures.put("us_per_packet_highest", sorted.getLast().microsPerPacket());
        figures.put("latency_p50_us", median.medianMicros());
        figures.put("latency_p99_us", median.tailMicros());
        figures.put("loss_percent", loss);
        System.err.printf(
                "%-16s %10.2f %3.1f–%3.1f %10.0f %10.0f %8.3f%n",
                relay.name(),
                median.microsPerPacket(),
                sorted.getFirst().microsPerPacket(),
                sorted.getLast().microsPerPacket(),
                median.medianMicros(),
                median.tailMicros(),
                loss);
        return figures;
    }
}
