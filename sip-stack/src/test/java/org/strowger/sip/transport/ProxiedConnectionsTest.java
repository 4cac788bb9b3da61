package org.strowger.sip.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.sip.Frames.bytes;
import static org.strowger.sip.Frames.options;
import static org.strowger.sip.tls.TestIdentities.ONE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.strowger.sip.Flow;
import org.strowger.sip.Transport;
import org.strowger.sip.WireMessage;
import org.strowger.sip.tls.TlsContexts;
import org.strowger.sip.tls.TlsFailure;
import org.strowger.sip.tls.TlsSettings;
import org.strowger.sip.tls.TlsSettings.Clients;
import org.strowger.sip.tls.TlsSettings.Servers;
import org.strowger.sip.tls.TrustingClient;
import org.strowger.sip.websocket.WebSocketSettings;

/** What a load balancer says in front of a connection, in bytes made by hand. On real sockets of loopback. */
@Timeout(30)
class ProxiedConnectionsTest {

    private static final InetAddress LOCAL = InetAddress.ofLiteral("127.0.0.1");
    private static final InetSocketAddress PEER = at("203.0.113.7", 40_000);
    private static final byte[] SIGNATURE = {13, 10, 13, 10, 0, 13, 10, 'Q', 'U', 'I', 'T', 10};
    private static final byte LOCAL_COMMAND = 0x20;
    private static final byte PROXY_COMMAND = 0x21;
    private static final byte[] REQUEST = bytes(options("Content-Length: 0\n"));

