package org.strowger.dialog.provisional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.dialog.Bench.BOB;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.dialog.Bench.Call;
import org.strowger.dialog.Peer;
import org.strowger.dialog.ReliableProvisionals;
import org.strowger.sip.WireMessage;

/** RFC 3262 where we invite: a peer whose every word the test writes. */
class ReliableCallerTest extends ReliableCaller {

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

    // RFC 3262 §3: "The UAS MUST NOT send a second reliable provisional response until the first is acknowledged"
    @Test
    void who_answers_no_prack_is_sent_only_so_many() {
        Call call = call();
        for (int i = 1; i <= 12; i++) rings(180, "p1", i, "");
        assertThat(receipts()).hasSize(8);
        answersPrack();
        rings(180, "p1", 10, "");
        rings(180, "p1", 9, "");
        assertThat(receipts()).hasSize(9).endsWith("9 1 INVITE");
        assertThat(call.told).hasSize(9).containsOnly("progressed 180");
        answersPrack();
        bench.pass(40);
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
