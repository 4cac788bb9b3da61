package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.strowger.call.event.LegEvent;
import org.strowger.directory.SrtpPolicy;
import org.strowger.sdp.Direction;

/** Phones transfer their calls, blind and attended, by REFER (RFC 3515, 3891, 5589). */
class TransferTest {

    private final VirtualSwitch home = new VirtualSwitch(1, VirtualSwitch.usualSettings(), Programs.dialUsers());
    private ScriptedPhone alice;
    private ScriptedPhone bob;
    private ScriptedPhone carol;

    @BeforeEach
    void alice_talks_to_bob() {
        alice = home.phone("1001").registers();
        bob = home.phone("1002").registers();
        carol = home.phone("1003").registers();
        alice.calls("1002");
        bob.answers();
        home.passes(Duration.ofSeconds(1));
    }

    @AfterEach
    void nothing_is_left_behind() {
        Leftovers.none(home);
        home.close();
    }

    private String trace() {
        return String.join("\n", home.trace());
    }

    @Test
    void a_target_that_takes_nothing_of_what_it_is_offered_ends_the_transfer_and_not_the_call() {
        home.srtp("1003", SrtpPolicy.REQUIRE);
        bob.transfersTo("1003");
        carol.answers();
        assertThat(carol.isTalking()).as(trace()).isFalse();
        assertThat(bob.story()).as(trace()).endsWith("transfer done 488");
        Heard.eachOther(home, alice, bob);
        alice.hangsUp();
    }

    @Test
    void the_callee_transfers_the_caller_blind() {
        bob.holds();
        bob.transfersTo("1003");
        assertThat(carol.story()).as(trace()).endsWith("rings for 1001");
        assertThat(bob.story()).contains("transfer 100", "transfer 180");
        assertThat(bob.isTalking()).as("until somebody answers").isTrue();
        carol.answers();
        assertThat(bob.story()).as(trace()).endsWith("transfer done 200", "peer hung up");
        Heard.eachOther(home, alice, carol);
        assertThat(home.events()).anyMatch(event -> event.what() instanceof LegEvent.Transferred);
        carol.hangsUp();
        assertThat(alice.isTalking()).as(trace()).isFalse();
    }

    @Test
    void the_caller_transfers_the_callee_blind() {
        alice.transfersTo("1003");
        carol.answers();
        assertThat(alice.story()).as(trace()).endsWith("transfer done 200", "peer hung up");
        Heard.eachOther(home, bob, carol);
        bob.hangsUp();
        assertThat(carol.isTalking()).as(trace()).isFalse();
    }

    @Test
    void who_transfers_may_hang_up_before_the_other_answers() {
        alice.transfersTo("1003");
        alice.hangsUp();
        assertThat(bob.isTalking()).as(trace()).isTrue();
        assertThat(carol.isRinging()).isTrue();
        carol.answers();
        Heard.eachOther(home, bob, carol);
        carol.hangsUp();
        assertThat(bob.isTalking()).as(trace()).isFalse();
    }

    @Test
    void a_target_that_is_busy_leaves_the_two_as_they_were() {
        carol.answersWith(486);
        bob.transfersTo("1003");
        assertThat(bob.story()).as(trace()).endsWith("transfer done 486");
        Heard.eachOther(home, alice, bob);
        bob.transfersTo("1999");
        assertThat(bob.story()).as("to nobody").endsWith("transfer done 404");
        alice.hangsUp();
        assertThat(bob.isTalking()).isFalse();
    }

    @Test
    void a_target_that_nobody_answers_comes_back_to_who_transferred() {
        bob.transfersTo("1003");
        home.passes(Duration.ofSeconds(21));
        assertThat(bob.story()).as(trace()).endsWith("transfer done 480");
        assertThat(carol.story()).endsWith("stopped ringing");
        Heard.eachOther(home, alice, bob);
        bob.hangsUp();
    }

    @Test
    void when_the_transfer_fails_after_its_author_has_left_the_call_is_over() {
        bob.transfersTo("1003");
        bob.hangsUp();
        assertThat(alice.isTalking()).isTrue();
        carol.refuses(603);
        assertThat(alice.isTalking()).as(trace()).isFalse();
    }

    @Test
    void who_is_transferred_may_give_up() {
        bob.transfersTo("1003");
        alice.hangsUp();
        assertThat(carol.story()).as(trace()).endsWith("stopped ringing");
        assertThat(bob.isTalking()).isFalse();
    }

