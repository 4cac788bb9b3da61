package org.strowger.dialog.provisional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.dialog.Bench.ALICE;
import static org.strowger.dialog.Bench.BOB;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.dialog.Bench;
import org.strowger.dialog.Bench.Agent;
import org.strowger.dialog.Bench.Call;
import org.strowger.dialog.IncomingSession;
import org.strowger.dialog.Peer;
import org.strowger.dialog.ReliableProvisionals;
import org.strowger.dialog.SessionState;
import org.strowger.sip.WireMessage;

/** RFC 3262 where we are invited: a peer whose every word the test writes. */
class ReliableCalleeTest {

    private static final String FROM = "<sip:peer@example.com>;tag=p1";
    private static final String TO = "<sip:bob@192.0.2.2>";
    private static final String TARGET = "sip:bob@192.0.2.2";
    private static final String SUPPORTED = "Supported: 100rel";
    private static final String REQUIRED = "Require: 100rel";

    private final Bench bench = new Bench();
    private final Peer peer = bench.peer("peer", "192.0.2.9");
    private Agent bob = agent(ReliableProvisionals.SUPPORTED);

    private Agent agent(ReliableProvisionals provisionals) {
        bench.provisionals = provisionals;
        return bench.agent("bob" + provisionals.ordinal(), "192.0.2." + (3 - provisionals.ordinal()));
    }

    @AfterEach
    void nothing_is_left() {
        bench.pass(400);
        assertThat(bench.faults).isEmpty();
        assertThat(bob.isClean()).isTrue();
        assertThat(bench.time.pendingTimers()).isZero();
    }

    private Call invited(String body, String... extra) {
        String[] headers = List.of(extra).toArray(new String[extra.length + 1]);
        headers[extra.length] = peer.contact();
        peer.request("INVITE", TARGET, FROM, TO, "c1", 1, body, headers);
        return bob.taken();
    }

    private void does(Call call, Consumer<IncomingSession> what) {
        call.run(s -> what.accept(call.in()));
        bench.settle();
    }

    private void rings(Call call) {
        does(call, in -> in.progress(180, Optional.empty(), List.of()));
    }

    private void earlyMedia(Call call) {
        does(call, in -> in.progress(183, Optional.of(BOB), List.of()));
    }

    private void accepts(Call call) {
        does(call, in -> in.accept(BOB, List.of()));
    }

    private void in(String method, int cseq, String body, String... extra) {
        WireMessage first = peer.received.stream()
                .filter(m -> !m.isRequest() && m.cseqMethod().equals("INVITE") && m.status() > 100)
                .findFirst()
                .orElseThrow();
        peer.request(method, TARGET, FROM, Peer.header(first, "To"), "c1", cseq, body, extra);
    }

    private String sequence() {
        return Peer.header(peer.lastResponse("INVITE"), "RSeq");
    }

    private void pracks(int cseq, String body) {
        in("PRACK", cseq, body, "RAck: " + sequence() + " 1 INVITE");
    }

    private int status(String method) {
        return peer.lastResponse(method).status();
    }

    private void end(int cseq) {
        in("BYE", cseq, "");
        assertThat(status("BYE")).isEqualTo(200);
    }

    // RFC 3262 §3: "if the initial request contained […] 100rel in a Require header field, the UAS MUST send […]
    // reliably"
    @ParameterizedTest
    @ValueSource(strings = {SUPPORTED, REQUIRED})
    void a_provisional_response_is_repeated_until_its_prack_comes(String asked) {
        Call call = invited(ALICE.toString(), asked);
        rings(call);
        WireMessage ringing = peer.lastResponse("INVITE");
        assertThat(Peer.header(ringing, "Require")).isEqualTo("100rel");
        assertThat(Peer.header(ringing, "Allow")).contains("UPDATE");
        assertThat(Long.parseLong(sequence())).isBetween(1L, (1L << 31) - 1);
        bench.pass(3.6);
        assertThat(bench.sent("bob1>peer 180 INVITE")).isEqualTo(4); // at 0, 0.5, 1.5, 3.5 s
        pracks(2, "");
        assertThat(status("PRACK")).isEqualTo(200);
        bench.pass(30);
        assertThat(bench.sent("bob1>peer 180 INVITE")).isEqualTo(4);
        accepts(call);
        assertThat(Peer.body(peer.lastResponse("INVITE"))).isEqualTo(BOB.toString());
        assertThat(Peer.header(peer.lastResponse("INVITE"), "Require")).isEmpty();
        in("ACK", 1, "");
        assertThat(call.told).containsExactly("acknowledged");
        end(3);
    }

