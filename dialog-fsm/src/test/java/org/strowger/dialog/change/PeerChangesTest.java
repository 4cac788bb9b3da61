package org.strowger.dialog.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.dialog.Bench.ALICE;
import static org.strowger.dialog.Bench.BOB;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.strowger.dialog.Bench;
import org.strowger.dialog.Bench.Agent;
import org.strowger.dialog.Bench.Call;
import org.strowger.dialog.Peer;
import org.strowger.sip.WireMessage;

/** Changes of a session that stands, with a peer whose every word the test writes. */
class PeerChangesTest {

    private final Bench bench = new Bench();
    private final Agent alice = bench.agent("alice", "192.0.2.1");
    private final Peer peer = bench.peer("peer", "192.0.2.9");
    private final Peer elsewhere = bench.peer("elsewhere", "192.0.2.8");
    private final Call call = alice.call("sip:bob@192.0.2.9");
    private final WireMessage first = peer.last("INVITE");

    @BeforeEach
    void a_call_stands() {
        peer.answer(first, 200, "p1", BOB.toString(), peer.contact(), "Allow: INVITE, ACK, CANCEL, BYE, UPDATE");
        call.told.clear();
        call.onOffer = offer -> offer.accept(ALICE);
    }

    @AfterEach
    void nothing_is_left() {
        bench.pass(400);
        assertThat(bench.faults).isEmpty();
        assertThat(alice.isClean()).isTrue();
        assertThat(bench.time.pendingTimers()).isZero();
    }

    private void hangUp(Peer where) {
        call.run(s -> s.bye(List.of()));
        bench.settle();
        where.answer(where.last("BYE"), 200, "", "");
    }

    // §12.2.2: "When a UAS receives a target refresh request, it MUST replace the dialog's remote target URI with the
    // URI from the
    // Contact header field in that request, if present."
    @Test
    void a_re_invite_moves_the_remote_target() {
        peer.within(first, "p1", "INVITE", 1, BOB.toString(), "Contact: <sip:bob@192.0.2.8>");
        assertThat(peer.lastResponse("INVITE").status()).isEqualTo(200);
        peer.within(first, "p1", "ACK", 1, "");
        assertThat(call.told).containsExactly("offered sdp");
        hangUp(elsewhere);
    }

    @Test
    void an_update_without_an_offer_only_moves_the_remote_target() {
        peer.within(first, "p1", "UPDATE", 1, "", "Contact: <sip:bob@192.0.2.8>");
        assertThat(peer.lastResponse("UPDATE").status()).isEqualTo(200);
        assertThat(Peer.header(peer.lastResponse("UPDATE"), "Contact")).contains("192.0.2.1");
        assertThat(call.told).isEmpty();
        hangUp(elsewhere);
    }

    @Test
    void a_refused_re_invite_does_not_move_the_remote_target() {
        call.onOffer = offer -> offer.reject(488);
        peer.within(first, "p1", "INVITE", 1, BOB.toString(), "Contact: <sip:bob@192.0.2.8>");
        assertThat(peer.lastResponse("INVITE").status()).isEqualTo(488);
        hangUp(peer);
    }

    @Test
    void the_answer_to_a_change_of_ours_moves_the_remote_target() {
        call.run(s -> s.modify(Optional.of(ALICE)));
        bench.settle();
        peer.answer(peer.last("INVITE"), 200, "", BOB.toString(), "Contact: <sip:bob@192.0.2.8>");
        assertThat(elsewhere.count("ACK")).isOne();
        assertThat(call.told).containsExactly("modified");
        hangUp(elsewhere);
    }

    @Test
    void an_info_does_not_move_it() {
        peer.within(first, "p1", "INFO", 1, "x", "Content-Type: text/plain", "Contact: <sip:bob@192.0.2.8>");
        hangUp(peer);
    }

    // §14.2: "A UAS that receives a second INVITE before it sends the final response to a first INVITE with a lower
    // CSeq sequence number
    // on the same dialog MUST return a 500 […] and MUST include a Retry-After header field with a randomly chosen value
    // of between 0 and 10"
    @Test
    void a_second_re_invite_before_the_first_is_answered_gets_500_and_retry_after() {
        call.onOffer = _ -> {};
        peer.within(first, "p1", "INVITE", 1, BOB.toString(), peer.contact());
        peer.within(first, "p1", "INVITE", 2, BOB.toString(), peer.contact());
        assertThat(peer.lastResponse("INVITE").status()).isEqualTo(500);
        assertThat(Integer.parseInt(Peer.header(peer.lastResponse("INVITE"), "Retry-After")))
                .isBetween(0, 10);
        peer.within(first, "p1", "UPDATE", 3, BOB.toString(), peer.contact());
        assertThat(peer.lastResponse("UPDATE").status()).isEqualTo(500);
        assertThat(Peer.header(peer.lastResponse("UPDATE"), "Retry-After")).isNotEmpty();
        call.run(s -> call.offer.orElseThrow().accept(ALICE));
        bench.settle();
        peer.within(first, "p1", "ACK", 1, "");
        assertThat(call.told).containsExactly("offered sdp");
        hangUp(peer);
    }

