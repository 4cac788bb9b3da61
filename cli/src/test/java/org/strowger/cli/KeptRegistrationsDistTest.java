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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Registrations of the switch as it is packaged, whose process is killed while phones register. Runs after packaging.
 */
@Isolated("it kills a switch while phones register, thousands of them in some seconds")
class KeptRegistrationsDistTest {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final Pattern ANSWER =
            Pattern.compile("SIP/2\\.0 (200|401) .*?\r\nCall-ID: p(\\d+)\r\nCSeq: (\\d+) ", Pattern.DOTALL);
    private static final Pattern CHALLENGE = Pattern.compile("realm=\"([^\"]*)\",nonce=\"([^\"]*)\",algorithm=MD5,");
    private static final int REGISTRATIONS = 10_000;
    private static final int UNDER_WAY = 40;

    /** Whoever has had his 200 for longer is there again. */
    private static final Duration LOST_AT_MOST = Duration.ofMillis(500);

    @TempDir
    Path directory;

    /** When phones were told that they are registered, in nanoseconds. */
    private final Map<Integer, Long> told = new HashMap<>();

    @Test
    void after_kill_9_phones_are_registered_and_called() throws Exception {
        try (DatagramSocket phones = new DatagramSocket(0, LOOPBACK)) {
            configure(phones.getLocalPort());
            phones.setSoTimeout(200);
            PackagedSwitch first = PackagedSwitch.start(directory);
            long killed;
            long ready;
            try {
                int port = first.port();
                ready = System.nanoTime();
                register(phones, port);
                killed = System.nanoTime();
            } finally {
                first.kill();
            }
            Set<String> lasting = new HashSet<>();
            told.forEach((phone, when) -> {
                if (killed - when > LOST_AT_MOST.toNanos()) lasting.add("p" + phone);
            });
            assertThat(lasting).hasSizeGreaterThanOrEqualTo(REGISTRATIONS);

            long begun = System.nanoTime();
            PackagedSwitch again = PackagedSwitch.start(directory);
            try {
                String admin = again.admin();
                Duration start = Duration.ofNanos(System.nanoTime() - begun);
                JsonNode status =
                        new ObjectMapper().readTree(command("status", "--json", "--limit", "10000", "--admin", admin));
                Set<String> registered = new HashSet<>();
                status.path("bindings")
                        .forEach(binding -> registered.add(binding.path("aor").asText()));
                System.out.printf(
                        "registrations: %d told of in %d ms, %d of them %d ms before kill -9; %d there again, %d ms after the start%n",
                        told.size(),
                        TimeUnit.NANOSECONDS.toMillis(killed - ready),
                        lasting.size(),
                        LOST_AT_MOST.toMillis(),
                        registered.size(),
                        start.toMillis());
                assertThat(registered).containsAll(lasting);
                assertThat(called(phones, again.port())).contains("INVITE sip:p77@127.0.0.1:" + phones.getLocalPort());
            } finally {
                again.kill(); // it would wait for the call
            }
        }
    }

    private void configure(int phone) throws IOException {
        StringBuilder yaml = new StringBuilder("""
            listen: [{port: 0}]
            admin: {port: 0}
            domains: [office.example]
            sources: {allow: [127.0.0.0/8], known-requests: 50000}
            trunks:
              carrier: {host: 127.0.0.1, port: %d}
            accounts:
            """.formatted(phone));
        for (int i = 0; i < REGISTRATIONS; i++) yaml.append("  p%d: {password: secret-%d}\n".formatted(i, i));
        Files.writeString(directory.resolve("strowger.yaml"), yaml);
        Files.writeString(directory.resolve("dialplan.groovy"), "route('77') { dial user('p77') }\n");
    }

