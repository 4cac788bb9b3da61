package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.call.Destination;
import org.strowger.call.DialOptions;
import org.strowger.call.event.CallEvent;
import org.strowger.dialog.ReliableProvisionals;

/** RFC 3262 on the two legs of a call, where either knows it or not. */
class ReliableRingingTest {

    private VirtualSwitch home = home(ReliableProvisionals.SUPPORTED);
    private ReliablePhone alice = new ReliablePhone(home, "1001", "192.0.2.61");
    private ReliablePhone bob = new ReliablePhone(home, "1002", "192.0.2.62");

    private static VirtualSwitch home(ReliableProvisionals provisionals) {
        return new VirtualSwitch(
                1,
                VirtualSwitch.usualSettings().provisionals(provisionals),
                Programs.always(call -> call.dial(
                        new Destination.User(call.number()), DialOptions.DEFAULT.timeout(Duration.ofMinutes(2)))));
    }

    private void moves(ReliableProvisionals provisionals) {
        home.close();
        home = home(provisionals);
        alice = new ReliablePhone(home, "1001", "192.0.2.61");
        bob = new ReliablePhone(home, "1002", "192.0.2.62");
    }

    @AfterEach
    void nothing_is_left_behind() {
        home.exchange().hangUpAll();
        home.passes(Duration.ofMinutes(1));
        Leftovers.none(home);
        home.close();
    }

    private String trace() {
        return String.join("\n", home.trace());
    }

    private List<String> causes() {
        return home.events().stream()
                .filter(event -> event.what() instanceof CallEvent.CallOver)
                .map(event -> ((CallEvent.CallOver) event.what()).cause())
                .toList();
    }

    private void rings(boolean reliably, String status, String description) {
        if (reliably) bob.rings(status, description);
        else bob.ringsOnce(status, description);
    }

    // RFC 3262 §3 and §4: each leg is reliable where its phone is, whatever the other does; early media passes either
    // way
    @ParameterizedTest
    @CsvSource({
        "'', false",
        "'', true",
        "Supported: 100rel, false",
        "Supported: 100rel, true",
        "Require: 100rel, false",
        "Require: 100rel, true"
    })
    void each_leg_is_as_reliable_as_its_phone(String caller, boolean callee) {
        alice.says(caller).calls("1002");
        assertThat(SipText.header(bob.invite(), "Supported").orElse("")).contains("100rel");
        assertThat(SipText.header(bob.invite(), "Require")).isEmpty();
        rings(callee, "180 Ringing", "");
        rings(callee, "183 Session Progress", bob.sdp());
        assertThat(bob.requests()).as(trace()).filteredOn("PRACK"::equals).hasSize(callee ? 2 : 0);
        String reliable = caller.isEmpty() ? "" : " reliable";
        assertThat(alice.heard())
                .filteredOn(heard -> heard.endsWith(reliable) || heard.contains("sdp"))
                .filteredOn(heard -> heard.startsWith("18"))
                .containsExactly("180 INVITE" + reliable, "183 INVITE" + reliable + " sdp");
        bob.answers(callee ? "" : bob.sdp());
        assertThat(alice.heard()).endsWith("200 INVITE" + (caller.isEmpty() ? " sdp" : ""));
        assertThat(bob.requests()).endsWith("ACK");
        home.passes(Duration.ofSeconds(40));
        assertThat(home.figures().calls()).isEqualTo(1);
        alice.hangsUp();
        assertThat(bob.isOver()).isTrue();
        assertThat(causes()).containsExactly("CallerHungUp");
    }

    // RFC 3262 §3: "MUST NOT send a final response until" the description is acknowledged
    @Test
    void a_caller_is_answered_once_it_has_acknowledged_the_early_media() {
        alice.says("Supported: 100rel").withholdsPracks().calls("1002");
        bob.rings("183 Session Progress", bob.sdp());
        bob.answers("");
        assertThat(bob.requests()).endsWith("ACK");
        home.passes(Duration.ofSeconds(2));
        assertThat(alice.heard()).endsWith("183 INVITE reliable sdp");
        alice.pracks();
        assertThat(alice.heard()).endsWith("200 PRACK", "200 INVITE");
        assertThat(home.figures().calls()).isEqualTo(1);
        alice.hangsUp();
    }

