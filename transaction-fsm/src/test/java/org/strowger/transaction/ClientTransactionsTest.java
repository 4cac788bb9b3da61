package org.strowger.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.strowger.transaction.ClientRequests.request;
import static org.strowger.transaction.Lab.header;
import static org.strowger.transaction.Lab.startLine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sip.header.ViaHeader;
import org.junit.jupiter.api.Test;
import org.strowger.sip.WireMessage;
import org.strowger.sip.message.SipHeader;

class ClientTransactionsTest {

    private static final Duration T1 = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofSeconds(40);

    private final Lab lab = new Lab();

    @Test
    void our_via_is_on_top_with_rport_and_a_branch_of_ours() {
        lab.sends(request("OPTIONS"));

        assertThat(header(lab.lastHeard(), "Via"))
                .isEqualTo(
                        "SIP/2.0/UDP 192.0.2.1:5060;branch=" + lab.lastHeard().branch() + ";rport");
        assertThat(lab.lastHeard().branch()).startsWith("z9hG4bK");
    }

    @Test
    void an_invite_is_repeated_at_doubling_intervals_and_given_up_after_64_T1() {
        RecordingClient client = lab.sends(request("INVITE"));
        lab.passes(T1.multipliedBy(64));

        assertThat(lab.lines()).hasSize(7);
        assertThat(client.told).containsExactly("timed out");
        assertThat(lab.layer.size()).isZero();
        assertThat(lab.layer.figures().retransmitted()).isEqualTo(6);
    }

    @Test
    void another_request_is_repeated_at_intervals_up_to_T2_and_given_up_after_64_T1() {
        RecordingClient client = lab.sends(request("OPTIONS"));
        lab.passes(T1.multipliedBy(64));

        assertThat(lab.lines()).hasSize(11);
        assertThat(client.told).containsExactly("timed out");
        assertThat(lab.layer.size()).isZero();
    }

    @Test
    void an_answer_is_told_once_and_its_repetitions_are_absorbed() {
        RecordingClient client = lab.sends(request("OPTIONS"));
        lab.answers(200);
        lab.answers(200);
        lab.answers(100);

        assertThat(client.told).containsExactly("200");
        assertThat(lab.layer.figures().absorbed()).isEqualTo(2);
        lab.passes(LONG);
        assertThat(lab.lines()).hasSize(1);
        assertThat(lab.layer.size()).isZero();
    }

    /** §17.1.1.3. */
    @Test
    void a_refusal_is_acknowledged_on_the_branch_and_the_route_of_its_invite() {
        RecordingClient client = lab.sends(request("INVITE"));
        WireMessage invite = lab.lastHeard();
        lab.answers(486);
        WireMessage ack = lab.lastHeard();
        lab.answers(invite, 486);

        assertThat(client.told).containsExactly("486");
        assertThat(lab.lines())
                .containsExactly(
                        "INVITE sip:bob@192.0.2.9 SIP/2.0",
                        "ACK sip:bob@192.0.2.9 SIP/2.0",
                        "ACK sip:bob@192.0.2.9 SIP/2.0");
        assertThat(header(ack, "Via")).isEqualTo(header(invite, "Via"));
        assertThat(header(ack, "Route")).isEqualTo(header(invite, "Route")).contains("192.0.2.9", "192.0.2.10");
        assertThat(header(ack, "CSeq")).isEqualTo("7 ACK");
        assertThat(ack.toTag()).isEqualTo("theirs");
        assertThat(ack.fromTag()).isEqualTo("a");
        lab.passes(LONG);
        assertThat(lab.layer.size()).isZero();
    }

    /** Who rings with ever other To tags had each of thousands parsed. */
    @Test
    void provisional_responses_to_an_invite_are_told_at_a_pace_and_its_answer_all_the_same() {
        RecordingClient client = lab.sends(request("INVITE"));
        WireMessage invite = lab.lastHeard();
        for (int i = 0; i < 100; i++) lab.answers(invite, 180);
        assertThat(client.told).hasSize(InviteClientTx.PROVISIONALS_AT_ONCE).containsOnly("180");
        assertThat(lab.layer.figures().absorbed()).isEqualTo(100 - InviteClientTx.PROVISIONALS_AT_ONCE);
        lab.passes(Duration.ofMillis(200));
        for (int i = 0; i < 100; i++) lab.answers(invite, 183);
        assertThat(client.told)
                .filteredOn(told -> told.equals("183"))
                .as("one more each 100 ms")
                .hasSize(2);
        lab.answers(invite, 200);
        assertThat(client.told).endsWith("200");
        lab.passes(LONG);
        assertThat(lab.layer.size()).isZero();
    }

