package org.strowger.dialog.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.dialog.Bench.ALICE;
import static org.strowger.dialog.Bench.BOB;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.dialog.Bench;
import org.strowger.dialog.Bench.Agent;
import org.strowger.dialog.Bench.Call;
import org.strowger.dialog.SessionState;
import org.strowger.sdp.MediaDescription;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.memory.InMemoryNetwork.Conditions;

/** Changes of a session that stands, between two of our own. */
class ChangesTest {

    private static final SessionDescription HOLD = Bench.sdp("192.0.2.101", "sendonly");
    private static final SessionDescription HELD = Bench.sdp("192.0.2.102", "recvonly");

    private final Bench bench = new Bench();
    private final Agent alice = bench.agent("alice", "192.0.2.1");
    private final Agent bob = bench.agent("bob", "192.0.2.2");
    private final Call caller = alice.call("sip:bob@192.0.2.2");
    private final Call callee = bob.taken();

    @BeforeEach
    void a_call_stands() {
        callee.run(s -> callee.in().accept(BOB, List.of()));
        bench.settle();
        caller.told.clear();
        callee.told.clear();
        bench.wire.clear();
    }

    @AfterEach
    void nothing_is_left() {
        caller.run(s -> s.bye(List.of()));
        bench.pass(400);
        assertThat(bench.faults).isEmpty();
        assertThat(alice.isClean()).isTrue();
        assertThat(bob.isClean()).isTrue();
        assertThat(bench.time.pendingTimers()).isZero();
    }

    private Call side(String name) {
        return name.equals("caller") ? caller : callee;
    }

    @ParameterizedTest
    @CsvSource({
        "caller, callee, re-INVITE",
        "callee, caller, re-INVITE",
        "caller, callee, UPDATE",
        "callee, caller, UPDATE"
    })
    void either_side_may_change_the_session(String from, String to, String how) {
        side(to).onOffer = offer -> offer.accept(HELD);
        side(from).run(s -> {
            if (how.equals("UPDATE")) s.update(HOLD);
            else s.modify(Optional.of(HOLD));
        });
        bench.settle();
        assertThat(side(from).told).containsExactly("modified");
        assertThat(side(from).last).contains(HELD);
        assertThat(side(to).told).containsExactly("offered sdp");
        assertThat(side(to).offer.orElseThrow().description()).contains(HOLD);
        assertThat(bench.wire.stream().filter(line -> line.endsWith("> UPDATE") || line.endsWith(" ACK")))
                .hasSize(how.equals("UPDATE") ? 0 : 1);
    }

    @Test
    void a_refusal_leaves_all_as_it_was() {
        callee.onOffer = offer -> offer.reject(488);
        caller.run(s -> s.modify(Optional.of(HOLD)));
        bench.settle();
        assertThat(caller.told).containsExactly("refused 488");
        assertThat(caller.session().state()).isEqualTo(SessionState.CONFIRMED);
        callee.onOffer = offer -> offer.accept(HELD);
        caller.run(s -> s.modify(Optional.of(HOLD)));
        bench.settle();
        assertThat(caller.told).containsExactly("refused 488", "modified");
    }

    @Test
    void asked_for_an_offer_the_peer_makes_it_and_the_ack_answers() {
        callee.onOffer = offer -> offer.accept(BOB);
        caller.run(s -> s.modify(Optional.empty()));
        bench.settle();
        assertThat(callee.told).containsExactly("offered");
        assertThat(caller.told).containsExactly("modified offer");
        assertThat(caller.last).contains(BOB);
        bench.pass(1);
        assertThat(bench.sent("alice>bob ACK")).isZero();
        caller.run(s -> caller.offer.orElseThrow().accept(ALICE));
        bench.settle();
        assertThat(callee.told).containsExactly("offered", "acknowledged sdp");
        assertThat(callee.last).contains(ALICE);
    }

    @Test
    void an_offer_in_a_2xx_that_is_declined_ends_the_session() {
        callee.onOffer = offer -> offer.accept(BOB);
        caller.onOffer = offer -> offer.reject(488);
        caller.run(s -> s.modify(Optional.empty()));
        bench.settle();
        assertThat(caller.told).containsExactly("modified offer", "ended by 488");
        assertThat(callee.told).containsExactly("offered", "acknowledged sdp", "ended by BYE");
        assertThat(callee.last.orElseThrow().media()).noneMatch(MediaDescription::isActive);
        assertThat(bench.wire.stream().filter(line -> line.startsWith("alice>bob")))
                .containsExactly("alice>bob INVITE", "alice>bob ACK", "alice>bob BYE");
    }