    // RFC 3262 §3: "the UAS SHOULD reject the original request with a 5xx response"
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_caller_that_acknowledges_nothing_is_refused_and_nobody_is_left(boolean answered) {
        alice.says("Require: 100rel").withholdsPracks().calls("1002");
        bob.ringsOnce("183 Session Progress", bob.sdp());
        if (answered) bob.answers(bob.sdp());
        home.passes(Duration.ofSeconds(33));
        assertThat(alice.heard()).as(trace()).endsWith("504 INVITE");
        assertThat(bob.isOver()).isTrue();
        assertThat(causes()).containsExactly("CallerLost");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_caller_that_gives_up_before_its_prack_leaves_nobody(boolean answered) {
        alice.says("Supported: 100rel").withholdsPracks().calls("1002");
        bob.rings("183 Session Progress", bob.sdp());
        if (answered) bob.answers("");
        alice.cancels();
        assertThat(alice.heard()).as(trace()).contains("487 INVITE");
        assertThat(bob.isOver()).isTrue();
        assertThat(causes()).containsExactly(answered ? "CallerHungUp" : "CallerCancelled");
    }

    @Test
    void a_callee_that_repeats_itself_is_acknowledged_once() {
        alice.calls("1002");
        bob.rings("180 Ringing", "").ringsAgain("180 Ringing", "").ringsAgain("180 Ringing", "");
        assertThat(bob.requests()).filteredOn("PRACK"::equals).hasSize(1);
        bob.answers(bob.sdp());
        alice.hangsUp();
    }

    // RFC 3311 §5.2: either phone moves its media before anybody has answered, and is heard there
    @Test
    void either_phone_may_change_its_early_media() {
        alice.says("Supported: 100rel").calls("1002");
        bob.rings("183 Session Progress", bob.sdp());
        bob.updates(bob.sdp("8"));
        assertThat(bob.heard()).as(trace()).containsExactly("200 UPDATE sdp");
        alice.updates(alice.sdp("0 8"));
        assertThat(alice.heard()).endsWith("200 UPDATE sdp");
        bob.answers("");
        assertThat(alice.heard()).endsWith("200 INVITE");
        home.passes(Duration.ofSeconds(5));
        assertThat(home.figures().calls()).isEqualTo(1);
        alice.hangsUp();
        assertThat(bob.isOver()).as(trace()).isTrue();
    }

    // RFC 3262 §5: a caller may offer anew in its PRACK
    @Test
    void an_offer_in_a_prack_is_answered_in_its_200() {
        alice.says("Supported: 100rel").describesInPrack(alice.sdp("8")).calls("1002");
        bob.rings("183 Session Progress", bob.sdp());
        assertThat(alice.heard()).as(trace()).containsExactly("183 INVITE reliable sdp", "200 PRACK sdp");
        bob.answers("");
        assertThat(alice.heard()).endsWith("200 INVITE");
        alice.hangsUp();
    }

    // RFC 3261 §8.2.2.3 and §21.4.15
    @ParameterizedTest
    @CsvSource({
        "OFF, Require: 100rel, 420, Unsupported",
        "OFF, Supported: 100rel, 0, ''",
        "REQUIRED, '', 421, Require",
        "REQUIRED, Supported: 100rel, 0, ''"
    })
    void a_policy_that_the_caller_does_not_fit_refuses_it(
            ReliableProvisionals policy, String caller, int status, String header) {
        moves(policy);
        alice.says(caller).calls("1002");
        if (status == 0) {
            bob.ringsOnce("180 Ringing", "");
            assertThat(alice.heard())
                    .contains(policy == ReliableProvisionals.OFF ? "180 INVITE" : "180 INVITE reliable");
            assertThat(SipText.header(bob.invite(), "Supported").orElse("").contains("100rel"))
                    .isEqualTo(policy != ReliableProvisionals.OFF);
            assertThat(SipText.header(bob.invite(), "Require").orElse(""))
                    .isEqualTo(policy == ReliableProvisionals.REQUIRED ? "100rel" : "");
            bob.answers(bob.sdp());
            alice.hangsUp();
            return;
        }
        assertThat(alice.heard()).as(trace()).containsExactly(status + " INVITE");
        assertThat(SipText.header(alice.lastResponse(), header)).contains("100rel");
        assertThat(bob.requests()).isEmpty();
    }

    /**
     * A delayed offer says nothing of reliability onward: its answer would be owed before the caller has said what it
     * takes.
     */
    @Test
    void a_call_without_an_offer_is_carried_as_before() {
        alice.says("Supported: 100rel").describesInPrack(alice.sdp()).calls("1002", "");
        assertThat(SipText.header(bob.invite(), "Supported").orElse("")).doesNotContain("100rel");
        bob.ringsOnce("180 Ringing", "");
        assertThat(alice.heard()).endsWith("180 INVITE");
        bob.answers(bob.sdp());
        assertThat(alice.heard()).endsWith("200 INVITE sdp");
        assertThat(bob.requests()).endsWith("ACK sdp");
        alice.hangsUp();
    }
}