    @Test
    void each_2xx_to_an_invite_is_told_since_its_user_must_acknowledge_each() {
        RecordingClient client = lab.sends(request("INVITE"));
        WireMessage invite = lab.lastHeard();
        lab.answers(invite, 180);
        lab.answers(invite, 200);
        lab.answers(invite, 200);
        lab.answers(invite, 486);
        lab.answers(invite, 180);

        assertThat(client.told).containsExactly("180", "200", "200");
        lab.passes(LONG);
        assertThat(lab.layer.size()).isZero();
    }

    /** Who answers with ever other To tags had each of thousands parsed. */
    @Test
    void further_answers_to_an_invite_are_told_at_a_pace() {
        RecordingClient client = lab.sends(request("INVITE"));
        WireMessage invite = lab.lastHeard();
        for (int i = 0; i < 100; i++) lab.answers(invite, 200);
        assertThat(client.told).hasSize(1 + InviteClientTx.ANSWERS_AT_ONCE).containsOnly("200");
        assertThat(lab.layer.figures().absorbed()).isEqualTo(99 - InviteClientTx.ANSWERS_AT_ONCE);
        lab.passes(Duration.ofMillis(100));
        for (int i = 0; i < 100; i++) lab.answers(invite, 200);
        assertThat(client.told).as("one more each 50 ms").hasSize(3 + InviteClientTx.ANSWERS_AT_ONCE);
        lab.passes(LONG);
        assertThat(lab.layer.size()).isZero();
    }

    @Test
    void stray_answers_are_told_at_a_pace() {
        lab.sends(request("INVITE"));
        WireMessage invite = lab.lastHeard();
        lab.passes(LONG);
        for (int i = 0; i < 300; i++) lab.answers(invite, 200);
        assertThat(lab.user.strays).hasSize(ClientTransactions.STRAY_ANSWERS_AT_ONCE);
        assertThat(lab.layer.figures().strays()).isEqualTo(300 - ClientTransactions.STRAY_ANSWERS_AT_ONCE);
        lab.passes(Duration.ofMillis(50));
        for (int i = 0; i < 300; i++) lab.answers(invite, 200);
        assertThat(lab.user.strays).as("one more each 10 ms").hasSize(ClientTransactions.STRAY_ANSWERS_AT_ONCE + 5);
    }

    @Test
    void a_2xx_whose_transaction_is_gone_is_a_stray_answer_and_anything_else_is_dropped() {
        lab.sends(request("INVITE"));
        WireMessage invite = lab.lastHeard();
        lab.passes(LONG);
        lab.answers(invite, 200);
        lab.answers(invite, 486);
        lab.answers(invite, 180);

        assertThat(lab.user.strays).hasSize(1);
        assertThat(lab.layer.figures().strays()).isEqualTo(2);
    }

    /** §16.7: a proxy passes on a 2xx that comes after it has given a failure back. */
    @Test
    void a_2xx_after_a_failure_is_a_stray_answer_and_no_second_outcome() {
        RecordingClient client = lab.sends(request("INVITE"));
        WireMessage invite = lab.lastHeard();
        lab.answers(invite, 486);
        lab.answers(invite, 200);

        assertThat(client.told).containsExactly("486");
        assertThat(lab.user.strays).hasSize(1);
    }

    @Test
    void a_response_that_can_t_be_read_is_dropped_and_the_request_repeated() {
        RecordingClient client = lab.sends(request("OPTIONS"));
        lab.hears(Lab.answer(lab.lastHeard(), 200).replaceFirst("From: .*;tag", "From: <<<>;tag"));
        assertThat(client.told).isEmpty();
        assertThat(lab.layer.figures().junk()).isEqualTo(1);
        lab.passes(T1);

        assertThat(lab.lines()).hasSize(2);
    }

    @Test
    void a_response_with_the_method_of_another_request_is_not_ours() {
        RecordingClient client = lab.sends(request("OPTIONS"));
        lab.hears(Lab.answer(lab.lastHeard(), 200).replace("7 OPTIONS", "7 MESSAGE"));

        assertThat(client.told).isEmpty();
        assertThat(lab.layer.figures().strays()).isEqualTo(1);
    }

    @Test
    void the_request_can_be_read_while_its_answer_is_told_as_it_was_sent_and_is_not_kept_after_that() {
        RecordingClient client = lab.sends(request("OPTIONS"));
        String via = header(lab.lastHeard(), "Via");
        List<String> read = new ArrayList<>();
        client.onAnswered =
                () -> read.add(String.valueOf(client.transaction().request().getHeader(ViaHeader.NAME))
                        .strip());
        lab.answers(200);

        assertThat(read).containsExactly("Via: " + via);
        assertThatThrownBy(() -> client.transaction().request()).isInstanceOf(IllegalStateException.class);
        assertThat(client.transaction().hop()).isEqualTo(Lab.TO_THEM);
        assertThat(client.transaction().callId()).isEqualTo("c1");
        assertThat(client.transaction()).asString().contains("OPTIONS", "c1", "192.0.2.9");
    }

