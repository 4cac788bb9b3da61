package org.strowger.sipp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Starting, waiting for and ending child processes; none outlives its test. */
final class Processes {

    private Processes() {}

    /** Starts a command with both outputs in one file. */
    static Process start(List<String> command, Path directory, Path output) {
        try {
            Files.createDirectories(directory);
            var builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.getFirst() + ": " + e.getMessage(), e);
        }
    }

    /** Whether it ended by itself within the time. */
    static boolean endsWithin(Process process, Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a process", e);
        }
    }

    /** Ends it, politely at first, and whatever it has started: a browser's helpers may outlive it. */
    static void end(Process process, Duration patience) {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroy();
        if (!endsWithin(process, patience)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            endsWithin(process, Duration.ofSeconds(5));
        }
        started.forEach(ProcessHandle::destroyForcibly);
    }

    /** Waits until something holds; false if it did not within the time. */
    static boolean eventually(Duration limit, BooleanSupplier condition) {
        return eventually(limit, Duration.ofMillis(20), condition);
    }

    /**
     * The same, with the time between two looks. Looks are counted: a machine that stood still meanwhile, or whose
     * clock was set, takes nothing away.
     */
    static boolean eventually(Duration limit, Duration between, BooleanSupplier condition) {
        for (long looks = limit.dividedBy(between); !condition.getAsBoolean(); looks--) {
            if (looks <= 0) return false;
            pause(between);
        }
        return true;
    }

    /** Lets real processes do something. */
    static void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** What a file holds now; nothing if it isn't there yet. */
    static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The end of a file, for a failure's message. */
    static String tail(Path file, int characters) {
        String all = text(file);
        return all.length() <= characters ? all : "…" + all.substring(all.length() - characters);
    }
}
