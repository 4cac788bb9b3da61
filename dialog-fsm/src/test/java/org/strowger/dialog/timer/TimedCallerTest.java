package org.strowger.dialog.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.dialog.Bench.ALICE;
import static org.strowger.dialog.Bench.BOB;

import java.time.Duration;
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
import org.strowger.dialog.SessionState;
import org.strowger.dialog.SessionTimers;
import org.strowger.dialog.SessionTimers.Use;
import org.strowger.sip.WireMessage;

/** RFC 4028 where we have invited: a peer whose every word the test writes. */
class TimedCallerTest {

    /** In seconds. */
    private static final double DAY = 24 * 3600;

    private static final String UPDATE = "Allow: INVITE, ACK, BYE, UPDATE";

    private final Bench bench = new Bench();
    private final Peer peer = bench.peer("peer", "192.0.2.9");
    private Agent alice = agent(Use.FORCED);

    private Agent agent(Use use) {
        bench.sessions = SessionTimers.DEFAULT.with(use);
        return bench.agent("alice" + use, "192.0.2." + (10 + use.ordinal()));
    }

    @AfterEach
    void nothing_is_left() {
        bench.pass(400);
        assertThat(bench.faults).isEmpty();
        assertThat(alice.isClean()).isTrue();
        assertThat(bench.time.pendingTimers()).isZero();
    }

    private WireMessage invite() {
        return peer.last("INVITE");
    }

    private Call answered(String... extra) {
        Call call = alice.call("sip:bob@192.0.2.9");
        call.said = Optional.of(ALICE);
        answer(invite(), extra);
        return call;
    }

    private void answer(WireMessage request, String... extra) {
        String[] headers = new String[extra.length + 1];
        headers[0] = peer.contact();
        System.arraycopy(extra, 0, headers, 1, extra.length);
        boolean offer = request.method().equals("INVITE");
        peer.answer(request, 200, "p1", offer ? BOB.toString() : "", headers);
    }

    private void hangUp(Call call) {
        call.run(s -> s.bye(List.of()));
        bench.settle();
        peer.answer(peer.last("BYE"), 200, "", "");
    }

    // RFC 4028 §7.1: "the UAC SHOULD include Supported with the option tag 'timer'"; who refreshes is left to the
    // answer
    @Test
    void an_invite_asks_for_a_timer() {
        Call call = answered();
        assertThat(Peer.header(invite(), "Supported")).contains("timer");
        assertThat(Peer.header(invite(), "Session-Expires")).isEqualTo("1800");
        assertThat(Peer.header(invite(), "Min-SE")).isEqualTo("90");
        hangUp(call);
    }

    @Test
    void where_they_are_only_accepted_nothing_is_asked_for_and_an_answer_counts() {
        alice = agent(Use.ACCEPTED);
        Call call = answered("Session-Expires: 600;refresher=uac", UPDATE);
        assertThat(Peer.header(invite(), "Session-Expires")).isEmpty();
        bench.pass(300);
        assertThat(peer.count("UPDATE")).isEqualTo(1);
        answer(peer.last("UPDATE"));
        bench.pass(DAY);
        assertThat(peer.count("UPDATE")).isEqualTo(1); // a 2xx without an interval ends it
        hangUp(call);
    }

    @Test
    void where_they_are_off_nothing_is_said_of_them() {
        alice = agent(Use.OFF);
        Call call = answered("Session-Expires: 600;refresher=uac", UPDATE);
        assertThat(Peer.text(invite())).doesNotContain("timer").doesNotContain("Min-SE");
        bench.pass(DAY);
        assertThat(peer.count("UPDATE")).isZero();
        hangUp(call);
    }

    /** RFC 4028 §9: who hears that we know timers may leave it to us to refresh, and would hang up where nobody does. */
    @Test
    void of_a_session_that_is_not_timed_it_is_not_said_that_we_know_timers() {
        alice.timers = Optional.of(SessionTimers.NONE);
        Call call = answered("Session-Expires: 600;refresher=uac", UPDATE);
        assertThat(Peer.text(invite())).doesNotContain("timer");
        call.run(s -> s.modify(Optional.of(ALICE)));
        bench.settle();
        assertThat(invite().cseq()).isEqualTo(2);
        assertThat(Peer.text(invite())).doesNotContain("timer");
        answer(invite());
        bench.pass(DAY);
        assertThat(peer.count("UPDATE")).isZero();
        hangUp(call);
    }