    /** Some are under way at any time, so that the end comes in the midst of them. */
    private void register(DatagramSocket phones, int port) throws IOException {
        InetSocketAddress to = new InetSocketAddress(LOOPBACK, port);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PackagedSwitch.PATIENCE_SECONDS);
        long enough = Long.MAX_VALUE;
        int begun = 0;
        int answered = 0;
        while (System.nanoTime() < Math.min(end, enough)) {
            while (begun - answered < UNDER_WAY) {
                send(phones, to, registration(begun % REGISTRATIONS, phones.getLocalPort(), 2 * rounds(begun) + 1, ""));
                begun++;
            }
            try {
                if (answered(phones, to, receive(phones))) answered++;
            } catch (SocketTimeoutException none) {
                answered++; // one was lost: go on
            }
            if (enough == Long.MAX_VALUE && told.size() >= REGISTRATIONS)
                enough = System.nanoTime() + LOST_AT_MOST.toNanos() + 1;
        }
    }

    private static int rounds(int begun) {
        return begun / REGISTRATIONS;
    }

    /** Whether a phone has got its 200. */
    private boolean answered(DatagramSocket phones, InetSocketAddress to, String text) throws IOException {
        Matcher answer = ANSWER.matcher(text);
        if (!answer.find()) return false;
        int phone = Integer.parseInt(answer.group(2));
        if (answer.group(1).equals("200")) {
            told.putIfAbsent(phone, System.nanoTime());
            return true;
        }
        int cseq = Integer.parseInt(answer.group(3)) + 1;
        send(phones, to, registration(phone, phones.getLocalPort(), cseq, credentials(phone, text)));
        return false;
    }

    private static String registration(int phone, int port, int cseq, String further) {
        return """
            REGISTER sip:office.example SIP/2.0
            Via: SIP/2.0/UDP 127.0.0.1:%2$d;branch=z9hG4bK-%1$d-%3$d
            From: <sip:p%1$d@office.example>;tag=%1$d
            To: <sip:p%1$d@office.example>
            Call-ID: p%1$d
            CSeq: %3$d REGISTER
            Contact: <sip:p%1$d@127.0.0.1:%2$d>
            Expires: 600
            Max-Forwards: 70
            %4$sContent-Length: 0

            """.formatted(phone, port, cseq, further);
    }

    private static String credentials(int phone, String text) {
        Matcher challenge = CHALLENGE.matcher(text);
        assertThat(challenge.find()).as(text).isTrue();
        String realm = challenge.group(1);
        String nonce = challenge.group(2);
        String secret = md5("p" + phone + ":" + realm + ":secret-" + phone);
        String response = md5(secret + ":" + nonce + ":00000001:c:auth:" + md5("REGISTER:sip:office.example"));
        return ("Authorization: Digest username=\"p%d\",realm=\"%s\",nonce=\"%s\",uri=\"sip:office.example\","
                        + "qop=auth,nc=00000001,cnonce=\"c\",algorithm=MD5,response=\"%s\"\n")
                .formatted(phone, realm, nonce, response);
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What comes to the phones when the carrier calls one of them. */
    private static String called(DatagramSocket phones, int port) throws IOException {
        send(phones, new InetSocketAddress(LOOPBACK, port), """
            INVITE sip:77@127.0.0.1:%2$d SIP/2.0
            Via: SIP/2.0/UDP 127.0.0.1:%1$d;branch=z9hG4bK-called
            From: <sip:carrier@127.0.0.1>;tag=called
            To: <sip:77@127.0.0.1>
            Call-ID: called
            CSeq: 1 INVITE
            Contact: <sip:carrier@127.0.0.1:%1$d>
            Max-Forwards: 70
            Content-Length: 0

            """.formatted(phones.getLocalPort(), port));
        for (int i = 0; i < 100; i++) {
            String text = receive(phones);
            if (text.startsWith("INVITE ")) return text;
        }
        return "";
    }

    private static void send(DatagramSocket from, InetSocketAddress to, String text) throws IOException {
        byte[] frame = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        from.send(new DatagramPacket(frame, frame.length, to));
    }

    private static String receive(DatagramSocket at) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65535], 65535);
        at.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }
}