    @Test
    void both_transfer_at_once_and_one_is_told_to_wait() {
        bob.transfersTo("1003");
        alice.transfersTo("1003");
        assertThat(alice.story()).as(trace()).endsWith("transfer refused 491");
        carol.answers();
        Heard.eachOther(home, alice, carol);
        alice.hangsUp();
    }

    @Test
    void the_callee_asks_carol_first_and_then_connects_the_two() {
        bob.holds();
        ScriptedPhone bobsOtherLine = home.anotherPhone("1002");
        bobsOtherLine.calls("1003");
        carol.answers();
        Heard.eachOther(home, bobsOtherLine, carol);
        bobsOtherLine.holds();
        home.passes(Duration.ofSeconds(1));
        bob.transfersTo("1003", bobsOtherLine);
        home.passes(Duration.ofSeconds(1));
        assertThat(bob.story()).as(trace()).contains("transfer done 200").endsWith("peer hung up");
        assertThat(bobsOtherLine.isTalking()).as(trace()).isFalse();
        Heard.eachOther(home, alice, carol);
        var said = alice.remoteDescription().orElseThrow();
        assertThat(said.directionOf(said.media().getFirst()))
                .as("not on hold any more")
                .isEqualTo(Direction.SENDRECV);
        alice.hangsUp();
        assertThat(carol.isTalking()).as(trace()).isFalse();
    }

    @Test
    void the_caller_of_both_calls_connects_the_two_callees() {
        ScriptedPhone alicesOtherLine = home.anotherPhone("1001");
        alicesOtherLine.calls("1003");
        carol.answers();
        alice.transfersTo("1003", alicesOtherLine);
        home.passes(Duration.ofSeconds(1));
        assertThat(List.of(alice.isTalking(), alicesOtherLine.isTalking()))
                .as(trace())
                .containsOnly(false);
        Heard.eachOther(home, bob, carol);
        carol.hangsUp();
        assertThat(bob.isTalking()).as(trace()).isFalse();
    }

    @Test
    void the_callee_of_both_calls_connects_the_two_callers() {
        ScriptedPhone dave = home.phone("1004").registers();
        ScriptedPhone bobsOtherLine = home.anotherPhone("1002").registers();
        dave.calls("1002");
        bobsOtherLine.answers();
        bob.transfersTo("1004", bobsOtherLine);
        home.passes(Duration.ofSeconds(1));
        Heard.eachOther(home, alice, dave);
        dave.hangsUp();
        assertThat(alice.isTalking()).as(trace()).isFalse();
    }

    @Test
    void a_party_that_came_by_a_transfer_can_be_transferred_again() {
        ScriptedPhone bobsOtherLine = home.anotherPhone("1002");
        bobsOtherLine.calls("1003");
        carol.answers();
        bob.transfersTo("1003", bobsOtherLine);
        home.passes(Duration.ofSeconds(1));
        ScriptedPhone dave = home.phone("1004").registers();
        carol.transfersTo("1004");
        dave.answers();
        home.passes(Duration.ofSeconds(1));
        assertThat(carol.isTalking()).as(trace()).isFalse();
        Heard.eachOther(home, alice, dave);
        alice.hangsUp();
        assertThat(dave.isTalking()).as(trace()).isFalse();
    }

    @Test
    void an_attended_transfer_that_names_no_call_of_ours_is_told_so_and_nothing_changes() {
        ScriptedPhone bobsOtherLine = home.anotherPhone("1002");
        bobsOtherLine.calls("1003");
        carol.answers();
        home.passes(Duration.ofSeconds(1));
        bob.transfersToNobody("1003");
        home.passes(Duration.ofSeconds(1));
        assertThat(bob.story()).as(trace()).contains("transfer done 481");
        Heard.eachOther(home, alice, bob);
        alice.hangsUp();
        carol.hangsUp();
    }

    // RFC 3891 §3
    @Test
    void an_invite_with_replaces_takes_the_place_of_a_leg() {
        ScriptedPhone deskPhone = home.anotherPhone("1002");
        deskPhone.calls(Map.of("headers", Map.of("Replaces", bob.dialog())), "1001");
        home.passes(Duration.ofSeconds(1));
        assertThat(bob.isTalking()).as(trace()).isFalse();
        Heard.eachOther(home, alice, deskPhone);
        deskPhone.hangsUp();
        assertThat(alice.isTalking()).as(trace()).isFalse();
    }