    private final SipLoops loops = SipLoops.start(1); // who came first is looked at first
    private final BlockingQueue<WireMessage> received = new LinkedBlockingQueue<>();
    private final List<SipTransports> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(SipTransports::close);
        loops.close();
    }

    @Test
    void whoever_is_behind_counts_as_the_peer_and_is_answered_on_the_connection() throws Exception {
        SipTransports transports = open(Transport.TCP, LOCAL, TransportLimits.DEFAULT);
        try (Socket balancer = dial(transports)) {
            say(balancer, header(PROXY_COMMAND, PEER), REQUEST);
            WireMessage message = next();
            assertThat(message.flow().remote()).isEqualTo(PEER);
            transports.sendOn(message.flow(), REQUEST, message.flow().back(), () -> {});
            assertThat(balancer.getInputStream().readNBytes(REQUEST.length)).isEqualTo(REQUEST);
            say(balancer, REQUEST);
            assertThat(next().flow()).isEqualTo(message.flow());
        }
    }

    @Test
    void it_may_come_in_pieces_by_IPv6_with_extras_or_as_a_line_of_text() throws Exception {
        SipTransports transports = open(Transport.TCP, LOCAL, TransportLimits.DEFAULT);
        InetSocketAddress six = at("2001:db8::7", 5061);
        byte[] header = header(PROXY_COMMAND, six, new byte[] {4, 0, 3, 1, 2, 3}); // a type to be passed over
        try (Socket balancer = dial(transports)) {
            for (byte octet : header) say(balancer, new byte[] {octet});
            say(balancer, REQUEST);
            assertThat(next().flow().remote()).isEqualTo(six);
        }
        try (Socket balancer = dial(transports)) {
            say(balancer, "PROXY TCP4 203.0.113.7 192.0.2.1 40000 5060\r\n".getBytes(US_ASCII), REQUEST);
            assertThat(next().flow().remote()).isEqualTo(PEER);
        }
    }

    @Test
    void a_balancer_that_comes_of_its_own_accord_is_its_own_peer() throws Exception {
        SipTransports transports = open(Transport.TCP, LOCAL, TransportLimits.DEFAULT);
        for (byte[] header : List.of(header(LOCAL_COMMAND, PEER), "PROXY UNKNOWN\r\n".getBytes(US_ASCII))) {
            try (Socket balancer = dial(transports)) {
                say(balancer, header, REQUEST);
                assertThat(next().flow().remote()).isEqualTo(balancer.getLocalSocketAddress());
            }
        }
    }

    @Test
    void what_is_secured_lies_behind_it() throws Exception {
        SipTransports transports = open(Transport.TLS, LOCAL, TransportLimits.DEFAULT);
        try (Socket balancer = dial(transports)) {
            say(balancer, header(PROXY_COMMAND, PEER));
            Socket phone = TrustingClient.nobody().over(balancer);
            say(phone, REQUEST);
            Flow flow = next().flow();
            assertThat(flow.remote()).isEqualTo(PEER);
            assertThat(flow.transport()).isEqualTo(Transport.TLS);
        }
    }

    @Test
    void a_WebSocket_lies_behind_it_too() throws Exception {
        SipTransports transports = open(Transport.WS, LOCAL, TransportLimits.DEFAULT);
        try (Socket balancer = dial(transports)) {
            say(balancer, header(PROXY_COMMAND, PEER), """
                    GET / HTTP/1.1
                    Host: phone.example
                    Upgrade: websocket
                    Connection: Upgrade
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                    Sec-WebSocket-Version: 13
                    Sec-WebSocket-Protocol: sip

                    """.replace("\n", "\r\n").getBytes(US_ASCII));
            assertThat(balancer.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 101");
        }
    }

    @Test
    void a_balancer_that_says_nothing_of_its_peer_is_not_heard() throws Exception {
        SipTransports transports = open(Transport.TCP, LOCAL, TransportLimits.DEFAULT);
        try (Socket balancer = dial(transports)) {
            say(balancer, REQUEST);
            assertThat(isClosed(balancer)).isTrue();
        }
        while (transports.figures().refused() == 0) Thread.onSpinWait(); // it is counted behind the close
        assertThat(received).isEmpty();
        assertThat(transports.figures().refused()).isEqualTo(1);
        assertThat(transports.figures().connections()).isZero();
    }

    @Test
    void nobody_else_can_say_who_he_is() throws Exception {
        SipTransports transports = open(Transport.TCP, InetAddress.ofLiteral("127.0.0.9"), TransportLimits.DEFAULT);
        try (Socket stranger = dial(transports)) {
            say(stranger, header(PROXY_COMMAND, PEER), REQUEST);
            assertThat(isClosed(stranger)).isTrue();
        }
        assertThat(received).isEmpty();
    }

    @Test
    void what_it_owes_it_says_soon_and_no_more_wait_than_one_address_may_have() throws Exception {
        SipTransports transports = open(Transport.TCP, LOCAL, limits(1, Duration.ofMillis(200)));
        try (Socket silent = dial(transports)) {
            say(silent, SIGNATURE);
            assertThat(isClosed(silent)).isTrue();
        }
        SipTransports patient = open(Transport.TCP, LOCAL, limits(1, Duration.ofMinutes(1)));
        try (Socket silent = dial(patient)) {
            say(silent, SIGNATURE);
            try (Socket other = dial(patient)) {
                assertThat(isClosed(other)).isTrue();
            }
            say(silent, Arrays.copyOfRange(header(PROXY_COMMAND, PEER), SIGNATURE.length, 28), REQUEST);
            assertThat(next().flow().remote()).isEqualTo(PEER);
        }
    }

    @Test
    void connections_count_for_who_is_behind() throws Exception {
        SipTransports transports = open(Transport.TCP, LOCAL, limits(1, Duration.ofSeconds(10)));
        try (Socket one = dial(transports)) {
            say(one, header(PROXY_COMMAND, PEER), REQUEST);
            next();
            try (Socket two = dial(transports)) {
                say(two, header(PROXY_COMMAND, at("203.0.113.8", 1)), REQUEST);
                assertThat(next().flow().remote().getHostString()).isEqualTo("203.0.113.8");
            }
            try (Socket again = dial(transports)) {
                say(again, header(PROXY_COMMAND, at("203.0.113.7", 40_001)), REQUEST);
                assertThat(isClosed(again)).isTrue();
            }
        }
        assertThat(received).isEmpty();
    }

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }

    private static byte[] header(byte command, InetSocketAddress peer, byte... extras) {
        byte[] address = peer.getAddress().getAddress();
        int length = 2 * address.length + 4 + extras.length;
        return ByteBuffer.allocate(SIGNATURE.length + 4 + length)
                .put(SIGNATURE)
                .put(command)
                .put((byte) (address.length == 4 ? 0x11 : 0x21)) // a stream by IPv4, by IPv6
                .putShort((short) length)
                .put(address)
                .put(new byte[address.length]) // where the peer thought to connect
                .putShort((short) peer.getPort())
                .putShort((short) 5060)
                .put(extras)
                .array();
    }

    private static void say(Socket to, byte[]... pieces) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) all.writeBytes(piece);
        to.getOutputStream().write(all.toByteArray());
    }

    private static boolean isClosed(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException _) {
            return false;
        } catch (IOException _) {
            // A reset is as good.
            return true;
        }
    }

    private WireMessage next() throws InterruptedException {
        WireMessage message = received.poll(10, TimeUnit.SECONDS);
        if (message == null) throw new AssertionError("nothing has come");
        return message;
    }

    private static Socket dial(SipTransports transports) throws IOException {
        Socket socket =
                new Socket(LOCAL, transports.listeners().getFirst().bind().getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(10_000);
        return socket;
    }

    private SipTransports open(Transport transport, InetAddress proxy, TransportLimits limits) throws TlsFailure {
        Listener listener = new Listener(
                transport, new InetSocketAddress(LOCAL, 0), Optional.empty(), WebSocketSettings.DEFAULT, proxy::equals);
        TlsSettings tls = new TlsSettings(List.of(ONE), List.of(), Clients.ANY, Servers.VERIFIED);
        SipTransports transports =
                SipTransports.open(loops, List.of(listener), limits, TlsContexts.load(tls), received::add);
        opened.add(transports);
        return transports;
    }

    private static TransportLimits limits(int perAddress, Duration patience) {
        Duration others = Duration.ofMinutes(1);
        return new TransportLimits(100, perAddress, 100, others, others, others, patience, others, 1024 * 1024);
    }
}
