package org.strowger.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.media.relay.MediaWorld.at;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.audio.Tone;
import org.strowger.audio.WavBuilder;
import org.strowger.audio.sound.Prompt;
import org.strowger.media.MediaSettings;
import org.strowger.media.MediaStream;
import org.strowger.media.Playback;
import org.strowger.media.memory.MediaPhone;
import org.strowger.sdp.Codec;
import org.strowger.sdp.Direction;

class PlayerTest {

    @TempDir
    Path folder;

    private final MediaWorld world = new MediaWorld(MediaSettings.defaults().withTimeout(Duration.ZERO));
    private final MediaStream stream = world.stream();
    private final MediaPhone alice = world.phone("198.51.100.1", stream);

    private Prompt prompt(double hertz, int rate, long millis) throws Exception {
        Path file = folder.resolve(hertz + "-" + rate + "-" + millis + ".wav");
        return world.media.prompt(WavBuilder.tone(file, hertz, rate, 1, Duration.ofMillis(millis)));
    }

    @ParameterizedTest
    @ValueSource(ints = {8000, 16_000, 44_100, 48_000})
    void the_peer_hears_the_tone_of_the_file(int rate) throws Exception {
        stream.play(List.of(prompt(1004, rate, 1000)));
        world.passes(1_500);
        assertThat(Tone.decibels(Arrays.copyOf(alice.heard(), 7_900), 8000, 1004))
                .isGreaterThan(36);
        assertThat(alice.packetsHeard()).isEqualTo(50);
        assertThat(stream.statistics().packetsSent()).isEqualTo(50);
        assertThat(stream.statistics().octetsSent()).isEqualTo(8_000);
        assertThat(world.told).containsExactly("FINISHED");
    }

    @Test
    void the_first_codec_that_can_be_encoded_is_taken_under_the_peers_number() throws Exception {
        Codec alaw = new Codec(97, "pcma", 8000, 1, "");
        stream.remote(at(alice, Direction.SENDRECV, new Codec(18, "G729", 8000, 1, ""), alaw, Codec.PCMU));
        alice.codecs(List.of(alaw));
        stream.play(List.of(prompt(1004, 8000, 1000)));
        world.passes(1_500);
        assertThat(alice.packetsHeard(97)).isEqualTo(50);
        assertThat(Tone.decibels(alice.heard(), 8000, 1004)).isGreaterThan(36);
    }

    @Test
    void a_peer_without_such_a_codec_is_told_of_at_once() throws Exception {
        stream.remote(at(alice, Direction.SENDRECV, new Codec(18, "G729", 8000, 1, "")));
        Playback playback = stream.play(List.of(prompt(1004, 8000, 1000)));
        world.time.settle();
        assertThat(world.told).containsExactly("NO_CODEC");
        assertThat(world.ended).containsExactly(playback);
        assertThat(alice.packetsHeard()).isZero();
    }

    @Test
    void prompts_follow_one_another_without_a_gap() throws Exception {
        stream.play(List.of(prompt(500, 8000, 1005), prompt(500, 8000, 995), prompt(700, 16_000, 1000)));
        world.passes(4_000);
        assertThat(alice.packetsHeard()).isEqualTo(150);
        short[] heard = alice.heard();
        assertThat(Tone.decibels(Arrays.copyOfRange(heard, 16_100, 23_900), 8000, 700))
                .isGreaterThan(36);
        // 1005 ms of 500 Hz end half way through a period: the next begins at that very sample.
        assertThat(heard[8_040 - 4]).isPositive();
        assertThat(heard[8_040 + 4]).isPositive();
        assertThat(heard[8_040 + 12]).isNegative();
        assertThat(world.told).containsExactly("FINISHED");
    }

    @Test
    void a_playback_ends_when_its_last_packet_has_been_heard() throws Exception {
        stream.play(List.of(prompt(500, 8000, 1000)));
        world.passes(999);
        assertThat(world.told).isEmpty();
        world.passes(1);
        assertThat(world.told).containsExactly("FINISHED");
    }

