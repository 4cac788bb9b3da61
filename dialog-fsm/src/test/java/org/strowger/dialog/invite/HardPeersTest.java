package org.strowger.dialog.invite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.dialog.Bench.BOB;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.dialog.Bench;
import org.strowger.dialog.Bench.Agent;
import org.strowger.dialog.Bench.Call;
import org.strowger.dialog.Peer;

/** Peers that aren't where they say, fork without end, or say what can't be used. */
class HardPeersTest {

    private final Bench bench = new Bench();
    private final Agent alice = bench.agent("alice", "192.0.2.1");
    private final Peer peer = bench.peer("peer", "192.0.2.9");
    private final Peer elsewhere = bench.peer("elsewhere", "192.0.2.99");

    @AfterEach
    void nothing_is_left() {
        bench.pass(400);
        assertThat(bench.faults).isEmpty();
        assertThat(alice.isClean()).isTrue();
        assertThat(bench.time.pendingTimers()).isZero();
    }

    private Call answered(String contact) {
        Call call = alice.call("sip:bob@192.0.2.9");
        peer.answer(peer.last("INVITE"), 200, "p1", BOB.toString(), contact);
        return call;
    }

    private void hangUp(Call call) {
        call.run(s -> s.bye(List.of()));
        bench.settle();
        peer.answer(peer.last("BYE"), 200, "", "");
    }

    // RFC 5626 §5.3, RFC 3581: what lets us through a NAT is the way that the peer has come by
    @Test
    void a_peer_whose_contact_names_another_address_gets_its_requests_where_it_was_met() {
        Call call = answered("Contact: <sip:bob@192.0.2.99:5099>");
        call.run(s -> s.info("application/dtmf-relay", new byte[] {'1'}));
        bench.settle();
        peer.answer(peer.last("INFO"), 200, "", "");
        hangUp(call);
        assertThat(peer.summaries()).containsExactly("INVITE", "ACK", "INFO", "BYE");
        assertThat(elsewhere.summaries()).isEmpty();
    }

    @Test
    void a_peer_that_speaks_from_another_address_is_met_there_from_then_on() {
        Call call = answered("Contact: <sip:bob@10.0.0.1>");
        elsewhere.within(peer.last("INVITE"), "p1", "OPTIONS", 7, "");
        call.run(s -> s.bye(List.of()));
        bench.settle();
        elsewhere.answer(elsewhere.last("BYE"), 200, "", "");
        assertThat(peer.count("BYE")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Contact: <:>",
                "Contact: :",
                "Contact: :::::",
                "Contact: *",
                "Contact: <sip:>",
                "Contact: <sip:bob@>",
                "Contact: <tel:+4930>",
                "Record-Route: <:>",
                "Record-Route: <tel:1>",
                "X-No: contact"
            })
    void whatever_a_peer_says_of_itself_it_can_be_acknowledged_and_hung_up(String line) {
        Call call = answered(line);
        assertThat(call.told).as(line).contains("answered 200");
        hangUp(call);
        assertThat(peer.summaries()).as(line).containsExactly("INVITE", "ACK", "BYE");
    }

    @Test
    void forks_that_answer_late_are_hung_up_where_our_invite_went_and_only_so_many_of_them() {
        Call call = answered(peer.contact());
        for (int i = 0; i < 100; i++) {
            late(i);
            bench.time.advance(Duration.ofMillis(50));
        }
        assertThat(elsewhere.received).isEmpty();
        assertThat(hungUp()).hasSize(LateAnswers.MOST);
        assertThat(alice.layer.figures().forksIgnored()).isEqualTo(100 - LateAnswers.MOST);
        hangUp(call);
    }

