package org.strowger.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first connection to the switch as it is packaged: all that its loop would have to load for it, while everybody's
 * calls wait, has been there since the start. Runs after packaging.
 */
class FirstConnectionDistTest {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    /** It was thousands for each of TCP and TLS. */
    private static final int FEW = 40;

    private static final String ANSWER = "SIP/2.0 200";

    @TempDir
    Path directory;

    @Test
    void what_the_first_connections_need_is_there_before_they_come() throws Exception {
        Files.writeString(directory.resolve("strowger.yaml"), """
                listen:
                  - {transport: udp, address: 127.0.0.1, port: 0}
                  - {transport: tcp, address: 127.0.0.1, port: 0}
                  - {transport: tls, address: 127.0.0.1, port: 0}
                admin: {address: 127.0.0.1, port: 0}
                media: {address: 127.0.0.1}
                log: {file: switch.log}
                """);
        Files.writeString(directory.resolve("dialplan.groovy"), "route('100') { answer() }");
        Path classes = directory.resolve("classes");
        PackagedSwitch started = PackagedSwitch.start(directory, "-Xlog:class+init=info:file=" + classes);
        try {
            int tcp = started.port("tcp");
            int tls = started.port("tls");
            ask(started.port());
            int before = initializedOnceItRests(classes);
            ask(tcp, SocketFactory.getDefault());
            ask(tls, whoTrustsAnybody().getSocketFactory());
            List<String> later = Files.readAllLines(classes).stream()
                    .skip(before)
                    .filter(line -> line.contains("sip-loop"))
                    .toList();
            assertThat(later).hasSizeLessThan(FEW).noneMatch(line -> line.contains("jdk/jfr"));
        } finally {
            started.stop();
        }
    }

    /** How many lines it has written, once it has got ready for connections and writes no more. */
    private static int initializedOnceItRests(Path classes) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PackagedSwitch.PATIENCE_SECONDS);
        int before = -1;
        List<String> now = Files.readAllLines(classes);
        while (now.size() != before || now.stream().noneMatch(line -> line.contains("ssl/SSLEngineOutputRecord"))) {
            assertThat(System.nanoTime()).as("it gets ready").isLessThan(end);
            before = now.size();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
            now = Files.readAllLines(classes);
        }
        return before;
    }

    private static SSLContext whoTrustsAnybody() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
        return context;
    }

    private static void ask(int port) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
            socket.setSoTimeout(20_000);
            byte[] question = question(port);
            socket.send(new DatagramPacket(question, question.length, LOOPBACK, port));
            DatagramPacket answer = new DatagramPacket(new byte[ANSWER.length()], ANSWER.length());
            socket.receive(answer);
            assertThat(new String(answer.getData(), US_ASCII)).isEqualTo(ANSWER);
        }
    }

    private static void ask(int port, SocketFactory factory) throws IOException {
        try (Socket socket = factory.createSocket(LOOPBACK, port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(question(port));
            assertThat(new String(socket.getInputStream().readNBytes(ANSWER.length()), US_ASCII))
                    .isEqualTo(ANSWER);
        }
    }

    private static byte[] question(int port) {
        return """
                OPTIONS sip:127.0.0.1 SIP/2.0
                Via: SIP/2.0/TCP 127.0.0.1:5;rport;branch=z9hG4bK%1$d
                From: <sip:a@127.0.0.1>;tag=f
                To: <sip:127.0.0.1>
                Call-ID: first-%1$d
                CSeq: 1 OPTIONS
                Max-Forwards: 70
                Content-Length: 0

                """.formatted(port).replace("\n", "\r\n").getBytes(US_ASCII);
    }
}
