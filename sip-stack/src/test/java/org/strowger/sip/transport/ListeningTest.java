package org.strowger.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.strowger.sip.Frames.bytes;
import static org.strowger.sip.Frames.options;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.sip.Hop;
import org.strowger.sip.SipNetwork;
import org.strowger.sip.Transport;
import org.strowger.sip.WireMessage;

/** Where we listen, and what we call ourselves to whom. On real sockets of the loopback interface. */
@Timeout(30)
class ListeningTest {

    private static final InetAddress LOCAL = InetAddress.ofLiteral("127.0.0.1");

    private final SipLoops loops = SipLoops.start(2);
    private final BlockingQueue<WireMessage> received = new LinkedBlockingQueue<>();
    private final SipTransports transports = open(LOCAL);
    private final InetSocketAddress udp = bound(Transport.UDP);
    private final InetSocketAddress tcp = bound(Transport.TCP);

    private SipTransports open(InetAddress address) {
        InetSocketAddress free = new InetSocketAddress(address, 0);
        return SipTransports.open(
                loops, List.of(Listener.udp(free), Listener.tcp(free)), TransportLimits.DEFAULT, received::add);
    }

    private InetSocketAddress bound(Transport transport) {
        return bound(transports, transport);
    }

    private static InetSocketAddress bound(SipTransports transports, Transport transport) {
        return transports.listeners().stream()
                .filter(listener -> listener.transport() == transport)
                .findFirst()
                .orElseThrow()
                .bind();
    }

    @AfterEach
    void close() {
        transports.close();
        loops.close();
    }

    private WireMessage next() throws InterruptedException {
        WireMessage message = received.poll(10, TimeUnit.SECONDS);
        if (message == null) throw new AssertionError("nothing received");
        return message;
    }

    @Test
    void our_own_address_is_that_of_the_listener_unless_another_is_advertised() {
        assertThat(transports.localFor(new Hop(Transport.UDP, new InetSocketAddress(LOCAL, 9))))
                .isEqualTo(udp);
        InetSocketAddress outside = new InetSocketAddress("203.0.113.7", 0);
        Listener behindNat = new Listener(Transport.UDP, new InetSocketAddress(LOCAL, 0), Optional.of(outside));
        try (SipTransports natted =
                SipTransports.open(loops, List.of(behindNat), TransportLimits.DEFAULT, received::add)) {
            InetSocketAddress named = natted.localFor(new Hop(Transport.UDP, new InetSocketAddress(LOCAL, 9)));
            assertThat(named.getAddress()).isEqualTo(outside.getAddress());
            assertThat(named.getPort()).isEqualTo(bound(natted, Transport.UDP).getPort());
            assertThatThrownBy(() -> natted.localFor(new Hop(Transport.TCP, udp)))
                    .isInstanceOf(SipNetwork.NoListenerException.class);
            assertThat(natted.transportFor(Transport.UDP, udp, 5000)).isEqualTo(Transport.UDP);
        }
    }

    @Test
    void we_reach_ourselves_where_we_are_bound_whatever_is_advertised() {
        InetSocketAddress outside = new InetSocketAddress("203.0.113.7", 5060);
        for (String bind : List.of("127.0.0.1", "0.0.0.0")) {
            Listener behindNat = new Listener(Transport.UDP, new InetSocketAddress(bind, 0), Optional.of(outside));
            try (SipTransports natted =
                    SipTransports.open(loops, List.of(behindNat), TransportLimits.DEFAULT, received::add)) {
                Hop away = new Hop(Transport.UDP, new InetSocketAddress(LOCAL, 9));
                InetSocketAddress own = natted.ownFor(away);
                assertThat(own)
                        .isEqualTo(new InetSocketAddress(
                                LOCAL, bound(natted, Transport.UDP).getPort()));
                assertThat(natted.localFor(away)).isEqualTo(outside);
                // what is said to ourselves names where it is said, so that all of the dialog stays within
                assertThat(natted.localFor(new Hop(Transport.UDP, own))).isEqualTo(own);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0"})
    void a_connection_to_ourselves_is_answered_with_where_we_are_bound(String bind) throws Exception {
        InetSocketAddress outside = new InetSocketAddress("203.0.113.7", 5060);
        Listener behindNat = new Listener(Transport.TCP, new InetSocketAddress(bind, 0), Optional.of(outside));
        try (SipTransports natted =
                SipTransports.open(loops, List.of(behindNat), TransportLimits.DEFAULT, received::add)) {
            InetSocketAddress own = natted.ownFor(new Hop(Transport.TCP, new InetSocketAddress(LOCAL, 9)));
            natted.send(bytes(options("")), new Hop(Transport.TCP, own), () -> {});
            Hop back = received.poll(5, TimeUnit.SECONDS).flow().back();
            assertThat(back.address().getPort()).isNotEqualTo(own.getPort());
            assertThat(natted.localFor(back)).isEqualTo(own);
            assertThat(natted.localFor(new Hop(Transport.TCP, new InetSocketAddress("127.0.0.32", 5060))))
                    .isEqualTo(outside);
        }
    }

    @Test
    void a_wildcard_listener_names_the_address_that_the_kernel_would_send_from() {
        try (SipTransports anywhere = open(InetAddress.ofLiteral("0.0.0.0"))) {
            assertThat(anywhere.localFor(new Hop(Transport.UDP, udp)).getAddress())
                    .isEqualTo(LOCAL);
        }
    }

    @Test
    void a_taken_port_is_named_with_a_remedy() {
        for (Listener taken : List.of(Listener.udp(udp), Listener.tcp(tcp)))
            assertThatThrownBy(() -> SipTransports.open(loops, List.of(taken), TransportLimits.DEFAULT, received::add))
                    .isInstanceOf(ListenException.class)
                    .hasMessageContaining("127.0.0.1 port " + taken.bind().getPort())
                    .hasMessageContaining("choose another port");
    }

    @Test
    void a_transport_that_nobody_carries_is_refused_in_words() {
        Transport sctp = Transport.connections("SCTP", 5060, "_sip._sctp.", Transport.TLS);
        assertThatThrownBy(() -> new Listener(sctp, udp, Optional.empty()))
                .hasMessage("cannot listen for sctp yet: use udp or tcp or tls or ws or wss");
    }

    @Test
    void a_port_is_free_again_once_closed() {
        SipTransports first = open(LOCAL);
        InetSocketAddress address = bound(first, Transport.UDP);
        InetSocketAddress stream = bound(first, Transport.TCP);
        first.close();
        List<Listener> same = List.of(Listener.udp(address), Listener.tcp(stream));
        SipTransports.open(loops, same, TransportLimits.DEFAULT, received::add).close();
    }

    @Test
    void ipv6_works_where_the_host_has_it() throws Exception {
        InetAddress six = Inet6Address.ofLiteral("::1");
        SipTransports transports6;
        try {
            transports6 = open(six);
        } catch (ListenException e) {
            Assumptions.abort("no IPv6 here: " + e.getMessage());
            return;
        }
        byte[] request = bytes(options("Content-Length: 0\n"));
        try (transports6) {
            for (Transport transport : List.of(Transport.UDP, Transport.TCP)) {
                Hop hop = new Hop(transport, bound(transports6, transport));
                assertThat(transports6.localFor(hop)).isEqualTo(hop.address());
                transports6.send(request, hop, () -> {});
                assertThat(next().flow().remote().getAddress()).isEqualTo(six);
            }
            CountDownLatch failed = new CountDownLatch(1);
            transports6.send(request, new Hop(Transport.UDP, udp), failed::countDown);
            assertThat(failed.getCount()).isZero();
        }
    }
}
