package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 03-trunk.groovy and 06-ring-groups.groovy: carriers that fail, phones that forward, one ringback. */
class CarrierTest {

    @TempDir
    Path folder;

    private final VirtualSwitch home =
            new VirtualSwitch(1, VirtualSwitch.usualSettings(), (_, _, _) -> Programs.program(_ -> {}));
    private final ScriptedPhone alice = home.phone("1042").registers();
    private final ScriptedPhone bob = home.phone("1002").registers();
    private final ScriptedPhone carol = home.phone("1003").registers();
    private ScriptedPhone first;
    private ScriptedPhone second;

    @BeforeEach
    void carriers() throws IOException {
        first = home.trunk("carrier-a");
        second = home.trunk("carrier-b");
        home.dialplan(Files.writeString(folder.resolve("plan.groovy"), """
            route(~/\\+1(\\d+)/) {
                callerId '+1555123XXXX'
                dial oneByOne(trunk('carrier-a').to(number), trunk('carrier-b').to(number)), timeout: 40.seconds
            }
            route('3000') { dial oneByOne(firstToAnswer(user('1002'), user('1003')), trunk('carrier-a').to('+15550001111')), timeout: 15.seconds }
            route('1XXX') { dial user(number), timeout: 20.seconds }
            """));
    }

    @AfterEach
    void nothing_is_left_behind() {
        Leftovers.none(home);
        home.close();
    }