    @ParameterizedTest
    @CsvSource({"SUPPORTED, X-Nothing: 1", "OFF, Supported: 100rel"})
    void who_does_not_ask_for_it_gets_it_once(ReliableProvisionals policy, String asked) {
        Call call = invited(ALICE.toString(), asked);
        does(call, in -> in.provisionals(policy));
        earlyMedia(call);
        assertThat(sequence()).isEmpty();
        bench.pass(10);
        assertThat(bench.sent("bob1>peer 183 INVITE")).isEqualTo(1);
        accepts(call);
        assertThat(Peer.body(peer.lastResponse("INVITE"))).isEqualTo(BOB.toString());
        in("ACK", 1, "");
        in("PRACK", 2, "", "RAck: 1 1 INVITE");
        assertThat(status("PRACK")).isEqualTo(481);
        end(3);
    }

    // RFC 3261 §8.2.2.3
    @Test
    void where_it_is_off_a_caller_that_requires_it_gets_420() {
        bob = agent(ReliableProvisionals.OFF);
        peer.request("INVITE", "sip:bob@192.0.2.3", FROM, TO, "c1", 1, "", REQUIRED, peer.contact());
        assertThat(status("INVITE")).isEqualTo(420);
        assertThat(Peer.header(peer.lastResponse("INVITE"), "Unsupported")).isEqualTo("100rel");
        in("ACK", 1, "");
    }

    // RFC 3262 §3: "If a PRACK request is received […] that does not match any unacknowledged reliable provisional
    // response, the
    // UAS MUST respond to the PRACK with a 481 response"
    @Test
    void a_stray_prack_gets_481_and_acknowledges_nothing() {
        Call call = invited(ALICE.toString(), SUPPORTED);
        rings(call);
        long sent = Long.parseLong(sequence());
        String[] strays = {
            "RAck: " + (sent + 1) + " 1 INVITE", "RAck: " + sent + " 2 INVITE", "RAck: " + sent + " 1 OPTIONS", "X: 1"
        };
        int cseq = 2;
        for (String stray : strays) {
            in("PRACK", cseq++, "", stray);
            assertThat(status("PRACK")).as(stray).isEqualTo(481);
        }
        bench.pass(0.6);
        assertThat(bench.sent("bob1>peer 180 INVITE")).isEqualTo(2);
        pracks(cseq++, "");
        assertThat(status("PRACK")).isEqualTo(200);
        pracks(cseq, "");
        assertThat(status("PRACK")).isEqualTo(481);
        does(call, in -> in.reject(486, List.of()));
        in("ACK", 1, "");
    }

    // RFC 3262 §3: "MUST NOT send a second reliable provisional response until the first is acknowledged"
    @Test
    void the_second_waits_for_the_prack_of_the_first_and_counts_one_higher() {
        Call call = invited(ALICE.toString(), SUPPORTED);
        rings(call);
        long first = Long.parseLong(sequence());
        earlyMedia(call);
        rings(call);
        assertThat(bench.sent("bob1>peer 183 INVITE")).isZero();
        pracks(2, "");
        assertThat(bench.sent("bob1>peer 183 INVITE")).isEqualTo(1);
        assertThat(sequence()).isEqualTo(String.valueOf(first + 1));
        assertThat(Peer.body(peer.lastResponse("INVITE"))).isEqualTo(BOB.toString());
        pracks(3, "");
        assertThat(sequence()).isEqualTo(String.valueOf(first + 2));
        assertThat(peer.lastResponse("INVITE").status()).isEqualTo(180);
        pracks(4, "");
        does(call, in -> in.reject(486, List.of()));
        in("ACK", 1, "");
    }

    @Test
    void as_many_wait_as_there_may_be() {
        Call call = invited(ALICE.toString(), SUPPORTED);
        for (int i = 0; i < 20; i++) rings(call);
        for (int cseq = 2; cseq < 30; cseq++) pracks(cseq, "");
        assertThat(bench.sent("bob1>peer 180 INVITE")).isEqualTo(1 + SentProvisionals.MOST_WAITING);
        does(call, in -> in.reject(486, List.of()));
        in("ACK", 1, "");
    }

    // RFC 3262 §3: "unless the final response is 2xx and any of the unacknowledged reliable provisional responses
    // contained a
    // session description. In that case, it MUST NOT send a final response until those […] are acknowledged"
    @Test
    void a_2xx_waits_for_the_prack_of_a_description() {
        Call call = invited(ALICE.toString(), SUPPORTED);
        earlyMedia(call);
        accepts(call);
        bench.pass(5);
        assertThat(status("INVITE")).isEqualTo(183);
        assertThat(call.in().state()).isEqualTo(SessionState.EARLY);
        pracks(2, "");
        assertThat(status("PRACK")).isEqualTo(200);
        assertThat(status("INVITE")).isEqualTo(200);
        // the answer has been given
        assertThat(Peer.body(peer.lastResponse("INVITE"))).isEmpty();
        in("ACK", 1, "");
        assertThat(call.told).containsExactly("acknowledged");
        end(3);
    }

