package org.strowger.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.strowger.sip.WireMessage;

/** What a TCP connection may cost whose peer has proved nothing. On real sockets of the loopback interface. */
@Timeout(30)
class UnprovedConnectionsTest {

    private static final InetAddress LOCAL = InetAddress.ofLiteral("127.0.0.1");
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String PING = "\r\n\r\n";
    private static final String OPTIONS = """
        OPTIONS sip:strowger@127.0.0.1 SIP/2.0
        Via: SIP/2.0/TCP 127.0.0.1:5060;branch=z9hG4bK1
        Max-Forwards: 70
        From: <sip:a@127.0.0.1>;tag=1
        To: <sip:strowger@127.0.0.1>
        Call-ID: c1
        CSeq: 1 OPTIONS
        Content-Length: 0

        """.replace("\n", "\r\n");

    private final SipLoops loops = SipLoops.start(1);
    private final BlockingQueue<WireMessage> received = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        loops.close();
    }

    @Test
    void a_connection_that_has_proved_nothing_is_closed_early_however_it_pings() throws Exception {
        try (SipTransports transports = open(limits(100, SHORT, LONG));
                Socket phone = dial(transports)) {
            say(phone, OPTIONS);
            next();
            assertThat(isClosedAlthoughItSays(phone, PING)).isTrue();
            assertThat(transports.figures().cut()).isEqualTo(1);
        }
    }

    @Test
    void a_connection_that_has_proved_itself_stays_when_others_go() throws Exception {
        try (SipTransports transports = open(limits(100, SHORT, LONG));
                Socket known = dial(transports);
                Socket stranger = dial(transports)) {
            say(known, OPTIONS);
            transports.prove(next().flow());
            say(stranger, OPTIONS);
            next();
            assertThat(stranger.getInputStream().read()).isEqualTo(-1);
            say(known, PING);
            assertThat(known.getInputStream().readNBytes(2)).asString().isEqualTo("\r\n");
            assertThat(transports.figures().connections()).isEqualTo(1);
        }
    }

    @Test
    void a_stranger_finishes_soon_what_he_begins() throws Exception {
        try (SipTransports transports = open(limits(100, LONG, SHORT));
                Socket known = dial(transports);
                Socket stranger = dial(transports)) {
            say(known, OPTIONS);
            transports.prove(next().flow());
            say(known, OPTIONS.substring(0, 100));
            say(stranger, OPTIONS.substring(0, 100));
            assertThat(isClosedAlthoughItSays(stranger, "a")).isTrue();
            say(known, OPTIONS.substring(100));
            assertThat(next().callId()).isEqualTo("c1");
        }
    }

    @Test
    void where_all_are_taken_the_oldest_that_has_proved_nothing_makes_room() throws Exception {
        try (SipTransports transports = open(limits(2, LONG, LONG));
                Socket known = dial(transports);
                Socket stranger = dial(transports)) {
            say(known, OPTIONS);
            transports.prove(next().flow());
            say(stranger, OPTIONS);
            next();
            Socket late = served(transports);
            assertThat(stranger.getInputStream().read()).isEqualTo(-1);
            say(known, OPTIONS);
            next();
            assertThat(transports.figures().connections()).isEqualTo(2);
            late.close();
        }
    }

    @Test
    void those_who_have_proved_themselves_make_no_room() throws Exception {
        try (SipTransports transports = open(limits(1, LONG, LONG));
                Socket known = dial(transports)) {
            say(known, OPTIONS);
            transports.prove(next().flow());
            try (Socket late = dial(transports)) {
                assertThat(late.getInputStream().read()).isEqualTo(-1);
            }
            assertThat(transports.figures().refused()).isEqualTo(1);
        }
    }

    /** Who was served a moment ago isn't idle, and a newcomer is refused until he is. */
    private Socket served(SipTransports transports) throws Exception {
        while (true) {
            Socket late = dial(transports);
            try {
                say(late, OPTIONS);
                if (received.poll(50, TimeUnit.MILLISECONDS) != null) return late;
            } catch (IOException _) {
                // Refused: again.
            }
            late.close();
        }
    }

    private static boolean isClosedAlthoughItSays(Socket phone, String words) {
        try {
            phone.setSoTimeout(20);
            while (true) {
                try {
                    if (phone.getInputStream().read() < 0) return true;
                } catch (java.net.SocketTimeoutException _) {
                    say(phone, words);
                }
            }
        } catch (IOException _) {
            // A reset is as good.
            return true;
        }
    }

    private static void say(Socket phone, String words) throws IOException {
        phone.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
    }

    private WireMessage next() throws InterruptedException {
        WireMessage message = received.poll(10, TimeUnit.SECONDS);
        if (message == null) throw new AssertionError("nothing has come");
        return message;
    }

    private static Socket dial(SipTransports transports) throws IOException {
        Socket phone =
                new Socket(LOCAL, transports.listeners().getFirst().bind().getPort());
        phone.setSoTimeout(10_000);
        return phone;
    }

    private SipTransports open(TransportLimits limits) {
        return SipTransports.open(loops, List.of(Listener.tcp(new InetSocketAddress(LOCAL, 0))), limits, received::add);
    }

    private static TransportLimits limits(int connections, Duration unprovedIdle, Duration unprovedSilence) {
        return new TransportLimits(connections, 100, 100, LONG, LONG, unprovedIdle, unprovedSilence, LONG, 1024 * 1024);
    }
}
