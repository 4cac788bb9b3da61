package org.strowger.dialog.invite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.dialog.Bench.ALICE;
import static org.strowger.dialog.Bench.BOB;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.dialog.Bench;
import org.strowger.dialog.Bench.Agent;
import org.strowger.dialog.Bench.Call;
import org.strowger.dialog.Peer;
import org.strowger.dialog.SessionState;
import org.strowger.sip.WireMessage;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipResponse;

/** A peer whose every word the test writes calls ours. */
class CalleeTest {

    private static final String FROM = "<sip:peer@example.com>;tag=p1";
    private static final String TO = "<sip:bob@192.0.2.2>";
    private static final String TARGET = "sip:bob@192.0.2.2";

    private final Bench bench = new Bench();
    private final Agent bob = bench.agent("bob", "192.0.2.2");
    private final Peer peer = bench.peer("peer", "192.0.2.9");

    @AfterEach
    void nothing_is_left() {
        bench.pass(400);
        assertThat(bench.faults).isEmpty();
        assertThat(bob.isClean()).isTrue();
        assertThat(bench.time.pendingTimers()).isZero();
    }

    private Call invited(String body, String... extra) {
        peer.request(
                "INVITE", TARGET, FROM, TO, "c1", 1, body, extra.length == 0 ? new String[] {peer.contact()} : extra);
        return bob.taken();
    }

    private Call answered() {
        Call call = invited(ALICE.toString());
        call.run(s -> call.in().accept(BOB, List.of()));
        bench.settle();
        in("ACK", 1, "");
        return call;
    }

    /** A request of the peer's within the dialog. */
    private void in(String method, int cseq, String body, String... extra) {
        WireMessage last = peer.received.stream()
                .filter(m -> !m.isRequest() && m.cseqMethod().equals("INVITE") && m.status() > 100)
                .findFirst()
                .orElseThrow();
        peer.request(method, TARGET, FROM, Peer.header(last, "To"), "c1", cseq, body, extra);
    }

    private void end(int cseq) {
        in("BYE", cseq, "");
        assertThat(peer.lastResponse("BYE").status()).isEqualTo(200);
    }

    @Test
    void an_invite_gets_100_at_once_and_a_tag_with_what_follows() {
        Call call = invited(ALICE.toString());
        assertThat(peer.lastResponse("INVITE").status()).isEqualTo(100);
        assertThat(peer.lastResponse("INVITE").toTag()).isEmpty();
        call.run(s -> call.in().progress(180, Optional.empty(), List.of(SipHeader.of("X-Ring", "1"))));
        bench.settle();
        WireMessage ringing = peer.lastResponse("INVITE");
        assertThat(ringing.toTag()).isNotEmpty();
        assertThat(Peer.header(ringing, "Contact")).isEqualTo("<sip:strowger@192.0.2.2:5060>");
        assertThat(Peer.header(ringing, "X-Ring")).isEqualTo("1");
        call.run(s -> call.in().accept(BOB, List.of()));
        bench.settle();
        WireMessage ok = peer.lastResponse("INVITE");
        assertThat(ok.toTag()).isEqualTo(ringing.toTag());
        assertThat(Peer.header(ok, "Allow")).contains("UPDATE");
        assertThat(Peer.header(ok, "Server")).isEqualTo("Strowger/test");
        assertThat(Peer.body(ok)).isEqualTo(BOB.toString());
        in("ACK", 1, "");
        end(2);
        assertThat(call.told).containsExactly("acknowledged", "ended by BYE");
    }

    // §13.3.1.1: "a UAS […] MUST send a non-100 provisional response at every minute"
    @Test
    void a_call_that_rings_long_says_so_every_minute() {
        Call call = invited(ALICE.toString());
        call.run(s -> call.in().progress(180, Optional.empty(), List.of()));
        bench.pass(185);
        assertThat(bench.sent("bob>peer 180 INVITE")).isEqualTo(4);
        call.run(s -> call.in().reject(480, List.of()));
        bench.settle();
        in("ACK", 1, "");
    }

