package org.strowger.dialog.invite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.dialog.Bench.ALICE;
import static org.strowger.dialog.Bench.BOB;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.strowger.dialog.Bench;
import org.strowger.dialog.Bench.Agent;
import org.strowger.dialog.Bench.Call;
import org.strowger.dialog.Peer;
import org.strowger.dialog.SessionState;
import org.strowger.sip.Transport;
import org.strowger.sip.WireMessage;
import org.strowger.sip.message.SipHeader;

/** Ours calls a peer whose every word the test writes. */
class CallerTest {

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

    private static String body() {
        return BOB.toString();
    }

    private WireMessage invite() {
        return peer.last("INVITE");
    }

    private Call answered(String... extra) {
        Call call = alice.call("sip:bob@192.0.2.9");
        peer.answer(invite(), 200, "p1", body(), extra.length == 0 ? new String[] {peer.contact()} : extra);
        return call;
    }

    private void hangUp(Call call) {
        call.run(s -> s.bye(List.of()));
        bench.settle();
        peer.answer(peer.last("BYE"), 200, "", "");
    }

    @Test
    void an_invite_says_what_it_must() {
        Call call = alice.call(
                "sip:bob@192.0.2.9",
                Optional.of(ALICE),
                List.of(SipHeader.of("Max-Forwards", "42"), SipHeader.of("X-Account", "7")));
        assertThat(Peer.headers(invite(), "Max-Forwards")).containsExactly("42");
        assertThat(Peer.header(invite(), "X-Account")).isEqualTo("7");
        assertThat(Peer.header(invite(), "Contact")).isEqualTo("<sip:strowger@192.0.2.1:5060>");
        assertThat(Peer.header(invite(), "Allow")).contains("INVITE").contains("UPDATE");
        assertThat(Peer.header(invite(), "User-Agent")).isEqualTo("Strowger/test");
        assertThat(Peer.header(invite(), "Content-Type")).isEqualTo("application/sdp");
        assertThat(Peer.body(invite())).isEqualTo(ALICE.toString());
        peer.answer(invite(), 404, "p1", "");
        assertThat(call.told).containsExactly("rejected 404");
    }

    // §9.1: "If no provisional response has been received, the CANCEL request MUST NOT be sent; rather, the client MUST
    // wait"
    @Test
    void a_cancel_waits_for_a_provisional_response() {
        Call call = alice.call("sip:bob@192.0.2.9");
        call.run(s -> call.out().cancel(List.of(SipHeader.of("Reason", "SIP;cause=200"))));
        bench.settle();
        assertThat(peer.count("CANCEL")).isZero();
        assertThat(call.out().state()).isEqualTo(SessionState.CANCELLING);
        peer.answer(invite(), 100, "", "");
        assertThat(peer.count("CANCEL")).isOne();
        assertThat(Peer.header(peer.last("CANCEL"), "Reason")).isEqualTo("SIP;cause=200");
        peer.answer(peer.last("CANCEL"), 200, "p1", "");
        assertThat(call.told).isEmpty();
        peer.answer(invite(), 487, "p1", "");
        assertThat(call.told).containsExactly("rejected 487");
    }

    @Test
    void a_2xx_that_crosses_the_cancel_is_acked_and_then_byed() {
        Call call = alice.call("sip:bob@192.0.2.9");
        peer.answer(invite(), 180, "p1", "", peer.contact());
        call.run(s -> call.out().cancel(List.of()));
        bench.settle();
        peer.answer(invite(), 200, "p1", body(), peer.contact());
        assertThat(peer.summaries()).containsExactly("INVITE", "CANCEL", "ACK", "BYE");
        assertThat(call.told).containsExactly("progressed 180", "rejected 487");
        peer.answer(peer.last("CANCEL"), 481, "p1", "");
        peer.answer(peer.last("BYE"), 200, "", "");
        assertThat(alice.layer.size()).isZero();
    }

    @Test
    void a_peer_that_never_answers_the_cancelled_invite_is_given_up_after_64_times_t1() {
        Call call = alice.call("sip:bob@192.0.2.9");
        peer.answer(invite(), 100, "", "");
        bench.pass(120);
        call.run(s -> call.out().cancel(List.of()));
        bench.settle();
        peer.answer(peer.last("CANCEL"), 200, "p1", "");
        bench.pass(31);
        assertThat(call.told).isEmpty();
        bench.pass(2);
        assertThat(call.told).containsExactly("rejected 487");
        assertThat(alice.layer.size()).isZero();
        // and if it wakes up after all, it must not believe that somebody listens
        peer.answer(invite(), 200, "p1", body(), peer.contact());
        assertThat(peer.summaries()).endsWith("ACK", "BYE");
    }

