package org.strowger.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.strowger.bench.SippLoad.Outcome;
import org.strowger.bench.SippLoad.Plan;

/**
 * Scripts that run away, one each two seconds, while others call: how soon each is cut and its caller answered, and
 * what the others notice: the times to their 200, beside those of the quiet run before. {@code --quick} takes a third
 * of the time; names of {@link Runaway} leave out the others.
 */
final class RunawayBench {

    private static final int NEIGHBOURS_A_SECOND = 50;

    private static final Duration BETWEEN = Duration.ofSeconds(2);

    private static final String ROUTES = """
            onFault { reject 503 }
            route('9001') { while (true) { } }
            route('9002') { nest(1) }
            route('9003') { int length = ('x' * 2_000_000_000).length(); log.info "$length" }
            route('9004') { for (i in 0..<1_000_000) ringing() }
            route('9005') { def all = []; while (true) all << new byte[1_000_000] }
            int nest(int depth) { nest(depth + 1) + 1 }
            """;

    private enum Runaway {
        ENDLESS_LOOP("9001"),
        RECURSION("9002"),
        TEXT_OF_2_GB("9003"),
        A_MILLION_VERBS("9004"),
        MEMORY("9005");

        private final String number;

        Runaway(String number) {
            this.number = number;
        }
    }

    private final Path directory;
    private final int seconds;
    private final SippLoad load;
    private final SwitchProcess strowger;
    private final List<Runaway> runaways;

    private RunawayBench(Path directory, int seconds, SippLoad load, SwitchProcess strowger, List<Runaway> runaways) {
        this.directory = directory;
        this.seconds = seconds;
        this.load = load;
        this.strowger = strowger;
        this.runaways = runaways;
    }

    /**
     * Prints JSON on standard output, a table on standard error; 1 if a call that did not run away failed or something
     * stayed behind.
     */
    public static void main(String[] arguments) throws IOException {
        boolean isQuick = List.of(arguments).contains("--quick");
        List<Runaway> wanted = Arrays.stream(arguments)
                .filter(argument -> !argument.startsWith("--"))
                .map(Runaway::valueOf)
                .toList();
        Path directory = Files.createTempDirectory("runaway");
        boolean good;
        try (var load = SippLoad.answering(directory, "callee");
                var strowger = SwitchProcess.start(directory.resolve("strowger"), ROUTES)) {
            good = new RunawayBench(
                            directory,
                            isQuick ? 10 : 30,
                            load,
                            strowger,
                            wanted.isEmpty() ? List.of(Runaway.values()) : wanted)
                    .measure();
        }
        System.exit(good ? 0 : 1);
    }

    private boolean measure() {
        boolean good = true;
        neighbours().outcome(); // what has to be compiled is, after this
        Map<String, Object> report = new LinkedHashMap<>();
        System.err.printf("%-18s %8s %8s %8s %8s %10s%n", "", "p50 ms", "p99 ms", "beside", "failed", "cut ms");
        for (Runaway runaway : runaways) {
            Seen quiet = watch(Optional.empty());
            Seen disturbed = watch(Optional.of(runaway));
            good &= disturbed.failed == 0 && quiet.failed == 0 && disturbed.uncut == 0 && strowger.isAlive();
            report.put(runaway.name().toLowerCase(Locale.ROOT), figures(quiet, disturbed));
            print("quiet", quiet, quiet);
            print(runaway.name(), disturbed, quiet);
        }
        SippLoad.pause(Duration.ofSeconds(40));
        for (String figure : List.of("calls", "legs", "transactions", "call_threads", "ports")) {
            int left = strowger.figure(figure);
            report.put(figure + "_afterwards", left);
            good &= left == 0;
        }
        System.out.println(JsonText.of(report));
        return good;
    }

    /**
     * What was seen of neighbours and runaways.
     *
     * @param answered milliseconds to the neighbours' 200, in rising order
     * @param cut the same to the runaways' 503
     * @param uncut runaways that had none in 30 s
     */
    @SuppressWarnings("ArrayRecordComponent") // never written again
    private record Seen(double[] answered, int failed, int retransmitted, double[] cut, int uncut) {}

    private Seen watch(Optional<Runaway> runaway) {
        try (var watched = AnswerTimes.of(SippLoad.CALLER_PORT, directory);
                var watchedToo = AnswerTimes.of(SippLoad.SECOND_CALLER_PORT, directory)) {
            var running = neighbours();
            Optional<Outcome> runaways = runaway.map(this::runaways).map(SippLoad.Running::outcome);
            Outcome outcome = running.outcome();
            return new Seen(
                    watched.sorted(),
                    outcome.failed(),
                    outcome.retransmitted(),
                    watchedToo.sorted(),
                    runaways.map(Outcome::failed).orElse(0));
        }
    }

    private SippLoad.Running runaways(Runaway runaway) {
        return load.startBeside(
                new Plan("refused", strowger.port(), runaway.number, 1, BETWEEN, seconds / 2, Duration.ZERO));
    }

    private SippLoad.Running neighbours() {
        return load.start(new Plan(
                "caller",
                strowger.port(),
                "1000",
                NEIGHBOURS_A_SECOND,
                NEIGHBOURS_A_SECOND * seconds,
                Duration.ofMillis(200)));
    }

    private static Map<String, Object> figures(Seen quiet, Seen disturbed) {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("quiet_p50_ms", AnswerTimes.percentile(quiet.answered, 50));
        figures.put("quiet_p99_ms", AnswerTimes.percentile(quiet.answered, 99));
        figures.put("p50_ms", AnswerTimes.percentile(disturbed.answered, 50));
        figures.put("p99_ms", AnswerTimes.percentile(disturbed.answered, 99));
        figures.put("failed", disturbed.failed);
        figures.put("retransmissions", disturbed.retransmitted);
        figures.put("runaways_cut", disturbed.cut.length);
        figures.put("runaways_not_cut", disturbed.uncut);
        figures.put("median_cut_ms", AnswerTimes.percentile(disturbed.cut, 50));
        figures.put("slowest_cut_ms", AnswerTimes.percentile(disturbed.cut, 100));
        return figures;
    }

    private static void print(String name, Seen seen, Seen quiet) {
        double p99 = AnswerTimes.percentile(seen.answered, 99);
        System.err.printf(
                "%-18s %8.2f %8.2f %8.2f %8d %10s%n",
                name,
                AnswerTimes.percentile(seen.answered, 50),
                p99,
                p99 / AnswerTimes.percentile(quiet.answered, 99),
                seen.failed,
                seen.cut.length == 0 ? "" : "%.0f".formatted(AnswerTimes.percentile(seen.cut, 100)));
    }
}
