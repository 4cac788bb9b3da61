package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.call.Destination;
import org.strowger.call.DialOptions;
import org.strowger.call.event.LegEvent;
import org.strowger.directory.Trunk;
import org.strowger.sip.digest.DigestAlgorithm;
import org.strowger.sip.digest.DigestServer.Role;

/** Calls to a trunk that asks for credentials (RFC 3261 §22), from bytes, in virtual time. */
class TrunkChallengeTest {

    private static final String HOST = "198.51.100.1";
    private static final String OTHER = "198.51.100.2";

    private final VirtualSwitch home = new VirtualSwitch(
            1,
            VirtualSwitch.usualSettings(),
            Programs.always(call -> call.dial(
                    new Destination.OneByOne(List.of(
                            new Destination.Trunk("carrier", call.number()),
                            new Destination.Trunk("second", call.number()))),
                    DialOptions.DEFAULT.timeout(Duration.ofSeconds(20)))));
    private final ChallengingTrunk carrier = new ChallengingTrunk(home, HOST);
    private final ChallengingTrunk second = new ChallengingTrunk(home, OTHER).asksIn();
    private final ScriptedPhone alice = home.phone("1001").registers();

    @AfterEach
    void nothing_is_left_behind() {
        home.exchange().hangUpAll();
        Leftovers.none(home);
        home.close();
    }

    private void trunks(Trunk first) {
        home.knows(first).knows(second.plain("second"));
    }

    private String trace() {
        return String.join("\n", home.trace());
    }

    private <T extends LegEvent> List<T> told(Class<T> event) {
        return Happened.at(home, event);
    }