    /** RFC 6026 §7.1: each 2xx is the user's to acknowledge, whoever that is by then. */
    @Test
    void who_has_let_go_of_an_invite_is_told_no_more_and_another_is() {
        RecordingClient client = lab.sends(request("INVITE"));
        lab.answers(200);
        RecordingClient other = new RecordingClient();
        client.transaction().listener(other);
        lab.answers(200);

        assertThat(client.told).containsExactly("200");
        assertThat(other.told).containsExactly("200");
    }

    @Test
    void a_cancel_takes_the_way_of_its_invite_with_its_branch_and_further_headers() {
        RecordingClient client = lab.sends(request("INVITE"));
        WireMessage invite = lab.lastHeard();
        lab.answers(180);
        client.transaction().cancel(List.of(SipHeader.of("Reason", "SIP;cause=200;text=\"Call completed elsewhere\"")));
        client.transaction().cancel(List.of());
        lab.time.settle();
        WireMessage cancel = lab.lastHeard();

        assertThat(lab.lines()).containsExactly("INVITE sip:bob@192.0.2.9 SIP/2.0", "CANCEL sip:bob@192.0.2.9 SIP/2.0");
        assertThat(header(cancel, "Via")).isEqualTo(header(invite, "Via"));
        assertThat(header(cancel, "Route")).isEqualTo(header(invite, "Route"));
        assertThat(header(cancel, "CSeq")).isEqualTo("7 CANCEL");
        assertThat(header(cancel, "Reason")).contains("cause=200");
        assertThat(cancel.toTag()).isEmpty();
        lab.answers(cancel, 200);
        lab.answers(invite, 487);
        assertThat(client.told).containsExactly("180", "487");
        lab.passes(LONG);
        assertThat(lab.layer.size()).isZero();
    }

    /** §9.1: "if no provisional response has been received, the CANCEL request MUST NOT be sent". */
    @Test
    void a_cancel_waits_for_a_provisional_response() {
        RecordingClient client = lab.sends(request("INVITE"));
        WireMessage invite = lab.lastHeard();
        client.transaction().cancel(List.of());
        lab.time.settle();
        assertThat(lab.lines()).hasSize(1);
        lab.answers(invite, 100);

        assertThat(lab.lines()).containsExactly("CANCEL sip:bob@192.0.2.9 SIP/2.0");
    }

    @Test
    void a_cancel_may_be_asked_for_while_the_provisional_is_told() {
        lab.loop.execute(() -> {
            RecordingClient client = new RecordingClient();
            client.onProvisional = () -> client.transaction().cancel(List.of());
            client.transaction(lab.layer.send(Lab.request(request("INVITE")), Lab.TO_THEM, Optional.empty(), client));
        });
        lab.time.settle();
        lab.answers(180);

        assertThat(startLine(lab.lastHeard())).startsWith("CANCEL");
    }

    @Test
    void after_the_final_response_there_is_nothing_to_cancel() {
        RecordingClient client = lab.sends(request("INVITE"));
        lab.answers(486);
        lab.lines();
        client.transaction().cancel(List.of());
        lab.time.settle();

        assertThat(lab.lines()).isEmpty();
    }

    /**
     * §9.1: "If there is no final response … in 64*T1 seconds …, the client SHOULD then consider the transaction
     * cancelled".
     */
    @Test
    void an_invite_that_stays_unanswered_64_T1_after_its_cancel_is_given_up() {
        RecordingClient client = lab.sends(request("INVITE"));
        lab.answers(180);
        client.transaction().cancel(List.of());
        lab.passes(T1.multipliedBy(64));

        assertThat(client.told).containsExactly("180", "timed out");
        assertThat(lab.layer.size()).isZero();
    }

    @Test
    void only_an_invite_can_be_cancelled() {
        RecordingClient client = lab.sends(request("OPTIONS"));

        assertThatIllegalStateException().isThrownBy(() -> client.transaction().cancel(List.of()));
    }

    @Test
    void a_listener_that_throws_is_counted_and_the_transaction_goes_on() {
        RecordingClient client = lab.sends(request("INVITE"));
        client.onProvisional = () -> {
            throw new IllegalStateException("a defect of the test's own");
        };
        WireMessage invite = lab.lastHeard();
        lab.answers(invite, 180);
        lab.answers(invite, 486);

        assertThat(client.told).containsExactly("180", "486");
        assertThat(lab.layer.figures().listenerFaults()).isEqualTo(1);
    }
}
