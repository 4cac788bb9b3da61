package org.strowger.dialog.provisional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.dialog.Bench.ALICE;
import static org.strowger.dialog.Bench.BOB;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.dialog.Bench;
import org.strowger.dialog.Bench.Agent;
import org.strowger.dialog.Bench.Call;
import org.strowger.dialog.Peer;
import org.strowger.dialog.ReliableProvisionals;
import org.strowger.sip.WireMessage;

/** RFC 3262 where we invite: a peer whose every word the test writes. */
class ReliableCallerTest {

    private static final String REQUIRED = "Require: 100rel";

    private final Bench bench = new Bench();
    private final Peer peer = bench.peer("peer", "192.0.2.9");
    private int agents;
    private Agent alice = agent(ReliableProvisionals.SUPPORTED);

    private Agent agent(ReliableProvisionals provisionals) {
        bench.provisionals = provisionals;
        return bench.agent("alice" + agents, "192.0.2." + (10 + agents++));
    }

    @AfterEach
    void nothing_is_left() {
        bench.pass(400);
        assertThat(bench.faults).isEmpty();
        assertThat(alice.isClean()).isTrue();
        assertThat(bench.time.pendingTimers()).isZero();
    }

    private Call call() {
        return alice.call("sip:bob@192.0.2.9");
    }

    private WireMessage invite() {
        return peer.last("INVITE");
    }

    private void rings(int status, String tag, long sequence, String body) {
        peer.answer(invite(), status, tag, body, REQUIRED, "RSeq: " + sequence, peer.contact());
    }

    private void answersPrack() {
        peer.answer(peer.last("PRACK"), 200, "", "");
    }

    private void answers(String tag, String body) {
        peer.answer(invite(), 200, tag, body, peer.contact());
    }

    private void hangUp(Call call) {
        call.run(s -> s.bye(List.of()));
        bench.settle();
        peer.answer(peer.last("BYE"), 200, "", "");
    }

    private List<String> receipts() {
        return peer.received.stream()
                .filter(m -> m.isRequest() && m.method().equals("PRACK"))
                .map(m -> Peer.header(m, "RAck") + (Peer.body(m).isEmpty() ? "" : " sdp"))
                .toList();
    }

    // RFC 3262 §4: "If the UAC is willing […] it MUST insert a Supported header field with the option tag 100rel", or
    // Require
    @ParameterizedTest
    @CsvSource({"OFF, '', ''", "SUPPORTED, 100rel, ''", "REQUIRED, 100rel, 100rel"})
    void an_invite_says_what_the_policy_has(ReliableProvisionals policy, String supported, String required) {
        alice = agent(policy);
        call();
        assertThat(Peer.header(invite(), "Supported")).isEqualTo(supported);
        assertThat(Peer.header(invite(), "Require")).isEqualTo(required);
        peer.answer(invite(), 486, "p1", "");
    }

    @Test
    void a_policy_of_its_own_goes_before_that_of_all() {
        alice.provisionals = Optional.of(ReliableProvisionals.OFF);
        call();
        assertThat(Peer.header(invite(), "Supported")).isEmpty();
        peer.answer(invite(), 486, "p1", "");
    }

    // RFC 3262 §4: "[…] the UAC MUST […] construct a PRACK request that […] MUST contain a RAck header field […]"
    @Test
    void a_reliable_response_is_acknowledged_in_its_dialog() {
        Call call = call();
        rings(180, "p1", 776656, "");
        WireMessage prack = peer.last("PRACK");
        assertThat(Peer.header(prack, "RAck")).isEqualTo("776656 1 INVITE");
        assertThat(Peer.header(prack, "CSeq")).isEqualTo("2 PRACK");
        assertThat(prack.toTag()).isEqualTo("p1");
        assertThat(prack.requestUri()).isEqualTo("sip:peer@192.0.2.9");
        answersPrack();
        answers("p1", BOB.toString());
        assertThat(call.told).containsExactly("progressed 180", "answered 200");
        hangUp(call);
    }

