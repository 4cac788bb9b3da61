package org.strowger.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.strowger.call.Account;
import org.strowger.call.Call.CallRequest;
import org.strowger.call.Caller;
import org.strowger.call.Directory;
import org.strowger.call.Trunk;
import org.strowger.dialplan.Dialplan;
import org.strowger.dialplan.DialplanLoader;
import org.strowger.dialplan.LoadResult;
import org.strowger.dialplan.NumberTable;

/**
 * What it costs to find the route of a call, in plans of 10, 1,000 and 10,000 routes, and a number in a table of a million prefixes. One thread; the median of
 * rounds counts.
 */
final class MatchBench {

    private static final int ROUNDS = 9;
    private static final int NUMBERS = 4_096;
    private static final int PREFIXES = 1_000_000;

    private final Path directory;
    private final int looks;
    private long sink;

    private MatchBench(Path directory, int looks) {
        this.directory = directory;
        this.looks = looks;
    }

    /** Prints JSON on standard output. */
    public static void main(String[] arguments) throws IOException {
        boolean quick = List.of(arguments).contains("--quick");
        var bench = new MatchBench(Files.createTempDirectory("match"), quick ? 50_000 : 400_000);
        Map<String, Object> report = new LinkedHashMap<>();
        for (int routes : new int[] {10, 1_000, 10_000}) report.put("routes_" + routes, bench.routes(routes));
        report.put("prefixes_" + PREFIXES, bench.prefixes());
        report.put("sink", bench.sink % 10);
        System.out.println(JsonText.of(report));
    }

    private Map<String, Object> routes(int count) throws IOException {
        Path file = Files.writeString(
                directory.resolve("plan-" + count + ".groovy"),
                "for (int i = 0; i < " + count + "; i++) { route(String.format('4%05dXX', i)) { answer() } }\n");
        long start = System.nanoTime();
        Dialplan plan = switch (new DialplanLoader(new Nobody(), List.of()).load(file)) {
            case LoadResult.Loaded loaded -> loaded.dialplan();
            case LoadResult.Failed failed -> throw new IllegalStateException(failed.toString());
        };
        double loadMillis = (System.nanoTime() - start) / 1e6;
        var random = new SplittableRandom(1);
        String[] numbers = new String[NUMBERS];
        for (int i = 0; i < NUMBERS; i++) numbers[i] = String.format("4%05d%02d", random.nextInt(count), i % 100);
        CallRequest request = new Invite();
        var caller = new Caller("1001", "", Optional.empty());
        double nanos = nanosEach(
                i -> plan.program(request, numbers[i % NUMBERS], caller).label().length());
        return Map.of("ns_per_call", nanos, "load_ms", loadMillis);
    }

    private Map<String, Object> prefixes() throws IOException {
        var random = new SplittableRandom(2);
        Set<String> prefixes = new TreeSet<>();
        while (prefixes.size() < PREFIXES)
            prefixes.add(Long.toString(random.nextLong(1, 10)) + digits(random, random.nextInt(2, 9)));
        Path file = directory.resolve("deck.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("prefix,carrier,price\n");
            for (String prefix : prefixes) out.write(prefix + ",carrier-a,0.0125\n");
        }
        long start = System.nanoTime();
        NumberTable table = NumberTable.read(file, "prefix", NumberTable.Fit.PREFIX);
        double loadMillis = (System.nanoTime() - start) / 1e6;
        String[] numbers = new String[NUMBERS * 16];
        for (int i = 0; i < numbers.length; i++) numbers[i] = random.nextInt(1, 10) + digits(random, 11);
        double nanos = nanosEach(i -> table.contains(numbers[i % numbers.length]) ? 1 : 0);
        return Map.of("ns_per_look", nanos, "load_ms", loadMillis, "memory_mb", table.memory() / 1e6);
    }

    private static String digits(SplittableRandom random, int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) text.append(random.nextInt(10));
        return text.toString();
    }

    @FunctionalInterface
    private interface Look {
        int at(int index);
    }

    private double nanosEach(Look look) {
        List<Double> rounds = new ArrayList<>();
        for (int round = -3; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < looks; i++) sink += look.at(i);
            if (round >= 0) rounds.add((System.nanoTime() - start) / (double) looks);
        }
        double[] sorted = rounds.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[ROUNDS / 2];
    }

    private static final class Invite implements CallRequest {
        @Override
        public String requestUri() {
            return "sip:100@switch.example";
        }

        @Override
        public String from() {
            return "sip:1001@switch.example";
        }

        @Override
        public String to() {
            return "sip:100@switch.example";
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.empty();
        }

        @Override
        public InetSocketAddress source() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 5060);
        }

        @Override
        public Optional<String> trunk() {
            return Optional.empty();
        }

        @Override
        public String context() {
            return "default";
        }

        @Override
        public Instant receivedAt() {
            return Instant.EPOCH;
        }
    }

    private static final class Nobody implements Directory {
        @Override
        public Set<String> domains() {
            return Set.of();
        }

        @Override
        public Optional<Account> account(String user) {
            return Optional.empty();
        }

        @Override
        public Optional<Trunk> trunk(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<Trunk> trunkAt(InetAddress source) {
            return Optional.empty();
        }
    }
}