    @Test
    void nothing_to_play_is_finished_at_once() {
        stream.play(List.of());
        world.passes(1);
        assertThat(world.told).containsExactly("FINISHED");
    }

    @Test
    void each_playback_is_told_of_once_whatever_ends_it() throws Exception {
        Prompt prompt = prompt(500, 8000, 1000);
        Playback first = stream.play(List.of(prompt));
        world.passes(100);
        Playback second = stream.play(List.of(prompt));
        world.passes(100);
        stream.stop();
        stream.stop();
        Playback third = stream.play(List.of(prompt));
        world.passes(100);
        MediaStream other = world.stream();
        world.session.bridge(stream, other);
        world.passes(100);
        Playback fourth = stream.play(List.of(prompt));
        world.passes(100);
        stream.close();
        Playback fifth = stream.play(List.of(prompt));
        world.passes(3_000);
        assertThat(world.ended).containsExactly(first, second, third, fourth, fifth);
        assertThat(world.told).containsOnly("STOPPED");
    }

    @Test
    void sequence_and_time_go_on_from_one_playback_to_the_next() throws Exception {
        RtpWatch watch = new RtpWatch(world, stream);
        stream.play(List.of(prompt(500, 8000, 100)));
        world.passes(500);
        stream.play(List.of(prompt(500, 8000, 100)));
        world.passes(500);
        assertThat(watch.markers).containsExactly(true, false, false, false, false, true, false, false, false, false);
        assertThat(watch.sequenceSteps).containsOnly(1);
        assertThat(watch.timestampSteps).containsExactly(160, 160, 160, 160, 3360, 160, 160, 160, 160);
        assertThat(watch.sources).hasSize(1);
        assertThat(watch.millis).containsExactly(0L, 20L, 40L, 60L, 80L, 500L, 520L, 540L, 560L, 580L);
    }

    @Test
    void while_a_prompt_is_played_to_a_bridged_peer_the_other_side_is_not_heard_there() throws Exception {
        MediaStream other = world.stream();
        MediaPhone bob = world.phone("198.51.100.2", other);
        world.session.bridge(stream, other);
        bob.tone(Codec.PCMU, 300);
        world.passes(500);
        stream.play(List.of(prompt(1000, 8000, 1000)));
        world.passes(1_000);
        assertThat(Tone.decibels(alice.heard(Duration.ofMillis(900)), 8000, 1000))
                .isGreaterThan(36);
        world.passes(1_000);
        assertThat(Tone.decibels(alice.heard(Duration.ofMillis(900)), 8000, 300))
                .isGreaterThan(30);
        assertThat(world.told).containsExactly("FINISHED");
    }

    @Test
    void on_hold_the_playback_runs_on_unheard() throws Exception {
        stream.remote(at(alice, Direction.INACTIVE, Codec.PCMU));
        stream.play(List.of(prompt(1000, 8000, 1000)));
        world.passes(1_100);
        assertThat(alice.packetsHeard()).isZero();
        assertThat(world.told).containsExactly("FINISHED");
    }

    @Test
    void all_players_of_a_loop_share_one_timer() throws Exception {
        Prompt prompt = prompt(1000, 8000, 1000);
        int before = world.time.pendingTimers();
        for (int i = 0; i < 100; i++) {
            MediaStream next = world.stream();
            world.phone("198.51.101." + i, next);
            next.play(List.of(prompt));
        }
        world.passes(100);
        assertThat(world.time.pendingTimers() - before).isLessThanOrEqualTo(1);
        world.passes(1_000);
        assertThat(world.told).hasSize(100).containsOnly("FINISHED");
    }

    @Test
    void an_hour_is_played_without_drift() throws Exception {
        stream.play(Collections.nCopies(3_600, prompt(1000, 8000, 1000)));
        world.time.advance(Duration.ofHours(1).minusMillis(1));
        assertThat(world.told).isEmpty();
        world.passes(1);
        assertThat(world.told).containsExactly("FINISHED");
        assertThat(alice.packetsHeard()).isEqualTo(180_000);
    }
}
