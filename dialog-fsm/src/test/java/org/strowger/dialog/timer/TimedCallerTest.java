package org.strowger.dialog.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.dialog.Bench.ALICE;
import static org.strowger.dialog.Bench.BOB;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.dialog.Bench.Call;
import org.strowger.dialog.Peer;
import org.strowger.dialog.SessionTimers;
import org.strowger.dialog.SessionTimers.Use;
import org.strowger.sip.WireMessage;

/** RFC 4028 where we have invited: a peer whose every word the test writes. */
class TimedCallerTest extends TimedCaller {

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

    /**
     * RFC 4028 §9: who hears that we know timers may leave it to us to refresh, and would hang up where nobody does.
     */
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
}
