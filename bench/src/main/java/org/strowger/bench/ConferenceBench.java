package org.strowger.bench;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a conference costs: CPU time, user and system, of the process in which its members' packets are received,
 * decoded, mixed, encoded and sent, for each second. All talk in G.711, or a few before many who listen.
 */
final class ConferenceBench {

    private static final int ROUNDS = 5;
    private static final int SECONDS = 10;
    private static final int FIRST_PEER = 61_000;
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

    private final RtpLoad load;
    private final Path bare;

    private ConferenceBench(Path directory) throws IOException, InterruptedException {
        this.load = new RtpLoad(directory, RelayBench.compiled(directory, "rtpblast"), FIRST_PEER);
        this.bare = RelayBench.compiled(directory, "relay");
    }

    /** Prints JSON on standard output and a table on standard error. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var bench = new ConferenceBench(Files.createTempDirectory("conference"));
        Map<String, Object> report = new LinkedHashMap<>();
        System.err.printf(
                "%8s %10s %14s %12s %14s %12s%n", "talk", "listen", "CPU ms/s", "slices", "C relay ms/s", "slices");
        for (int[] members : new int[][] {{20, 0}, {50, 0}, {5, 1000}})
            report.put(members[0] + "_talk_" + members[1] + "_listen", bench.measure(members[0], members[1]));
        System.out.println(JsonText.of(report));
    }

    /**
     * The peer passes as many packets on as the members of a room where all talk send and are sent, and does nothing
     * else: what the kernel takes.
     */
    private Map<String, Object> measure(int talkers, int listeners) throws IOException {
        List<DatagramSocket> ears = new ArrayList<>();
        try (Relay room = ProcessRelay.conference(talkers, listeners, FIRST_PEER);
                Relay peer = ProcessRelay.bare(bare, (talkers + 1) / 2)) {
            for (int i = 0; i < listeners; i++) {
                var ear = new DatagramSocket(new InetSocketAddress(HERE, FIRST_PEER + 2 * (talkers + i)));
                ear.setReceiveBufferSize(2048); // the kernel drops what nobody reads
                ears.add(ear);
            }
            load.measure(room, SECONDS); // what is compiled while running is compiled, after this
            load.measure(room, SECONDS);
            double[] ours = new double[ROUNDS];
            double[] floor = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                ours[i] = load.measure(room, SECONDS).cpuMillis() / SECONDS;
                if (listeners == 0) floor[i] = load.measure(peer, SECONDS).cpuMillis() / SECONDS;
            }
            System.err.printf("%8d %10d %s %s%n", talkers, listeners, told(ours), listeners == 0 ? told(floor) : "");
            return listeners == 0
                    ? Map.of("cpu_ms_per_second", figures(ours), "c_relay", figures(floor))
                    : Map.of("cpu_ms_per_second", figures(ours));
        } finally {
            ears.forEach(DatagramSocket::close);
        }
    }

    private static String told(double[] slices) {
        Arrays.sort(slices);
        return "%14.1f %6.1f–%.1f".formatted(slices[ROUNDS / 2], slices[0], slices[ROUNDS - 1]);
    }

    private static Map<String, Object> figures(double[] slices) {
        return Map.of("median", slices[ROUNDS / 2], "lowest", slices[0], "highest", slices[ROUNDS - 1]);
    }
}
