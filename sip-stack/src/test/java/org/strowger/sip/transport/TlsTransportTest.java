package org.strowger.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.strowger.sip.Frames.bytes;
import static org.strowger.sip.Frames.options;
import static org.strowger.sip.tls.TestIdentities.ONE;
import static org.strowger.sip.tls.TestIdentities.TWO;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.sip.Hop;
import org.strowger.sip.Transport;
import org.strowger.sip.WireMessage;
import org.strowger.sip.tls.TlsContexts;
import org.strowger.sip.tls.TlsFailure;
import org.strowger.sip.tls.TlsSettings;
import org.strowger.sip.tls.TlsSettings.Clients;
import org.strowger.sip.tls.TlsSettings.Identity;
import org.strowger.sip.tls.TlsSettings.Servers;
import org.strowger.sip.tls.TrustingClient;

/** On real sockets of the loopback interface, against the JDK's own TLS. */
@Timeout(60)
class TlsTransportTest {

    private static final InetAddress LOCAL = InetAddress.ofLiteral("127.0.0.1");
    private static final Duration SHORT = Duration.ofMillis(400);

    private final SipLoops loops = SipLoops.start(2);
    private final BlockingQueue<WireMessage> received = new LinkedBlockingQueue<>();
    private final List<SipTransports> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(SipTransports::close);
        loops.close();
    }

    private static TlsSettings settings(Clients clients, Servers servers, List<Path> trusted, Identity... identities) {
        return new TlsSettings(List.of(identities), trusted, clients, servers);
    }

    private SipTransports open(TlsSettings settings, TransportLimits limits) throws TlsFailure {
        Listener listener = new Listener(Transport.TLS, new InetSocketAddress(LOCAL, 0), Optional.empty());
        SipTransports transports =
                SipTransports.open(loops, List.of(listener), limits, TlsContexts.load(settings), received::add);
        opened.add(transports);
        return transports;
    }

    private SipTransports open(TlsSettings settings) throws TlsFailure {
        return open(settings, TransportLimits.DEFAULT);
    }

    private SipTransports anybody(Identity identity) throws TlsFailure {
        return open(settings(Clients.ANY, Servers.VERIFIED, List.of(), identity));
    }

    private static InetSocketAddress at(SipTransports transports) {
        return transports.listeners().getFirst().bind();
    }

    private WireMessage next() throws InterruptedException {
        WireMessage message = received.poll(20, TimeUnit.SECONDS);
        if (message == null) throw new AssertionError("nothing received");
        return message;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void a_message_comes_in_secured_and_its_answer_goes_back_on_its_connection(String version) throws Exception {
        SipTransports transports = anybody(ONE);
        try (SSLSocket phone = TrustingClient.nobody().connect(at(transports))) {
            phone.setEnabledProtocols(new String[] {version});
            byte[] request = bytes(options("Content-Length: 0\n"));
            phone.getOutputStream().write(request);
            WireMessage message = next();
            assertThat(message.flow().transport()).isEqualTo(Transport.TLS);
            assertThat(message.flow().remote().getPort()).isEqualTo(phone.getLocalPort());
            transports.sendOn(message.flow(), request, message.flow().back(), () -> {});
            assertThat(phone.getInputStream().readNBytes(request.length)).isEqualTo(request);
            assertThat(phone.getSession().getProtocol()).isEqualTo(version);
        }
    }

    @Test
    void old_versions_are_refused() throws Exception {
        SipTransports transports = anybody(ONE);
        try (SSLSocket phone = TrustingClient.nobody().connect(at(transports))) {
            phone.setEnabledProtocols(new String[] {"TLSv1.1"});
            assertThatThrownBy(phone::startHandshake).isInstanceOf(IOException.class);
        }
    }

    @Test
    void who_asks_for_a_domain_is_shown_its_certificate_and_anybody_else_the_first() throws Exception {
        SipTransports transports = open(settings(Clients.ANY, Servers.VERIFIED, List.of(), ONE, TWO));
        assertThat(shownTo("two.example", transports)).contains("two.example");
        assertThat(shownTo("Pbx.Three.Example", transports)).contains("two.example");
        assertThat(shownTo("three.example", transports)).contains("one.example");
        assertThat(shownTo("four.example", transports)).contains("one.example");
        assertThat(shownTo("", transports)).contains("one.example");
    }

    private static String shownTo(String wanted, SipTransports transports) throws Exception {
        try (SSLSocket phone = TrustingClient.nobody().connect(at(transports))) {
            if (!wanted.isEmpty()) {
                SSLParameters parameters = phone.getSSLParameters();
                parameters.setServerNames(List.of(new SNIHostName(wanted)));
                phone.setSSLParameters(parameters);
            }
            phone.startHandshake();
            return phone.getSession().getPeerPrincipal().getName();
        }
    }

    @Test
    void where_clients_are_verified_only_those_with_a_trusted_certificate_are_heard() throws Exception {
        SipTransports transports = open(settings(Clients.VERIFIED, Servers.VERIFIED, List.of(TWO.certificate()), ONE));
        for (TrustingClient refused : List.of(TrustingClient.nobody(), TrustingClient.as(ONE)))
            try (SSLSocket phone = refused.connect(at(transports))) {
                assertThatThrownBy(() -> {
                            phone.getOutputStream().write(bytes(options("Content-Length: 0\n")));
                            phone.getInputStream().readNBytes(1);
                            phone.getOutputStream().write(1);
                        })
                        .isInstanceOf(IOException.class);
            }
        try (SSLSocket phone = TrustingClient.as(TWO).connect(at(transports))) {
            phone.getOutputStream().write(bytes(options("Content-Length: 0\n").replace("CSeq: 1 ", "CSeq: 7 ")));
            assertThat(next().cseq()).isEqualTo(7);
        }
        assertThat(received).isEmpty();
    }

    @Test
    void a_peer_that_proves_to_be_the_domain_is_sent_to() throws Exception {
        SipTransports there = anybody(TWO);
        SipTransports here = open(settings(Clients.ANY, Servers.VERIFIED, List.of(TWO.certificate()), ONE));
        here.send(
                bytes(options("Content-Length: 0\n")),
                new Hop(Transport.TLS, at(there), Optional.of("two.example")),
                () -> {});
        assertThat(next().flow().transport()).isEqualTo(Transport.TLS);
        // Who asks for nobody in particular gets the same connection, and who asks for somebody else does not.
        here.send(bytes(options("Content-Length: 0\n")), new Hop(Transport.TLS, at(there)), () -> {});
        next();
        assertThat(here.figures().connections()).isEqualTo(1);
        assertFails(here, new Hop(Transport.TLS, at(there), Optional.of("other.example")));
        assertThat(received).isEmpty();
    }

    @Test
    void a_peer_whom_nobody_trusted_vouches_for_is_not_sent_to() throws Exception {
        SipTransports there = anybody(TWO);
        SipTransports here = anybody(ONE);
        assertFails(here, new Hop(Transport.TLS, at(there), Optional.of("two.example")));
        assertThat(received).isEmpty();
    }

    @Test
    void any_peer_is_sent_to_where_servers_are_not_verified() throws Exception {
        SipTransports there = anybody(TWO);
        SipTransports here = open(settings(Clients.ANY, Servers.ANY, List.of(), ONE));
        here.send(
                bytes(options("Content-Length: 0\n")),
                new Hop(Transport.TLS, at(there), Optional.of("other.example")),
                () -> {});
        assertThat(next().flow().transport()).isEqualTo(Transport.TLS);
    }

    private static void assertFails(SipTransports from, Hop to) throws InterruptedException {
        CountDownLatch failed = new CountDownLatch(1);
        from.send(bytes(options("Content-Length: 0\n")), to, failed::countDown);
        assertThat(failed.await(20, TimeUnit.SECONDS)).as("told that it failed").isTrue();
    }

    @Test
    void who_does_not_speak_tls_is_cut_and_who_says_nothing_after_a_while() throws Exception {
        TransportLimits limits = new TransportLimits(
                10, 10, 10, Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1), SHORT, SHORT, 1 << 20);
        SipTransports transports = open(settings(Clients.ANY, Servers.VERIFIED, List.of(), ONE), limits);
        try (Socket clear = new Socket(LOCAL, at(transports).getPort());
                Socket silent = new Socket(LOCAL, at(transports).getPort())) {
            clear.getOutputStream().write(bytes(options("Content-Length: 0\n")));
            assertThat(restOf(clear)).isLessThan(100);
            assertThat(restOf(silent)).isZero();
        }
        while (transports.figures().connections() > 0) Thread.onSpinWait();
        assertThat(received).isEmpty();
    }

    @Test
    void a_hello_that_is_too_long_is_not_waited_for() throws Exception {
        Duration hour = Duration.ofHours(1);
        TransportLimits limits = new TransportLimits(10, 10, 10, hour, hour, hour, hour, hour, 1 << 20);
        SipTransports transports = open(settings(Clients.ANY, Servers.VERIFIED, List.of(), ONE), limits);
        try (Socket longest = new Socket(LOCAL, at(transports).getPort());
                Socket longer = new Socket(LOCAL, at(transports).getPort())) {
            longest.getOutputStream().write(hello(TlsWrapping.LONGEST_HELLO));
            longer.getOutputStream().write(hello(TlsWrapping.LONGEST_HELLO + 1));
            assertThat(restOf(longer)).isLessThan(100);
            longest.setSoTimeout((int) SHORT.toMillis());
            assertThatThrownBy(() -> longest.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    /** RFC 8446 §5.1, §4: the first record of a ClientHello that says it is so long. */
    private static byte[] hello(int length) {
        return new byte[] {22, 3, 3, 0, 4, 1, (byte) (length >> 16), (byte) (length >> 8), (byte) length};
    }

    private static int restOf(Socket peer) {
        try {
            return peer.getInputStream().readAllBytes().length;
        } catch (IOException e) {
            return 0; // reset, which is an end as well
        }
    }

    @Test
    void a_listener_without_a_certificate_is_refused() {
        assertThatThrownBy(() -> open(TlsSettings.NONE))
                .isInstanceOf(ListenException.class)
                .hasMessageContaining("tls")
                .hasMessageContaining("certificate");
    }
}