    @Test
    void the_route_set_is_that_of_the_invite() {
        Peer proxy = bench.peer("proxy", "192.0.2.8");
        Call call = invited(
                ALICE.toString(),
                "Record-Route: <sip:192.0.2.8;lr>",
                "Record-Route: <sip:192.0.2.7;lr>",
                "Contact: <sip:peer@192.0.2.99>");
        call.run(s -> call.in().accept(BOB, List.of()));
        bench.settle();
        assertThat(Peer.headers(peer.lastResponse("INVITE"), "Record-Route")).isNotEmpty();
        in("ACK", 1, "");
        call.run(s -> s.bye(List.of(SipHeader.of("Reason", "Q.850;cause=16"))));
        bench.settle();
        WireMessage bye = proxy.last("BYE");
        assertThat(bye.requestUri()).isEqualTo("sip:peer@192.0.2.99");
        assertThat(Peer.header(bye, "Route").replace(" ", "")).isEqualTo("<sip:192.0.2.8;lr>,<sip:192.0.2.7;lr>");
        assertThat(Peer.header(bye, "Reason")).isEqualTo("Q.850;cause=16");
        assertThat(Peer.header(bye, "CSeq")).isEqualTo("1 BYE");
        proxy.answer(bye, 200, "", "");
    }

    // §12.2.2: "If the remote sequence number was not empty, but the sequence number of the request is lower than the
    // remote sequence
    // number, the request is out of order and MUST be rejected with a 500"
    @Test
    void requests_out_of_order_get_500() {
        Call call = answered();
        in("INFO", 5, "x", "Content-Type: text/plain");
        assertThat(peer.lastResponse("INFO").status()).isEqualTo(200);
        in("INFO", 4, "y", "Content-Type: text/plain");
        assertThat(peer.lastResponse("INFO").status()).isEqualTo(500);
        assertThat(call.told).containsExactly("acknowledged", "informed x");
        end(6);
    }