    // RFC 3262 §4: "one higher than the value of the sequence number […] MUST NOT be acknowledged […] and MUST NOT be
    // processed"
    @ParameterizedTest
    @ValueSource(longs = {1, (1L << 31) - 2})
    void one_out_of_order_is_neither_acknowledged_nor_processed(long first) {
        Call call = call();
        rings(180, "p1", first, "");
        answersPrack();
        rings(180, "p1", first, "");
        rings(183, "p1", first + 2, BOB.toString());
        rings(183, "p1", 0, BOB.toString());
        assertThat(receipts()).containsExactly(first + " 1 INVITE");
        assertThat(call.told).containsExactly("progressed 180");
        rings(183, "p1", first + 1, BOB.toString());
        answersPrack();
        assertThat(call.told).containsExactly("progressed 180", "progressed 183 sdp");
        assertThat(receipts()).hasSize(2);
        peer.answer(invite(), 486, "p1", "");
    }

    @Test
    void the_next_may_overtake_the_200_of_the_prack() {
        Call call = call();
        rings(180, "p1", 5, "");
        WireMessage first = peer.last("PRACK");
        rings(183, "p1", 6, BOB.toString());
        assertThat(receipts()).containsExactly("5 1 INVITE", "6 1 INVITE");
        answersPrack();
        peer.answer(first, 200, "", "");
        assertThat(call.told).containsExactly("progressed 180", "progressed 183 sdp");
        peer.answer(invite(), 486, "p1", "");
    }

    // RFC 3262 §4: "it is possible that a UAC may receive reliable provisional responses from different dialogs"
    @Test
    void each_fork_counts_on_its_own() {
        Call call = call();
        rings(180, "p1", 10, "");
        rings(183, "p2", 500, BOB.toString());
        rings(180, "p1", 11, "");
        rings(180, "p1", 501, "");
        assertThat(receipts()).containsExactly("10 1 INVITE", "500 1 INVITE", "11 1 INVITE");
        assertThat(peer.received.stream()
                        .filter(m -> m.isRequest() && m.method().equals("PRACK"))
                        .map(WireMessage::toTag))
                .containsExactly("p1", "p2", "p1");
        for (WireMessage prack : List.copyOf(peer.received))
            if (prack.isRequest() && prack.method().equals("PRACK")) peer.answer(prack, 200, "", "");
        answers("p1", BOB.toString());
        assertThat(call.told).containsExactly("progressed 180", "progressed 183 sdp", "progressed 180", "answered 200");
        hangUp(call);
    }

    @Test
    void where_two_forks_have_answered_either_may_stand() {
        Call call = call();
        rings(183, "p1", 1, BOB.toString());
        answersPrack();
        rings(183, "p2", 1, Bench.sdp("192.0.2.77").toString());
        answersPrack();
        answers("p2", "");
        assertThat(call.last.orElseThrow().toString()).contains("192.0.2.77");
        hangUp(call);
    }

    // RFC 3261 §13.2.1: "the UAC MUST treat the first session description it receives as the answer, and MUST ignore
    // any session descriptions in subsequent responses to the initial INVITE"
    @Test
    void an_answer_that_came_reliably_is_the_answer() {
        Call call = call();
        rings(183, "p1", 1, BOB.toString());
        answersPrack();
        rings(180, "p1", 2, Bench.sdp("192.0.2.77").toString());
        answersPrack();
        answers("p1", Bench.sdp("192.0.2.78").toString());
        assertThat(call.last).contains(BOB);
        assertThat(call.told).containsExactly("progressed 183 sdp", "progressed 180 sdp", "answered 200");
        hangUp(call);
    }

    private static final String UPDATE = "Allow: INVITE, ACK, BYE, UPDATE, PRACK";

