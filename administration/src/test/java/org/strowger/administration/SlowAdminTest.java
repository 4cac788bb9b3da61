package org.strowger.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Who asks by HTTP, but not to the end. The JDK's server reads its times once in a process, so that each test has one
 * of its own.
 */
class SlowAdminTest {

    /** Its own figure in place of ours: nobody wants to wait for twenty seconds. */
    @Test
    void a_request_that_does_not_come_to_its_end_is_cut() throws Exception {
        assertThat(process("-Dsun.net.httpserver.maxReqTime=1")).contains("cut, and told 20 for answers");
    }

    @Test
    void the_time_is_twenty_seconds_unless_the_process_says_otherwise() throws Exception {
        assertThat(process("-Dspare=true", "look")).contains("requests 20, answers 20");
    }

    private static String process(String option, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                option,
                "-cp",
                System.getProperty("java.class.path"),
                Asking.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }

    /** Opens the server, writes half a request to it, and says what comes of it. */
    static final class Asking {

        private Asking() {}

        public static void main(String[] arguments) throws IOException {
            InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            try (AdminServer server = AdminServer.open(any, (_, _, _) -> AdminServer.Answer.text(200, "here"))) {
                System.out.println(arguments.length > 0 ? times() : asks(server.address()));
            }
        }

        private static String times() {
            return "requests " + System.getProperty("sun.net.httpserver.maxReqTime") + ", answers "
                    + System.getProperty("sun.net.httpserver.maxRspTime");
        }

        private static String asks(InetSocketAddress address) throws IOException {
            try (Socket socket = new Socket()) {
                socket.connect(address, 5_000);
                socket.setSoTimeout(15_000);
                socket.getOutputStream()
                        .write("GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nX-".getBytes(StandardCharsets.US_ASCII));
                return "read " + socket.getInputStream().read() + ": cut, and told "
                        + System.getProperty("sun.net.httpserver.maxRspTime") + " for answers";
            }
        }
    }
}
