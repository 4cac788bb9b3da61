package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.media.memory.MediaPhone;

/**
 * "the session parameters MUST remain unchanged, as if no re-INVITE had been issued" (RFC 3261 §14.1): each field, by
 * each method, of either side.
 */
class RefusedChangeTest {

    private static final String ALICE = "192.0.2.61";
    private static final String BOB = "192.0.2.62";
    private static final String ELSEWHERE = "192.0.2.77";
    private static final String KEY =
            "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj";
    private static final Duration LONG = Duration.ofSeconds(3);

    private final VirtualSwitch home = new VirtualSwitch(1, VirtualSwitch.usualSettings(), Programs.dialUsers());
    private WirePhone alice;
    private WirePhone bob;
    private MediaPhone elsewhere;

    @BeforeEach
    void they_talk() {
        home.phone("1001");
        home.phone("1002");
        alice = new WirePhone(home, "1001", ALICE).registers();
        bob = new WirePhone(home, "1002", BOB).registers();
        elsewhere = home.media().phone(new InetSocketAddress(InetAddress.ofLiteral(ELSEWHERE), 4000));
        bob.answersWith(bob.usual());
        alice.calls("1002", alice.usual());
        assertThat(alice.status()).as(trace()).isEqualTo("INVITE 200");
        alice.says(440);
        bob.says(880);
        home.passes(LONG);
    }

    @AfterEach
    void nothing_is_left_behind() {
        alice.hangsUp();
        Leftovers.none(home);
        home.close();
    }

    private String trace() {
        return String.join("\n", home.trace());
    }

    private static final Map<String, String> FIELDS = Map.of(
            "address", "c=" + ELSEWHERE,
            "port", "m=audio 4200 RTP/AVP 0 8",
            "sendonly", "m=audio 4000 RTP/AVP 0 8\r\na=sendonly",
            "inactive", "m=audio 4000 RTP/AVP 0 8\r\na=inactive",
            "hold by address", "c=0.0.0.0",
            "closed", "m=audio 0 RTP/AVP 0 8",
            "codec", "m=audio 4000 RTP/AVP 8",
            "encrypted", "m=audio 4000 RTP/SAVP 0 8\r\n" + KEY,
            "encrypted at will", "m=audio 4000 RTP/AVP 0 8\r\n" + KEY,
            "video", "m=audio 4000 RTP/AVP 0 8\r\nm=video 4010 RTP/AVP 96");

    static Stream<Arguments> changes() {
        List<Arguments> all = new ArrayList<>();
        FIELDS.forEach((name, change) -> {
            for (String method : List.of("INVITE", "UPDATE"))
                for (String side : List.of("caller", "callee")) all.add(Arguments.of(name, change, method, side));
        });
        return all.stream();
    }

    private String description(WirePhone of, String change) {
        return change.startsWith("c=") ? of.sdpAt(change.substring(2), "m=audio 4000 RTP/AVP 0 8") : of.sdp(change);
    }

    @ParameterizedTest(name = "{0} by {2} of the {3}")
    @MethodSource("changes")
    void a_change_that_the_other_side_refuses_leaves_all_as_it_was(
            String name, String change, String method, String side) {
        WirePhone asks = side.equals("caller") ? alice : bob;
        WirePhone refuses = side.equals("caller") ? bob : alice;
        int ports = home.media().figures().portsInUse();
        String agreed = asks.heard();
        // a refresh says what each has last been told, o= and all
        refuses.takesChanges("200 OK", refuses.usual());
        asks.changes(method, asks.usual());
        String told = refuses.heard();
        refuses.takesChanges("488 Not Acceptable Here", "");
        asks.changes(method, description(asks, change));
        assertThat(asks.status()).as(trace()).isEqualTo(method + " 488");
        both_hear_each_other();
        assertThat(home.media().figures().portsInUse()).isEqualTo(ports);
        assertThat(elsewhere.packetsHeard()).isZero();
        refuses.takesChanges("200 OK", refuses.usual());
        asks.changes(method, asks.usual());
        assertThat(asks.status()).as(trace()).isEqualTo(method + " 200");
        assertThat(refuses.heard()).as("what it is told, with its version").isEqualTo(told);
        assertThat(asks.heard()).isEqualTo(agreed);
        both_hear_each_other();
    }

    @ParameterizedTest
    @ValueSource(strings = {"488 No", "500 No", "606 No"})
    void whatever_the_refusal_is(String status) {
        bob.takesChanges(status, "");
        alice.changes("INVITE", alice.sdpAt(ELSEWHERE, "m=audio 4000 RTP/AVP 0 8", "a=sendonly"));
        assertThat(alice.status()).as(trace()).isEqualTo("INVITE " + status.substring(0, 3));
        both_hear_each_other();
        assertThat(elsewhere.packetsHeard()).isZero();
    }

    /**
     * What is about our own request would send the asker looking for a Contact, a challenge or a Require that is not
     * there.
     */
    @ParameterizedTest
    @ValueSource(strings = {"300 No", "302 No", "380 No", "399 No", "401 No", "407 No", "420 No", "422 No", "494 No"})
    void what_is_said_of_our_own_request_is_488_to_who_asked(String status) {
        for (String method : List.of("INVITE", "UPDATE")) {
            bob.takesChanges(status, "");
            alice.changes(method, alice.sdpAt(ELSEWHERE, "m=audio 4000 RTP/AVP 0 8", "a=sendonly"));
            assertThat(alice.status()).as(trace()).isEqualTo(method + " 488");
            both_hear_each_other();
        }
        assertThat(home.figures().programFaults()).isZero();
    }

    /** Neither is rung or asked: fax is for who can take it. */
    @ParameterizedTest
    @ValueSource(strings = {"m=image 4000 udptl t38", "m=audio 0 RTP/AVP 0\r\nm=image 4002 udptl t38"})
    void fax_that_we_do_not_carry_is_refused_at_once(String lines) {
        String before = bob.heard();
        alice.changes("INVITE", alice.sdp(lines));
        assertThat(alice.status()).as(trace()).isEqualTo("INVITE 488");
        assertThat(bob.heard()).isEqualTo(before);
        both_hear_each_other();
    }

    @Test
    void a_change_that_is_taken_is_made() {
        bob.takesChanges("200 OK", bob.usual());
        alice.changes("INVITE", alice.sdpAt(ELSEWHERE, "m=audio 4000 RTP/AVP 0 8"));
        assertThat(alice.status()).as(trace()).isEqualTo("INVITE 200");
        long before = elsewhere.packetsHeard();
        home.passes(LONG);
        assertThat(elsewhere.packetsHeard() - before).isGreaterThan(140);
    }

    private void both_hear_each_other() {
        long toAlice = alice.media().packetsHeard();
        long toBob = bob.media().packetsHeard();
        home.passes(LONG);
        assertThat(alice.media().packetsHeard() - toAlice).as(trace()).isBetween(148L, 152L);
        assertThat(bob.media().packetsHeard() - toBob).as(trace()).isBetween(148L, 152L);
    }
}