    private void answersEarly(String tag, String body) {
        peer.answer(invite(), 183, tag, body, REQUIRED, "RSeq: 1", UPDATE, peer.contact());
        answersPrack();
    }

    // RFC 3311 §5.1: "the UPDATE can contain an offer if the callee has generated an answer in a reliable provisional
    // response"
    @Test
    void an_update_goes_in_an_early_dialog_once_its_first_exchange_is_settled() {
        Call call = call();
        call.run(s -> s.update(BOB));
        bench.settle();
        assertThat(peer.count("UPDATE")).isZero();
        answersEarly("p1", BOB.toString());
        WireMessage update = peer.last("UPDATE");
        assertThat(Peer.body(update)).isEqualTo(BOB.toString());
        assertThat(update.toTag()).isEqualTo("p1");
        peer.answer(update, 200, "", Bench.sdp("192.0.2.77").toString(), peer.contact());
        answers("p1", "");
        assertThat(call.told).containsExactly("progressed 183 sdp", "modified", "answered 200");
        // what was said last stands
        assertThat(call.last.orElseThrow().toString()).contains("192.0.2.77");
        hangUp(call);
    }

    // RFC 3311 §5.1: the callee's, in turn
    @Test
    void what_the_callee_offers_in_an_early_dialog_stands_when_it_answers() {
        Call call = call();
        call.onOffer = offer -> offer.accept(ALICE);
        answersEarly("p1", BOB.toString());
        peer.within(invite(), "p1", "UPDATE", 1, Bench.sdp("192.0.2.77").toString(), peer.contact());
        assertThat(peer.lastResponse("UPDATE").status()).isEqualTo(200);
        assertThat(Peer.body(peer.lastResponse("UPDATE"))).isEqualTo(ALICE.toString());
        answers("p1", "");
        assertThat(call.told).containsExactly("progressed 183 sdp", "offered sdp", "answered 200");
        assertThat(call.last.orElseThrow().toString()).contains("192.0.2.77");
        hangUp(call);
    }

    // RFC 3311 §5.2: "[…] it MUST reject the UPDATE with a 491 response" while ours waits for its answer
    @Test
    void before_it_is_settled_an_offer_of_the_callees_is_glare() {
        Call call = call();
        rings(180, "p1", 1, "");
        answersPrack();
        peer.within(invite(), "p1", "UPDATE", 1, BOB.toString(), peer.contact());
        assertThat(peer.lastResponse("UPDATE").status()).isEqualTo(491);
        peer.answer(invite(), 486, "p1", "");
        assertThat(call.told).containsExactly("progressed 180", "rejected 486");
    }

    @Test
    void an_update_waits_while_several_ring_and_while_the_callee_takes_none() {
        Call call = call();
        rings(183, "p1", 1, BOB.toString());
        answersPrack();
        call.run(s -> s.update(BOB));
        bench.settle();
        assertThat(peer.count("UPDATE")).isZero();
        peer.answer(invite(), 183, "p2", BOB.toString(), REQUIRED, "RSeq: 1", UPDATE, peer.contact());
        answersPrack();
        assertThat(peer.count("UPDATE")).isZero();
        answers("p1", "");
        peer.answer(peer.last("UPDATE"), 200, "", BOB.toString(), peer.contact());
        assertThat(call.told).endsWith("answered 200", "modified");
        hangUp(call);
    }

    @ParameterizedTest
    @CsvSource({"408", "481", "488", "0"})
    void an_early_update_that_comes_to_nothing_leaves_the_call_as_it_was(int status) {
        Call call = call();
        answersEarly("p1", BOB.toString());
        call.run(s -> s.update(BOB));
        bench.settle();
        if (status > 0) peer.answer(peer.last("UPDATE"), status, "", "");
        answers("p1", "");
        assertThat(call.told).contains("answered 200");
        assertThat(call.last).contains(BOB);
        bench.pass(1);
        hangUp(call);
    }

