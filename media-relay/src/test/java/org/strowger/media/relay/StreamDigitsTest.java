package org.strowger.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.media.relay.MediaWorld.at;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.audio.AudioSource;
import org.strowger.audio.Detectors;
import org.strowger.audio.DtmfDetector;
import org.strowger.audio.Tone;
import org.strowger.media.AudioSide;
import org.strowger.media.MediaSettings;
import org.strowger.media.MediaStream;
import org.strowger.media.Tap;
import org.strowger.media.memory.MediaPhone;
import org.strowger.media.memory.NetworkConditions;
import org.strowger.sdp.Codec;
import org.strowger.sdp.Direction;

/** Digits into a stream, out of one, and through a bridge. */
class StreamDigitsTest {

    private static final Codec EVENT = new Codec(101, "telephone-event", 8000, 1, "0-16");
    private static final Codec EVENT_97 = new Codec(97, "telephone-event", 8000, 1, "0-16");

    private final MediaWorld world = new MediaWorld(MediaSettings.defaults().withTimeout(Duration.ZERO));
    private final MediaStream one = world.stream();
    private final MediaStream other = world.stream();
    private final MediaPhone alice = world.phone("198.51.100.1", one);
    private final MediaPhone bob = world.phone("198.51.100.2", other);

    private void codecs(MediaStream stream, MediaPhone phone, Codec... codecs) {
        stream.remote(at(phone, Direction.SENDRECV, codecs));
        phone.codecs(List.of(codecs));
    }

    @Test
    void each_press_is_told_once() {
        codecs(one, alice, Codec.PCMU, EVENT_97);
        alice.press("0123456789*#ABCD", 97);
        world.passes(4_000);
        assertThat(world.pressed.toString()).isEqualTo("0123456789*#ABCD");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.1, 0.2})
    void each_press_is_told_once_through_loss(double loss) {
        codecs(one, alice, Codec.PCMU, EVENT);
        world.media.conditions(new NetworkConditions(loss, 0.1, Duration.ZERO, Duration.ofMillis(30)));
        alice.press("0123456789", 101);
        world.passes(4_000);
        assertThat(world.pressed.toString()).hasSize(10);
    }

    @Test
    void digits_are_pressed_to_the_peer_by_event_and_audio_goes_on_behind_them() throws Exception {
        codecs(one, alice, Codec.PCMU, EVENT_97);
        one.play(new AudioSourceOfTone(440, 2_000));
        for (char digit : "90#".toCharArray()) one.press(digit, Duration.ofMillis(100));
        world.passes(1_500);
        assertThat(alice.pressed()).isEqualTo("90#");
        assertThat(Tone.decibels(alice.heard(Duration.ofMillis(500)), 8000, 440))
                .isGreaterThan(30);
    }

    @Test
    void a_peer_without_events_hears_the_tones() {
        codecs(one, alice, Codec.PCMU);
        for (char digit : "147*".toCharArray()) one.press(digit, Duration.ofMillis(100));
        world.passes(1_500);
        StringBuilder heard = new StringBuilder();
        short[] pcm = alice.heard();
        new DtmfDetector(8000, heard::append).hear(pcm, 0, pcm.length);
        assertThat(heard.toString()).isEqualTo("147*");
    }

    @Test
    void through_a_bridge_events_pass_under_the_others_number() {
        codecs(one, alice, Codec.PCMU, EVENT);
        codecs(other, bob, Codec.PCMU, EVENT_97);
        world.session.bridge(one, other);
        alice.press("12", 101);
        world.passes(1_000);
        assertThat(bob.pressed()).isEqualTo("12");
        assertThat(bob.packetsHeard(97)).isEqualTo(14);
        assertThat(world.pressed.toString()).isEqualTo("12");
    }

    @Test
    void where_the_bridge_is_audio_events_are_made_anew() {
        codecs(one, alice, Codec.PCMU, EVENT);
        codecs(other, bob, Codec.PCMA, EVENT_97);
        world.session.bridge(one, other);
        alice.tone(Codec.PCMU, 440);
        world.passes(500);
        alice.press("12", 101);
        world.passes(1_000);
        assertThat(bob.pressed()).isEqualTo("12");
        world.passes(1_000);
        assertThat(Tone.decibels(bob.heard(Duration.ofMillis(500)), 8000, 440)).isGreaterThan(30);
    }

    @Test
    void a_peer_without_events_is_sent_none() {
        codecs(one, alice, Codec.PCMU, EVENT);
        codecs(other, bob, Codec.PCMU);
        world.session.bridge(one, other);
        alice.press("12", 101);
        world.passes(1_000);
        assertThat(bob.packetsHeard()).isZero();
        assertThat(world.pressed.toString()).isEqualTo("12");
    }

    @Test
    void tones_are_heard_where_somebody_listens_for_them() {
        StringBuilder heard = new StringBuilder();
        Tap tap = one.listen(AudioSide.HEARD, Detectors.digits(heard::append));
        alice.pressTones(Codec.PCMU, "147*#");
        world.passes(2_000);
        assertThat(heard.toString()).isEqualTo("147*#");
        tap.close();
        alice.pressTones(Codec.PCMU, "1");
        world.passes(1_000);
        assertThat(heard.toString()).hasSize(5);
    }

    /** A sine that ends. */
    private static final class AudioSourceOfTone implements AudioSource {
        private final short[] pcm;
        private int position;

        AudioSourceOfTone(int hertz, int millis) {
            pcm = Tone.sine(hertz, 8000, Duration.ofMillis(millis));
        }

        @Override
        public int rate() {
            return 8000;
        }

        @Override
        public int read(short[] frame) {
            if (position == pcm.length) return OVER;
            System.arraycopy(pcm, position, frame, 0, 160);
            position += 160;
            return 160;
        }
    }
}
