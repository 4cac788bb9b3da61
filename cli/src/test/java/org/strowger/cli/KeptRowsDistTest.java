package org.strowger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * What plans keep by {@code table(…)}, in the switch as it is packaged, whose process is killed. Runs after packaging.
 */
@Isolated("it kills a switch while calls are under way, a few hundred of them in some seconds")
class KeptRowsDistTest {

    private static final Path LAUNCHER = Path.of("target/dist/bin/strowger").toAbsolutePath();
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final Pattern PORT = Pattern.compile("listens +udp 127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern ADMIN = Pattern.compile("http://(127\\.0\\.0\\.1:\\d+)/status");
    private static final Pattern ANSWERED = Pattern.compile("SIP/2\\.0 486 .*?\r\nCall-ID: (\\S+)\r\n", Pattern.DOTALL);
    private static final int ACKNOWLEDGED = 400;
    private static final int UNDER_WAY = 20;
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    Path directory;

    @Test
    void after_kill_9_each_row_is_there_that_a_call_was_told_of() throws Exception {
        Set<String> told = new HashSet<>();
        try (DatagramSocket phone = new DatagramSocket(0, LOOPBACK)) {
            configure(phone.getLocalPort());
            phone.setSoTimeout(100);
            Process first = start();
            try {
                calls(phone, Integer.parseInt(said(first, PORT)), told);
            } finally {
                first.destroyForcibly().waitFor();
            }
        }
        assertThat(told).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED);

        Process again = start();
        try {
            String admin = said(again, ADMIN);
            assertThat(command("table", "--admin", admin)).contains("kept").contains("sum: number");
            JsonNode rows = new ObjectMapper()
                    .readTree(command("table", "kept", "--json", "--limit", "9999", "--admin", admin));
            Set<String> kept = new HashSet<>();
            long sum = 0;
            for (JsonNode row : rows) {
                kept.add(row.path("call").asText());
                sum = Math.max(sum, row.path("sum").asLong());
            }
            assertThat(kept).containsAll(told);
            assertThat(sum).isBetween((long) told.size(), kept.size() - 1L); // some were between the two
        } finally {
            again.destroy();
            assertThat(again.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void configure(int phone) throws IOException {
        Files.writeString(directory.resolve("strowger.yaml"), """
            listen: [{port: 0}]
            admin: {port: 0}
            trunks:
              carrier: {host: 127.0.0.1, port: %d}
            """.formatted(phone));
        Files.writeString(directory.resolve("dialplan.groovy"), """
            def kept = table('kept', key: 'call', columns: [sum: 'number'])
            route('7400') {
                kept.put(request.header('Call-ID'))
                kept.increment('all', 'sum')
                reject 486
            }
            """);
    }

    private Process start() throws IOException {
        Files.deleteIfExists(directory.resolve("run.err"));
        ProcessBuilder builder = new ProcessBuilder(LAUNCHER.toString(), "run", directory.toString())
                .redirectOutput(directory.resolve("run.out").toFile())
                .redirectError(directory.resolve("run.err").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    /** What it says of itself once it is ready. */
    private String said(Process process, Pattern wanted) throws Exception {
        Path said = directory.resolve("run.err");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        do {
            String text = Files.readString(said);
            Matcher found = wanted.matcher(text);
            if (text.contains("ready in ") && found.find()) return found.group(1);
        } while (!process.waitFor(50, TimeUnit.MILLISECONDS) && System.nanoTime() < end);
        throw new AssertionError("it didn't start: " + Files.readString(said));
    }

    /** Some are under way at any time, so that the end comes in the midst of them. */
    private static void calls(DatagramSocket phone, int port, Set<String> told) throws IOException {
        InetSocketAddress to = new InetSocketAddress(LOOPBACK, port);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        int sent = 0;
        while (told.size() < ACKNOWLEDGED && System.nanoTime() < end) {
            while (sent - told.size() < UNDER_WAY) {
                byte[] invite = invite("call-" + sent++, phone.getLocalPort(), port);
                phone.send(new DatagramPacket(invite, invite.length, to));
            }
            DatagramPacket answer = new DatagramPacket(new byte[65535], 65535);
            try {
                phone.receive(answer);
            } catch (SocketTimeoutException none) {
                sent = Math.min(sent, told.size() + UNDER_WAY - 1); // one was lost: go on
                continue;
            }
            Matcher answered =
                    ANSWERED.matcher(new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8));
            if (answered.find()) told.add(answered.group(1));
        }
    }

    private static byte[] invite(String call, int from, int to) {
        return """
            INVITE sip:7400@127.0.0.1:%2$d SIP/2.0
            Via: SIP/2.0/UDP 127.0.0.1:%1$d;branch=z9hG4bK-%3$s
            From: <sip:carrier@127.0.0.1>;tag=%3$s
            To: <sip:7400@127.0.0.1>
            Call-ID: %3$s
            CSeq: 1 INVITE
            Contact: <sip:carrier@127.0.0.1:%1$d>
            Max-Forwards: 70
            Content-Length: 0

            """.formatted(from, to, call).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String command(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.execute(new PrintWriter(out), new PrintWriter(err), arguments);
        assertThat(code).as(err.toString()).isZero();
        return out.toString();
    }
}
