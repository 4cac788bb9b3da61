package org.strowger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A started process whose media loop loses its sockets. */
@EnabledOnOs(OS.LINUX)
class BrokenSwitchTest {

    @TempDir
    Path directory;

    @Test
    void a_switch_whose_loop_ends_says_so_in_its_last_line_and_exits_with_70() throws Exception {
        Files.writeString(
                directory.resolve("strowger.yaml"),
                "listen: [{port: 0}]\nadmin: {port: 0}\nmedia: {backend: epoll}\nlog: {file: switch.log}\n");
        Files.writeString(directory.resolve("dialplan.groovy"), "route('100') { answer() }");
        Path err = directory.resolve("err");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Sabotaged.class.getName(),
                        directory.toString())
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(err);
        assertThat(lines).isNotEmpty();
        assertThat(lines.getLast())
                .startsWith("strowger: the switch can't go on: the thread media-loop-")
                .endsWith("has ended: java.io.UncheckedIOException: its sockets can't be waited for");
        assertThat(process.exitValue()).isEqualTo(70);
        assertThat(Files.readString(directory.resolve("switch.log"))).contains("the switch can't go on");
    }

    /** Starts the switch as the launcher does, and takes what its media loops wait with away once it is ready. */
    @SuppressWarnings("restricted") // nothing else can do to a process what a fault of the kernel does
    static final class Sabotaged {

        private static final MethodHandle CLOSE =
                libc("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        private static final MethodHandle WAKE = libc(
                "eventfd_write",
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG));

        private Sabotaged() {}

        public static void main(String[] arguments) throws Throwable {
            Path err = Path.of(arguments[0], "err"); // with JSON on standard output, what people read is there
            Thread.ofPlatform().start(() -> Main.main(new String[] {"run", arguments[0]}));
            while (!Files.readString(err, StandardCharsets.UTF_8).contains("ready")) LockSupport.parkNanos(20_000_000);
            for (int fd : open("eventpoll")) {
                int _ = (int) CLOSE.invokeExact(fd);
            }
            // Who waits already would wait on: the kernel keeps for him what he waits with.
            for (int fd : open("eventfd")) {
                int _ = (int) WAKE.invokeExact(fd, 1L);
            }
        }

        private static MethodHandle libc(String name, FunctionDescriptor signature) {
            Linker linker = Linker.nativeLinker();
            return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), signature);
        }

        private static List<Integer> open(String kind) throws IOException {
            try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
                return open.filter(file -> isOf(kind, file))
                        .map(file -> Integer.valueOf(file.getFileName().toString()))
                        .toList();
            }
        }

        private static boolean isOf(String kind, Path file) {
            try {
                return Files.readSymbolicLink(file).toString().equals("anon_inode:[" + kind + "]");
            } catch (IOException closed) {
                return false;
            }
        }
    }
}