    // RFC 3311 §5.2: "the UAS MUST reject the UPDATE with a 491"
    @Test
    void an_update_that_meets_an_offer_of_ours_gets_491() {
        call.run(s -> s.modify(Optional.of(ALICE)));
        bench.settle();
        peer.within(first, "p1", "UPDATE", 1, BOB.toString(), peer.contact());
        assertThat(peer.lastResponse("UPDATE").status()).isEqualTo(491);
        peer.answer(peer.last("INVITE"), 200, "", BOB.toString(), peer.contact());
        hangUp(peer);
    }

    @Test
    void an_update_before_our_first_offer_is_answered_gets_491() {
        Call other = alice.call("sip:bob@192.0.2.9");
        WireMessage invite = peer.last("INVITE");
        peer.answer(invite, 183, "p2", BOB.toString(), peer.contact());
        peer.within(invite, "p2", "UPDATE", 1, BOB.toString(), peer.contact());
        assertThat(peer.lastResponse("UPDATE").status()).isEqualTo(491);
        peer.answer(invite, 486, "p2", "");
        assertThat(other.told).containsExactly("progressed 183 sdp", "rejected 486");
        hangUp(peer);
    }

    @Test
    void a_re_invite_that_is_taken_back_gets_487_and_its_offer_is_void() {
        call.onOffer = _ -> {};
        peer.within(first, "p1", "INVITE", 1, BOB.toString(), peer.contact());
        WireMessage ringing = peer.lastResponse("INVITE");
        String via = Peer.header(ringing, "Via");
        peer.send(
                "CANCEL sip:strowger@192.0.2.1 SIP/2.0\r\nVia: " + via + "\r\nMax-Forwards: 70\r\nFrom: "
                        + Peer.header(ringing, "From") + "\r\nTo: " + Peer.header(ringing, "To") + "\r\nCall-ID: "
                        + ringing.callId() + "\r\nCSeq: 1 CANCEL\r\nContent-Length: 0\r\n\r\n",
                Bench.hop("192.0.2.1"));
        assertThat(peer.lastResponse("INVITE").status()).isEqualTo(487);
        call.run(s -> call.offer.orElseThrow().accept(ALICE));
        bench.settle();
        assertThat(peer.lastResponse("INVITE").status()).isEqualTo(487);
        hangUp(peer);
    }

    @Test
    void an_unreadable_re_invite_is_refused_and_the_session_goes_on() {
        peer.within(first, "p1", "INVITE", 1, "v=0\r\nrubbish", peer.contact());
        assertThat(peer.lastResponse("INVITE").status()).isEqualTo(488);
        assertThat(call.told).isEmpty();
        hangUp(peer);
    }

    @Test
    void a_peer_that_has_forgotten_the_dialog_ends_the_session() {
        call.run(s -> s.modify(Optional.of(ALICE)));
        bench.settle();
        peer.answer(peer.last("INVITE"), 481, "", "");
        assertThat(call.told).containsExactly("ended by 481");
        peer.answer(peer.last("BYE"), 481, "", "");
    }

    @Test
    void a_peer_that_answers_491_for_ever_has_refused() {
        call.run(s -> s.modify(Optional.of(ALICE)));
        bench.settle();
        for (int i = 0; i < 8; i++) {
            assertThat(call.told).isEmpty();
            peer.answer(peer.last("INVITE"), 491, "", "");
            bench.pass(4.1);
        }
        assertThat(call.told).containsExactly("refused 491");
        assertThat(peer.received.stream().filter(WireMessage::isRequest).map(WireMessage::cseq))
                .contains(9L);
        hangUp(peer);
    }

    @Test
    void a_peer_that_does_not_know_update_gets_a_re_invite() {
        Call other = alice.call("sip:bob@192.0.2.9");
        peer.answer(peer.last("INVITE"), 200, "p2", BOB.toString(), peer.contact(), "Allow: INVITE, ACK, BYE");
        other.run(s -> s.update(ALICE));
        bench.settle();
        assertThat(peer.count("UPDATE")).isZero();
        assertThat(Peer.header(peer.last("INVITE"), "To")).contains("tag=p2");
        peer.answer(peer.last("INVITE"), 200, "", BOB.toString(), peer.contact());
        assertThat(other.told).containsExactly("answered 200", "modified");
        other.run(s -> s.bye(List.of()));
        bench.settle();
        peer.answer(peer.last("BYE"), 200, "", "");
        hangUp(peer);
    }

    @Test
    void a_2xx_to_a_re_invite_that_crosses_our_bye_is_acknowledged() {
        call.run(s -> s.modify(Optional.of(ALICE)));
        bench.settle();
        WireMessage change = peer.last("INVITE");
        call.run(s -> s.bye(List.of()));
        bench.settle();
        peer.answer(change, 200, "", BOB.toString(), peer.contact());
        assertThat(Peer.header(peer.last("ACK"), "CSeq")).isEqualTo("2 ACK");
        peer.answer(peer.last("BYE"), 200, "", "");
    }
}
