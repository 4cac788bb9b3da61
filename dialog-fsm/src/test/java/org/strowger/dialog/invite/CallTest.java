package org.strowger.dialog.invite;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.dialog.Bench.ALICE;
import static org.strowger.dialog.Bench.BOB;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.strowger.dialog.Bench;
import org.strowger.dialog.Bench.Agent;
import org.strowger.dialog.Bench.Call;
import org.strowger.dialog.DialogState;
import org.strowger.dialog.SessionState;
import org.strowger.sip.Transport;
import org.strowger.sip.message.SipHeader;

/** Two of our own, calling one another. */
class CallTest {

    private final Bench bench = new Bench();
    private final Agent alice = bench.agent("alice", "192.0.2.1");
    private final Agent bob = bench.agent("bob", "192.0.2.2");

    @AfterEach
    void nothing_is_left() {
        bench.pass(300);
        assertThat(bench.faults).isEmpty();
        assertThat(alice.isClean()).isTrue();
        assertThat(bob.isClean()).isTrue();
        assertThat(bench.time.pendingTimers()).isZero();
    }

    private Call answeredCall() {
        Call call = alice.call("sip:bob@192.0.2.2");
        bob.taken().run(s -> bob.taken().in().accept(BOB, List.of()));
        bench.settle();
        return call;
    }

    @Test
    void a_call_is_answered_and_the_caller_hangs_up() {
        Call call = alice.call("sip:bob@192.0.2.2");
        assertThat(bob.taken().in().offer()).contains(ALICE);
        assertThat(call.out().state()).isEqualTo(SessionState.TRYING);

        bob.taken().run(s -> bob.taken().in().progress(180, Optional.empty(), List.of()));
        bench.settle();
        assertThat(call.told).containsExactly("progressed 180");
        assertThat(call.out().state()).isEqualTo(SessionState.EARLY);

        bob.taken().run(s -> bob.taken().in().accept(BOB, List.of()));
        bench.settle();
        assertThat(call.told).containsExactly("progressed 180", "answered 200");
        assertThat(call.last).contains(BOB);
        assertThat(bob.taken().told).containsExactly("acknowledged");
        assertThat(call.out().state()).isEqualTo(SessionState.CONFIRMED);
        assertThat(bob.taken().in().state()).isEqualTo(SessionState.CONFIRMED);

        call.run(s -> s.bye(List.of()));
        bench.settle();
        assertThat(call.told).hasSize(2);
        assertThat(bob.taken().told).containsExactly("acknowledged", "ended by BYE");
        assertThat(call.out().state()).isEqualTo(SessionState.ENDED);
        assertThat(bench.wire)
                .containsExactly(
                        "alice>bob INVITE",
                        "bob>alice 100 INVITE",
                        "bob>alice 180 INVITE",
                        "bob>alice 200 INVITE",
                        "alice>bob ACK",
                        "alice>bob BYE",
                        "bob>alice 200 BYE");
    }

    @Test
    void the_callee_hangs_up_with_a_reason() {
        Call call = answeredCall();
        bob.taken().run(s -> s.bye(List.of(SipHeader.of("Reason", "Q.850;cause=16"))));
        bench.settle();
        assertThat(call.told).containsExactly("answered 200", "ended by BYE");
        assertThat(bob.taken().told).containsExactly("acknowledged");
    }

    @Test
    void early_media_is_shown() {
        Call call = alice.call("sip:bob@192.0.2.2");
        bob.taken().run(s -> bob.taken().in().progress(183, Optional.of(BOB), List.of()));
        bench.settle();
        assertThat(call.told).containsExactly("progressed 183 sdp");
        bob.taken().run(s -> bob.taken().in().reject(486, List.of()));
        bench.settle();
        assertThat(call.told).containsExactly("progressed 183 sdp", "rejected 486");
    }

    @Test
    void a_ringing_call_is_cancelled() {
        Call call = alice.call("sip:bob@192.0.2.2");
        bob.taken().run(s -> bob.taken().in().progress(180, Optional.empty(), List.of()));
        bench.settle();
        call.run(s -> call.out().cancel(List.of()));
        bench.settle();
        assertThat(call.told).containsExactly("progressed 180", "rejected 487");
        assertThat(bob.taken().told).containsExactly("cancelled");
        assertThat(bench.sent("bob>alice 487 INVITE")).isOne();
    }

    @Test
    void the_offer_may_come_from_the_callee() {
        Call call = alice.call("sip:bob@192.0.2.2", Optional.empty(), List.of());
        assertThat(bob.taken().in().offer()).isEmpty();
        bob.taken().run(s -> bob.taken().in().accept(BOB, List.of()));
        bench.settle();
        assertThat(call.told).containsExactly("answered 200");
        assertThat(call.last).contains(BOB);
        assertThat(call.out().state()).isEqualTo(SessionState.ANSWERED);

        bench.pass(2); // 200 comes again and is absorbed
        assertThat(bench.sent("alice>bob ACK")).isZero();
        assertThat(call.told).hasSize(1);

        call.run(s -> call.out().acknowledge(ALICE));
        bench.settle();
        assertThat(bob.taken().told).containsExactly("acknowledged sdp");
        assertThat(bob.taken().last).contains(ALICE);
        call.run(s -> s.bye(List.of()));
    }

    @Test
    void a_lost_200_is_sent_again() {
        bench.lose("200 INVITE", 2);
        Call call = answeredCall();
        assertThat(call.told).isEmpty();
        bench.pass(0.5);
        assertThat(call.told).isEmpty();
        bench.pass(1);
        assertThat(call.told).containsExactly("answered 200");
        assertThat(bob.taken().told).containsExactly("acknowledged");
        call.run(s -> s.bye(List.of()));
    }

