package org.strowger.dialog.provisional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.dialog.Bench.ALICE;
import static org.strowger.dialog.Bench.BOB;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.dialog.Bench;
import org.strowger.dialog.Bench.Call;
import org.strowger.dialog.Offer;
import org.strowger.dialog.Peer;
import org.strowger.dialog.SessionState;
import org.strowger.sip.WireMessage;

/** Offers and answers before the 2xx, where we invite: in reliable provisional responses, PRACK and UPDATE. */
class EarlyCallerOffersTest extends ReliableCaller {

    private static final String UPDATE = "Allow: INVITE, ACK, BYE, UPDATE, PRACK";

    private void answersEarly(String tag, String body) {
        peer.answer(invite(), 183, tag, body, REQUIRED, "RSeq: 1", UPDATE, peer.contact());
        answersPrack();
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
    @CsvSource({"200", "408", "481", "488", "0"})
    void an_early_update_that_comes_to_nothing_leaves_the_call_as_it_was(int status) {
        Call call = call();
        answersEarly("p1", BOB.toString());
        call.run(s -> s.update(BOB));
        bench.settle();
        if (status > 0) {
            peer.answer(peer.last("UPDATE"), status, "", "");
            assertThat(call.told).endsWith("refused " + (status == 200 ? 488 : status));
        }
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

    /** What a fork that has lost, or its silence, says is nothing of the session that stands. */
    @ParameterizedTest
    @CsvSource({"UPDATE, 200", "UPDATE, 481", "UPDATE, 0", "INFO, 481", "INFO, 0"})
    void a_request_to_a_fork_that_has_lost_ends_nothing(String method, int status) {
        Call call = call();
        answersEarly("p1", BOB.toString());
        call.run(s -> {
            if (method.equals("UPDATE")) s.update(BOB);
            else s.info("text/plain", new byte[] {'5'});
        });
        bench.settle();
        WireMessage lost = peer.last(method);
        answers("p2", BOB.toString());
        if (method.equals("UPDATE")) {
            // which goes to the other now
            assertThat(peer.last("UPDATE").toTag()).isEqualTo("p2");
            peer.answer(peer.last("UPDATE"), 200, "", BOB.toString(), peer.contact());
            assertThat(call.told).endsWith("answered 200", "modified");
        }
        if (status > 0) peer.answer(lost, status, "", BOB.toString());
        else bench.pass(33);
        assertThat(call.session().state()).isEqualTo(SessionState.CONFIRMED);
        hangUp(call);
    }

    // RFC 3262 §5: the forks of an INVITE without an offer may each make one
    @Test
    void each_fork_may_offer_and_is_answered() {
        Call call = alice.call("sip:bob@192.0.2.9", Optional.empty(), List.of());
        rings(183, "p1", 1, BOB.toString());
        Offer first = call.offer.orElseThrow();
        rings(183, "p2", 1, BOB.toString());
        Offer second = call.offer.orElseThrow();
        for (Offer offer : List.of(first, second)) {
            call.run(_ -> offer.accept(ALICE));
            bench.settle();
            answersPrack();
        }
        assertThat(receipts()).containsExactly("1 1 INVITE sdp", "1 1 INVITE sdp");
        rings(183, "p3", 1, BOB.toString());
        answers("p1", "");
        // the offer of the third is nobody's any more
        call.run(s -> s.modify(Optional.of(ALICE)));
        bench.settle();
        answers("", BOB.toString());
        assertThat(call.told).endsWith("answered 200", "modified");
        hangUp(call);
    }
}