    @Test
    void hanging_up_before_the_answer_cancels_without_a_word() {
        Call call = alice.call("sip:bob@192.0.2.9");
        peer.answer(invite(), 180, "p1", "", peer.contact());
        call.run(s -> s.bye(List.of()));
        bench.settle();
        peer.answer(invite(), 487, "p1", "");
        assertThat(peer.count("CANCEL")).isOne();
        assertThat(call.told).containsExactly("progressed 180");
    }

    @Test
    void forks_ring_apart_and_the_second_2xx_is_hung_up() {
        Call call = alice.call("sip:bob@192.0.2.9");
        peer.answer(invite(), 180, "p1", "", peer.contact());
        peer.answer(invite(), 183, "p2", body(), peer.contact());
        assertThat(call.told).containsExactly("progressed 180", "progressed 183 sdp");
        peer.answer(invite(), 200, "p2", body(), peer.contact());
        peer.answer(invite(), 200, "p1", body(), peer.contact());
        assertThat(call.told).containsExactly("progressed 180", "progressed 183 sdp", "answered 200");
        assertThat(call.out().dialog().orElseThrow().remoteTag()).isEqualTo("p2");
        assertThat(Peer.header(peer.last("BYE"), "To")).endsWith("tag=p1");
        assertThat(peer.count("ACK")).isEqualTo(2);
        assertThat(alice.layer.figures().lateForks()).isOne();
        // its 2xx again, since our ACK was late
        peer.answer(invite(), 200, "p1", body(), peer.contact());
        assertThat(peer.count("ACK")).isEqualTo(3);
        assertThat(peer.count("BYE")).isOne();
        peer.answer(peer.last("BYE"), 200, "", "");
        hangUp(call);
    }

    @Test
    void each_retransmitted_2xx_is_acknowledged_again() {
        Call call = answered();
        peer.answer(invite(), 200, "p1", body(), peer.contact());
        peer.answer(invite(), 200, "p1", body(), peer.contact());
        assertThat(peer.count("ACK")).isEqualTo(3);
        assertThat(call.told).containsExactly("answered 200");
        hangUp(call);
    }

    @Test
    void a_2xx_for_a_delayed_offer_is_acknowledged_only_with_the_answer() {
        Call call = alice.call("sip:bob@192.0.2.9", Optional.empty(), List.of());
        assertThat(Peer.body(invite())).isEmpty();
        peer.answer(invite(), 200, "p1", body(), peer.contact());
        peer.answer(invite(), 200, "p1", body(), peer.contact());
        assertThat(peer.count("ACK")).isZero();
        call.run(s -> call.out().acknowledge(ALICE));
        bench.settle();
        assertThat(peer.count("ACK")).isOne();
        assertThat(Peer.body(peer.last("ACK"))).isEqualTo(ALICE.toString());
        peer.answer(invite(), 200, "p1", body(), peer.contact());
        assertThat(peer.count("ACK")).isEqualTo(2);
        assertThat(Peer.body(peer.last("ACK"))).isEqualTo(ALICE.toString());
        hangUp(call);
    }

    @Test
    void hanging_up_instead_of_answering_a_delayed_offer_acknowledges_first() {
        Call call = alice.call("sip:bob@192.0.2.9", Optional.empty(), List.of());
        peer.answer(invite(), 200, "p1", body(), peer.contact());
        hangUp(call);
        assertThat(peer.summaries()).containsExactly("INVITE", "ACK", "BYE");
        assertThat(Peer.body(peer.last("ACK"))).contains("m=audio 0 RTP/AVP 0 8");
    }

    // §13.2.2.4: "The UAC core MUST generate an ACK request for each 2xx received from the transaction layer"
    @Test
    void a_peer_that_leaves_before_its_offer_is_answered_gets_its_ack_all_the_same() {
        Call call = alice.call("sip:bob@192.0.2.9", Optional.empty(), List.of());
        peer.answer(invite(), 200, "p1", body(), peer.contact());
        peer.within(invite(), "p1", "BYE", 1, "");
        assertThat(call.told).containsExactly("answered 200", "ended by BYE");
        assertThat(peer.summaries()).containsExactly("INVITE", "200 BYE", "ACK");
        assertThat(Peer.body(peer.last("ACK"))).contains("m=audio 0 RTP/AVP 0 8");
    }

