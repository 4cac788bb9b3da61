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
 * What a conference costs: CPU time, user and system, of the process in which its members' packets are received, decoded, mixed, encoded and sent, for each
 * second. All talk in G.711, or a few before many who listen.
 */
final class ConferenceBench {

    private static final int ROUNDS = 5;
    private static final int SECONDS = 10;
    private static final int FIRST_PEER = 61_000;
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

    private final RtpLoad load;

    private ConferenceBench(Path directory) throws IOException, InterruptedException {
        this.load = new RtpLoad(directory, RelayBench.compiled(directory, "rtpblast"), FIRST_PEER);
    }

    /** Prints JSON on standard output and a table on standard error. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var bench = new ConferenceBench(Files.createTempDirectory("conference"));
        Map<String, Object> report = new LinkedHashMap<>();
        System.err.printf("%8s %10s %14s %12s%n", "talk", "listen", "CPU ms/s", "slices");
        for (int[] members : new int[][] {{20, 0}, {50, 0}, {5, 1000}})
            report.put(members[0] + "_talk_" + members[1] + "_listen", bench.measure(members[0], members[1]));
        System.out.println(JsonText.of(report));
    }

    private Map<String, Object> measure(int talkers, int listeners) throws IOException {
        List<DatagramSocket> ears = new ArrayList<>();
        try (Relay room = ProcessRelay.conference(talkers, listeners, FIRST_PEER)) {
            for (int i = 0; i < listeners; i++) {
                var ear = new DatagramSocket(new InetSocketAddress(HERE, FIRST_PEER + 2 * (talkers + i)));
                ear.setReceiveBufferSize(2048); // the kernel drops what nobody reads
                ears.add(ear);
            }
            load.measure(room, SECONDS); // what is compiled while running is compiled, after this
            load.measure(room, SECONDS);
            double[] slices = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++)
                slices[i] = load.measure(room, SECONDS).cpuMillis() / SECONDS;
            Arrays.sort(slices);
            System.err.printf(
                    "%8d %10d %14.1f %6.1f–%.1f%n",
                    talkers, listeners, slices[ROUNDS / 2], slices[0], slices[ROUNDS - 1]);
            return Map.of("cpu_ms_per_second", slices[ROUNDS / 2], "lowest", slices[0], "highest", slices[ROUNDS - 1]);
        } finally {
            ears.forEach(DatagramSocket::close);
        }
    }
}
