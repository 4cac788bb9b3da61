package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.audio.Tone;
import org.strowger.call.CallRouter;
import org.strowger.sdp.Codec;

/** Which codecs two legs agree on, and that they hear each other by them. */
class NegotiationTest {

    private static final Codec OPUS = new Codec(111, "opus", 48_000, 2, "useinbandfec=1");
    private static final Codec G722 = new Codec(9, "G722", 8000, 1, "");
    private static final Codec GSM = new Codec(3, "GSM", 8000, 1, "");
    private static final Codec EVENTS = new Codec(101, "telephone-event", 8000, 1, "0-16");

    private VirtualSwitch home = new VirtualSwitch(1, VirtualSwitch.usualSettings(), Programs.dialUsers());

    @AfterEach
    void nothing_is_left_behind() {
        Leftovers.none(home);
        home.close();
    }

    private void routes(CallRouter router) {
        home = new VirtualSwitch(1, VirtualSwitch.usualSettings(), router);
    }

    static Stream<Arguments> pairs() {
        Map<String, Codec> codecs = Map.of("pcmu", Codec.PCMU, "pcma", Codec.PCMA, "g722", G722, "opus", OPUS);
        List<Arguments> pairs = new ArrayList<>();
        codecs.forEach((name, one) -> codecs.forEach((other, there) -> pairs.add(Arguments.of(one, there, other))));
        return pairs.stream();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void each_codec_is_heard_by_each_other(Codec callers, Codec callees, String nameOfCallees) {
        ScriptedPhone alice = home.phone("1001").registers().speaks(callers, EVENTS);
        ScriptedPhone bob = home.phone("1002").registers().speaks(callees, EVENTS);
        home.codecs("1002", nameOfCallees);
        alice.calls("1002");
        bob.answers();
        assertThat(alice.isTalking()).as(trace()).isTrue();
        Heard.eachOther(home, alice, bob, NegotiationTest::spoken);
        alice.holds();
        home.passes(Duration.ofSeconds(1));
        alice.resumes();
        Heard.eachOther(home, alice, bob, NegotiationTest::spoken);
        alice.hangsUp();
    }

    @Test
    void a_caller_without_g711_is_connected_to_a_phone_with_nothing_else() {
        ScriptedPhone alice = home.phone("1001").registers().speaks(OPUS);
        ScriptedPhone bob = home.phone("1002").registers();
        alice.calls("1002");
        assertThat(formats(bob)).as(trace()).isEqualTo("111 8 0");
        bob.answers();
        assertThat(formats(alice)).isEqualTo("111");
        Heard.eachOther(home, alice, bob, NegotiationTest::spoken);
        alice.hangsUp();
    }

    @Test
    void what_both_speak_passes_through_with_nothing_added() {
        ScriptedPhone alice = home.phone("1001").registers().speaks(OPUS, Codec.PCMU, GSM, EVENTS);
        ScriptedPhone bob = home.phone("1002").registers().speaks(OPUS, Codec.PCMA);
        alice.calls("1002");
        assertThat(formats(bob)).isEqualTo("111 0 3 101");
        bob.answers();
        assertThat(formats(alice)).isEqualTo("111");
        long before = bob.media().packetsHeard();
        alice.media().tone(OPUS, 440);
        home.passes(Duration.ofSeconds(1));
        assertThat(bob.media().packetsHeard(111) - before).isBetween(49L, 51L);
        alice.hangsUp();
    }

    /** RFC 7587 §6.1: each side says what it would like to get, so the words of one go to the other as they are. */
    @Test
    void stereo_is_for_the_two_ends_to_agree_on() {
        Codec inStereo = new Codec(111, "opus", 48_000, 2, "stereo=1;sprop-stereo=1");
        ScriptedPhone alice = home.phone("1001").registers().speaks(inStereo, Codec.PCMU);
        ScriptedPhone bob = home.phone("1002").registers().speaks(inStereo, Codec.PCMU);
        alice.calls("1002");
        bob.answers();
        assertThat(spoken(bob).parameters()).as(trace()).isEqualTo("stereo=1;sprop-stereo=1");
        assertThat(spoken(alice).parameters()).as(trace()).isEqualTo("stereo=1;sprop-stereo=1");
        alice.hangsUp();
    }

    @Test
    void an_account_limits_and_orders_its_codecs_and_has_the_others_transcoded() {
        ScriptedPhone alice = home.phone("1001").registers().speaks(Codec.PCMU, Codec.PCMA, OPUS, EVENTS);
        ScriptedPhone bob = home.phone("1002").registers();
        home.codecs("1002", "g722", "pcma");
        alice.calls("1002");
        assertThat(formats(bob)).as(trace()).isEqualTo("8 9 101");
        bob.refuses(486);
        home.codecs("1001", "pcma");
        home.codecs("1002", "pcmu", "pcma");
        alice.calls("1002");
        bob.answers();
        assertThat(formats(alice)).as(trace()).isEqualTo("8 101");
        alice.hangsUp();
    }

    @Test
    void where_nothing_fits_the_caller_is_told_488() {
        ScriptedPhone alice = home.phone("1001").registers().speaks(GSM);
        home.phone("1002").registers();
        home.codecs("1002", "pcma");
        alice.calls("1002");
        assertThat(alice.lastStatus()).as(trace()).isEqualTo(488);
    }

    @Test
    void the_switch_itself_answers_in_whatever_it_speaks() {
        routes(Programs.always(call -> call.echo()));
        ScriptedPhone alice = home.phone("1001").registers().speaks(GSM, G722, OPUS, EVENTS);
        alice.calls("55");
        assertThat(formats(alice)).as(trace()).isEqualTo("9 111 101");
        alice.media().tone(G722, 440);
        home.passes(Duration.ofSeconds(2));
        assertThat(Tone.decibels(alice.media().heard(Duration.ofSeconds(1)), 8000, 440))
                .isGreaterThan(35);
        alice.hangsUp();
    }

    @Test
    void the_switch_itself_refuses_what_it_does_not_speak() {
        routes(Programs.always(call -> call.echo()));
        ScriptedPhone alice = home.phone("1001").registers().speaks(GSM);
        alice.calls("55");
        assertThat(alice.lastStatus()).as(trace()).isEqualTo(488);
    }

    private static String formats(ScriptedPhone phone) {
        String line = phone.lastInvite()
                .lines()
                .filter(l -> l.startsWith("m=audio"))
                .findFirst()
                .orElseGet(() -> "");
        return line.isEmpty()
                ? String.join(
                        " ",
                        phone.remoteDescription()
                                .orElseThrow()
                                .media()
                                .getFirst()
                                .formats())
                : line.substring(line.indexOf("AVP ") + 4).strip();
    }

    /** What it has been told to send. */
    private static Codec spoken(ScriptedPhone phone) {
        return phone.remoteDescription()
                .orElseThrow()
                .media()
                .getFirst()
                .codecs()
                .getFirst();
    }

    private String trace() {
        return String.join("\n", home.trace());
    }
}