    @Test
    void a_device_that_takes_the_place_of_who_transfers_talks_and_the_transfer_is_given_up() {
        bob.transfersTo("1003");
        ScriptedPhone deskPhone = home.anotherPhone("1002");
        deskPhone.calls(Map.of("headers", Map.of("Replaces", bob.dialog())), "1001");
        home.passes(Duration.ofSeconds(1));
        assertThat(bob.isTalking()).as(trace()).isFalse();
        assertThat(carol.story()).as(trace()).endsWith("stopped ringing");
        Heard.eachOther(home, alice, deskPhone);
        deskPhone.transfersTo("1003");
        carol.answers();
        Heard.eachOther(home, alice, carol);
        alice.hangsUp();
    }

    @Test
    void a_device_that_takes_the_place_of_who_is_transferred_talks_and_the_transfer_is_given_up() {
        bob.transfersTo("1003");
        ScriptedPhone deskPhone = home.anotherPhone("1001");
        deskPhone.calls(Map.of("headers", Map.of("Replaces", alice.dialog())), "1002");
        home.passes(Duration.ofSeconds(1));
        assertThat(alice.isTalking()).as(trace()).isFalse();
        assertThat(bob.story()).as(trace()).endsWith("transfer done 487");
        assertThat(carol.story()).as(trace()).endsWith("stopped ringing");
        Heard.eachOther(home, deskPhone, bob);
        bob.hangsUp();
        assertThat(deskPhone.isTalking()).as(trace()).isFalse();
    }

    @Test
    void who_waits_for_the_end_of_a_transfer_talks_to_nobody_whom_another_device_could_talk_to() {
        bob.transfersTo("1003");
        bob.hangsUp();
        ScriptedPhone deskPhone = home.anotherPhone("1001");
        deskPhone.calls(Map.of("headers", Map.of("Replaces", alice.dialog())), "1002");
        assertThat(deskPhone.lastStatus()).as(trace()).isEqualTo(481);
        carol.answers();
        Heard.eachOther(home, alice, carol);
        carol.hangsUp();
    }

    // RFC 3891 §3: it must prove that it is whose place it takes, early-only is for dialogs that ring, and what names
    // no
    // dialog is no Replaces
    @Test
    void an_invite_with_replaces_takes_nobody_elses_place() {
        String dialog = bob.dialog();
        carol.calls(Map.of("headers", Map.of("Replaces", dialog)), "1001");
        assertThat(carol.lastStatus()).as(trace()).isEqualTo(403);
        ScriptedPhone deskPhone = home.anotherPhone("1002");
        deskPhone.calls(Map.of("headers", Map.of("Replaces", dialog + ";early-only")), "1001");
        assertThat(deskPhone.lastStatus()).as(trace()).isEqualTo(486);
        deskPhone.calls(Map.of("headers", Map.of("Replaces", "abcd;from_tag=1")), "1001");
        assertThat(deskPhone.lastStatus()).as(trace()).isEqualTo(400);
        RawHost twice = new RawHost(home, "192.0.2.60")
                .calls("1002", "sip:1001@switch.example", "Replaces: " + dialog, "Replaces: " + dialog);
        assertThat(twice.status()).as(trace()).isEqualTo(400);
        RawHost list = new RawHost(home, "192.0.2.61")
                .calls("1002", "sip:1001@switch.example", "Replaces: " + dialog + ", " + dialog);
        assertThat(list.status()).as(trace()).isEqualTo(400);
        Heard.eachOther(home, alice, bob);
        alice.hangsUp();
    }

    // RFC 3891 §5: the dialog that a REFER names has to be its author's own
    @Test
    void who_transfers_joins_nobody_to_the_call_of_others() {
        ScriptedPhone dave = home.phone("1004").registers();
        ScriptedPhone erin = home.phone("1005").registers();
        dave.calls("1005");
        erin.answers();
        home.passes(Duration.ofSeconds(1));
        bob.transfersTo("1005", erin);
        home.passes(Duration.ofSeconds(1));
        assertThat(bob.story()).as(trace()).endsWith("transfer done 481");
        Heard.eachOther(home, alice, bob);
        Heard.eachOther(home, dave, erin);
        alice.hangsUp();
        dave.hangsUp();
    }

    @Test
    void an_invite_that_replaces_nothing_gets_481() {
        carol.calls(Map.of("headers", Map.of("Replaces", "nobody;to-tag=1;from-tag=2")), "1001");
        assertThat(carol.lastStatus()).as(trace()).isEqualTo(481);
        Heard.eachOther(home, alice, bob);
        alice.hangsUp();
    }
}
