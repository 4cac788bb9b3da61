package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.strowger.audio.Tone;
import org.strowger.call.CallRouter;
import org.strowger.call.Destination;
import org.strowger.call.DialOptions;
import org.strowger.sdp.Codec;
import org.strowger.sdp.Direction;

/** Calls through the switch in virtual time. */
class CallsTest {

    private VirtualSwitch home = new VirtualSwitch(1, VirtualSwitch.usualSettings(), Programs.dialUsers());

    @AfterEach
    void nothing_is_left_behind() {
        Leftovers.ofCalls(home);
        home.close();
    }

    private void routes(CallRouter router) {
        home = new VirtualSwitch(1, VirtualSwitch.usualSettings(), router);
    }

    @Test
    void two_phones_talk_and_the_caller_hangs_up() {
        ScriptedPhone alice = home.phone("1001").registers();
        ScriptedPhone bob = home.phone("1002").registers();
        alice.calls("1002");
        assertThat(bob.isRinging()).as(trace()).isTrue();
        bob.answers();
        assertThat(alice.isTalking()).as(trace()).isTrue();
        Heard.eachOther(home, alice, bob);
        alice.hangsUp();
        assertThat(bob.isTalking()).as(trace()).isFalse();
        assertThat(bob.story()).containsExactly("REGISTER 200", "rings for 1001", "answered", "peer hung up");
    }

    @Test
    void the_callee_hangs_up() {
        ScriptedPhone alice = home.phone("1001").registers();
        ScriptedPhone bob = home.phone("1002").registers();
        alice.calls("1002");
        bob.answers().hangsUp();
        assertThat(alice.story())
                .as(trace())
                .containsExactly("REGISTER 200", "hears 180", "is answered", "peer hung up");
    }

    @Test
    void a_caller_who_gives_up_stops_the_ringing() {
        ScriptedPhone alice = home.phone("1001").registers();
        ScriptedPhone bob = home.phone("1002").registers();
        alice.calls("1002").hangsUp();
        assertThat(bob.story()).as(trace()).endsWith("stopped ringing");
        assertThat(alice.lastStatus()).isEqualTo(487);
    }

    @Test
    void nobody_answers_within_the_timeout() {
        ScriptedPhone alice = home.phone("1001").registers();
        ScriptedPhone bob = home.phone("1002").registers();
        alice.calls("1002");
        home.passes(Duration.ofSeconds(19));
        assertThat(bob.isRinging()).isTrue();
        home.passes(Duration.ofSeconds(2));
        assertThat(bob.story()).as(trace()).endsWith("stopped ringing");
        assertThat(alice.lastStatus()).isEqualTo(480);
    }

    @Test
    void refusals_reach_the_caller_as_they_are() {
        ScriptedPhone alice = home.phone("1001").registers();
        home.phone("1002").registers().answersWith(486);
        home.phone("1003").registers().answersWith(603);
        home.phone("1004");
        alice.calls("1002");
        assertThat(alice.lastStatus()).as(trace()).isEqualTo(486);
        alice.calls("1003");
        assertThat(alice.lastStatus()).isEqualTo(603);
        alice.calls("1004");
        assertThat(alice.lastStatus()).as("not registered").isEqualTo(480);
        alice.calls("1999");
        assertThat(alice.lastStatus()).as("unknown").isEqualTo(404);
    }

    @Test
    void strangers_are_not_let_in() {
        home.phone("1002").registers();
        ScriptedPhone liar = home.phone("1001");
        ScriptedPhone mallory = home.stranger("1001", "guess");
        mallory.registers();
        assertThat(mallory.lastStatus()).as(trace()).isEqualTo(403);
        mallory.calls("1002");
        assertThat(mallory.lastStatus()).isEqualTo(403);
        ScriptedPhone unknown = home.stranger("4711", "x").calls("1002");
        assertThat(unknown.lastStatus()).isEqualTo(403);
        assertThat(liar.story()).isEmpty();
        assertThat(home.figures().callsStarted()).isZero();
    }