    @Test
    void a_gap_in_the_sequence_is_no_fault() {
        answered();
        in("OPTIONS", 77, "");
        assertThat(peer.lastResponse("OPTIONS").status()).isEqualTo(200);
        assertThat(Peer.header(peer.lastResponse("OPTIONS"), "Allow")).contains("INVITE");
        end(78);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BYE", "INFO", "UPDATE", "OPTIONS", "INVITE"})
    void a_dialog_that_nobody_knows_gets_481(String method) {
        peer.request(method, TARGET, FROM, TO + ";tag=gone", "c9", 1, "");
        assertThat(peer.lastResponse(method).status()).isEqualTo(481);
        assertThat(bob.calls).isEmpty();
        if (method.equals("INVITE")) peer.request("ACK", TARGET, FROM, TO + ";tag=gone", "c9", 1, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BYE", "INFO", "UPDATE"})
    void what_means_nothing_outside_of_a_dialog_gets_481(String method) {
        peer.request(method, TARGET, FROM, TO, "c9", 1, "");
        assertThat(peer.lastResponse(method).status()).isEqualTo(481);
    }

    @Test
    void an_ack_that_nobody_waits_for_is_dropped() {
        peer.request("ACK", TARGET, FROM, TO + ";tag=gone", "c9", 1, "");
        assertThat(peer.received).isEmpty();
    }

    @Test
    void what_comes_after_the_bye_gets_481() {
        answered();
        end(2);
        in("INFO", 3, "x", "Content-Type: text/plain");
        assertThat(peer.lastResponse("INFO").status()).isEqualTo(481);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "REGISTER"})
    void other_requests_outside_of_a_dialog_are_the_cores(String method) {
        peer.request(method, TARGET, FROM, TO, "c9", 1, "");
        assertThat(bob.requests).hasSize(1);
        assertThat(peer.lastResponse(method).status()).isEqualTo(200);
    }

    @Test
    void a_register_with_an_old_to_tag_is_a_register_all_the_same() {
        peer.request("REGISTER", TARGET, FROM, TO + ";tag=old", "c9", 1, "");
        assertThat(peer.lastResponse("REGISTER").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRACK", "SUBSCRIBE", "MESSAGE", "PUBLISH"})
    void a_method_that_is_not_allowed_gets_405(String method) {
        answered();
        in(method, 2, "");
        assertThat(peer.lastResponse(method).status()).isEqualTo(405);
        end(3);
    }

    @Test
    void an_unreadable_description_is_refused_with_its_line() {
        peer.request("INVITE", TARGET, FROM, TO, "c1", 1, "v=0\r\no=broken\r\n", peer.contact());
        assertThat(peer.lastResponse("INVITE").status()).isEqualTo(488);
        assertThat(Peer.header(peer.lastResponse("INVITE"), "Warning")).contains("line 2");
        assertThat(bob.calls).isEmpty();
        in("ACK", 1, "");
    }

    @Test
    void a_cancel_ends_a_ringing_call() {
        Call call = invited(ALICE.toString());
        peer.request(Bench.hop("192.0.2.2"), 1, "CANCEL", TARGET, FROM, TO, "c1", 1, "");
        assertThat(peer.lastResponse("CANCEL").status()).isEqualTo(200);
        assertThat(peer.lastResponse("INVITE").status()).isEqualTo(487);
        assertThat(call.told).containsExactly("cancelled");
        assertThat(call.in().state()).isEqualTo(SessionState.ENDED);
        call.run(s -> call.in().accept(BOB, List.of())); // too late, and no harm
    }

    @Test
    void a_bye_on_an_early_dialog_ends_it() {
        Call call = invited(ALICE.toString());
        call.run(s -> call.in().progress(180, Optional.empty(), List.of()));
        bench.settle();
        end(2);
        assertThat(peer.lastResponse("INVITE").status()).isEqualTo(487);
        assertThat(call.told).containsExactly("cancelled by BYE");
        in("ACK", 1, "");
    }

    @Test
    void a_caller_that_lets_us_offer_answers_in_the_ack() {
        Call call = invited("");
        call.run(s -> call.in().accept(BOB, List.of()));
        bench.settle();
        assertThat(Peer.body(peer.lastResponse("INVITE"))).isEqualTo(BOB.toString());
        in("ACK", 1, ALICE.toString());
        assertThat(call.told).containsExactly("acknowledged sdp");
        assertThat(call.last).contains(ALICE);
        end(2);
    }

    @Test
    void an_ack_that_owes_us_an_answer_ends_the_session() {
        Call call = invited("");
        call.run(s -> call.in().accept(BOB, List.of()));
        bench.settle();
        in("ACK", 1, "");
        assertThat(call.told).containsExactly("ended by 488");
        peer.answer(peer.last("BYE"), 200, "", "");
    }

    @Test
    void early_media_can_not_be_offered_without_reliable_provisionals() {
        Call call = invited("");
        call.run(s -> call.in().progress(183, Optional.of(BOB), List.of()));
        bench.settle();
        assertThat(Peer.body(peer.lastResponse("INVITE"))).isEmpty();
        call.run(s -> call.in().reject(603, List.of()));
        bench.settle();
        in("ACK", 1, "");
    }

    @Test
    void a_challenge_of_the_core_ends_the_session() {
        Call call = invited(ALICE.toString());
        call.run(s ->
                call.in().transaction().respond(SipResponse.of(407, call.in().invite())));
        bench.settle();
        assertThat(peer.lastResponse("INVITE").status()).isEqualTo(407);
        assertThat(bob.layer.size()).isZero();
        assertThat(call.told).isEmpty();
        in("ACK", 1, "");
    }

    @Test
    void a_core_that_throws_refuses_the_call() {
        bob.onInvited = _ -> {
            throw new IllegalStateException("thrown by a test");
        };
        invited(ALICE.toString());
        assertThat(peer.lastResponse("INVITE").status()).isEqualTo(500);
        assertThat(bob.layer.size()).isZero();
        in("ACK", 1, "");
    }

    @Test
    void hanging_up_before_the_answer_is_a_480() {
        Call call = invited(ALICE.toString());
        call.run(s -> s.bye(List.of()));
        bench.settle();
        assertThat(peer.lastResponse("INVITE").status()).isEqualTo(480);
        in("ACK", 1, "");
    }

    @Test
    void a_peer_of_rfc_2543_without_contact_is_called_back_at_its_from() {
        peer.request("INVITE", TARGET, "<sip:peer@192.0.2.9>", TO, "c1", 1, ALICE.toString(), "X-Old: 1");
        Call call = bob.taken();
        call.run(s -> call.in().accept(BOB, List.of()));
        bench.settle();
        peer.request(
                "ACK", TARGET, "<sip:peer@192.0.2.9>", Peer.header(peer.lastResponse("INVITE"), "To"), "c1", 1, "");
        assertThat(call.told).containsExactly("acknowledged");
        call.run(s -> s.bye(List.of()));
        bench.settle();
        assertThat(peer.last("BYE").requestUri()).isEqualTo("sip:peer@192.0.2.9");
        assertThat(Peer.header(peer.last("BYE"), "To")).doesNotContain("tag=");
        peer.answer(peer.last("BYE"), 200, "", "");
    }

    @Test
    void a_bye_while_an_answer_of_ours_is_open_settles_both() {
        Call call = answered();
        in("INVITE", 2, ALICE.toString(), peer.contact());
        assertThat(call.told).containsExactly("acknowledged", "offered sdp");
        end(3);
        assertThat(peer.lastResponse("INVITE").status()).isEqualTo(487);
        assertThat(call.told).containsExactly("acknowledged", "offered sdp", "ended by BYE");
        call.run(s -> call.offer.orElseThrow().accept(BOB)); // too late, and no harm
        in("ACK", 2, "");
    }
}
