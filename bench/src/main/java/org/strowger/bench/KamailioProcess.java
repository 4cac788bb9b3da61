package org.strowger.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Kamailio as a record-routing stateful proxy in front of the callee. */
final class KamailioProcess implements Measured {

    private static final int PORT = 25_070;

    private final Process process;

    private KamailioProcess(Process process) {
        this.process = process;
    }

    /** Starts it; its configuration is {@code bench/sipp/kamailio.cfg}. */
    static KamailioProcess start(Path directory) {
        try {
            Path configuration = directory.resolve("kamailio.cfg");
            String text = Files.readString(SwitchProcess.REPOSITORY.resolve("bench/sipp/kamailio.cfg"));
            Files.writeString(
                    configuration, text.replace("@PORT@", "" + PORT).replace("@CALLEE@", "" + SippLoad.CALLEE_PORT));
            var command = List.of(
                    "kamailio",
                    "-DD",
                    "-E",
                    "-f",
                    configuration.toString(),
                    "-m",
                    "512",
                    "-M",
                    "32",
                    "-Y",
                    directory.toString());
            Process process = SippLoad.start(command, directory.resolve("kamailio.log"));
            SippLoad.pause(Duration.ofSeconds(2));
            if (!process.isAlive())
                throw new IllegalStateException("kamailio does not run: see " + directory.resolve("kamailio.log"));
            return new KamailioProcess(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "kamailio";
    }

    @Override
    public ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public int port() {
        return PORT;
    }

    @Override
    public void close() {
        process.destroy();
        SippLoad.end(process, Duration.ofSeconds(5));
    }
}