    @Test
    void hold_and_resume_pass_through() {
        ScriptedPhone alice = home.phone("1001").registers();
        ScriptedPhone bob = home.phone("1002").registers().answersAtOnce();
        alice.calls("1002");
        home.passes(Duration.ofSeconds(1));
        alice.holds();
        home.passes(Duration.ofSeconds(1));
        assertThat(bob.story()).as(trace()).endsWith("is offered sendonly");
        assertThat(alice.story()).endsWith("changed the session");
        var said = alice.remoteDescription().orElseThrow();
        assertThat(said.directionOf(said.media().getFirst())).isEqualTo(Direction.RECVONLY);
        alice.resumes();
        home.passes(Duration.ofSeconds(1));
        Heard.eachOther(home, alice, bob);
        bob.hangsUp();
    }

    @Test
    void a_delayed_offer_crosses_the_switch_both_ways() {
        ScriptedPhone alice = home.phone("1001").registers().offers(ScriptedPhone.OfferStyle.DELAYED);
        ScriptedPhone bob = home.phone("1002").registers();
        alice.calls("1002");
        bob.answers();
        assertThat(alice.isTalking()).as(trace()).isTrue();
        Heard.eachOther(home, alice, bob);
        alice.hangsUp();
    }

    @Test
    void glare_is_resolved_in_time() {
        ScriptedPhone alice = home.phone("1001").registers();
        ScriptedPhone bob = home.phone("1002").registers().answersAtOnce();
        home.network().conditions(org.strowger.sip.memory.InMemoryNetwork.Conditions.after(Duration.ofMillis(10)));
        alice.calls("1002");
        home.passes(Duration.ofSeconds(1));
        alice.holds();
        bob.holds();
        home.passes(Duration.ofSeconds(15));
        assertThat(alice.story()).as(trace()).contains("changed the session", "is offered sendonly");
        assertThat(bob.story()).as(trace()).contains("changed the session", "is offered sendonly");
        alice.hangsUp();
        home.passes(Duration.ofSeconds(1));
    }

    @Test
    void the_first_to_answer_wins_and_the_others_stop() {
        routes(Programs.always(call -> call.dial(
                new Destination.FirstToAnswer(List.of(
                        new Destination.User("1002"), new Destination.User("1003"), new Destination.User("1004"))),
                DialOptions.DEFAULT)));
        ScriptedPhone alice = home.phone("1001").registers();
        ScriptedPhone bob = home.phone("1002").registers();
        ScriptedPhone carol = home.phone("1003").registers();
        home.phone("1004").registers().answersWith(486);
        alice.calls("3000");
        carol.answers();
        assertThat(bob.story()).as(trace()).endsWith("stopped ringing");
        assertThat(alice.story()).containsOnlyOnce("hears 180");
        Heard.eachOther(home, alice, carol);
        carol.hangsUp();
        assertThat(alice.story()).endsWith("peer hung up");
    }

    @Test
    void the_next_is_tried_when_the_first_can_not_be_reached() {
        routes(Programs.always(call -> call.dial(
                new Destination.OneByOne(List.of(
                        new Destination.User("1002"),
                        new Destination.Trunk("carrier", "+15550001111"),
                        new Destination.User("1003"))),
                DialOptions.DEFAULT.timeout(Duration.ofSeconds(10)))));
        ScriptedPhone alice = home.phone("1001").registers();
        home.phone("1002").registers();
        home.trunk("carrier").answersWith(503);
        ScriptedPhone carol = home.phone("1003").registers();
        alice.calls("3000");
        home.passes(Duration.ofSeconds(11));
        carol.answers();
        assertThat(alice.isTalking()).as(trace()).isTrue();
        alice.hangsUp();
    }

    @Test
    void two_contacts_of_one_account_ring_together() {
        ScriptedPhone alice = home.phone("1001").registers();
        ScriptedPhone desk = home.phone("1002").registers();
        ScriptedPhone mobile = home.anotherPhone("1002").registers();
        alice.calls("1002");
        assertThat(desk.isRinging() && mobile.isRinging()).as(trace()).isTrue();
        mobile.answers();
        assertThat(desk.story()).endsWith("stopped ringing");
        alice.hangsUp();
    }

    @Test
    void a_refused_call_ends_with_the_programs_status() {
        routes(Programs.always(call -> call.reject(403)));
        assertThat(home.phone("1001").calls("1").lastStatus()).as(trace()).isEqualTo(403);
    }

    @Test
    void an_answered_caller_hears_echo_until_hanging_up() {
        routes(Programs.always(call -> call.echo()));
        ScriptedPhone alice = home.phone("1001").calls("*43");
        alice.media().tone(Codec.PCMU, 440);
        home.passes(Duration.ofSeconds(2));
        assertThat(Tone.decibels(alice.media().heard(Duration.ofSeconds(1)), 8000, 440))
                .as(trace())
                .isGreaterThan(30);
        alice.hangsUp();
    }

