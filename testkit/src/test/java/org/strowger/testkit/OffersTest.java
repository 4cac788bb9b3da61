package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.call.Call;
import org.strowger.call.Destination;
import org.strowger.call.DialOptions;
import org.strowger.directory.SrtpPolicy;

/** Session descriptions that no phone of the testkit would write, and what becomes of them. */
class OffersTest {

    private static final String KEY =
            "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj";
    private static final int PORTS_OF_A_CALL = 2;

    private final VirtualSwitch home =
            new VirtualSwitch(1, VirtualSwitch.usualSettings(), Programs.always(OffersTest::route));
    private WirePhone alice;
    private WirePhone bob;
    private WirePhone carol;

    /** 55 answers by itself, 7 hunts, all others are phones. */
    private static void route(Call call) {
        switch (call.number()) {
            case "55" -> call.echo();
            case "7" ->
                call.dial(
                        new Destination.OneByOne(List.of(new Destination.User("1002"), new Destination.User("1003"))),
                        DialOptions.DEFAULT.timeout(Duration.ofSeconds(20)));
            default ->
                call.dial(new Destination.User(call.number()), DialOptions.DEFAULT.timeout(Duration.ofSeconds(20)));
        }
    }

    @BeforeEach
    void they_register() {
        for (String number : List.of("1001", "1002", "1003")) home.phone(number);
        alice = new WirePhone(home, "1001", "192.0.2.61").registers();
        bob = new WirePhone(home, "1002", "192.0.2.62").registers();
        carol = new WirePhone(home, "1003", "192.0.2.63").registers();
    }

    @AfterEach
    void nothing_is_left_behind() {
        home.exchange().hangUpAll();
        Leftovers.none(home);
        home.close();
    }

    private String trace() {
        return String.join("\n", home.trace());
    }

    private int ports() {
        return home.media().figures().portsInUse();
    }

