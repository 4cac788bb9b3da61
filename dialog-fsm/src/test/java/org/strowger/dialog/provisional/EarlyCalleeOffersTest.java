package org.strowger.dialog.provisional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.dialog.Bench.ALICE;
import static org.strowger.dialog.Bench.BOB;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.dialog.Bench;
import org.strowger.dialog.Bench.Call;
import org.strowger.dialog.Peer;

/** Offers and answers before the 2xx, where we are invited: in reliable provisional responses, PRACK and UPDATE. */
class EarlyCalleeOffersTest extends ReliableCallee {

    // RFC 3261 §13.2.1: "If the initial offer is in the INVITE, the answer; else the first reliable response offers"
    @Test
    void where_the_invite_offers_nothing_the_first_reliable_response_does_and_the_prack_answers() {
        Call call = invited("", REQUIRED);
        rings(call);
        bench.pass(61);
        assertThat(status("INVITE")).isEqualTo(100);
        earlyMedia(call);
        assertThat(Peer.body(peer.lastResponse("INVITE"))).isEqualTo(BOB.toString());
        in("PRACK", 2, "", "RAck: " + sequence() + " 1 INVITE");
        assertThat(status("PRACK")).isEqualTo(400);
        in("PRACK", 3, "nonsense", "RAck: " + sequence() + " 1 INVITE");
        assertThat(status("PRACK")).isEqualTo(488);
        pracks(4, ALICE.toString());
        assertThat(status("PRACK")).isEqualTo(200);
        assertThat(call.told).containsExactly("answered early");
        assertThat(call.last).contains(ALICE);
        rings(call);
        pracks(5, "");
        accepts(call);
        assertThat(Peer.body(peer.lastResponse("INVITE"))).isEmpty();
        in("ACK", 1, "");
        assertThat(call.told).containsExactly("answered early", "acknowledged");
        end(6);
    }

    @Test
    void where_the_invite_offers_nothing_one_that_only_supports_it_hears_the_ringing_unreliably() {
        Call call = invited("", SUPPORTED);
        rings(call);
        assertThat(status("INVITE")).isEqualTo(180);
        assertThat(sequence()).isEmpty();
        accepts(call);
        assertThat(Peer.body(peer.lastResponse("INVITE"))).isEqualTo(BOB.toString());
        in("ACK", 1, ALICE.toString());
        assertThat(call.told).containsExactly("acknowledged sdp");
        end(2);
    }

    // RFC 3262 §5: "the PRACK MAY contain another offer […] If the PRACK has an offer, the answer MUST be in the 2xx to
    // the
    // PRACK"
    @ParameterizedTest
    @CsvSource({"true, 200", "false, 488"})
    void an_offer_in_the_prack_is_answered_in_its_200(boolean taken, int status) {
        Call call = invited(ALICE.toString(), SUPPORTED);
        call.onOffer = offer -> {
            if (taken) offer.accept(BOB);
            else offer.reject(488);
        };
        earlyMedia(call);
        pracks(2, Bench.sdp("192.0.2.77").toString());
        assertThat(status("PRACK")).isEqualTo(status);
        assertThat(Peer.body(peer.lastResponse("PRACK"))).isEqualTo(taken ? BOB.toString() : "");
        bench.pass(5);
        assertThat(bench.sent("bob1>peer 183 INVITE")).isEqualTo(1);
        assertThat(call.told).containsExactly("offered sdp");
        accepts(call);
        assertThat(Peer.body(peer.lastResponse("INVITE"))).isEmpty();
        in("ACK", 1, "");
        end(3);
    }

    @Test
    void an_offer_in_the_prack_before_the_first_has_its_answer_comes_too_early() {
        Call call = invited(ALICE.toString(), SUPPORTED);
        rings(call);
        pracks(2, Bench.sdp("192.0.2.77").toString());
        assertThat(status("PRACK")).isEqualTo(500);
        assertThat(call.told).isEmpty();
        does(call, in -> in.reject(486, List.of()));
        in("ACK", 1, "");
    }

    // RFC 3311 §5.2: an early dialog whose first exchange is settled takes an offer in UPDATE
    @Test
    void an_early_dialog_that_is_settled_takes_update() {
        Call call = invited(ALICE.toString(), SUPPORTED);
        call.onOffer = offer -> offer.accept(BOB);
        earlyMedia(call);
        pracks(2, "");
        in("UPDATE", 3, Bench.sdp("192.0.2.77").toString(), peer.contact());
        assertThat(status("UPDATE")).isEqualTo(200);
        assertThat(Peer.body(peer.lastResponse("UPDATE"))).isEqualTo(BOB.toString());
        accepts(call);
        in("ACK", 1, "");
        end(4);
    }

    // RFC 3311 §5.1
    @Test
    void an_update_of_ours_waits_for_the_prack_of_the_description() {
        Call call = invited(ALICE.toString(), SUPPORTED, "Allow: INVITE, ACK, BYE, UPDATE, PRACK");
        earlyMedia(call);
        call.run(s -> s.update(ALICE));
        bench.settle();
        assertThat(peer.count("UPDATE")).isZero();
        pracks(2, "");
        assertThat(peer.count("UPDATE")).isEqualTo(1);
        accepts(call);
        peer.answer(peer.last("UPDATE"), 200, "", Bench.sdp("192.0.2.77").toString(), peer.contact());
        in("ACK", 1, "");
        assertThat(call.told).containsExactly("modified", "acknowledged");
        end(3);
    }

    // RFC 3262 §5: a PRACK has to answer only "if the UAS had placed a session description in any reliable provisional
    // response that is unacknowledged", and that one was an offer
    @ParameterizedTest
    @CsvSource({"false, 200", "true, 491"})
    void a_prack_owes_no_answer_to_an_update_of_ours(boolean offers, int status) {
        Call call = invited(ALICE.toString(), SUPPORTED, "Allow: INVITE, ACK, BYE, UPDATE, PRACK");
        earlyMedia(call);
        pracks(2, "");
        call.run(s -> s.update(ALICE));
        bench.settle();
        rings(call);
        pracks(3, offers ? Bench.sdp("192.0.2.78").toString() : "");
        assertThat(status("PRACK")).isEqualTo(status);
        peer.answer(peer.last("UPDATE"), 200, "", Bench.sdp("192.0.2.77").toString(), peer.contact());
        accepts(call);
        in("ACK", 1, "");
        assertThat(call.told).containsExactly("modified", "acknowledged");
        end(4);
    }
}
