package org.strowger.transaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.transaction.ClientRequests.request;
import static org.strowger.transaction.Lab.header;
import static org.strowger.transaction.Lab.startLine;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import javax.sip.header.ViaHeader;
import org.junit.jupiter.api.Test;
import org.strowger.sip.Hop;
import org.strowger.sip.Transport;

/** Which way a request of ours takes, and what becomes of one that can't. */
class ClientTransportTest {

    private static final Duration T1 = Duration.ofMillis(500);
    private static final InetSocketAddress NOBODY = new InetSocketAddress("192.0.2.77", 5060);

    private final Lab lab = new Lab();

    private static String large(String method) {
        return request(method).replace("Max-Forwards", "X-Ballast: " + "x".repeat(1300) + "\nMax-Forwards");
    }

    /** §18.1.1. */
    @Test
    void a_request_too_large_for_UDP_goes_by_TCP() {
        RecordingClient client = lab.sends(large("INVITE"));
        assertThat(header(lab.lastHeard(), "Via")).startsWith("SIP/2.0/TCP 192.0.2.1:5060;");
        assertThat(lab.lastHeard().flow().transport()).isEqualTo(Transport.TCP);
        lab.answers(486);

        assertThat(client.told).containsExactly("486");
        assertThat(client.transaction().hop().transport()).isEqualTo(Transport.TCP);
        assertThat(startLine(lab.lastHeard())).startsWith("ACK");
        assertThat(lab.layer.size()).isZero();
    }

    @Test
    void where_TCP_is_refused_the_large_request_goes_by_UDP_after_all_and_is_repeated_there() {
        lab.network.tap(sighting -> {
            if (sighting.transport() == Transport.UDP) lab.user.told.add(new String(sighting.frame(), 0, 6, UTF_8));
        });
        RecordingClient client = lab.sends(large("INVITE"), new Hop(Transport.UDP, NOBODY), Optional.empty());
        assertThat(client.transaction().hop().transport()).isEqualTo(Transport.UDP);
        assertThat(client.transaction().request().getHeader(ViaHeader.NAME).toString())
                .contains("SIP/2.0/UDP");
        lab.passes(T1.multipliedBy(64));

        assertThat(client.told).containsExactly("timed out");
        assertThat(lab.user.told).hasSize(7).containsOnly("INVITE");
        assertThat(lab.layer.size()).isZero();
    }

    @Test
    void a_refused_connection_is_told_as_a_transport_failure() {
        RecordingClient client = lab.sends(request("INVITE"), new Hop(Transport.TCP, NOBODY), Optional.empty());

        assertThat(client.told).containsExactly("transport failed");
        assertThat(lab.layer.size()).isZero();
        assertThat(lab.layer.figures().transportFailures()).isEqualTo(1);
    }

    @Test
    void a_hop_that_no_listener_reaches_is_told_after_the_sending() {
        InetSocketAddress other = new InetSocketAddress("2001:db8::1", 5060);
        RecordingClient client = new RecordingClient();
        lab.layer.send(Lab.request(request("OPTIONS")), new Hop(Transport.UDP, other), Optional.empty(), client);
        assertThat(client.told).isEmpty();
        lab.time.settle();

        assertThat(client.told).containsExactly("transport failed");
        assertThat(lab.layer.size()).isZero();
    }

    @Test
    void a_request_on_a_flow_reaches_the_phone_behind_its_connection() {
        lab.hears(
                request("REGISTER")
                        .replace(
                                "Route: <sip:192.0.2.9;lr>\nRoute", "Via: SIP/2.0/TCP 10.0.0.1;branch=z9hG4bKx\nRoute"),
                Transport.TCP);
        Hop contact = new Hop(Transport.TCP, NOBODY);
        lab.sends(
                request("OPTIONS"), contact, Optional.of(lab.user.last().wire().flow()));

        assertThat(startLine(lab.lastHeard())).startsWith("OPTIONS");
        assertThat(header(lab.lastHeard(), "Via")).startsWith("SIP/2.0/TCP 192.0.2.1:5060;");
    }

    @Test
    void a_request_on_a_datagram_flow_goes_where_the_last_one_came_from() {
        lab.hears(request("REGISTER")
                .replace("Route: <sip:192.0.2.9;lr>\nRoute", "Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bKx\nRoute"));
        Hop contact = new Hop(Transport.UDP, NOBODY);
        RecordingClient client = lab.sends(
                request("OPTIONS"), contact, Optional.of(lab.user.last().wire().flow()));

        assertThat(startLine(lab.lastHeard())).startsWith("OPTIONS");
        assertThat(client.transaction().hop()).isEqualTo(Lab.TO_THEM);
    }

    @Test
    void the_ack_for_a_2xx_can_be_sent_again_unchanged() {
        Runnable again = lab.layer.sendAck(Lab.request(request("ACK")), Lab.TO_THEM, Optional.empty());
        again.run();
        lab.time.settle();

        assertThat(lab.heard).hasSize(2);
        assertThat(lab.heard.get(0).frame()).isEqualTo(lab.heard.get(1).frame());
        assertThat(lab.layer.size()).isZero();
    }

    @Test
    void a_large_ack_goes_by_TCP_or_if_that_is_refused_by_UDP() {
        lab.network.tap(sighting -> lab.user.told.add(sighting.transport() + " " + sighting.fate()));
        lab.layer.sendAck(Lab.request(large("ACK")), Lab.TO_THEM, Optional.empty());
        Runnable again = lab.layer.sendAck(Lab.request(large("ACK")), new Hop(Transport.UDP, NOBODY), Optional.empty());
        lab.time.settle();
        again.run();

        assertThat(lab.user.told).containsExactly("TCP DELIVERED", "TCP REFUSED", "UDP LOST", "UDP LOST");
    }
}
