package org.strowger.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A library for phones in browsers registers by WebSocket, calls and is called (RFC 7118 §8). By hand, since it comes
 * from npm, which not every machine reaches: {@code npm install --no-save jssip@3.13.8 ws@8.23.0} here, and
 * {@code -Dtest=BrowserLibrariesTrial}.
 */
class BrowserLibrariesTrial {

    private static final int WS = Ports.free("127.0.0.1");
    private static final String TCP = "  - {transport: tcp, address: 127.0.0.1, port: 5060}";

    @RegisterExtension
    static final Lab LAB = Lab.withExample(
            "office", Map.of(TCP, TCP + "\n  - {transport: ws, address: 127.0.0.1, port: " + WS + ", path: /sip}"));

    private static final Path PROGRAM = Path.of("browser", "jssip.mjs").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void phones_of_jssip_register_call_each_other_and_leave() {
        Path modules = Path.of(System.getenv().getOrDefault("NODE_MODULES", "node_modules"));
        assertThat(modules.resolve("jssip")).isDirectory();
        assertThat(modules.resolve("ws")).isDirectory();
        Path log = LAB.logs("jssip.log");
        Process phones = Processes.start(
                List.of(Tool.NODE.path(), PROGRAM.toString(), "ws://127.0.0.1:" + WS + "/sip"), LAB.logs(""), log);
        try {
            assertThat(Processes.endsWithin(phones, PATIENCE)).as("it ends").isTrue();
        } finally {
            Processes.end(phones, Duration.ofSeconds(2));
        }
        assertThat(Processes.text(log).lines())
                .containsExactly(
                        "both are registered",
                        "1002 has answered",
                        "the caller has hung up, and the other has heard: Terminated",
                        "1001 has answered",
                        "the callee has hung up, and the other has heard: Terminated",
                        "both have left");
        assertThat(phones.exitValue()).isZero();
    }
}