    /** Its owner has let go of all that an answer would be made of. */
    @Test
    void who_has_given_up_is_offered_nothing_any_more() {
        Call call = call();
        answersEarly("p1", BOB.toString());
        call.run(s -> call.out().cancel(List.of()));
        bench.settle();
        peer.within(invite(), "p1", "UPDATE", 1, BOB.toString(), peer.contact());
        assertThat(peer.lastResponse("UPDATE").status()).isEqualTo(487);
        peer.answer(peer.last("CANCEL"), 200, "p1", "");
        peer.answer(invite(), 487, "p1", "");
        assertThat(call.told).containsExactly("progressed 183 sdp", "rejected 487");
        Call asking = alice.call("sip:bob@192.0.2.9", Optional.empty(), List.of());
        peer.answer(invite(), 100, "", "");
        asking.run(s -> asking.out().cancel(List.of()));
        bench.settle();
        rings(183, "p2", 1, BOB.toString());
        assertThat(Peer.body(peer.last("PRACK"))).contains("m=audio 0 ");
        answersPrack();
        peer.answer(peer.last("CANCEL"), 200, "p2", "");
        peer.answer(invite(), 487, "p2", "");
        assertThat(asking.told).containsExactly("rejected 487");
    }

    @Test
    void a_call_that_is_given_up_takes_its_early_update_with_it() {
        Call call = call();
        answersEarly("p1", BOB.toString());
        call.run(s -> s.update(BOB));
        bench.settle();
        WireMessage update = peer.last("UPDATE");
        call.run(s -> call.out().cancel(List.of()));
        bench.settle();
        peer.answer(peer.last("CANCEL"), 200, "p1", "");
        peer.answer(invite(), 487, "p1", "");
        peer.answer(update, 481, "", "");
        assertThat(call.told).endsWith("rejected 487");
    }

    // RFC 3262 §5: "If the INVITE contained no offer, the first reliable provisional may; the answer goes in the PRACK"
    @Test
    void an_offer_is_answered_in_the_prack() {
        Call call = alice.call("sip:bob@192.0.2.9", Optional.empty(), List.of());
        rings(183, "p1", 1, BOB.toString());
        assertThat(receipts()).isEmpty();
        assertThat(call.told).containsExactly("progressed 183", "offered sdp");
        rings(183, "p1", 1, BOB.toString());
        call.run(s -> call.offer.orElseThrow().accept(ALICE));
        bench.settle();
        assertThat(receipts()).containsExactly("1 1 INVITE sdp");
        answersPrack();
        answers("p1", "");
        assertThat(Peer.body(peer.last("ACK"))).isEmpty();
        assertThat(call.told).containsExactly("progressed 183", "offered sdp", "answered 200");
        assertThat(call.last).contains(BOB);
        hangUp(call);
    }

    @Test
    void an_offer_that_is_refused_is_answered_by_nothing_of_it() {
        Call call = alice.call("sip:bob@192.0.2.9", Optional.empty(), List.of());
        rings(183, "p1", 1, BOB.toString());
        call.run(s -> call.offer.orElseThrow().reject(488));
        bench.settle();
        assertThat(Peer.body(peer.last("PRACK"))).contains("m=audio 0 ");
        answersPrack();
        peer.answer(invite(), 486, "p1", "");
        assertThat(call.told).endsWith("rejected 486");
    }

    /** Against RFC 3262 §3, which lets the 2xx wait. */
    @Test
    void a_2xx_that_overtakes_our_answer_is_answered_in_the_ack() {
        Call call = alice.call("sip:bob@192.0.2.9", Optional.empty(), List.of());
        rings(183, "p1", 1, BOB.toString());
        answers("p1", BOB.toString());
        call.run(s -> {
            call.offer.orElseThrow().accept(ALICE);
            call.out().acknowledge(ALICE);
        });
        bench.settle();
        assertThat(receipts()).isEmpty();
        assertThat(Peer.body(peer.last("ACK"))).isEqualTo(ALICE.toString());
        hangUp(call);
    }

