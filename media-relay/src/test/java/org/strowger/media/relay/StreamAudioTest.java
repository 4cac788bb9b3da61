package org.strowger.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.media.relay.MediaWorld.at;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.strowger.audio.AudioQueue;
import org.strowger.audio.AudioSource;
import org.strowger.audio.Pcm;
import org.strowger.audio.TestSink;
import org.strowger.audio.Tone;
import org.strowger.audio.sound.Prompt;
import org.strowger.media.AudioSide;
import org.strowger.media.MediaSettings;
import org.strowger.media.MediaStream;
import org.strowger.media.Tap;
import org.strowger.media.memory.MediaPhone;
import org.strowger.sdp.Codec;
import org.strowger.sdp.Direction;

/** What a stream does where forwarding packets won't do. */
class StreamAudioTest {

    private final MediaWorld world = new MediaWorld(MediaSettings.defaults().withTimeout(Duration.ZERO));
    private final MediaStream one = world.stream();
    private final MediaStream other = world.stream();
    private final MediaPhone alice = world.phone("198.51.100.1", one);
    private final MediaPhone bob = world.phone("198.51.100.2", other);

    private static double tone(MediaPhone phone, double hertz) {
        return Tone.decibels(phone.heard(Duration.ofMillis(500)), 8000, hertz);
    }

    private static AudioSource sine(double hertz) {
        AudioQueue queue = new AudioQueue(8000, new AudioQueue.Listener() {
            @Override
            public void passed(String mark, AudioQueue.Fate fate) {}

            @Override
            public void taken() {}
        });
        queue.write(Tone.sine(hertz, 8000, Duration.ofMinutes(1)));
        return queue;
    }

    private void talk(Codec alices, Codec bobs) {
        one.remote(at(alice, Direction.SENDRECV, alices));
        other.remote(at(bob, Direction.SENDRECV, bobs));
        world.session.bridge(one, other);
        alice.tone(alices, 440);
        bob.tone(bobs, 880);
        world.passes(1_000);
    }

    @Test
    void legs_without_a_common_codec_hear_each_other_all_the_same() {
        talk(Codec.PCMU, Codec.PCMA);
        assertThat(tone(bob, 440)).isGreaterThan(33);
        assertThat(tone(alice, 880)).isGreaterThan(33);
        assertThat(bob.packetsHeard(8)).isGreaterThan(45);
        assertThat(bob.packetsHeard(0)).isZero();
        assertThat(alice.packetsHeard(0)).isGreaterThan(45);
    }

    @Test
    void what_is_played_goes_before_a_conversation_which_goes_on_behind_it() {
        one.remote(at(alice, Direction.SENDRECV, Codec.PCMU));
        alice.tone(Codec.PCMU, 440);
        Tap talk = one.converse(sine(1000));
        world.passes(1_000);
        assertThat(tone(alice, 1000)).isGreaterThan(30);
        one.play(List.of(Prompt.of("500 Hz", Pcm.of(8000, Tone.sine(500, 8000, Duration.ofSeconds(1))))));
        world.passes(900);
        assertThat(tone(alice, 500)).isGreaterThan(30);
        world.passes(1_000);
        assertThat(tone(alice, 1000)).isGreaterThan(30);
        talk.close();
        long before = alice.packetsHeard();
        world.passes(1_000);
        assertThat(alice.packetsHeard() - before).isBetween(0L, 1L);
    }

    @Test
    void once_the_legs_agree_again_packets_are_passed_on_as_they_are() {
        talk(Codec.PCMU, Codec.PCMA);
        other.remote(at(bob, Direction.SENDRECV, Codec.PCMA, Codec.PCMU));
        world.passes(500);
        assertThat(bob.packetsHeard(0)).isEqualTo(25);
    }

    @Test
    void a_sink_hears_either_side_of_a_bridge_that_goes_on_passing_packets() {
        talk(Codec.PCMU, Codec.PCMU);
        TestSink alices = new TestSink(8000);
        TestSink bobs = new TestSink(16_000);
        Tap first = one.listen(AudioSide.HEARD, alices);
        Tap second = one.listen(AudioSide.SPOKEN, bobs);
        long before = bob.packetsHeard();
        world.passes(1_000);
        assertThat(bob.packetsHeard() - before).isEqualTo(50);
        assertThat(alices.frames).isBetween(50, 51);
        assertThat(Tone.decibels(alices.last(4_000), 8000, 440)).isGreaterThan(33);
        assertThat(Tone.decibels(bobs.last(8_000), 16_000, 880)).isGreaterThan(33);
        first.close();
        second.close();
        world.passes(100);
        assertThat(alices.frames).isBetween(50, 51);
    }

    @Test
    void a_sink_hears_what_is_played() throws Exception {
        TestSink ear = new TestSink(8000);
        one.listen(AudioSide.SPOKEN, ear);
        one.play(new Sine(1000, 16_000, 50));
        world.passes(2_000);
        assertThat(world.told).containsExactly("FINISHED");
        assertThat(tone(alice, 1000)).isGreaterThan(33);
        assertThat(ear.heard).hasSize(8_000);
    }

    @Test
    void a_filter_changes_what_the_other_side_hears_and_lets_go_when_it_is_taken_off() {
        talk(Codec.PCMU, Codec.PCMU);
        Tap mute = one.filter(AudioSide.HEARD, (pcm, samples, rate) -> Arrays.fill(pcm, 0, samples, (short) 0));
        world.passes(1_000);
        assertThat(Tone.level(bob.heard(Duration.ofMillis(500)))).isLessThan(10);
        assertThat(tone(alice, 880)).isGreaterThan(33);
        mute.close();
        world.passes(1_000);
        assertThat(tone(bob, 440)).isGreaterThan(33);
    }

    @Test
    void a_filter_that_fails_costs_nothing_but_itself() {
        talk(Codec.PCMU, Codec.PCMU);
        one.filter(AudioSide.HEARD, (pcm, samples, rate) -> {
            throw new IllegalStateException("on purpose");
        });
        world.passes(1_000);
        assertThat(tone(bob, 440)).isGreaterThan(33);
    }

    @Test
    void in_a_conversation_a_peer_hears_the_source_and_is_heard_as_audio() {
        StreamMode mode = ((RelayStream) one).path().mode();
        TestSink ear = new TestSink(8000);
        one.listen(AudioSide.HEARD, ear);
        alice.tone(Codec.PCMU, 440);
        ((RelayStream) one).loop().submit(() -> mode.converse(new Sine(700, 48_000, 1_000)));
        world.passes(1_000);
        assertThat(tone(alice, 700)).isGreaterThan(33);
        assertThat(Tone.decibels(ear.last(4_000), 8000, 440)).isGreaterThan(33);
    }

    @Test
    void an_idle_loop_has_no_ticks() {
        talk(Codec.PCMU, Codec.PCMA);
        alice.silence();
        bob.silence();
        world.session.close();
        world.passes(10_000);
        assertThat(world.time.pendingTimers()).isZero();
    }

    /** A tone of so many frames. */
    private static final class Sine implements AudioSource {
        private final double hertz;
        private final int rate;
        private int left;
        private int at;

        Sine(double hertz, int rate, int frames) {
            this.hertz = hertz;
            this.rate = rate;
            this.left = frames;
        }

        @Override
        public int rate() {
            return rate;
        }

        @Override
        public int read(short[] pcm) {
            if (left-- <= 0) return OVER;
            for (int i = 0; i < rate / 50; i++)
                pcm[i] = (short) Math.round(10_000 * Math.sin(2 * Math.PI * hertz * at++ / rate));
            return rate / 50;
        }
    }
}
