package org.strowger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The switch as it is packaged, from outside. Runs after packaging. */
class PackagedDistTest {

    private static final Path DIST = Path.of("target/dist").toAbsolutePath();
    private static final Path LAUNCHER = DIST.resolve("bin/strowger");
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    @TempDir
    Path directory;

    @Test
    void no_jar_holds_a_native_library() throws IOException {
        List<Path> jars = files(DIST.resolve("lib"), ".jar");
        assertThat(jars).hasSizeGreaterThan(10);
        for (Path jar : jars) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                assertThat(zip.stream().map(entry -> entry.getName()))
                        .as(jar.toString())
                        .noneMatch(name -> name.matches(".*\\.(so|so\\.\\d+|dll|dylib|jnilib|a)"));
            }
        }
    }

    @Test
    void it_starts_says_what_to_do_logs_json_and_stops_with_0_on_sigterm() throws Exception {
        configure("listen: [{port: 0}]\nadmin: {port: 0}\naccounts:\n  1001: {password: office-1001}");
        Running running = start("run", directory.toString());
        running.awaitError("ready in ");
        running.process.destroy();

        assertThat(running.end()).as(running.error()).isZero();
        assertThat(running.error())
                .contains("listens    udp 127.0.0.1:")
                .contains("accounts   1001 (passwords as in ")
                .contains("route('100')")
                .doesNotContain("office-1001");
        for (String line : Files.readAllLines(running.out)) {
            JsonNode json = new ObjectMapper().readTree(line);
            assertThat(json.path("time").asText()).endsWith("Z");
            assertThat(json.has("level") && json.has("event")).as(line).isTrue();
        }
    }

    @Test
    void it_starts_without_its_cache_of_classes_and_with_one_that_is_broken() throws Exception {
        Path copy = directory.resolve("elsewhere");
        for (Path file : Stream.concat(
                        files(DIST.resolve("lib"), ".jar").stream(), files(DIST.resolve("bin"), "").stream())
                .toList()) {
            Path to = copy.resolve(DIST.relativize(file).toString());
            Files.createDirectories(to.resolveSibling("x").getParent());
            Files.copy(file, to);
        }
        Path launcher = copy.resolve("bin/strowger");
        assertThat(launcher.toFile().setExecutable(true)).isTrue();

        Running without = start(launcher, "--version");
        assertThat(without.end()).isZero();
        Files.writeString(copy.resolve("lib/strowger.aot"), "this is no cache");
        Running broken = start(launcher, "--version");
        assertThat(broken.end()).isZero();
        assertThat(Files.readString(broken.out)).startsWith("strowger ").hasLineCount(1);
        assertThat(broken.error()).isEmpty();
    }

    @Test
    void a_taken_port_is_one_line_and_2() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(0, LOOPBACK)) {
            configure("listen: [{port: " + taken.getLocalPort() + "}]\nadmin: {port: 0}");
            Running running = start("run", directory.toString());

            assertThat(running.end()).isEqualTo(2);
            assertThat(running.error())
                    .hasLineCount(1)
                    .contains("strowger.yaml:1: listen[0].port: ")
                    .contains("in use; ");
        }
    }

    @Test
    void problems_are_1_and_a_wrong_command_line_is_2() throws Exception {
        configure("listen: [{port: 70000}]");
        Running problems = start("run", directory.toString());
        assertThat(problems.end()).isEqualTo(1);
        assertThat(problems.error()).hasLineCount(1);

        assertThat(start("run", "--fast").end()).isEqualTo(2);
    }

    @Test
    void a_phone_on_the_console_tells_what_becomes_of_its_call_and_nothing_else() throws Exception {
        configure("listen: [{port: 0}]\nadmin: {port: 0}\naccounts:\n  1001: {password: office-1001}");
        Running running = start("run", directory.toString());
        running.awaitError("ready in ");
        Matcher listens = Pattern.compile("udp (127\\.0\\.0\\.1:\\d+)").matcher(running.error());
        assertThat(listens.find()).isTrue();

        Running phone = start("phone", "1001", directory.toString(), "--server", listens.group(1), "--dial", "999");

        assertThat(phone.end()).isEqualTo(1);
        assertThat(Files.readAllLines(phone.out))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("1001 is registered; "),
                        line -> assertThat(line).startsWith("is refused 404"));
        assertThat(phone.error()).isEmpty();
        running.process.destroy();
        assertThat(running.end()).as(running.error()).isZero();
    }

    private void configure(String yaml) throws IOException {
        Files.writeString(directory.resolve("strowger.yaml"), yaml);
        Files.writeString(directory.resolve("dialplan.groovy"), "route('100') { answer() }");
    }

    private static List<Path> files(Path directory, String suffix) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }

    private Running start(String... arguments) throws IOException {
        return start(LAUNCHER, arguments);
    }

    private Running start(Path launcher, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(directory, "run", ".out");
        Path err = Files.createTempFile(directory, "run", ".err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return new Running(builder.start(), out, err);
    }

    private record Running(Process process, Path out, Path err) {

        private static final long PATIENCE_SECONDS = 120;

        String error() throws IOException {
            return Files.readString(err);
        }

        void awaitError(String text) throws Exception {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!error().contains(text) && process.isAlive() && System.nanoTime() < end)
                process.waitFor(50, TimeUnit.MILLISECONDS);
            assertThat(error()).contains(text);
        }

        int end() throws InterruptedException {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
            return process.waitFor();
        }
    }
}