    // §14.1: the owner of the Call-ID waits for 2.1 to 4 seconds, the other for 0 to 2
    @Test
    void both_sides_at_once_get_491_and_then_their_way_one_after_the_other() {
        bench.network.conditions(Conditions.after(Duration.ofMillis(20)));
        caller.onOffer = offer -> offer.accept(ALICE);
        callee.onOffer = offer -> offer.accept(BOB);
        caller.run(s -> s.modify(Optional.of(HOLD)));
        callee.run(s -> s.modify(Optional.of(HELD)));
        bench.pass(0.1);
        assertThat(bench.sent("bob>alice 491 INVITE")).isOne();
        assertThat(bench.sent("alice>bob 491 INVITE")).isOne();
        bench.pass(2.05);
        assertThat(callee.told).containsExactly("modified");
        assertThat(caller.told).containsExactly("offered sdp");
        bench.pass(2.05);
        assertThat(callee.told).containsExactly("modified", "offered sdp");
        assertThat(caller.told).containsExactly("offered sdp", "modified");
        assertThat(alice.layer.figures().glares()).isEqualTo(2);
    }

    @Test
    void changes_wait_for_one_another() {
        callee.onOffer = offer -> offer.accept(HELD);
        caller.run(s -> {
            s.modify(Optional.of(HOLD));
            s.modify(Optional.of(ALICE));
            s.update(HOLD);
        });
        bench.settle();
        assertThat(caller.told).containsExactly("modified", "modified", "modified");
        assertThat(bench.wire.stream().filter(line -> line.startsWith("alice>bob")))
                .containsExactly(
                        "alice>bob INVITE", "alice>bob ACK", "alice>bob INVITE", "alice>bob ACK", "alice>bob UPDATE");
    }

    @Test
    void a_change_asked_for_before_the_answer_waits_for_it() {
        Call other = alice.call("sip:bob@192.0.2.2");
        other.run(s -> s.modify(Optional.of(HOLD)));
        bench.settle();
        Call theirs = bob.taken();
        theirs.onOffer = offer -> offer.accept(HELD);
        assertThat(theirs.told).isEmpty();
        theirs.run(s -> theirs.in().accept(BOB, List.of()));
        bench.settle();
        assertThat(other.told).containsExactly("answered 200", "modified");
        other.run(s -> s.bye(List.of()));
    }

    @Test
    void a_lost_answer_to_a_re_invite_comes_again_and_so_does_its_ack() {
        bench.lose("200 INVITE", 1);
        callee.onOffer = offer -> offer.accept(HELD);
        caller.run(s -> s.modify(Optional.of(HOLD)));
        bench.pass(1);
        assertThat(caller.told).containsExactly("modified");
        bench.lose("ACK", 1);
        caller.run(s -> s.modify(Optional.of(ALICE)));
        bench.pass(1);
        assertThat(caller.told).containsExactly("modified", "modified");
        assertThat(bench.sent("alice>bob ACK")).isEqualTo(3);
    }

    @Test
    void a_re_invite_that_is_never_acknowledged_ends_the_session() {
        callee.onOffer = offer -> offer.accept(HELD);
        bench.lose("ACK");
        caller.run(s -> s.modify(Optional.of(HOLD)));
        bench.pass(33);
        assertThat(callee.told).containsExactly("offered sdp", "ended without ACK");
        assertThat(caller.told).containsExactly("modified", "ended by BYE");
    }

    @Test
    void a_peer_that_does_not_answer_a_change_is_gone() {
        bench.lose("INVITE");
        caller.run(s -> s.modify(Optional.of(HOLD)));
        bench.pass(33);
        assertThat(caller.told).containsExactly("ended by 408");
        assertThat(callee.told).containsExactly("ended by BYE");
    }

    // §16.6: timer C
    @Test
    void a_change_that_the_peer_never_decides_is_taken_back_after_three_minutes() {
        caller.run(s -> s.modify(Optional.of(HOLD)));
        bench.pass(179);
        assertThat(bench.sent("alice>bob CANCEL")).isZero();
        bench.pass(2);
        assertThat(bench.sent("alice>bob CANCEL")).isOne();
        assertThat(caller.told).containsExactly("refused 487");
        callee.run(s -> callee.offer.orElseThrow().accept(HELD)); // too late, and no harm
        bench.settle();
        assertThat(callee.session().state()).isEqualTo(SessionState.CONFIRMED);
    }

    @Test
    void hanging_up_while_a_change_is_open_settles_it() {
        caller.run(s -> s.modify(Optional.of(HOLD)));
        bench.settle();
        caller.run(s -> s.bye(List.of()));
        bench.settle();
        assertThat(bench.sent("bob>alice 200 BYE")).isOne();
        assertThat(bench.sent("bob>alice 487 INVITE")).isOne();
        assertThat(callee.told).containsExactly("offered sdp", "ended by BYE");
        assertThat(caller.told).isEmpty();
    }

    @Test
    void a_callee_that_hangs_up_while_it_owes_an_answer_settles_it() {
        caller.run(s -> s.modify(Optional.of(HOLD)));
        bench.settle();
        callee.run(s -> s.bye(List.of()));
        bench.settle();
        assertThat(bench.sent("bob>alice 487 INVITE")).isOne();
        assertThat(caller.told).endsWith("ended by BYE");
    }
}
