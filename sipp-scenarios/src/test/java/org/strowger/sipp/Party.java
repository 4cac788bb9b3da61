package org.strowger.sipp;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One SIPp: an address, a scenario and what the scenario's keywords mean. Callers live in 127.0.1.0/24 and callees in
 * 127.0.2.0/24, so that a scenario can see by a glance at a message whether the switch showed one side's topology to
 * the other.
 */
final class Party {

    private static final Duration LIMIT = Duration.ofSeconds(25);

    private final Lab lab;
    private final String scenario;
    private final String address;
    private final int port;
    private final String target;
    private final Map<String, String> keys = new LinkedHashMap<>();
    private final List<String> options = new ArrayList<>();
    private String transport = "u1";
    private String dialled = "service";
    private int calls = 1;
    private int rate = 10;
    private Duration held = Duration.ofMillis(300);

    Party(Lab lab, String scenario, String address, int port, String target) {
        this.lab = lab;
        this.scenario = scenario;
        this.address = address;
        this.port = port;
        this.target = target;
    }

    /** The user and password that it registers or calls with. */
    Party as(String user) {
        keys.put("user", user);
        options.addAll(List.of("-au", user, "-ap", Lab.password(user)));
        return this;
    }

    /** The number that it calls. */
    Party dials(String number) {
        dialled = number;
        return this;
    }

    /** A keyword of the scenario. */
    Party with(String key, String value) {
        keys.put(key, value);
        return this;
    }

    /** One TCP connection instead of UDP. */
    Party overTcp() {
        transport = "t1";
        return this;
    }

    /**
     * Not one call but many: so many a second, each as long as {@code held} where the scenario has a pause without a
     * length.
     */
    Party times(int calls, int rate, Duration held) {
        this.calls = calls;
        this.rate = rate;
        this.held = held;
        return this;
    }

    private Duration limit() {
        return LIMIT.plus(held).plusSeconds(calls / rate);
    }

    /** Neither sends again nor takes what comes again for a retransmission: the scenario itself says what is lost. */
    Party countsEveryMessage() {
        options.add("-nr");
        return this;
    }

    /** Registers one more contact of its account. */
    Party alsoRegistered() {
        return registered("register/good");
    }

    /**
     * Registers a callee as the only contact of its account, by a process of its own and before the callee itself
     * listens there.
     */
    Party registered() {
        return registered("register/afresh");
    }

    private Party registered(String how) {
        var registration = new Party(lab, how, address, port, target)
                .as(keys.getOrDefault("user", ""))
                .with("expires", "600");
        registration.transport = transport;
        registration.run();
        return this;
    }

    /** Where it is, for one that calls it without a switch between. */
    String place() {
        return address + ":" + port;
    }

    /** Starts it and leaves it to itself; it must be told to {@link Run#succeeds succeed}. */
    Run start() {
        Path logs = lab.logs(scenario.replace('/', '-') + "-" + keys.getOrDefault("user", "") + "-" + port);
        Process process = Processes.start(command(logs), logs, logs.resolve("screen.log"));
        var run = new Run(scenario, process, logs, limit());
        lab.owns(run);
        if (listens()) run.awaitListening(address, port);
        return run;
    }

    /** Runs it to its end. */
    void run() {
        start().succeeds();
    }

    private boolean listens() {
        return scenario.startsWith("callee/");
    }

    /** What SIPp signs, without its scheme: the Request-URI, as a phone would. */
    private String digestUri() {
        return scenario.startsWith("caller/") ? dialled + "@office.example" : "office.example";
    }

    /** Files are named from where it runs: SIPp aborts over a name of some 200 characters. */
    private List<String> command(Path logs) {
        var command = new ArrayList<>(List.of(Tool.SIPP.path()));
        if (!listens()) command.add(target);
        command.addAll(List.of(
                "-sf", logs.relativize(Lab.SCENARIOS.resolve(scenario + ".xml")).toString()));
        command.addAll(List.of("-i", address, "-p", "" + port, "-mi", address, "-t", transport, "-s", dialled));
        command.addAll(List.of("-m", "" + calls, "-r", "" + rate, "-l", "" + calls, "-d", "" + held.toMillis()));
        command.addAll(List.of("-nostdin", "-timeout", limit().toSeconds() + "s"));
        command.addAll(List.of("-recv_timeout", "" + held.plusSeconds(12).toMillis()));
        command.add("-timeout_error");
        // who is called reckons with what was signed: SIPp would put this in its place
        if (!listens()) command.addAll(List.of("-auth_uri", digestUri()));
        command.addAll(List.of("-trace_err", "-error_file", "errors.log"));
        command.addAll(List.of("-trace_msg", "-message_file", "messages.log"));
        keys.forEach((key, value) -> command.addAll(List.of("-key", key, value)));
        command.addAll(options);
        return command;
    }

    /** A SIPp that runs. */
    record Run(String scenario, Process process, Path logs, Duration limit) {

        /** Waits for its end and fails unless every message came as the scenario says. */
        void succeeds() {
            boolean ended = Processes.endsWithin(process, limit.plusSeconds(5));
            if (ended && process.exitValue() == 0) return;
            Processes.end(process, Duration.ofMillis(500));
            throw new AssertionError("%s %s%n%s%nmessages: %s"
                    .formatted(
                            scenario,
                            ended ? "failed with exit status " + process.exitValue() : "did not end",
                            Processes.tail(logs.resolve("errors.log"), 3000),
                            logs.resolve("messages.log")));
        }

        private void awaitListening(String address, int port) {
            boolean listens =
                    Processes.eventually(Duration.ofSeconds(5), () -> Ports.taken(address, port) || !process.isAlive());
            if (!listens) throw new AssertionError(scenario + " does not listen at " + address + ":" + port);
        }
    }
}