    @Test
    void a_2xx_without_a_description_is_no_session() {
        Call call = alice.call("sip:bob@192.0.2.9");
        peer.answer(invite(), 200, "p1", "", peer.contact());
        assertThat(peer.summaries()).containsExactly("INVITE", "ACK", "BYE");
        peer.answer(peer.last("BYE"), 200, "", "");
        assertThat(call.told).containsExactly("rejected 488");
    }

    @Test
    void a_2xx_with_an_unreadable_description_is_no_session() {
        Call call = alice.call("sip:bob@192.0.2.9");
        peer.answer(invite(), 200, "p1", "v=0\r\nrubbish\r\n", peer.contact());
        peer.answer(peer.last("BYE"), 200, "", "");
        assertThat(call.told).containsExactly("rejected 488");
        assertThat(alice.layer.figures().unusableDescriptions()).isOne();
    }

    @Test
    void an_answer_that_came_early_and_is_not_repeated_still_counts() {
        Call call = alice.call("sip:bob@192.0.2.9");
        peer.answer(invite(), 183, "p1", body(), peer.contact());
        peer.answer(invite(), 200, "p1", "", peer.contact());
        assertThat(call.told).containsExactly("progressed 183 sdp", "answered 200");
        assertThat(call.last).contains(BOB);
        hangUp(call);
    }

    @Test
    void the_description_is_found_among_other_parts() {
        Call call = alice.call("sip:bob@192.0.2.9");
        String parts = "--x\r\nContent-Type: text/plain\r\n\r\nhi\r\n--x\r\nContent-Type: application/SDP\r\n\r\n"
                + body() + "\r\n--x--\r\n";
        peer.answer(invite(), 200, "p1", parts, peer.contact(), "Content-Type: multipart/mixed;boundary=x");
        assertThat(call.last).contains(BOB);
        hangUp(call);
    }

    // §12.1.2: "The route set MUST be set to the list of URIs in the Record-Route header field from the response, taken
    // in reverse order"
    @Test
    void loose_routes_are_taken_in_reverse() {
        Peer proxy = bench.peer("proxy", "192.0.2.8");
        Call call = answered(
                "Record-Route: <sip:192.0.2.7;lr>",
                "Record-Route: <sip:192.0.2.8;lr>;x=1",
                "Contact: <sip:bob@192.0.2.99:5070?Subject=no>");
        WireMessage ack = proxy.last("ACK");
        assertThat(ack.requestUri()).isEqualTo("sip:bob@192.0.2.99:5070");
        assertThat(Peer.header(ack, "Route").replace(" ", "")).isEqualTo("<sip:192.0.2.8;lr>,<sip:192.0.2.7;lr>");
        assertThat(Peer.header(ack, "CSeq")).isEqualTo("1 ACK");
        call.run(s -> s.bye(List.of()));
        bench.settle();
        assertThat(proxy.last("BYE").requestUri()).isEqualTo("sip:bob@192.0.2.99:5070");
        proxy.answer(proxy.last("BYE"), 200, "", "");
    }

    // §12.2.1.1: "If the route set is not empty, and its first URI does not contain the lr parameter, the UAC MUST
    // place the first URI
    // from the route set into the Request-URI […] The UAC MUST then place the remote target URI into the Route header
    // field as the last value."
    @Test
    void a_strict_router_finds_itself_in_the_request_uri() {
        Peer proxy = bench.peer("proxy", "192.0.2.8");
        Call call = answered(
                "Record-Route: <sip:192.0.2.7;lr>", "Record-Route: <sip:192.0.2.8>", "Contact: <sip:bob@192.0.2.99>");
        WireMessage ack = proxy.last("ACK");
        assertThat(ack.requestUri()).isEqualTo("sip:192.0.2.8");
        assertThat(Peer.header(ack, "Route").replace(" ", "")).isEqualTo("<sip:192.0.2.7;lr>,<sip:bob@192.0.2.99>");
        call.run(s -> s.bye(List.of()));
        bench.settle();
        proxy.answer(proxy.last("BYE"), 200, "", "");
    }

    @Test
    void a_preloaded_route_is_written_into_the_invite() {
        Peer proxy = bench.peer("proxy", "192.0.2.8");
        alice.call(
                "sip:bob@192.0.2.9",
                Optional.of(ALICE),
                List.of(),
                List.of(Bench.uri("sip:192.0.2.8;lr")),
                Transport.UDP);
        assertThat(proxy.last("INVITE").requestUri()).isEqualTo("sip:bob@192.0.2.9");
        assertThat(Peer.header(proxy.last("INVITE"), "Route")).isEqualTo("<sip:192.0.2.8;lr>");
        proxy.answer(proxy.last("INVITE"), 480, "p1", "");
    }

