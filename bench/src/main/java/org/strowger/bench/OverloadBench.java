package org.strowger.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.strowger.bench.SippLoad.Plan;

/**
 * What becomes of more calls than the switch can carry, and of a town that registers at once: exit status 1 if it isn't
 * what it must be.
 */
final class OverloadBench {

    private static final double TOO_MUCH = 1.6;
    private static final int REGISTRATION_RATE = 2_000;
    private static final Duration HELD = Duration.ofMillis(200);
    private static final Duration SETTLING = Duration.ofSeconds(40);

    private final Path directory;
    private final int seconds;
    private final int registrations;
    private boolean good = true;

    private OverloadBench(Path directory, int seconds, int registrations) {
        this.directory = directory;
        this.seconds = seconds;
        this.registrations = registrations;
    }

    /** Prints the JSON of each on standard output. */
    public static void main(String[] arguments) throws IOException {
        List<String> written = List.of(arguments);
        boolean quick = written.contains("--quick");
        int at = written.indexOf("--rate");
        var bench = new OverloadBench(Files.createTempDirectory("overload"), quick ? 10 : 60, quick ? 10_000 : 100_000);
        var overload = at >= 0 ? bench.overload(Integer.parseInt(written.get(at + 1))) : bench.overload();
        System.out.println(JsonText.of(Map.of("overload", overload)));
        System.out.println(JsonText.of(Map.of("registrations", bench.registered())));
        System.exit(bench.good ? 0 : 1);
    }

    /** Of the highest rate of a switch, and of that same switch. */
    private Map<String, Object> overload() throws IOException {
        try (var callees = SippLoad.answering(directory, "callee");
                var strowger = SwitchProcess.startGuarded(directory.resolve("overload"), "")) {
            warmUp(callees, strowger, 150, 20);
            int rate = highestRate(callees, strowger);
            SippLoad.pause(SETTLING);
            return overload(rate, callees, strowger);
        }
    }

    /** The highest of rates a hundred apart at which none fails in ten seconds. */
    private static int highestRate(SippLoad callees, SwitchProcess strowger) {
        int highest = 100;
        for (int rate = 200; rate <= 5_000; rate += 100) {
            var outcome = callees.run(new Plan("caller", strowger.port(), "1000", rate, 10 * rate, HELD));
            if (outcome.failed() > 0) return highest;
            highest = rate;
        }
        return highest;
    }

    private static void warmUp(SippLoad callees, SwitchProcess strowger, int rate, int seconds) {
        callees.run(new Plan("caller", strowger.port(), "1000", rate, seconds * rate, HELD));
    }

    /** Of a rate that is given, to which a switch of its own is led in three steps. */
    private Map<String, Object> overload(int rate) throws IOException {
        try (var callees = SippLoad.answering(directory, "callee");
                var strowger = SwitchProcess.startGuarded(directory.resolve("overload"), "")) {
            warmUp(callees, strowger, 150, 20);
            warmUp(callees, strowger, rate / 2, 20);
            warmUp(callees, strowger, rate, 10);
            return overload(rate, callees, strowger);
        }
    }

    private Map<String, Object> overload(int rate, SippLoad callees, SwitchProcess strowger) throws IOException {
        var figures = new LinkedHashMap<String, Object>();
        int offered = (int) (TOO_MUCH * rate);
        try (var times = AnswerTimes.ofProvisionals(SippLoad.CALLER_PORT, directory)) {
            var outcome = callees.run(new Plan("caller", strowger.port(), "1000", offered, seconds * offered, HELD));
            double p99 = AnswerTimes.percentile(times.sorted(), 99);
            figures.put("rate_that_goes_through", rate);
            figures.put("rate_offered", offered);
            figures.put(
                    "answered_a_second",
                    must((double) outcome.succeeded() / seconds, outcome.succeeded() >= 0.9 * rate * seconds));
            figures.put("failed", outcome.failed());
            figures.put("refused_for_load", strowger.figure("refused_load"));
            figures.put("invite_to_100_p99_ms", must(p99, p99 < 200));
            figures.put("dropped_for_its_address", strowger.figure("dropped_budget"));
            SippLoad.pause(SETTLING);
            for (String name : List.of("calls", "transactions", "timers"))
                figures.put(name + "_after", strowger.figure(name));
        }
        return figures;
    }

    private Map<String, Object> registered() throws IOException {
        var figures = new LinkedHashMap<String, Object>();
        String accounts = IntStream.range(0, registrations)
                .mapToObj(i -> "  r" + i + ": {password: bench-many}\n")
                .collect(Collectors.joining());
        Path names = directory.resolve("names.csv");
        Files.writeString(
                names,
                IntStream.range(0, registrations)
                        .mapToObj(i -> "r%d;[authentication username=r%d password=bench-many]\n".formatted(i, i))
                        .collect(Collectors.joining("", "SEQUENTIAL\n", "")));
        try (var callees = SippLoad.answering(directory, "callee");
                var strowger = SwitchProcess.startGuarded(directory.resolve("registrar"), accounts)) {
            var registering = callees.startFrom(
                    names,
                    new Plan(
                            "register-many", strowger.port(), "2000", REGISTRATION_RATE, registrations, Duration.ZERO));
            var calls = callees.startBeside(new Plan(
                    "caller",
                    strowger.port(),
                    "1000",
                    20,
                    20 * registrations / REGISTRATION_RATE,
                    Duration.ofMillis(200)));
            var outcome = registering.outcome();
            figures.put("registered", outcome.succeeded());
            figures.put("failed", must(outcome.failed(), outcome.failed() == 0));
            figures.put("retransmissions", outcome.retransmitted());
            int failedCalls = calls.outcome().failed();
            figures.put("calls_beside_failed", must(failedCalls, failedCalls == 0));
            figures.put("heap_kB", strowger.liveBytes() / 1024);
            return figures;
        }
    }

    private <T> T must(T figure, boolean holds) {
        good &= holds;
        return figure;
    }
}