    @Test
    void one_that_is_timed_where_no_other_is_says_that_we_know_timers() {
        alice = agent(Use.OFF);
        alice.timers = Optional.of(SessionTimers.DEFAULT);
        Call call = answered("Session-Expires: 600;refresher=uac", "Require: timer", UPDATE);
        assertThat(Peer.header(invite(), "Supported")).isEqualTo("timer");
        bench.pass(300);
        assertThat(Peer.header(peer.last("UPDATE"), "Supported")).isEqualTo("timer");
        answer(peer.last("UPDATE"), "Session-Expires: 600;refresher=uac", "Require: timer");
        hangUp(call);
    }

    @Test
    void a_422_to_who_has_asked_for_nothing_is_a_refusal() {
        alice = agent(Use.ACCEPTED);
        Call call = alice.call("sip:bob@192.0.2.9");
        peer.answer(invite(), 422, "p1", "", "Min-SE: 3600");
        assertThat(call.told).containsExactly("rejected 422");
        assertThat(peer.count("INVITE")).isEqualTo(1);
    }

    /** RFC 4028 §5: less than 90 s nobody may ask for; what we call the least is for what others ask of us. */
    @Test
    void an_interval_is_refreshed_in_time_though_we_would_have_refused_it() {
        bench.sessions = new SessionTimers(Use.ACCEPTED, Duration.ofMinutes(30), Duration.ofMinutes(10));
        alice = bench.agent("alice", "192.0.2.20");
        Call call = answered("Session-Expires: 120;refresher=uac", "Require: timer", UPDATE);
        bench.pass(60);
        assertThat(peer.count("UPDATE")).isEqualTo(1);
        answer(peer.last("UPDATE"));
        hangUp(call);
    }