    @Test
    void a_name_that_takes_long_to_resolve_keeps_the_order_of_ack_and_bye() {
        Peer far = bench.peer("far", "192.0.2.2");
        Call call = answered("Contact: <sip:bob@slow.example>");
        call.run(s -> s.bye(List.of()));
        bench.settle();
        assertThat(far.received).isEmpty();
        bench.pass(1);
        assertThat(far.summaries()).containsExactly("ACK", "BYE");
        far.answer(far.last("BYE"), 200, "", "");
    }

    @Test
    void a_domain_that_has_several_ways_is_sent_to_by_the_one_by_which_it_was_met() {
        Peer far = bench.peer("far", "192.0.2.2");
        Call call = answered("Contact: <sip:bob@liked.example>");
        assertThat(far.last("ACK").flow().transport()).isEqualTo(Transport.UDP);
        call.run(s -> s.bye(List.of()));
        bench.settle();
        far.answer(far.last("BYE"), 200, "", "");
    }

    @Test
    void a_name_that_does_not_exist_leads_back_to_whom_we_called() {
        Call call = answered("Contact: <sip:bob@nowhere.example>");
        assertThat(peer.last("ACK").requestUri()).isEqualTo("sip:bob@nowhere.example");
        hangUp(call);
    }

    // §12.2.1.2: "If the response for a request within a dialog is a 481 […] or a 408 […], the UAC SHOULD terminate the
    // dialog."
    @Test
    void a_peer_that_knows_no_such_dialog_ends_the_session() {
        Call call = answered();
        call.run(s -> s.info("text/plain", new byte[] {'x'}));
        bench.settle();
        peer.answer(peer.last("INFO"), 481, "", "");
        assertThat(call.told).containsExactly("answered 200", "ended by 481");
        peer.answer(peer.last("BYE"), 481, "", "");
        assertThat(alice.layer.size()).isZero();
    }

    @Test
    void a_peers_bye_on_an_early_dialog_is_refused() {
        Call call = alice.call("sip:bob@192.0.2.9");
        peer.answer(invite(), 180, "p1", "", peer.contact());
        peer.within(invite(), "p1", "BYE", 1, "");
        assertThat(peer.lastResponse("BYE").status()).isEqualTo(481);
        peer.answer(invite(), 486, "p1", "");
        assertThat(call.told).containsExactly("progressed 180", "rejected 486");
    }

    @Test
    void a_tag_of_another_fork_is_no_part_of_the_dialog() {
        Call call = answered();
        peer.within(invite(), "stranger", "BYE", 1, "");
        assertThat(peer.lastResponse("BYE").status()).isEqualTo(481);
        assertThat(call.told).containsExactly("answered 200");
        hangUp(call);
    }

    @Test
    void a_redirection_is_told_and_not_followed() {
        Call call = alice.call("sip:bob@192.0.2.9");
        peer.answer(invite(), 302, "p1", "", "Contact: <sip:bob@192.0.2.77>");
        assertThat(call.told).containsExactly("rejected 302");
    }

    @Test
    void a_2xx_after_a_failure_is_hung_up() {
        Call call = alice.call("sip:bob@192.0.2.9");
        peer.answer(invite(), 486, "p1", "");
        peer.answer(invite(), 200, "p2", body(), peer.contact());
        assertThat(peer.summaries()).endsWith("ACK", "BYE");
        assertThat(call.told).containsExactly("rejected 486");
        peer.answer(peer.last("BYE"), 200, "", "");
    }

    @Test
    void a_listener_that_throws_harms_only_itself() {
        Call call = alice.call("sip:bob@192.0.2.9");
        call.onAnswered = () -> {
            throw new IllegalStateException("thrown by a test");
        };
        peer.answer(invite(), 200, "p1", body(), peer.contact());
        assertThat(peer.count("ACK")).isOne();
        assertThat(alice.layer.figures().listenerFaults()).isOne();
        hangUp(call);
    }

    @Test
    void no_listener_of_ours_that_reaches_the_hop_is_a_503_made_up() {
        Transport sctp = Transport.connections("SCTP", 5060, "_sip._sctp.", Transport.TLS);
        Call call = alice.call("sip:bob@192.0.2.9", Optional.of(ALICE), List.of(), List.of(), sctp);
        bench.settle();
        assertThat(call.told).containsExactly("rejected 503");
    }
}