    private String trace() {
        return String.join("\n", home.trace());
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 408})
    void the_second_carrier_rings_when_the_first_answers_5xx_or_408(int status) {
        first.answersWith(status);
        alice.calls("+15550002222");
        assertThat(second.isRinging()).as(trace()).isTrue();
        second.answers();
        assertThat(alice.isTalking()).isTrue();
        alice.hangsUp();
    }

    @ParameterizedTest
    @ValueSource(ints = {486, 404, 480, 603, 403, 600})
    void it_does_not_ring_when_the_first_has_found_the_callee(int status) {
        first.answersWith(status);
        alice.calls("+15550002222");
        assertThat(second.story()).as(trace()).isEmpty();
        assertThat(alice.lastStatus()).isEqualTo(status);
    }

    // RFC 3261 §12.1.2: a carrier may answer for another of its hosts; what is private there can't be reached
    @ParameterizedTest
    @CsvSource({"203.0.113.6, true", "192.168.7.6, false"})
    void a_carrier_with_several_addresses_is_spoken_to_where_it_says(String says, boolean followed) {
        WirePhone edge = new WirePhone(home, "4930", "203.0.113.5").saysItIsAt(says);
        RawHost core = new RawHost(home, says);
        home.trunkTo("carrier-a", new InetSocketAddress("203.0.113.5", 5060));
        edge.answersWith(edge.usual());
        alice.calls("+15550002222");
        core.reacts(text -> text.startsWith("BYE ") ? Optional.of(RawHost.response(text, "200 OK")) : Optional.empty());
        alice.hangsUp();
        RawHost asked = followed ? core : edge.host();
        assertThat(asked.received("ACK ")).as(trace()).hasSize(1);
        assertThat(asked.received("BYE ")).hasSize(1);
        assertThat((followed ? edge.host() : core).received("BYE ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void so_is_one_that_calls_once_it_has_acknowledged(boolean acknowledges) {
        WirePhone edge = new WirePhone(home, "4930", "203.0.113.5").saysItIsAt("203.0.113.6");
        RawHost core = new RawHost(home, "203.0.113.6");
        core.reacts(text -> text.startsWith("BYE ") ? Optional.of(RawHost.response(text, "200 OK")) : Optional.empty());
        home.trunkTo("carrier-a", new InetSocketAddress("203.0.113.5", 5060));
        if (!acknowledges) edge.acknowledgesNothing();
        edge.calls("1002", edge.usual());
        bob.answers();
        if (acknowledges) bob.hangsUp();
        home.passes(Duration.ofSeconds(40)); // §13.3.1.4: without an ACK, the 200 is given up after 32 s
        assertThat(core.received("BYE ")).as(trace()).hasSize(acknowledges ? 1 : 0);
        assertThat(edge.host().received("BYE ")).hasSize(acknowledges ? 0 : 1);
    }

    // RFC 3261 §22.1, §21.4.15, §21.4.16: what a peer wants of our own INVITE the caller can't give
    @ParameterizedTest
    @ValueSource(
            ints = {
                305, 380, 401, 407, 405, 414, 416, 420, 421, 422, 423, 428, 430, 436, 437, 438, 439, 469, 481, 485, 489,
                491, 493, 494, 501, 505, 513
            })
    void a_status_that_speaks_of_our_own_request_is_not_the_callers(int status) {
        bob.answersWith(status);
        alice.calls("1002");
        assertThat(alice.lastStatus()).as(trace()).isEqualTo(503);
        assertThat(home.events()).anyMatch(event -> event.toString().contains(": " + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 407})
    void the_second_carrier_rings_when_the_first_wants_other_credentials(int status) {
        first.answersWith(status);
        alice.calls("+15550002222");
        assertThat(second.isRinging()).as(trace()).isTrue();
        alice.hangsUp();
    }

    @Test
    void it_rings_when_the_first_is_down_and_not_when_nobody_answers_there() {
        first.ignoresCalls();
        alice.calls("+15550002222");
        home.passes(Duration.ofSeconds(41));
        assertThat(second.isRinging()).as(trace()).isTrue();
        alice.hangsUp();
        home.passes(Duration.ofSeconds(40));
        first.ringsOut();
        alice.calls("+15550002222");
        home.passes(Duration.ofSeconds(41));
        assertThat(alice.lastStatus()).as(trace()).isEqualTo(480);
        assertThat(second.story()).containsOnlyOnce("rings for +15551231042");
    }

    @Test
    void carriers_see_the_masked_number_in_from_and_in_p_asserted_identity() {
        alice.calls("+15550002222");
        assertThat(first.lastInvite())
                .containsPattern("From: <sip:\\+15551231042@switch.example>")
                .containsPattern("P-Asserted-Identity: <sip:\\+15551231042@switch.example>");
        alice.hangsUp();
    }

    @Test
    void busy_people_lead_on_to_the_mobile_and_the_ringing_is_steady() {
        bob.answersWith(486);
        alice.calls("3000");
        carol.refuses(603);
        assertThat(first.isRinging()).as(trace()).isTrue();
        assertThat(alice.story()).containsOnlyOnce("hears 180");
        first.answers();
        alice.hangsUp();
    }

    @Test
    void losers_are_told_that_the_call_was_completed_elsewhere() {
        alice.calls("3000");
        carol.answers();
        assertThat(bob.lastCancel())
                .as(trace())
                .containsPattern("Reason: SIP ?;cause=200;text=\"Call completed elsewhere\"");
        alice.hangsUp();
    }

    @Test
    void who_gives_up_leaves_no_such_word() {
        alice.calls("1002").hangsUp();
        assertThat(bob.lastCancel()).as(trace()).isNotEmpty().doesNotContain("elsewhere");
    }

    @Test
    void a_phone_that_forwards_to_another_of_ours_is_followed_through_the_dialplan() {
        bob.redirectsTo("sip:1003@switch.example");
        alice.calls("1002");
        assertThat(carol.story()).as(trace()).endsWith("rings for 1042");
        carol.answers();
        assertThat(alice.isTalking()).isTrue();
        carol.hangsUp();
        assertThat(alice.isTalking()).as(trace()).isFalse();
    }

    @Test
    void a_phone_may_forward_to_the_outside_as_far_as_the_dialplan_lets_it() {
        bob.redirectsTo("sip:+15550003333@switch.example");
        alice.calls("1002");
        assertThat(first.isRinging()).as(trace()).isTrue();
        alice.hangsUp();
        assertThat(first.story()).as(trace()).endsWith("stopped ringing");
    }

    @Test
    void a_carriers_redirection_is_no_way_around_the_plan_wherever_it_leads() {
        first.redirectsTo("sip:1003@" + second.address().getAddress().getHostAddress());
        alice.calls("+15550002222");
        assertThat(second.story()).as(trace()).isEmpty();
        assertThat(carol.isRinging())
                .as("the number is dialled as the carrier would")
                .isTrue();
        alice.hangsUp();
    }

    @Test
    void two_phones_that_forward_to_each_other_are_given_up() {
        carol.redirectsTo("sip:1002@switch.example");
        bob.redirectsTo("sip:1003@switch.example");
        alice.calls("1002");
        assertThat(alice.lastStatus()).as(trace()).isGreaterThanOrEqualTo(400);
        assertThat(home.figures().callsStarted()).isLessThan(20);
    }
}