    @Test
    void a_lost_ack_is_sent_again_with_the_next_200() {
        bench.lose("ACK", 1);
        Call call = answeredCall();
        assertThat(bob.taken().told).isEmpty();
        bench.pass(0.5);
        assertThat(bob.taken().told).containsExactly("acknowledged");
        assertThat(bench.sent("alice>bob ACK")).isEqualTo(2);
        assertThat(call.told).containsExactly("answered 200");
        call.run(s -> s.bye(List.of()));
    }

    // §13.3.1.4: "If the server retransmits the 2xx response for 64*T1 seconds without receiving an ACK, the dialog is
    // confirmed, but
    // the session SHOULD be terminated. This is accomplished with a BYE".
    @Test
    void without_an_ack_the_callee_says_bye_after_64_times_t1() {
        bench.lose("ACK");
        Call call = answeredCall();
        bench.pass(31.9);
        assertThat(bob.taken().told).isEmpty();
        assertThat(bench.sent("bob>alice 200 INVITE")).isEqualTo(11); // 0, .5, 1.5, 3.5, 7.5, 11.5, … 31.5
        bench.pass(0.2);
        assertThat(bob.taken().told).containsExactly("ended without ACK");
        assertThat(call.told).containsExactly("answered 200", "ended by BYE");
    }

    @Test
    void a_callee_that_hangs_up_at_once_waits_for_the_ack() {
        bench.lose("ACK", 2);
        Call call = answeredCall();
        bob.taken().run(s -> s.bye(List.of()));
        bench.settle();
        assertThat(bench.sent("bob>alice BYE")).isZero();
        bench.pass(2);
        assertThat(bench.sent("bob>alice BYE")).isOne();
        assertThat(call.told).containsExactly("answered 200", "ended by BYE");
        assertThat(bob.taken().told).isEmpty();
    }

    @Test
    void two_byes_that_cross_end_both_sides_once() {
        Call call = answeredCall();
        call.run(s -> s.bye(List.of()));
        bob.taken().run(s -> s.bye(List.of()));
        bench.settle();
        assertThat(bench.sent("alice>bob 200 BYE")).isOne();
        assertThat(bench.sent("bob>alice 200 BYE")).isOne();
        assertThat(call.told).containsExactly("answered 200");
    }

    @Test
    void a_peer_that_does_not_answer_the_bye_is_let_go() {
        Call call = answeredCall();
        bob.host.stop();
        call.run(s -> s.bye(List.of()));
        bench.pass(31);
        assertThat(alice.layer.size()).isOne();
        bench.pass(2);
        assertThat(alice.layer.size()).isZero();
        bob.taken().run(s -> s.bye(List.of()));
    }

    @Test
    void a_call_over_tcp_uses_the_connection_of_its_invite_for_all() {
        Set<Long> connections = new HashSet<>();
        bob.host.receiver(message -> {
            connections.add(message.flow().connection());
            bob.transactions.received(message);
        });
        alice.host.receiver(message -> {
            connections.add(message.flow().connection());
            alice.transactions.received(message);
        });
        Call call =
                alice.call("sip:bob@192.0.2.2;transport=tcp", Optional.of(ALICE), List.of(), List.of(), Transport.TCP);
        bob.taken().run(s -> bob.taken().in().accept(BOB, List.of()));
        bench.settle();
        assertThat(call.out().dialog().orElseThrow().remoteTarget()).contains("transport=tcp");
        bob.taken().run(s -> s.bye(List.of()));
        bench.settle();
        assertThat(call.told).containsExactly("answered 200", "ended by BYE");
        assertThat(connections).as("one number at either end").hasSize(2).doesNotContain(0L);
    }

    @Test
    void info_goes_both_ways() {
        Call call = answeredCall();
        call.run(s -> s.info("application/dtmf-relay", "Signal=5".getBytes(US_ASCII)));
        bob.taken().run(s -> s.info("application/dtmf-relay", "Signal=6".getBytes(US_ASCII)));
        bench.settle();
        assertThat(bob.taken().told).contains("informed Signal=5");
        assertThat(call.told).contains("informed Signal=6");
        call.run(s -> s.bye(List.of()));
    }

    @Test
    void nobody_there_is_a_408_made_up() {
        bob.host.stop();
        Call call = alice.call("sip:bob@192.0.2.2");
        bench.pass(33);
        assertThat(call.told).containsExactly("rejected 408");
    }

    @Test
    void a_refused_connection_is_a_503_made_up() {
        bob.host.stop();
        Call call =
                alice.call("sip:bob@192.0.2.2;transport=tcp", Optional.of(ALICE), List.of(), List.of(), Transport.TCP);
        bench.settle();
        assertThat(call.told).containsExactly("rejected 503");
    }

    @Test
    void a_dialog_is_written_down_alike_on_both_sides() {
        Call call = answeredCall();
        DialogState here = call.out().dialog().orElseThrow();
        DialogState there = bob.taken().in().dialog().orElseThrow();
        assertThat(here.localTag()).isEqualTo(there.remoteTag());
        assertThat(here.remoteTag()).isEqualTo(there.localTag());
        assertThat(here.callId()).isEqualTo(there.callId());
        assertThat(here.remoteTarget()).isEqualTo("sip:strowger@192.0.2.2:5060");
        assertThat(there.remoteSequence()).isEqualTo(here.localSequence());
        assertThat(here.remoteSequence()).isEqualTo(-1);
        call.run(s -> s.bye(List.of()));
    }
}
