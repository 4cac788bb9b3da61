package org.strowger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The switch as it is packaged, in a process of its own, which a test may kill. */
record PackagedSwitch(Process process, Path said) {

    static final long PATIENCE_SECONDS = 120;

    private static final Path LAUNCHER = Path.of("target/dist/bin/strowger").toAbsolutePath();
    private static final Pattern PORT = Pattern.compile("listens +udp 127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern ADMIN = Pattern.compile("http://(127\\.0\\.0\\.1:\\d+)/status");

    /** With the configuration of this directory. */
    static PackagedSwitch start(Path directory) throws IOException {
        return start(directory, "");
    }

    /** The same, with further options of the JVM's. */
    static PackagedSwitch start(Path directory, String options) throws IOException {
        Path said = directory.resolve("run.err");
        Files.deleteIfExists(said);
        ProcessBuilder builder = new ProcessBuilder(LAUNCHER.toString(), "run", directory.toString())
                .redirectOutput(directory.resolve("run.out").toFile())
                .redirectError(said.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("STROWGER_JAVA_OPTS", options);
        return new PackagedSwitch(builder.start(), said);
    }

    /** Where it listens for SIP over UDP, once it is ready. */
    int port() throws Exception {
        return Integer.parseInt(said(PORT));
    }

    /** The same of a transport for connections. */
    int port(String transport) throws Exception {
        return Integer.parseInt(said(Pattern.compile("[ ,]" + transport + " 127\\.0\\.0\\.1:(\\d+)")));
    }

    /** Where it listens for HTTP, once it is ready. */
    String admin() throws Exception {
        return said(ADMIN);
    }

    /** What it says of itself once it is ready. */
    private String said(Pattern wanted) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        do {
            String text = Files.readString(said);
            Matcher found = wanted.matcher(text);
            if (text.contains("ready in ") && found.find()) return found.group(1);
        } while (!process.waitFor(50, TimeUnit.MILLISECONDS) && System.nanoTime() < end);
        throw new AssertionError("it didn't start: " + Files.readString(said));
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As {@code kill} does. */
    void stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    /** What a command of {@code strowger} prints. */
    static String command(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.execute(new PrintWriter(out), new PrintWriter(err), arguments);
        assertThat(code).as(err.toString()).isZero();
        return out.toString();
    }
}