    @Test
    void a_caller_answered_by_the_program_is_bridged_later() {
        routes(Programs.always(call -> {
            call.answer();
            call.dial(new Destination.User("1002"), DialOptions.DEFAULT);
        }));
        ScriptedPhone alice = home.phone("1001");
        ScriptedPhone bob = home.phone("1002").registers();
        alice.calls("1002");
        assertThat(alice.isTalking()).isTrue();
        bob.answers();
        Heard.eachOther(home, alice, bob);
        bob.hangsUp();
        assertThat(alice.story()).as(trace()).endsWith("peer hung up");
    }

    @Test
    void a_program_that_throws_costs_its_own_call_only() {
        routes(Programs.always(call -> {
            if (call.number().equals("1")) throw new IllegalStateException("a programming error");
            call.echo();
        }));
        ScriptedPhone bob = home.phone("1002").calls("2");
        assertThat(home.phone("1001").calls("1").lastStatus()).as(trace()).isEqualTo(500);
        assertThat(bob.isTalking()).isTrue();
        assertThat(home.figures().programFaults()).isEqualTo(1);
        bob.hangsUp();
    }

    @Test
    void the_limit_on_calls_is_told_with_retry_after() {
        home = new VirtualSwitch(1, withLimit(1), Programs.always(call -> call.echo()));
        ScriptedPhone alice = home.phone("1001").calls("1");
        assertThat(home.phone("1002").calls("2").lastStatus()).as(trace()).isEqualTo(503);
        alice.hangsUp();
        assertThat(home.phone("1003").calls("3").hangsUp().lastStatus()).isEqualTo(200);
    }

    @Test
    void a_call_is_hung_up_when_one_side_falls_silent_for_the_configured_time() {
        ScriptedPhone alice = home.phone("1001").registers();
        ScriptedPhone bob = home.phone("1002").registers();
        alice.calls("1002");
        home.passes(Duration.ofSeconds(15));
        bob.answers();
        alice.media().tone(Codec.PCMU, 440);
        bob.media().tone(Codec.PCMU, 880);
        home.passes(Duration.ofMinutes(5));
        assertThat(alice.isTalking()).as(trace()).isTrue();
        alice.media().silence();
        home.passes(Duration.ofMinutes(2));
        assertThat(alice.isTalking()).as(trace()).isFalse();
        assertThat(bob.isTalking()).isFalse();
    }

    @Test
    void what_a_caller_hides_in_its_number_stays_hidden() {
        routes(Programs.always(
                call -> call.dial(new Destination.Trunk("carrier", call.number()), DialOptions.DEFAULT)));
        ScriptedPhone carrier = home.trunk("carrier");
        // No number has line ends; what else has to be escaped leaves escaped again.
        assertThat(home.phone("1001").calls("12%0D%0AEvil%3A%20yes").lastStatus())
                .isEqualTo(404);
        assertThat(carrier.story()).as(trace()).isEmpty();
        home.phone("1001").calls("12%5EEvil%7B%7D");
        assertThat(carrier.lastInvite()).as(trace()).contains("INVITE sip:12%5EEvil%7B%7D@");
        carrier.refuses(486);
    }

    @Test
    void a_call_that_comes_back_to_the_switch_is_a_loop() {
        routes(Programs.always(call -> call.dial(
                new Destination.Trunk("ourselves", call.number()),
                DialOptions.DEFAULT.timeout(Duration.ofSeconds(5)))));
        home.trunkTo("ourselves", new java.net.InetSocketAddress("192.0.2.1", 5060));
        assertThat(home.phone("1001").calls("1002").lastStatus()).as(trace()).isEqualTo(482);
        assertThat(home.figures().callsStarted()).isEqualTo(1);
    }

    private static org.strowger.call.setup.ExchangeSettings withLimit(int calls) {
        var usual = VirtualSwitch.usualSettings();
        return new org.strowger.call.setup.ExchangeSettings(
                usual.product(),
                usual.transactions(),
                usual.callers(),
                calls,
                usual.stall(),
                usual.retryAfter(),
                usual.registrar(),
                usual.nonceLife(),
                usual.sounds());
    }

    private String trace() {
        return String.join("\n", home.trace());
    }
}
