package org.strowger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.cli.PackagedSwitch.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final Pattern ANSWERED = Pattern.compile("SIP/2\\.0 486 .*?\r\nCall-ID: (\\S+)\r\n", Pattern.DOTALL);
    private static final int ACKNOWLEDGED = 400;
    private static final int UNDER_WAY = 20;

    @TempDir
    Path directory;

    @Test
    void after_kill_9_each_row_is_there_that_a_call_was_told_of() throws Exception {
        Set<String> told = new HashSet<>();
        try (DatagramSocket phone = new DatagramSocket(0, LOOPBACK)) {
            configure(phone.getLocalPort());
            phone.setSoTimeout(100);
            PackagedSwitch first = PackagedSwitch.start(directory);
            try {
                calls(phone, first.port(), told);
            } finally {
                first.kill();
            }
        }
        assertThat(told).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED);

        PackagedSwitch again = PackagedSwitch.start(directory);
        try {
            String admin = again.admin();
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
            again.stop();
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

    /** Some are under way at any time, so that the end comes in the midst of them. */
    private static void calls(DatagramSocket phone, int port, Set<String> told) throws IOException {
        InetSocketAddress to = new InetSocketAddress(LOOPBACK, port);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PackagedSwitch.PATIENCE_SECONDS);
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
}
