package org.strowger.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.strowger.call.Call;
import org.strowger.call.CallProgram;
import org.strowger.call.Caller;
import org.strowger.call.EndCause;
import org.strowger.dialplan.DialplanLoader;
import org.strowger.dialplan.LoadResult;
import org.strowger.dialplan.number.NumberTable;
import org.strowger.dialplan.plan.Dialplan;

/**
 * What it costs to find the route of a call in plans of several sizes, to run a body that does nothing, and to find a
 * number among a million prefixes.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
public class MatchBenchmark {

    private static final int NUMBERS = 1 << 12;

    /** A plan, and numbers that its routes take. */
    @State(Scope.Benchmark)
    public static class Plan {

        /** How many routes it has. */
        @Param({"10", "1000", "10000"})
        public int routes;

        private final Caller caller = new Caller("1001", "", Optional.empty());
        private final BenchInvite invite = new BenchInvite();
        private final String[] numbers = new String[NUMBERS];
        private Dialplan plan = nothing();
        private int next;

        /** Loads it. */
        @Setup(Level.Trial)
        public void load() {
            plan = loaded("for (int i = 0; i < " + routes + "; i++) { route(String.format('4%05dXX', i)) { } }\n");
            var random = new SplittableRandom(1);
            for (int i = 0; i < NUMBERS; i++) numbers[i] = String.format("4%05d%02d", random.nextInt(routes), i % 100);
        }

        CallProgram program() {
            return plan.program(invite, numbers[next++ & (NUMBERS - 1)], caller);
        }
    }

    /** A million prefixes, and numbers of which most begin with one. */
    @State(Scope.Benchmark)
    public static class Deck {

        private static final int PREFIXES = 1_000_000;

        private final String[] numbers = new String[NUMBERS * 16];
        private NumberTable table = NumberTable.read(csv(Set.of("1")), "prefix", NumberTable.Fit.PREFIX);
        private int next;

        /** Loads it. */
        @Setup(Level.Trial)
        public void load() {
            var random = new SplittableRandom(2);
            Set<String> prefixes = new TreeSet<>();
            while (prefixes.size() < PREFIXES)
                prefixes.add(Long.toString(random.nextLong(1, 10)) + digits(random, random.nextInt(2, 9)));
            Path file = csv(prefixes);
            long start = System.nanoTime();
            table = NumberTable.read(file, "prefix", NumberTable.Fit.PREFIX);
            System.out.printf(
                    "# loaded in %d ms, %.0f MB%n", (System.nanoTime() - start) / 1_000_000, table.memory() / 1e6);
            for (int i = 0; i < numbers.length; i++) numbers[i] = random.nextInt(1, 10) + digits(random, 11);
        }

        private static String digits(SplittableRandom random, int count) {
            var text = new StringBuilder();
            for (int i = 0; i < count; i++) text.append(random.nextInt(10));
            return text.toString();
        }
    }

    /** The route that takes a call. */
    @Benchmark
    public CallProgram match(Plan plan) {
        return plan.program();
    }

    /** The same, and the body of it, which does nothing, with all that goes on around it. */
    @Benchmark
    public CallProgram matchAndRun(Plan plan) throws Exception {
        CallProgram program = plan.program();
        program.started(IDLE);
        program.run(IDLE);
        program.ended(IDLE, new EndCause.Completed());
        return program;
    }

    /** The longest prefix of a number. */
    @Benchmark
    public boolean prefix(Deck deck) {
        return deck.table.contains(deck.numbers[deck.next++ & (deck.numbers.length - 1)]);
    }

    /** A call that nobody acts on. */
    private static final Call IDLE = (Call) Proxy.newProxyInstance(
            MatchBenchmark.class.getClassLoader(),
            new Class<?>[] {Call.class},
            (_, method, _) -> switch (method.getName()) {
                case "id" -> "1";
                case "isAnswered" -> false;
                default -> throw new IllegalStateException(method.getName());
            });

    private static Dialplan nothing() {
        return loaded("route('1') { }\n");
    }

    private static Dialplan loaded(String text) {
        try {
            Path file = Files.writeString(Files.createTempDirectory("match").resolve("plan.groovy"), text);
            return switch (new DialplanLoader(new Nobody(), List.of()).load(file)) {
                case LoadResult.Loaded loaded -> loaded.dialplan();
                case LoadResult.Failed failed -> throw new IllegalStateException(failed.toString());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path csv(Set<String> prefixes) {
        try {
            Path file = Files.createTempFile("deck", ".csv");
            try (BufferedWriter out = Files.newBufferedWriter(file)) {
                out.write("prefix,carrier,price\n");
                for (String prefix : prefixes) out.write(prefix + ",carrier-a,0.0125\n");
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