    @Test
    void forks_that_answer_late_and_all_at_once_are_hung_up_four_at_once_and_the_others_when_they_answer_again() {
        Call call = answered(peer.contact());
        for (int i = 0; i < 10; i++) late(i);
        assertThat(hungUp()).containsExactly("late0", "late1", "late2", "late3");
        assertThat(alice.layer.figures().forksIgnored()).isEqualTo(6);
        bench.time.advance(Duration.ofMillis(500)); // T1, as §13.3.1.4 has it for a 2xx without ACK
        for (int i = 0; i < 10; i++) late(i);
        assertThat(hungUp()).hasSize(8);
        bench.time.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 10; i++) late(i);
        assertThat(hungUp()).hasSize(10);
        hangUp(call);
    }

    private void late(int fork) {
        peer.answer(peer.last("INVITE"), 200, "late" + fork, BOB.toString(), "Contact: <sip:victim@192.0.2.99:5060>");
    }

    /** The tags of those who have a BYE. */
    private List<String> hungUp() {
        return peer.received.stream()
                .filter(m -> m.isRequest() && m.method().equals("BYE"))
                .map(m -> Peer.header(m, "To").replaceFirst(".*;tag=", ""))
                .distinct()
                .toList();
    }

    @Test
    void forks_that_ring_are_kept_and_told_up_to_a_bound() {
        Call call = alice.call("sip:bob@192.0.2.9");
        for (int i = 0; i < 100; i++) {
            peer.answer(peer.last("INVITE"), 180, "early" + i, "", peer.contact());
            bench.pass(0.1);
        }
        assertThat(call.told).hasSize(Forks.MOST);
        assertThat(alice.layer.figures().forksIgnored()).isEqualTo(100 - Forks.MOST);
        peer.answer(peer.last("INVITE"), 200, "early99", BOB.toString(), peer.contact());
        assertThat(call.told).endsWith("answered 200");
        hangUp(call);
    }

    // §12.1.2: "This MUST be done even if" there is no tag, for peers of RFC 2543
    @Test
    void ringing_and_early_media_without_a_tag_are_heard() {
        Call call = alice.call("sip:bob@192.0.2.9");
        peer.answer(peer.last("INVITE"), 180, "", "", peer.contact());
        peer.answer(peer.last("INVITE"), 183, "", BOB.toString(), peer.contact());
        assertThat(call.told).containsExactly("progressed 180", "progressed 183 sdp");
        peer.answer(peer.last("INVITE"), 200, "p1", "", peer.contact());
        assertThat(call.told).endsWith("answered 200");
        hangUp(call);
    }

    // §12.2.2: "If the remote sequence number is not empty, but the sequence number of the request is lower than the
    // remote sequence number, the request is out of order and MUST be rejected with a 500"
    @Test
    void a_bye_that_counts_like_the_request_before_it_ends_the_session() {
        Call call = answered(peer.contact());
        peer.within(peer.last("INVITE"), "p1", "OPTIONS", 7, "");
        peer.within(peer.last("INVITE"), "p1", "OPTIONS", 6, "");
        assertThat(peer.summaries()).endsWith("200 OPTIONS", "500 OPTIONS");
        peer.within(peer.last("INVITE"), "p1", "BYE", 7, "");
        assertThat(peer.summaries()).endsWith("200 BYE");
        assertThat(call.told.getLast()).startsWith("ended");
    }

    @Test
    void info_of_a_package_is_refused_as_is_what_is_too_much() {
        Call call = answered(peer.contact());
        peer.within(peer.last("INVITE"), "p1", "INFO", 1, "x", "Info-Package: foo", "Content-Type: text/plain");
        assertThat(peer.summaries()).endsWith("469 INFO");
        assertThat(Peer.headers(peer.lastResponse("INFO"), "Recv-Info")).containsExactly("");
        peer.within(peer.last("INVITE"), "p1", "INFO", 2, "x".repeat(Infos.LARGEST + 1), "Content-Type: text/plain");
        assertThat(peer.summaries()).endsWith("413 INFO");
        for (int i = 3; i < 60; i++)
            peer.within(peer.last("INVITE"), "p1", "INFO", i, "1", "Content-Type: application/dtmf");
        assertThat(peer.summaries().stream().filter("503 INFO"::equals)).hasSize(57 + 2 - Infos.A_SECOND);
        bench.pass(1);
        peer.within(peer.last("INVITE"), "p1", "INFO", 60, "1", "Content-Type: application/dtmf");
        assertThat(peer.summaries()).endsWith("200 INFO");
        hangUp(call);
    }

    @Test
    void a_peer_that_answers_no_info_is_sent_only_so_many() {
        Call call = answered(peer.contact());
        for (int i = 0; i < 100; i++) call.run(s -> s.info("text/plain", new byte[] {'1'}));
        bench.settle();
        assertThat(peer.count("INFO")).isEqualTo(Infos.MOST_UNANSWERED);
        assertThat(alice.layer.figures().infosWithheld()).isEqualTo(100 - Infos.MOST_UNANSWERED);
        hangUp(call);
    }
}
