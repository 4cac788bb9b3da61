package org.strowger.dialog.provisional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.dialog.Bench.ALICE;
import static org.strowger.dialog.Bench.BOB;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.dialog.Bench;
import org.strowger.dialog.Bench.Call;
import org.strowger.dialog.Peer;
import org.strowger.dialog.ReliableProvisionals;
import org.strowger.dialog.SessionState;
import org.strowger.sip.WireMessage;

/** RFC 3262 where we are invited: a peer whose every word the test writes. */
class ReliableCalleeTest extends ReliableCallee {

    private String sequence0() {
        return peer.received.stream()
                .filter(m -> !m.isRequest() && m.status() == 183)
                .map(m -> Peer.header(m, "RSeq"))
                .findFirst()
                .orElseThrow();
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
}