    private List<LegEvent.TrunkLoginRefused> refused() {
        return told(LegEvent.TrunkLoginRefused.class);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void a_call_is_placed_held_and_ended_where_each_request_is_challenged(Role role) {
        trunks(carrier.as(role).asksIn("INVITE", "BYE").trunk("carrier", "secret"));
        alice.calls("4989777");
        assertThat(alice.isTalking()).as(trace()).isTrue();
        assertThat(carrier.received("INVITE")).hasSize(2);
        assertThat(carrier.received("ACK")).hasSize(2);
        alice.holds();
        alice.resumes();
        assertThat(carrier.received("INVITE")).as(trace()).hasSize(4);
        alice.hangsUp();
        assertThat(carrier.received("BYE")).as(trace()).hasSize(1);
        assertThat(second.received("INVITE")).isEmpty();
        assertThat(refused()).isEmpty();
        assertThat(told(LegEvent.LegEnded.class))
                .isNotEmpty()
                .noneMatch(ended -> ended.status() == 401 || ended.status() == 407);
    }

    @Test
    void the_next_call_is_not_asked_again_until_its_nonce_is_too_old() {
        trunks(carrier.asksIn("INVITE", "BYE").trunk("carrier", "secret"));
        for (int call = 0; call < 3; call++) {
            alice.calls("4989777");
            assertThat(alice.isTalking()).as(trace()).isTrue();
            alice.hangsUp();
        }
        // each loop asks once
        assertThat(carrier.received("INVITE").size()).as(trace()).isBetween(4, 5);
        home.passes(Duration.ofMinutes(6));
        carrier.host().forgets();
        alice.calls("4989777");
        assertThat(alice.isTalking()).as(trace()).isTrue();
        assertThat(carrier.received("INVITE")).hasSize(2);
        alice.hangsUp();
    }

    @ParameterizedTest
    @EnumSource(DigestAlgorithm.class)
    void any_algorithm_will_do(DigestAlgorithm only) {
        trunks(carrier.knows(only).trunk("carrier", "secret"));
        alice.calls("4989777");
        assertThat(alice.isTalking()).as(trace()).isTrue();
        assertThat(carrier.received("INVITE").getLast()).contains("algorithm=" + only.token());
        alice.hangsUp();
    }

    @Test
    void a_trunk_that_registers_is_answered_with_what_it_registers_with() {
        trunks(Provider.trunk("carrier", HOST));
        carrier.host().reacts(text -> {
            if (!text.startsWith("INVITE ")) return Optional.of(RawHost.response(text, "200 OK"));
            return Optional.of(
                    text.contains("username=\"auth-" + Provider.USER + "\"")
                            ? RawHost.response(text, "486 Busy Here")
                            : RawHost.response(
                                    text, "407 X", "Proxy-Authenticate: Digest realm=\"p\",nonce=\"n\",qop=\"auth\""));
        });
        alice.calls("4989777");
        assertThat(alice.lastStatus()).as(trace()).isEqualTo(486);
    }

    // §22.2; the next carrier is tried, as before.
    @Test
    void a_wrong_password_is_tried_once_and_said_with_the_trunk_and_the_realm() {
        trunks(carrier.trunk("carrier", "guess"));
        alice.calls("4989777");
        assertThat(carrier.received("INVITE")).as(trace()).hasSize(2);
        assertThat(second.received("INVITE")).hasSize(1);
        assertThat(alice.isTalking()).isTrue();
        assertThat(refused()).hasSize(1).allSatisfy(event -> {
            assertThat(event.trunk()).isEqualTo("carrier");
            assertThat(event.realm()).isEqualTo(ChallengingTrunk.REALM);
            assertThat(event.status()).isEqualTo(407);
            assertThat(event.why())
                    .isEqualTo("trunk carrier does not take our credentials (407, realm \"carrier.example\"): see"
                            + " 'trunks.carrier.auth'");
        });
        assertThat(home.events().toString())
                .contains(refused().getFirst().why())
                .doesNotContain("guess");
        alice.hangsUp();
    }

    @Test
    void without_credentials_it_says_which_key_is_missing() {
        trunks(carrier.plain("carrier"));
        second.host().answers("503 Service Unavailable");
        alice.calls("4989777");
        assertThat(carrier.received("INVITE")).as(trace()).hasSize(1);
        assertThat(refused())
                .extracting(LegEvent.TrunkLoginRefused::why)
                .containsExactly("trunk carrier asks for credentials (407, realm \"carrier.example\"): write"
                        + " 'trunks.carrier.auth'");
        assertThat(alice.lastStatus()).isEqualTo(503);
    }

    @Test
    void who_hangs_up_while_the_second_invite_rings_leaves_nothing() {
        trunks(carrier.ringsFor().trunk("carrier", "secret"));
        alice.calls("4989777");
        assertThat(carrier.received("INVITE")).as(trace()).hasSize(2);
        alice.hangsUp();
        assertThat(carrier.received("CANCEL")).as(trace()).hasSize(1);
        assertThat(second.received("INVITE")).isEmpty();
    }

    /** Nothing goes to where a trunk sends a call on, nor to where it says that it is, if that is not the trunk's. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void credentials_stay_with_the_trunk(boolean redirects) {
        RawHost elsewhere = new RawHost(home, "203.0.113.6")
                .reacts(text -> text.startsWith("BYE ")
                        ? Optional.of(RawHost.response(
                                text, "407 X", "Proxy-Authenticate: Digest realm=\"carrier.example\",nonce=\"n\""))
                        : Optional.empty());
        trunks(carrier.saysItIsAt("203.0.113.6:5060").trunk("carrier", "secret"));
        if (redirects) {
            alice.calls("4989777");
            alice.hangsUp();
            elsewhere.forgets();
            carrier.host().answers("302 Moved", "Contact: <sip:4989777@203.0.113.6>");
        }
        alice.calls("4989777");
        alice.hangsUp();
        assertThat(elsewhere.received()).as(trace()).hasSize(redirects ? 0 : 2);
        if (redirects) assertThat(alice.lastStatus()).as("sent on, to the plan").isEqualTo(482);
        else assertThat(elsewhere.received("BYE ")).as(trace()).hasSize(1);
        assertThat(elsewhere.received()).noneMatch(text -> text.contains("uthorization:"));
    }

    /** A call that the trunk has made: what we ask of it there may be challenged as well. */
    @Test
    void a_bye_to_a_trunk_that_called_is_sent_again() {
        ScriptedPhone bob = home.phone("1002").registers();
        home.routes(Programs.dialUsers());
        trunks(carrier.asksIn("BYE").trunk("carrier", "secret"));
        carrier.host()
                .asks(
                        "INVITE",
                        "sip:1002@switch.example",
                        "<sip:+4989777@carrier.example>",
                        "<sip:1002@switch.example>");
        bob.answers();
        String answer = carrier.host().received("SIP/2.0 200").getLast();
        carrier.host().acknowledges(answer);
        bob.hangsUp();
        assertThat(carrier.received("BYE")).as(trace()).hasSize(2);
        assertThat(carrier.received("BYE").getLast()).contains("Proxy-Authorization: Digest username=\"office\"");
    }
}