    // RFC 4028 §7.3: "the UAC MAY retry the request … with the same Call-ID", and the CSeq one higher
    @Test
    void a_422_is_followed_by_an_invite_with_what_it_wants() {
        Call call = alice.call("sip:bob@192.0.2.9");
        WireMessage first = invite();
        peer.answer(first, 180, "p0", "", peer.contact());
        peer.answer(first, 422, "p0", "", "Min-SE: 3600");
        WireMessage second = invite();
        assertThat(second.cseq()).isEqualTo(first.cseq() + 1);
        assertThat(second.branch()).isNotEqualTo(first.branch());
        assertThat(second.callId()).isEqualTo(first.callId());
        assertThat(second.fromTag()).isEqualTo(first.fromTag());
        assertThat(second.toTag()).isEmpty();
        assertThat(Peer.body(second)).isEqualTo(ALICE.toString());
        assertThat(Peer.headers(second, "Session-Expires")).containsExactly("3600");
        assertThat(Peer.headers(second, "Min-SE")).containsExactly("3600");
        answer(second, "Session-Expires: 3600;refresher=uas", "Require: timer");
        assertThat(call.told).containsExactly("progressed 180", "answered 200");
        assertThat(peer.last("ACK").cseq()).isEqualTo(second.cseq());
        hangUp(call);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Min-SE: 90", "Min-SE: 1800", "X-Nothing: 1", "Min-SE: soon"})
    void a_422_that_wants_no_more_than_was_asked_for_is_a_refusal(String least) {
        Call call = alice.call("sip:bob@192.0.2.9");
        peer.answer(invite(), 422, "p1", "", least);
        assertThat(call.told).containsExactly("rejected 422");
        assertThat(peer.count("INVITE")).isEqualTo(1);
    }

    @Test
    void one_that_wants_more_each_time_is_followed_a_few_times_only() {
        Call call = alice.call("sip:bob@192.0.2.9");
        for (int i = 1; i <= 5; i++) peer.answer(invite(), 422, "p1", "", "Min-SE: " + 10_000L * i);
        assertThat(call.told).containsExactly("rejected 422");
        assertThat(peer.count("INVITE")).isEqualTo(5);
    }

    @Test
    void who_has_given_up_follows_no_422() {
        Call call = alice.call("sip:bob@192.0.2.9");
        peer.answer(invite(), 180, "p1", "", peer.contact());
        call.run(s -> call.out().cancel(List.of()));
        bench.settle();
        peer.answer(peer.last("CANCEL"), 200, "p1", "");
        peer.answer(invite(), 422, "p1", "", "Min-SE: 3600");
        assertThat(call.told).containsExactly("progressed 180", "rejected 422");
    }

    // RFC 4028 §10: "the BYE SHOULD be sent slightly before the session expiration … the minimum of 32 seconds and one
    // third of the session interval"
    @ParameterizedTest
    @CsvSource({"600, 568", "90, 60", "1800, 1768", "3600, 3568"})
    void a_session_that_its_peer_does_not_refresh_is_ended_in_time(int expires, int end) {
        Call call = answered("Session-Expires: " + expires + ";refresher=uas", "Require: timer");
        bench.pass(end - 0.1);
        assertThat(peer.received).noneMatch(m -> m.isRequest() && m.method().equals("BYE"));
        bench.pass(0.2);
        assertThat(Peer.header(peer.last("BYE"), "Reason")).isEqualTo("SIP;cause=408;text=\"Session expired\"");
        assertThat(call.told).containsExactly("answered 200", "expired");
        assertThat(alice.layer.figures().expired()).isEqualTo(1);
        peer.answer(peer.last("BYE"), 200, "", "");
    }

    // RFC 4028 §7.2, RFC 3261 §13.2.2.4: of several forks that answer, the one that stands has settled it
    @Test
    void what_another_fork_says_of_its_interval_is_not_ours() {
        Call call = alice.call("sip:bob@192.0.2.9");
        WireMessage invite = invite();
        peer.answer(invite, 180, "f1", "", peer.contact());
        peer.answer(invite, 180, "f2", "", peer.contact());
        String body = BOB.toString();
        peer.answer(invite, 200, "f2", body, peer.contact(), "Session-Expires: 600;refresher=uas", "Require: timer");
        peer.answer(invite, 200, "f1", body, peer.contact(), "Session-Expires: 90;refresher=uac", "Require: timer");
        assertThat(peer.last("BYE").toTag()).isEqualTo("f1");
        peer.answer(peer.last("BYE"), 200, "", "");
        bench.pass(567);
        assertThat(peer.count("INVITE")).isEqualTo(1);
        assertThat(call.told).containsExactly("progressed 180", "progressed 180", "answered 200");
        bench.pass(2);
        assertThat(call.told).last().isEqualTo("expired");
        assertThat(peer.last("BYE").toTag()).isEqualTo("f2");
        peer.answer(peer.last("BYE"), 200, "", "");
    }

    // RFC 4028 §7.4: "it is RECOMMENDED that the UPDATE request not contain an offer", and who refreshes stays so
    @Test
    void as_the_refresher_we_send_update_at_half_of_the_interval() {
        Call call = answered("Session-Expires: 600;refresher=uac", "Require: timer", UPDATE);
        for (int i = 1; i <= 10; i++) {
            bench.pass(299.9);
            assertThat(peer.count("UPDATE")).isEqualTo(i - 1);
            bench.pass(0.1);
            WireMessage update = peer.last("UPDATE");
            assertThat(Peer.body(update)).isEmpty();
            assertThat(Peer.header(update, "Session-Expires")).isEqualTo("600;refresher=uac");
            assertThat(Peer.header(update, "Min-SE")).isEqualTo("90");
            assertThat(Peer.header(update, "Supported")).contains("timer");
            assertThat(Peer.header(update, "Contact")).isNotEmpty();
            answer(update, "Session-Expires: 600;refresher=uac", "Require: timer");
        }
        assertThat(call.told).containsExactly("answered 200");
        hangUp(call);
    }

    // RFC 4028 §7.4, RFC 3264 §8: a re-INVITE says the same as before, with the version of o= unchanged
    @Test
    void a_peer_that_takes_no_update_is_sent_the_same_description_again() {
        Call call = answered("Session-Expires: 600;refresher=uac", "Require: timer");
        bench.pass(300);
        WireMessage again = invite();
        assertThat(again.cseq()).isEqualTo(2);
        assertThat(Peer.body(again)).isEqualTo(ALICE.toString());
        assertThat(Peer.header(again, "Session-Expires")).isEqualTo("600;refresher=uac");
        answer(again, "Session-Expires: 600;refresher=uac", "Require: timer");
        assertThat(peer.last("ACK").cseq()).isEqualTo(2);
        assertThat(call.told).containsExactly("answered 200", "refreshed");
        hangUp(call);
    }

    @Test
    void one_that_refuses_update_although_it_says_that_it_takes_it_is_asked_by_invite() {
        Call call = answered("Session-Expires: 600;refresher=uac", "Require: timer", UPDATE);
        bench.pass(300);
        peer.answer(peer.last("UPDATE"), 405, "", "", "Allow: INVITE, ACK, BYE");
        assertThat(Peer.body(invite())).isEqualTo(ALICE.toString());
        answer(invite(), "Session-Expires: 600;refresher=uac");
        hangUp(call);
    }

    // RFC 3261 §14.1: "a UAC MUST NOT initiate a new INVITE transaction within a dialog while another INVITE
    // transaction
    // is in progress in either direction"; nor is what the peer offers forgotten because it refuses an UPDATE
    @ParameterizedTest
    @CsvSource({"405, 2", "488, 1"})
    void what_the_peer_offers_while_its_refusal_of_an_update_is_under_way_comes_first(int status, int invites) {
        Call call = answered("Session-Expires: 600;refresher=uac", "Require: timer", UPDATE);
        bench.pass(300);
        String timed = "Session-Expires: 600;refresher=uas";
        peer.within(invite(), "p1", "INVITE", 1, BOB.toString(), peer.contact(), "Supported: timer", timed);
        peer.answer(peer.last("UPDATE"), status, "", "");
        bench.settle();
        assertThat(call.told).containsExactly("answered 200", "offered sdp");
        assertThat(peer.count("INVITE")).isEqualTo(1);
        call.run(_ -> call.offer.orElseThrow().accept(ALICE));
        bench.settle();
        assertThat(peer.lastResponse("INVITE").status()).isEqualTo(200);
        peer.within(invite(), "p1", "ACK", 1, "");
        bench.settle();
        assertThat(peer.count("INVITE")).isEqualTo(invites);
        if (invites > 1) answer(invite(), "Session-Expires: 600;refresher=uac");
        hangUp(call);
    }

    @Test
    void an_answer_to_a_refresh_without_a_description_says_what_was_said_before() {
        Call call = answered("Session-Expires: 600;refresher=uac", "Require: timer");
        bench.pass(300);
        peer.answer(invite(), 200, "p1", "", peer.contact(), "Session-Expires: 600;refresher=uac");
        assertThat(call.told).containsExactly("answered 200");
        assertThat(call.session().state()).isEqualTo(SessionState.CONFIRMED);
        hangUp(call);
    }

    // RFC 4028 §10: "if the session refresh request transaction times out or generates a 408 or 481 response, then the
    // UAC sends a BYE request"
    @ParameterizedTest
    @ValueSource(ints = {408, 481, 0})
    void a_refresh_that_nobody_answers_ends_the_session(int status) {
        Call call = answered("Session-Expires: 600;refresher=uac", UPDATE);
        bench.pass(300);
        if (status > 0) peer.answer(peer.last("UPDATE"), status, "", "");
        else bench.pass(33);
        assertThat(call.told).containsExactly("answered 200", "ended by " + (status == 0 ? 408 : status));
        peer.answer(peer.last("BYE"), 481, "", "");
    }

    // RFC 4028 §7.3 holds for refreshes as well
    @Test
    void a_refresh_is_sent_again_for_a_longer_interval() {
        Call call = answered("Session-Expires: 600;refresher=uac", "Require: timer", UPDATE);
        bench.pass(300);
        peer.answer(peer.last("UPDATE"), 422, "", "", "Min-SE: 900");
        assertThat(peer.count("UPDATE")).isEqualTo(2);
        assertThat(Peer.header(peer.last("UPDATE"), "Session-Expires")).isEqualTo("900;refresher=uac");
        assertThat(Peer.header(peer.last("UPDATE"), "Min-SE")).isEqualTo("900");
        answer(peer.last("UPDATE"), "Session-Expires: 900;refresher=uac");
        bench.pass(450);
        assertThat(peer.count("UPDATE")).isEqualTo(3);
        answer(peer.last("UPDATE"), "Session-Expires: 900;refresher=uac");
        hangUp(call);
    }

    @Test
    void glare_is_waited_out() {
        Call call = answered("Session-Expires: 600;refresher=uac", "Require: timer");
        bench.pass(300);
        peer.answer(invite(), 491, "", "");
        bench.pass(5);
        assertThat(invite().cseq()).isEqualTo(3);
        answer(invite(), "Session-Expires: 600;refresher=uac");
        hangUp(call);
    }

    // RFC 4028 §10
    @Test
    void refusals_of_a_peer_that_knows_timers_let_the_session_expire() {
        Call call = answered("Session-Expires: 600;refresher=uac", "Require: timer", UPDATE);
        for (int i = 0; i < 5; i++) {
            bench.pass(i == 0 ? 300 : 60);
            assertThat(peer.count("UPDATE")).isEqualTo(i + 1);
            peer.answer(peer.last("UPDATE"), 488, "", "");
        }
        bench.pass(28);
        assertThat(call.told).containsExactly("answered 200", "expired");
        peer.answer(peer.last("BYE"), 200, "", "");
    }

    /** RFC 4028 §7.2: "the UAC can still run a session timer" with a peer that has none. */
    @ParameterizedTest
    @ValueSource(ints = {200, 488, 500, 501, 400})
    void a_peer_without_timers_lives_for_as_long_as_it_answers_whatever_it_says(int status) {
        Call call = answered();
        for (int i = 1; i <= 48; i++) {
            bench.pass(900);
            assertThat(peer.count("INVITE")).isEqualTo(i + 1);
            if (status == 200) answer(invite());
            else peer.answer(invite(), status, "", "");
        }
        assertThat(call.session().state()).isEqualTo(SessionState.CONFIRMED);
        hangUp(call);
    }

    @Test
    void a_peer_without_timers_that_has_vanished_is_found_out() {
        Call call = answered(UPDATE);
        bench.pass(900);
        assertThat(Peer.header(peer.last("UPDATE"), "Session-Expires")).isEqualTo("1800;refresher=uac");
        bench.pass(33);
        assertThat(call.told).containsExactly("answered 200", "ended by 408");
    }

    /** RFC 5057 §5.1: a proxy that says that it can't reach the peer says nothing of its living. */
    @Test
    void what_a_proxy_says_of_a_peer_that_is_gone_is_no_sign_of_life() {
        Call call = answered(UPDATE);
        for (int i = 0; i < 5; i++) {
            bench.pass(i == 0 ? 900 : 180);
            peer.answer(peer.last("UPDATE"), 480, "", "");
        }
        bench.pass(200);
        assertThat(call.told).containsExactly("answered 200", "expired");
        peer.answer(peer.last("BYE"), 480, "", "");
    }

    @Test
    void where_they_are_wanted_a_peer_without_timers_is_left_alone() {
        alice = agent(Use.WANTED);
        Call call = answered(UPDATE);
        bench.pass(DAY);
        assertThat(peer.count("UPDATE")).isZero();
        hangUp(call);
    }

    // RFC 4028 §7.2: a 2xx names who refreshes; what it lacks, what can't be read, and what no UAS may say, we mend
    @ParameterizedTest
    @CsvSource({
        "Session-Expires: 600, 300",
        "Session-Expires: 600;refresher=proxy, 300",
        "x: 600;refresher=uac, 300",
        "Session-Expires: 600;foo=bar;Refresher=UAC, 300",
        "Session-Expires: 10;refresher=uac, 45",
        "Session-Expires: 0;refresher=uac, 45",
        "Session-Expires: soon, 900",
        "Session-Expires: -5, 900",
        "Session-Expires: 4294967295;refresher=uac, 43200",
        "Session-Expires: 99999999999999999999;refresher=uas, 43200"
    })
    void a_strange_interval_is_refreshed_by_us(String header, int seconds) {
        Call call = answered(header, UPDATE);
        bench.pass(seconds - 0.1);
        assertThat(peer.count("UPDATE")).isZero();
        bench.pass(0.1);
        assertThat(peer.count("UPDATE")).isEqualTo(1);
        answer(peer.last("UPDATE"), header);
        hangUp(call);
    }

    /** RFC 4028 §7.4: any re-INVITE is a refresh. */
    @Test
    void a_change_of_ours_is_a_refresh_and_keeps_who_refreshes() {
        Call call = answered("Session-Expires: 600;refresher=uas", "Require: timer");
        bench.pass(500);
        call.run(s -> s.modify(Optional.of(Bench.sdp("192.0.2.101", "sendonly"))));
        bench.settle();
        assertThat(Peer.header(invite(), "Session-Expires")).isEqualTo("600;refresher=uas");
        answer(invite(), "Session-Expires: 600;refresher=uas", "Require: timer");
        bench.pass(500);
        assertThat(call.told).containsExactly("answered 200", "modified");
        bench.pass(68);
        assertThat(call.told).containsExactly("answered 200", "modified", "expired");
        peer.answer(peer.last("BYE"), 200, "", "");
    }

    @Test
    void a_change_that_is_under_way_when_a_refresh_is_due_goes_first() {
        Call call = answered("Session-Expires: 600;refresher=uac", "Require: timer", UPDATE);
        bench.pass(299);
        call.run(s -> s.modify(Optional.of(Bench.sdp("192.0.2.101", "sendonly"))));
        bench.settle();
        peer.answer(invite(), 100, "", "");
        bench.pass(10);
        assertThat(peer.count("UPDATE")).isZero();
        answer(invite(), "Session-Expires: 600;refresher=uac", "Require: timer");
        assertThat(call.told).containsExactly("answered 200", "modified");
        answer(peer.last("UPDATE"), "Session-Expires: 600;refresher=uac", "Require: timer");
        hangUp(call);
    }
}
