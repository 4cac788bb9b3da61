package org.strowger.dialog.invite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.dialog.Bench.ALICE;
import static org.strowger.dialog.Bench.BOB;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.dialog.Bench;
import org.strowger.dialog.Bench.Agent;
import org.strowger.dialog.Bench.Call;
import org.strowger.dialog.ContactTrust;
import org.strowger.dialog.Invitation;
import org.strowger.dialog.Peer;
import org.strowger.sip.Hop;
import org.strowger.sip.Transport;
import org.strowger.sip.memory.InMemoryHost;
import org.strowger.sip.message.NameAddress;

/**
 * Peers whose Contact names an address that they aren't met at (RFC 5626 §5.3, RFC 3581): where requests within the
 * dialog go.
 */
class PeersBehindNatTest {

    private static final String FROM = "<sip:peer@example.com>;tag=p1";
    private static final String ELSEWHERE = "Contact: <sip:peer@192.0.2.99:5099>";
    private static final Hop BY_TCP = new Hop(Transport.TCP, new InetSocketAddress("192.0.2.1", 5060));

    private final Bench bench = new Bench();
    private final Agent alice = bench.agent("alice", "192.0.2.1");
    private final Peer peer = bench.peer("peer", "192.0.2.9");

    @AfterEach
    void nothing_is_left() {
        bench.pass(400);
        assertThat(bench.faults).isEmpty();
        assertThat(alice.isClean()).isTrue();
        assertThat(bench.time.pendingTimers()).isZero();
    }

    /** What has been sent to an address where nobody listens. */
    private List<String> sentTo(String address) {
        return bench.wire.stream().filter(line -> line.contains(address)).toList();
    }

    private Call taken(Hop hop, String contact) {
        String to = "<sip:alice@192.0.2.1>";
        peer.request(hop, 1, "INVITE", "sip:alice@192.0.2.1", FROM, to, "c1", 1, ALICE.toString(), contact);
        Call call = alice.taken();
        call.run(_ -> call.in().accept(BOB, List.of()));
        bench.settle();
        String tagged = Peer.header(peer.lastResponse("INVITE"), "To");
        peer.request(hop, 2, "ACK", "sip:alice@192.0.2.1", FROM, tagged, "c1", 1, "");
        assertThat(call.told).containsExactly("acknowledged");
        return call;
    }

    private void hangUp(Call call) {
        call.run(s -> s.bye(List.of()));
        bench.settle();
        peer.answer(peer.last("BYE"), 200, "", "");
    }

    static Stream<Transport> transports() {
        return Stream.of(Transport.UDP, Transport.TCP);
    }

    @ParameterizedTest
    @MethodSource("transports")
    void a_caller_gets_our_re_invite_and_bye_where_it_was_met(Transport transport) {
        Call call = taken(new Hop(transport, BY_TCP.address()), ELSEWHERE);
        call.run(s -> s.modify(Optional.of(BOB)));
        bench.settle();
        peer.answer(peer.last("INVITE"), 200, "", ALICE.toString(), ELSEWHERE);
        assertThat(call.told).endsWith("modified");
        hangUp(call);
        assertThat(peer.summaries().stream().filter(what -> !what.contains(" ")))
                .containsExactly("INVITE", "ACK", "BYE");
        assertThat(sentTo("192.0.2.99")).isEmpty();
    }

    @Test
    void a_callee_on_a_connection_is_asked_on_that_connection() {
        Call call =
                alice.call("sip:bob@192.0.2.9;transport=tcp", Optional.of(ALICE), List.of(), List.of(), Transport.TCP);
        long connection = peer.last("INVITE").flow().connection();
        peer.answer(peer.last("INVITE"), 200, "p1", BOB.toString(), "Contact: <sip:bob@192.0.2.99;transport=tcp>");
        hangUp(call);
        assertThat(peer.last("ACK").flow().connection()).isEqualTo(connection);
        assertThat(peer.last("BYE").flow().connection()).isEqualTo(connection);
        assertThat(sentTo("192.0.2.99")).isEmpty();
    }

    // Nobody listens at the far port of a connection that the peer had opened; it may have told the truth.
    @Test
    void a_caller_whose_connection_is_closed_is_sought_where_it_says_that_it_is() {
        InMemoryHost truth =
                bench.network.host("truth", new InetSocketAddress("192.0.2.99", 5099), bench.time.newLoop("truth"));
        List<String> heard = new java.util.ArrayList<>();
        truth.receiver(message -> heard.add(Bench.summary(Peer.text(message))));
        Call call = taken(BY_TCP, "Contact: <sip:peer@192.0.2.99:5099;transport=tcp>");
        peer.host.dropConnections();
        call.run(s -> s.bye(List.of()));
        bench.settle();
        assertThat(heard).containsExactly("BYE");
        assertThat(peer.count("BYE")).isZero();
    }

    // RFC 3261 §12.1.2; RFC 1918, RFC 6598, RFC 4193 for what nobody outside can reach
    @ParameterizedTest
    @CsvSource({
        "192.0.2.99, 192.0.2.99",
        "10.0.0.1, 192.0.2.9",
        "172.31.0.1, 192.0.2.9",
        "192.168.1.1, 192.0.2.9",
        "100.64.0.1, 192.0.2.9",
        "100.128.0.1, 100.128.0.1",
        "169.254.1.1, 192.0.2.9",
        "127.0.0.1, 192.0.2.9",
        "0.0.0.0, 192.0.2.9",
        "[fd00::1], 192.0.2.9"
    })
    void a_peer_of_the_configuration_is_followed_to_another_address_that_can_be_reached(String says, String asked) {
        Invitation invitation = new Invitation(
                        Bench.uri("sip:bob@192.0.2.9"),
                        NameAddress.of(Bench.uri("sip:alice@example.com")),
                        NameAddress.of(Bench.uri("sip:bob@192.0.2.9")),
                        List.of(),
                        Bench.hop("192.0.2.9"),
                        Optional.empty(),
                        Optional.of(ALICE),
                        List.of())
                .withTrust(ContactTrust.CONFIGURED);
        Call call = new Call(alice);
        alice.loop.execute(() -> call.outgoing = Optional.of(alice.layer.invite(invitation, call)));
        bench.settle();
        List<Peer> there = asked.equals("192.0.2.9") ? List.of(peer) : List.of(bench.peer("there", asked));
        peer.answer(peer.last("INVITE"), 200, "p1", BOB.toString(), "Contact: <sip:bob@" + says + ">");
        call.run(s -> s.bye(List.of()));
        bench.settle();
        there.getFirst().answer(there.getFirst().last("BYE"), 200, "", "");
        assertThat(there.getFirst().summaries()).endsWith("ACK", "BYE");
    }
}