    // RFC 3262 §3: "it SHOULD NOT continue to retransmit […], but it MUST be prepared to process PRACK requests for
    // those"
    @Test
    void a_2xx_goes_before_the_prack_of_a_response_that_describes_nothing() {
        Call call = invited(ALICE.toString(), SUPPORTED);
        rings(call);
        String sent = sequence();
        earlyMedia(call);
        accepts(call);
        assertThat(status("INVITE")).isEqualTo(200);
        assertThat(Peer.body(peer.lastResponse("INVITE"))).isEqualTo(BOB.toString());
        in("ACK", 1, "");
        bench.pass(5);
        assertThat(bench.sent("bob1>peer 180 INVITE")).isEqualTo(1);
        in("PRACK", 2, "", "RAck: " + sent + " 1 INVITE");
        assertThat(status("PRACK")).isEqualTo(200);
        in("PRACK", 3, "", "RAck: " + sent + " 1 INVITE");
        assertThat(status("PRACK")).isEqualTo(481);
        end(4);
    }

    // RFC 3262 §3: "If a reliable provisional response is retransmitted for 64*T1 seconds without reception of a
    // corresponding
    // PRACK, the UAS SHOULD reject the original request with a 5xx response"
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void without_a_prack_the_invite_is_refused(boolean accepted) {
        Call call = invited(ALICE.toString(), REQUIRED);
        earlyMedia(call);
        if (accepted) accepts(call);
        bench.pass(31.9);
        assertThat(status("INVITE")).isEqualTo(183);
        bench.pass(0.2);
        assertThat(status("INVITE")).isEqualTo(504);
        in("ACK", 1, "");
        assertThat(call.told).containsExactly("ended without PRACK");
        assertThat(bob.layer.figures().missingPracks()).isEqualTo(1);
        // at 0.5, 1.5, 3.5, 7.5, 15.5 and 31.5 s
        assertThat(bob.layer.figures().resentProvisionals()).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({"CANCEL, false", "CANCEL, true", "BYE, false", "BYE, true"})
    void who_gives_up_before_the_prack_gets_487(String how, boolean accepted) {
        Call call = invited(ALICE.toString(), SUPPORTED);
        earlyMedia(call);
        if (accepted) accepts(call);
        if (how.equals("BYE")) in("BYE", 2, "");
        else peer.request(Bench.hop("192.0.2.2"), 1, "CANCEL", TARGET, FROM, TO, "c1", 1, "");
        assertThat(status("INVITE")).isEqualTo(487);
        in("ACK", 1, "");
        assertThat(call.told).hasSize(1).first().asString().startsWith(accepted ? "ended by canc" : "cancelled");
        bench.pass(10);
        assertThat(bench.sent("bob1>peer 183 INVITE")).isEqualTo(1);
        in("PRACK", 3, "", "RAck: 1 1 INVITE");
        assertThat(status("PRACK")).isEqualTo(481);
    }

    @Test
    void who_hangs_up_while_the_2xx_waits_refuses() {
        Call call = invited(ALICE.toString(), SUPPORTED);
        earlyMedia(call);
        accepts(call);
        call.run(s -> s.bye(List.of()));
        bench.settle();
        assertThat(status("INVITE")).isEqualTo(480);
        in("ACK", 1, "");
    }

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

    @Test
    void lost_and_doubled_messages_change_nothing() {
        bench.lose("183 INVITE", 2);
        Call call = invited(ALICE.toString(), SUPPORTED);
        earlyMedia(call);
        accepts(call);
        bench.pass(2);
        bench.lose("200 PRACK", 1);
        pracks(2, "");
        String rack = "RAck: " + sequence0() + " 1 INVITE";
        assertThat(status("INVITE")).isEqualTo(200);
        // another PRACK for the same: the caller has not heard of the 200 to the first
        in("PRACK", 3, "", rack);
        assertThat(status("PRACK")).isEqualTo(481);
        in("ACK", 1, "");
        end(4);
    }

    private String sequence0() {
        return peer.received.stream()
                .filter(m -> !m.isRequest() && m.status() == 183)
                .map(m -> Peer.header(m, "RSeq"))
                .findFirst()
                .orElseThrow();
    }
}