    private static String lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "m=audio " + (4000 + 2 * i) + " RTP/AVP 0")
                .collect(Collectors.joining("\r\n"));
    }

    private static List<String> media(String description) {
        return description.lines().filter(line -> line.startsWith("m=")).toList();
    }

    // RFC 3264 §6: "A stream that is offered with a port of zero MUST be marked with port zero in the answer", and one
    // that is refused needs no port of ours.

    @Test
    void a_call_that_we_answer_takes_one_port_whatever_else_is_offered() {
        alice.calls("55", alice.sdp(lines(20)));
        assertThat(media(alice.heard())).as(trace()).hasSize(20);
        assertThat(ports()).isEqualTo(1);
    }

    @Test
    void a_call_to_a_phone_takes_but_a_few() {
        alice.calls("1002", alice.sdp(lines(20)));
        assertThat(media(bob.heard()))
                .hasSize(20)
                .filteredOn(line -> !line.startsWith("m=audio 0"))
                .hasSize(4);
        bob.answers(bob.sdp(lines(1), lines(1).repeat(1)));
        assertThat(media(alice.heard())).as(trace()).hasSize(20);
        assertThat(ports()).isEqualTo(2 * PORTS_OF_A_CALL);
    }

    @Test
    void an_answer_has_the_lines_of_the_offer_and_no_more() {
        alice.calls("1002", alice.usual());
        bob.answers(bob.sdp(lines(20)));
        assertThat(media(alice.heard())).as(trace()).hasSize(1);
        assertThat(ports()).isEqualTo(PORTS_OF_A_CALL);
        bob.takesChanges("200 OK", bob.sdp(lines(3)));
        alice.changes("INVITE", alice.usual());
        assertThat(media(alice.heard())).hasSize(1);
        assertThat(ports()).isEqualTo(PORTS_OF_A_CALL);
    }

    @Test
    void a_line_that_the_callee_refuses_gives_its_ports_back() {
        alice.calls("1002", alice.sdp("m=audio 4000 RTP/AVP 0", "m=video 4002 RTP/AVP 96"));
        bob.answers(bob.sdp("m=audio 4000 RTP/AVP 0", "m=video 0 RTP/AVP 96"));
        assertThat(ports()).as(trace()).isEqualTo(PORTS_OF_A_CALL);
        bob.takesChanges("200 OK", bob.sdp("m=audio 4000 RTP/AVP 0", "m=video 4002 RTP/AVP 96"));
        alice.changes("INVITE", alice.sdp("m=audio 4000 RTP/AVP 0", "m=video 4002 RTP/AVP 96"));
        assertThat(ports()).as(trace()).isEqualTo(2 * PORTS_OF_A_CALL);
    }

    @ParameterizedTest
    @ValueSource(ints = {33, 300})
    void more_lines_than_anybody_needs_are_no_description(int count) {
        alice.calls("55", alice.sdp(lines(count)));
        assertThat(alice.status()).isEqualTo("INVITE 488");
        assertThat(alice.host().last()).contains("Warning: 399");
        assertThat(ports()).isZero();
    }

    // RFC 4566 §5.7: "A session description MUST contain either at least one "c=" field in each media description or a
    // single "c=" field at the session level."

    @ParameterizedTest
    @ValueSource(strings = {"", "c=IN IP7 192.0.2.61\r\n", "c=AF IP4 192.0.2.61\r\n", "c=IN\r\n"})
    void a_description_that_says_nowhere_to_send_to_is_not_taken(String connection) {
        String offer = alice.usual().replace("c=IN IP4 192.0.2.61\r\n", connection);
        alice.calls("55", offer);
        assertThat(alice.status()).as(trace()).isEqualTo("INVITE 488");
        assertThat(alice.host().last()).contains("Warning: ");
        alice.calls("1002", alice.usual());
        bob.answers(bob.usual().replace("c=IN IP4 192.0.2.62\r\n", connection));
        assertThat(alice.status()).as(trace()).isEqualTo("INVITE 488");
        assertThat(bob.isOver()).isTrue();
        bob.answersWith(bob.usual());
        alice.calls("1002", alice.usual());
        alice.changes("INVITE", offer);
        assertThat(alice.status()).as(trace()).isEqualTo("INVITE 488");
        alice.changes("UPDATE", offer);
        assertThat(alice.status()).isEqualTo("UPDATE 488");
        assertThat(alice.isOver()).isFalse();
    }

    @Test
    void a_line_that_is_closed_needs_no_address() {
        alice.calls("55", alice.sdp("c=IN IP4 192.0.2.61", "m=audio 4000 RTP/AVP 0", "m=video 0 RTP/AVP 96"));
        assertThat(alice.status()).as(trace()).isEqualTo("INVITE 200");
    }

    @Test
    void a_profile_that_nobody_knows_is_a_line_refused() {
        alice.calls("55", alice.sdp("m=audio 4000 RTP/XAVP 0", "m=audio 4002 RTP/AVP 0"));
        assertThat(media(alice.heard()).getFirst()).as(trace()).isEqualTo("m=audio 0 RTP/XAVP 0");
        alice.hangsUp();
        alice.calls("55", alice.sdp("m=audio 4000 RTP/XAVP 0"));
        assertThat(alice.status()).isEqualTo("INVITE 488");
    }

    @ParameterizedTest
    @CsvSource({"RTP/AVP,RTP/SAVP", "RTP/SAVP,RTP/AVP"})
    void of_two_lines_the_refused_one_keeps_its_profile(String first, String second) {
        for (SrtpPolicy policy : List.of(SrtpPolicy.ACCEPT, SrtpPolicy.PREFER_TWO_LINES, SrtpPolicy.REFUSE)) {
            home.srtp("1001", policy).srtp("1002", policy);
            String offer = alice.sdp(line(4000, first), line(4002, second));
            bob.answersWith("");
            alice.calls("1002", offer);
            bob.answers(answerOfFirst(bob));
            assertThat(alice.status()).as(trace()).isEqualTo("INVITE 200");
            assertThat(profiles(alice.heard())).as(policy + trace()).containsExactly(first, second);
            bob.takesChanges("200 OK", answerOfFirst(bob));
            alice.changes("INVITE", offer);
            assertThat(profiles(alice.heard())).as(policy + trace()).containsExactly(first, second);
            alice.hangsUp();
        }
    }

    @Test
    void a_second_line_of_a_callee_that_is_refused_keeps_its_profile() {
        home.srtp("1002", SrtpPolicy.PREFER_TWO_LINES);
        alice.calls("1002", alice.usual());
        bob.answers(answerOfFirst(bob));
        alice.takesChanges("200 OK", alice.usual());
        bob.changes("INVITE", bob.sdp(line(4000, "RTP/SAVP"), "m=audio 0 RTP/AVPF 0"));
        assertThat(bob.status()).as(trace()).isEqualTo("INVITE 200");
        assertThat(profiles(bob.heard())).as(trace()).containsExactly("RTP/SAVP", "RTP/AVPF");
    }

    private static String line(int port, String profile) {
        return "m=audio " + port + " " + profile + " 0" + (profile.contains("SAVP") ? "\r\n" + KEY : "");
    }

    /** Takes what is offered first, all else refused. */
    private static String answerOfFirst(WirePhone phone) {
        boolean[] taken = new boolean[1];
        return phone.sdp(media(phone.heard()).stream()
                .map(line -> {
                    boolean take = !taken[0] && !line.startsWith("m=audio 0");
                    taken[0] |= take;
                    String profile = line.split(" ", -1)[2];
                    return take ? line(4000, profile) : "m=audio 0 " + profile + " 0";
                })
                .toArray(String[]::new));
    }

    private static List<String> profiles(String description) {
        return media(description).stream().map(line -> line.split(" ", -1)[2]).toList();
    }

    // A call without media.

    @ParameterizedTest
    @ValueSource(strings = {"m=image 4000 udptl t38", "m=audio 0 RTP/AVP 0", "m=audio 4000 RTP/SAVPX 0"})
    void a_callee_that_takes_nothing_is_hung_up_on_and_the_caller_is_told(String answer) {
        alice.calls("1002", alice.usual());
        bob.answers(bob.sdp(answer));
        assertThat(bob.isOver()).as(trace()).isTrue();
        assertThat(alice.status()).isEqualTo("INVITE 488");
        assertThat(alice.host().last()).contains("Warning: 305");
    }

    @Test
    void a_hunt_goes_on_to_the_next_who_answers_with_sound() {
        bob.answersWith(bob.sdp("m=image 4000 udptl t38"));
        carol.answersWith(carol.usual());
        alice.calls("7", alice.usual());
        assertThat(bob.isOver()).as(trace()).isTrue();
        assertThat(alice.status()).as(trace()).isEqualTo("INVITE 200");
        assertThat(carol.isOver()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m=audio 4000 UDP/TLS/XAVPF 0\r\na=fingerprint:sha-256 00",
                "m=image 4000 udptl t38",
                "m=audio 4000 RTP/XAVP 0",
                "m=audio 0 RTP/AVP 0"
            })
    void an_offer_that_can_not_be_passed_on_rings_nobody(String lines) {
        alice.calls("1002", alice.sdp(lines));
        assertThat(alice.status()).as(trace()).isEqualTo("INVITE 488");
        assertThat(alice.host().last()).contains("Warning: 304");
        assertThat(bob.host().received("INVITE")).isEmpty();
    }

    @Test
    void keys_by_dtls_whose_fingerprint_is_none_ring_nobody() {
        alice.calls("1002", alice.sdp("m=audio 4000 UDP/TLS/RTP/SAVPF 0\r\na=fingerprint:sha-256 00"));
        assertThat(alice.status()).as(trace()).isEqualTo("INVITE 488");
        assertThat(alice.host().last()).contains("Warning: 399", "no fingerprint of a certificate");
        assertThat(bob.host().received("INVITE")).isEmpty();
    }

    // Hold (RFC 3264 §8.4).

    @ParameterizedTest
    @CsvSource({
        "a=sendrecv, a=sendonly",
        "a=recvonly, a=inactive",
        "a=sendonly, a=sendonly",
        "a=inactive, a=inactive",
        "a=ptime:20, a=sendonly"
    })
    void a_hold_by_address_is_told_onward_by_direction(String said, String told) {
        bob.answersWith(bob.usual());
        alice.calls("1002", alice.usual());
        bob.takesChanges("200 OK", bob.sdp("m=audio 4000 RTP/AVP 0 8", "a=recvonly"));
        alice.changes("INVITE", alice.sdpAt("0.0.0.0", "m=audio 4000 RTP/AVP 0 8", said));
        assertThat(bob.heard()).as(trace()).contains(told).doesNotContain("0.0.0.0");
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.61, a=sendonly, a=recvonly",
        "192.0.2.61, a=sendonly, a=sendrecv",
        "192.0.2.61, a=inactive, a=inactive",
        "192.0.2.61, a=inactive, a=sendrecv",
        "0.0.0.0, a=sendrecv, a=recvonly",
        "0.0.0.0, a=sendrecv, a=sendrecv"
    })
    void a_held_call_stands_however_silent_both_are(String address, String hold, String answer) {
        bob.answersWith(bob.usual());
        alice.calls("1002", alice.usual());
        alice.says(440);
        bob.says(880);
        home.passes(Duration.ofSeconds(5));
        bob.takesChanges("200 OK", bob.sdp("m=audio 4000 RTP/AVP 0 8", answer));
        alice.changes("INVITE", alice.sdpAt(address, "m=audio 4000 RTP/AVP 0 8", hold));
        alice.media().silence();
        bob.media().silence();
        home.passes(Duration.ofMinutes(30));
        assertThat(alice.isOver()).as(trace()).isFalse();
        assertThat(bob.isOver()).as(trace()).isFalse();
        bob.takesChanges("200 OK", bob.usual());
        alice.changes("INVITE", alice.usual());
        home.passes(Duration.ofMinutes(10));
        assertThat(alice.isOver())
                .as("silence of a call that is held no longer")
                .isTrue();
    }

    // RFC 8643, and what was done before it.

    @Test
    void encryption_that_is_preferred_is_offered_in_another_form_to_who_refuses_the_first() {
        home.srtp("1002", SrtpPolicy.PREFER);
        alice.calls("1002", alice.usual());
        assertThat(profiles(bob.heard())).as(trace()).containsExactly("RTP/AVP");
        assertThat(bob.heard()).contains("a=crypto:");
        bob.refuses("488 Not Acceptable Here");
        assertThat(profiles(bob.heard())).as(trace()).containsExactly("RTP/SAVP");
        bob.answers(bob.sdp(line(4000, "RTP/SAVP")));
        assertThat(alice.status()).as(trace()).isEqualTo("INVITE 200");
        assertThat(profiles(alice.heard())).containsExactly("RTP/AVP");
    }

    @Test
    void two_lines_lead_to_one_and_that_to_the_other_and_then_the_caller_is_told() {
        home.srtp("1002", SrtpPolicy.PREFER_TWO_LINES);
        alice.calls("1002", alice.usual());
        assertThat(profiles(bob.heard())).containsExactly("RTP/SAVP", "RTP/AVP");
        bob.refuses("488 Not Acceptable Here");
        assertThat(profiles(bob.heard())).containsExactly("RTP/AVP");
        bob.refuses("488 Not Acceptable Here");
        assertThat(profiles(bob.heard())).containsExactly("RTP/SAVP");
        bob.refuses("488 Not Acceptable Here");
        assertThat(alice.status()).as(trace()).isEqualTo("INVITE 488");
        assertThat(bob.host().received("INVITE")).hasSize(3);
    }
}
