package org.strowger.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Two SIPps around what is measured: one answers, the other calls at a rate. */
final class SippLoad implements AutoCloseable {

    static final int CALLEE_PORT = 25_062;
    static final int CALLER_PORT = 25_061;
    static final int SECOND_CALLER_PORT = 25_063;

    private final Path logs;
    private final Process callee;
    private int runs;

    private SippLoad(Path logs, Process callee) {
        this.logs = logs;
        this.callee = callee;
    }

    /** Starts the side that answers. */
    static SippLoad answering(Path logs, String scenario) {
        var command =
                new ArrayList<>(List.of("sipp", "-sf", scenario(scenario), "-i", "127.0.0.1", "-p", "" + CALLEE_PORT));
        command.addAll(
                List.of("-mi", "127.0.0.1", "-mp", "26000", "-nostdin", "-skip_rlimit", "-fd", "1", "-trace_stat"));
        command.addAll(List.of("-stf", logs.resolve("callee.csv").toString()));
        var callee = start(command, logs.resolve("callee.log"));
        pause(Duration.ofMillis(700));
        if (!callee.isAlive())
            throw new IllegalStateException("sipp does not answer: see " + logs.resolve("callee.log"));
        return new SippLoad(logs, callee);
    }

    /** A load of calls. */
    record Plan(String scenario, int port, String number, int rate, Duration period, int calls, Duration held) {

        /** So many calls a second. */
        Plan(String scenario, int port, String number, int rate, int calls, Duration held) {
            this(scenario, port, number, rate, Duration.ofSeconds(1), calls, held);
        }

        /** Time until the last call ends, if all goes well. */
        Duration length() {
            return period.multipliedBy(calls).dividedBy(rate).plus(held);
        }
    }

    /** What became of it: retransmissions by second, from the callers' view. */
    record Outcome(int succeeded, int failed, List<Integer> retransmissions, double seconds) {

        int retransmitted() {
            return retransmissions.stream().mapToInt(Integer::intValue).sum();
        }
    }

    /** The calling side while it runs. */
    static final class Running {

        private final Process process;
        private final Path statistics;
        private final Plan plan;
        private final Process callee;
        private final long began = System.nanoTime();

        private Running(Process process, Path statistics, Plan plan, Process callee) {
            this.callee = callee;
            this.process = process;
            this.statistics = statistics;
            this.plan = plan;
        }

        /** Ends it where it stands. */
        void abandon() {
            process.destroy();
            end(process, Duration.ofMillis(500));
        }

        /** Waits for the end. */
        Outcome outcome() {
            end(process, plan.length().plusSeconds(60));
            if (!callee.isAlive()) throw new IllegalStateException("the answering sipp has died");
            return read(statistics, (System.nanoTime() - began) / 1e9);
        }
    }

    /** Starts to call. */
    Running start(Plan plan) {
        return start(plan, CALLER_PORT, 27_000);
    }

    /** Starts to call beside the one that calls already. */
    Running startBeside(Plan plan) {
        return start(plan, SECOND_CALLER_PORT, 28_000);
    }

    /**
     * The same with the fields of an injection file. A response that is repeated is known by its CSeq, as a phone knows
     * it by its branch: a challenge comes with another nonce each time.
     */
    Running startFrom(Path fields, Plan plan) {
        return start(plan, CALLER_PORT, 27_000, "-inf", fields.toString(), "-rtcheck", "loose");
    }

    private Running start(Plan plan, int port, int mediaPort, String... more) {
        Path statistics = logs.resolve("caller-" + ++runs + ".csv");
        var command = new ArrayList<>(List.of("sipp", "127.0.0.1:" + plan.port(), "-sf", scenario(plan.scenario())));
        command.addAll(List.of("-i", "127.0.0.1", "-p", "" + port, "-mi", "127.0.0.1", "-mp", "" + mediaPort));
        command.addAll(List.of(
                "-s",
                plan.number(),
                "-r",
                "" + plan.rate(),
                "-rp",
                "" + plan.period().toMillis(),
                "-m",
                "" + plan.calls(),
                "-nostdin"));
        command.addAll(List.of("-l", "" + plan.calls(), "-d", "" + plan.held().toMillis(), "-skip_rlimit"));
        command.addAll(List.of(more));
        // A proxy of several processes may bring a 180 behind its 200.
        command.add("-pause_msg_ign");
        command.addAll(List.of("-fd", "1", "-trace_stat", "-stf", statistics.toString(), "-trace_err"));
        command.addAll(List.of(
                "-error_file", logs.resolve("caller-" + runs + "-errors.log").toString()));
        return new Running(start(command, logs.resolve("caller-" + runs + ".log")), statistics, plan, callee);
    }

    /** Calls, and waits for the end. */
    Outcome run(Plan plan) {
        return start(plan).outcome();
    }

    private static Outcome read(Path statistics, double seconds) {
        try {
            List<String> lines = Files.readAllLines(statistics);
            if (lines.size() < 2) throw new IllegalStateException("sipp wrote no statistics: " + statistics);
            Map<String, Integer> column = columns(lines.getFirst());
            var retransmissions = new ArrayList<Integer>();
            int total = 0;
            for (String line : lines.subList(1, lines.size())) {
                int now = number(line, column, "Retransmissions(C)");
                retransmissions.add(now - total);
                total = now;
            }
            return new Outcome(
                    number(lines.getLast(), column, "SuccessfulCall(C)"),
                    number(lines.getLast(), column, "FailedCall(C)"),
                    retransmissions,
                    seconds);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Integer> columns(String header) {
        var column = new HashMap<String, Integer>();
        for (String name : header.split(";", -1)) column.putIfAbsent(name, column.size());
        return column;
    }

    private static int number(String line, Map<String, Integer> column, String name) {
        Integer at = column.get(name);
        if (at == null) throw new IllegalStateException("sipp's statistics have no " + name);
        return Integer.parseInt(line.split(";", -1)[at].strip());
    }

    static String scenario(String name) {
        return SwitchProcess.REPOSITORY.resolve("bench/sipp/" + name + ".xml").toString();
    }

    static Process start(List<String> command, Path output) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    command.getFirst() + " does not start: apt-get install sip-tester kamailio", e);
        }
    }

    static void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits so long at most, then kills. */
    static void end(Process process, Duration patience) {
        try {
            if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) return;
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        callee.destroy();
        end(callee, Duration.ofMillis(500));
    }
}