    @Test
    void a_lost_prack_is_sent_again_and_a_repeated_response_is_not_acknowledged_twice() {
        bench.lose("PRACK", 3);
        Call call = call();
        rings(180, "p1", 1, "");
        bench.pass(0.6);
        rings(180, "p1", 1, "");
        bench.pass(3);
        assertThat(peer.count("PRACK")).isEqualTo(1);
        assertThat(bench.wire.stream().filter(line -> line.endsWith(" PRACK")).distinct())
                .hasSize(1);
        answersPrack();
        assertThat(call.told).containsExactly("progressed 180");
        peer.answer(invite(), 486, "p1", "");
    }

    @Test
    void a_prack_that_nobody_answers_keeps_nothing() {
        Call call = call();
        rings(180, "p1", 1, "");
        bench.pass(40);
        answers("p1", BOB.toString());
        assertThat(call.told).containsExactly("progressed 180", "answered 200");
        hangUp(call);
    }

    /** RFC 3262 leaves the PRACK owed, whatever the CANCEL will come to. */
    @Test
    void a_response_that_crosses_the_cancel_is_acknowledged() {
        Call call = call();
        peer.answer(invite(), 100, "", "");
        call.run(s -> call.out().cancel(List.of()));
        rings(183, "p1", 1, BOB.toString());
        assertThat(receipts()).containsExactly("1 1 INVITE");
        answersPrack();
        peer.answer(peer.last("CANCEL"), 200, "p1", "");
        peer.answer(invite(), 487, "p1", "");
        assertThat(call.told).containsExactly("rejected 487");
    }

    @Test
    void a_prack_under_way_outlives_neither_its_call_nor_its_final_response() {
        Call call = call();
        rings(183, "p1", 1, BOB.toString());
        WireMessage prack = peer.last("PRACK");
        answers("p1", BOB.toString());
        peer.answer(prack, 200, "", "");
        assertThat(call.told).containsExactly("progressed 183 sdp", "answered 200");
        hangUp(call);
        Call refused = call();
        rings(180, "p3", 1, "");
        WireMessage second = peer.last("PRACK");
        peer.answer(invite(), 486, "p3", "");
        peer.answer(second, 481, "", "");
        assertThat(refused.told).containsExactly("progressed 180", "rejected 486");
    }

    @Test
    void one_without_a_tag_or_a_number_is_taken_as_it_comes() {
        Call call = call();
        peer.answer(invite(), 180, "", "", REQUIRED, "RSeq: 1");
        peer.answer(invite(), 183, "p1", "", REQUIRED, peer.contact());
        peer.answer(invite(), 183, "p1", "", "RSeq: 3", peer.contact());
        assertThat(receipts()).isEmpty();
        assertThat(call.told).containsExactly("progressed 180", "progressed 183", "progressed 183");
        peer.answer(invite(), 486, "p1", "");
    }

    @Test
    void as_many_forks_as_there_may_be_are_acknowledged() {
        call();
        for (int i = 0; i < 40; i++) rings(180, "p" + i, 1, "");
        assertThat(receipts()).hasSize(32);
        for (WireMessage prack : List.copyOf(peer.received))
            if (prack.isRequest() && prack.method().equals("PRACK")) peer.answer(prack, 200, "", "");
        peer.answer(invite(), 486, "p1", "");
    }

    @Test
    void a_peer_may_not_acknowledge_what_was_never_sent() {
        Call call = call();
        rings(180, "p1", 1, "");
        answersPrack();
        peer.within(invite(), "p1", "PRACK", 1, "", "RAck: 1 1 INVITE");
        assertThat(peer.lastResponse("PRACK").status()).isEqualTo(481);
        answers("p1", BOB.toString());
        hangUp(call);
    }
}
