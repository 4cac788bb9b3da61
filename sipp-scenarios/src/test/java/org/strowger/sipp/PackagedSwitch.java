package org.strowger.sipp;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The switch as it is packaged, in a process of its own. */
final class PackagedSwitch implements AutoCloseable {

    /** The repository, seen from this module's directory. */
    static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    static final Path LAUNCHER = REPOSITORY.resolve("cli/target/dist/bin/strowger");

    private static final Duration START = Duration.ofSeconds(90);

    private final Process process;
    private final Path directory;
    private final Path log;
    private final Status status;

    private PackagedSwitch(Process process, Path directory, Path log, int adminPort) {
        this.process = process;
        this.directory = directory;
        this.log = log;
        this.status = new Status(adminPort);
    }

    /** Starts it with {@code directory/strowger.yaml} and waits until it is ready. */
    static PackagedSwitch start(Path directory, int adminPort) {
        Path log = directory.resolve("switch.log");
        var started = new PackagedSwitch(
                Processes.start(command("run", directory.toString()), directory, log), directory, log, adminPort);
        boolean ready = Processes.eventually(START, () -> started.isReady() || !started.isAlive());
        if (ready && started.isAlive()) return started;
        started.close();
        throw new AssertionError("the switch did not become ready:\n" + Processes.tail(log, 4000));
    }

    /** A command line of the packaged switch. */
    static List<String> command(String... arguments) {
        if (!Files.isExecutable(LAUNCHER))
            throw new AssertionError(
                    "no packaged switch at " + LAUNCHER + ": run  mvn -pl cli -am -DskipTests package");
        var command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private boolean isReady() {
        return Processes.text(log).lines().anyMatch(line -> line.startsWith("ready"));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    Status status() {
        return status;
    }

    /** Where its configuration and its dialplan are. */
    Path directory() {
        return directory;
    }

    /** Its process, for the JDK's tools. */
    long pid() {
        return process.pid();
    }

    /** The last it said. */
    String lastWords() {
        return Processes.tail(log, 4000);
    }

    /** Everything that it said. */
    String log() {
        return Processes.text(log);
    }

    /** SIGTERM: no new calls, and an end when the last one is over. */
    void drain() {
        process.destroy();
    }

    /** Whether it ends by itself within a time. */
    boolean endsWithin(Duration limit) {
        return Processes.endsWithin(process, limit);
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        Processes.endsWithin(process, Duration.ofSeconds(5));
    }

    /** SIGTERM, and SIGKILL if it doesn't drain. */
    @Override
    public void close() {
        Processes.end(process, Duration.ofSeconds(15));
    }
}
