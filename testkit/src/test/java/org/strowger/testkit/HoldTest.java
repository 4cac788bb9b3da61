package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.audio.Tone;
import org.strowger.call.event.CallEvent;
import org.strowger.call.setup.SoundSettings;

/**
 * A phone puts whom it talks with on hold, and takes the call back (RFC 3264 §8.4): what is told of it, and what is
 * heard.
 */
class HoldTest {

    private static final String AUDIO = "m=audio 4000 RTP/AVP 0 8";
    private static final Duration SECOND = Duration.ofSeconds(1);

    private VirtualSwitch home = new VirtualSwitch(1, VirtualSwitch.usualSettings(), Programs.dialUsers());
    private WirePhone alice = phone("1001", "192.0.2.61");
    private WirePhone bob = phone("1002", "192.0.2.62");

    private WirePhone phone(String number, String address) {
        home.phone(number);
        return new WirePhone(home, number, address).registers();
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

    private void talk() {
        bob.answersWith(bob.usual());
        alice.calls("1002", alice.usual());
        assertThat(alice.status()).as(trace()).isEqualTo("INVITE 200");
        alice.says(440);
        bob.says(660);
        home.passes(SECOND);
        assertThat(heardOf(bob, 440)).isTrue();
    }

    /** In the last half second, loud and clear. */
    private static boolean heardOf(WirePhone phone, int hertz) {
        return Tone.decibels(phone.media().heard(Duration.ofMillis(500)), 8000, hertz) > 15;
    }

    /** Whether anything was sent to it in the second to come that isn't silence. */
    private boolean hearsAnything(WirePhone phone) {
        long before = phone.media().packetsHeard();
        home.passes(SECOND);
        if (phone.media().packetsHeard() == before) return false;
        assertThat(phone.media().packetsHeard() - before).isBetween(49L, 51L);
        int peak = 0;
        for (short sample : phone.media().heard(SECOND)) peak = Math.max(peak, Math.abs(sample));
        return peak > 300;
    }

    private List<String> holds() {
        return home.events().stream()
                .flatMap(event -> switch (event.what()) {
                    case CallEvent.CallHeld held -> Stream.of("held by " + held.leg());
                    case CallEvent.CallResumed resumed -> Stream.of("resumed by " + resumed.leg());
                    default -> Stream.empty();
                })
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"INVITE, a=sendonly", "UPDATE, a=sendonly", "INVITE, c=IN IP4 0.0.0.0"})
    void who_is_on_hold_hears_music_and_then_the_other_again(String method, String how) {
        talk();
        bob.takesChanges("200 OK", bob.sdp(AUDIO, "a=recvonly"));
        alice.changes(method, alice.sdp(AUDIO, how));
        assertThat(alice.status()).as(trace()).isEqualTo(method + " 200");
        assertThat(bob.heard()).contains("a=sendonly");
        assertThat(holds()).containsExactly("held by a");
        alice.media().silence();
        home.passes(Duration.ofMillis(200));
        assertThat(hearsAnything(bob)).as("music").isTrue();
        assertThat(heardOf(bob, 440)).isFalse();
        long before = alice.media().packetsHeard();
        home.passes(SECOND);
        assertThat(alice.media().packetsHeard()).as("who holds is sent nothing").isEqualTo(before);
        bob.takesChanges("200 OK", bob.usual());
        alice.changes(method, alice.sdp(AUDIO, "a=sendrecv"));
        assertThat(holds()).containsExactly("held by a", "resumed by a");
        alice.says(440);
        home.passes(SECOND);
        assertThat(heardOf(bob, 440)).as(trace()).isTrue();
        assertThat(heardOf(alice, 660)).isTrue();
    }

    /** RFC 3264 §8.4: inactive means that nothing is to flow; its party listens to nothing. */
    @Test
    void who_is_told_that_nothing_flows_is_sent_nothing() {
        talk();
        bob.takesChanges("200 OK", bob.sdp(AUDIO, "a=inactive"));
        alice.changes("INVITE", alice.sdp(AUDIO, "a=inactive"));
        assertThat(holds()).as("of one, though both say inactive").containsExactly("held by a");
        alice.media().silence();
        home.passes(Duration.ofMillis(200));
        assertThat(hearsAnything(bob)).isFalse();
        bob.takesChanges("200 OK", bob.usual());
        alice.changes("INVITE", alice.usual());
        assertThat(holds()).containsExactly("held by a", "resumed by a");
    }

    @Test
    void a_hold_that_is_refused_is_none() {
        talk();
        bob.takesChanges("488 Not Acceptable Here", "");
        alice.changes("INVITE", alice.sdp(AUDIO, "a=sendonly"));
        assertThat(alice.status()).isEqualTo("INVITE 488");
        assertThat(holds()).isEmpty();
        home.passes(SECOND);
        assertThat(heardOf(bob, 440)).isTrue();
    }

    @Test
    void a_switch_without_music_passes_on_what_who_holds_sends() {
        home.close();
        SoundSettings usual = SoundSettings.below(Path.of("."));
        SoundSettings silent = new SoundSettings(
                usual.country(), Optional.empty(), usual.recordings(), usual.format(), usual.voicemail());
        home = new VirtualSwitch(1, VirtualSwitch.usualSettings().sound(silent), Programs.dialUsers());
        alice = phone("1001", "192.0.2.61");
        bob = phone("1002", "192.0.2.62");
        talk();
        bob.takesChanges("200 OK", bob.sdp(AUDIO, "a=recvonly"));
        alice.changes("INVITE", alice.sdp(AUDIO, "a=sendonly"));
        assertThat(holds()).containsExactly("held by a");
        home.passes(SECOND);
        assertThat(heardOf(bob, 440)).as("music of the phone's own").isTrue();
    }
}
