package org.strowger.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.audio.Pcm;
import org.strowger.audio.Tone;
import org.strowger.audio.sound.Prompt;
import org.strowger.audio.sound.SoundFile;
import org.strowger.media.MediaSettings;
import org.strowger.media.MediaStream;
import org.strowger.media.Recording;
import org.strowger.media.Recording.End;
import org.strowger.media.RecordingPlan;
import org.strowger.media.RecordingPlan.Content;
import org.strowger.media.memory.MediaPhone;
import org.strowger.sdp.Codec;

class RecorderTest {

    @TempDir
    Path folder;

    private final MediaWorld world = new MediaWorld(MediaSettings.defaults().withTimeout(Duration.ZERO));
    private final MediaStream stream = world.stream();
    private final MediaPhone alice = world.phone("198.51.100.1", stream);
    private final List<Recording.Outcome> told = new ArrayList<>();

    private Recording record(String name, Content content) {
        return stream.record(RecordingPlan.of(folder.resolve(name), content), told::add);
    }

    private MediaPhone bridgedBob() {
        MediaStream other = world.stream();
        MediaPhone bob = world.phone("198.51.100.2", other);
        world.session.bridge(stream, other);
        return bob;
    }

    /** The channels of a file at 8 kHz. */
    private static short[][] channels(Path file, int count) throws Exception {
        byte[] all = Files.readAllBytes(file);
        short[][] channels = new short[count][(all.length - 44) / 2 / count];
        for (int i = 0; i < channels[0].length; i++)
            for (int c = 0; c < count; c++) {
                int at = 44 + 2 * (i * count + c);
                channels[c][i] = (short) ((all[at] & 0xFF) | (all[at + 1] << 8));
            }
        return channels;
    }

    @ParameterizedTest
    @CsvSource({"HEARD,1", "SPOKEN,1", "MIXED,1", "STEREO,2"})
    void each_leg_is_where_it_belongs_and_the_length_is_right(Content content, int count) throws Exception {
        MediaPhone bob = bridgedBob();
        alice.tone(Codec.PCMU, 500);
        bob.tone(Codec.PCMU, 900);
        world.passes(500);
        Recording recording = record("call.wav", content);
        world.passes(4_000);
        recording.close();
        world.passes(100);
        Path file = folder.resolve("call.wav");
        short[][] channels = channels(file, count);
        assertThat(channels[0].length / 8.0).isCloseTo(4_000, offset(20.0));
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().end()).isEqualTo(new End.Closed());
        assertThat(told.getFirst().length().toMillis()).isCloseTo(4_000, org.assertj.core.api.Assertions.within(20L));
        short[] left = Arrays.copyOfRange(channels[0], 2_000, 30_000);
        short[] right = Arrays.copyOfRange(channels[count - 1], 2_000, 30_000);
        if (content == Content.MIXED) {
            assertThat(Tone.decibels(left, 8000, 500)).isCloseTo(0, offset(1.0));
            assertThat(Tone.decibels(left, 8000, 900)).isCloseTo(0, offset(1.0));
            return;
        }
        if (content != Content.SPOKEN)
            assertThat(Tone.decibels(left, 8000, 500)).isGreaterThan(33);
        if (content != Content.HEARD)
            assertThat(Tone.decibels(right, 8000, 900)).isGreaterThan(33);
    }

    /** Who records a call may be loaded first: what has been missed of it meanwhile is silence. */
    @ParameterizedTest
    @CsvSource({"0,1000", "20,1000", "35,1000", "400,1000", "35,1013", "7,1019", "0,5", "13,0"})
    void what_had_begun_before_is_as_long_as_it_was(int missed, int rest) throws Exception {
        alice.tone(Codec.PCMU, 500);
        world.passes(500);
        RecordingPlan plan = RecordingPlan.of(folder.resolve("late.wav"), Content.HEARD)
                .begunAt(world.time.passed().toNanos());
        world.passes(missed);
        Recording recording = stream.record(plan, told::add);
        world.passes(rest);
        recording.close();
        world.passes(100);
        short[] heard = channels(folder.resolve("late.wav"), 1)[0];
        assertThat(heard).hasSize(8 * (missed + rest));
        if (rest < 1_000) return;
        int silent = Math.max(0, missed - 20) * 8;
        assertThat(Arrays.copyOf(heard, silent)).isEqualTo(new short[silent]);
        assertThat(Tone.decibels(Arrays.copyOfRange(heard, silent + 640, silent + 6_400), 8000, 500))
                .isGreaterThan(33);
    }

    @Test
    void what_is_played_to_the_peer_is_on_the_other_channel() throws Exception {
        alice.tone(Codec.PCMU, 500);
        Recording recording = record("prompt.wav", Content.STEREO);
        stream.play(List.of(Prompt.of("700", Pcm.of(8000, Tone.sine(700, 8000, Duration.ofSeconds(1))))));
        world.passes(2_000);
        recording.close();
        world.passes(100);
        short[][] channels = channels(folder.resolve("prompt.wav"), 2);
        assertThat(Tone.decibels(Arrays.copyOfRange(channels[0], 2_000, 14_000), 8000, 500))
                .isGreaterThan(33);
        assertThat(Tone.decibels(Arrays.copyOfRange(channels[1], 800, 7_000), 8000, 700))
                .isGreaterThan(33);
        assertThat(Tone.level(Arrays.copyOfRange(channels[1], 9_000, 14_000))).isZero();
    }

    @Test
    void the_masked_part_is_silence_and_the_paused_part_is_left_out() throws Exception {
        alice.tone(Codec.PCMU, 500);
        world.passes(200);
        Recording recording = record("card.wav", Content.HEARD);
        world.passes(1_000);
        recording.mask();
        world.passes(1_000);
        recording.resume();
        world.passes(1_000);
        recording.pause();
        world.passes(5_000);
        recording.resume();
        world.passes(1_000);
        recording.close();
        world.passes(100);
        short[] pcm = channels(folder.resolve("card.wav"), 1)[0];
        assertThat(pcm.length / 8.0).isCloseTo(4_000, offset(40.0));
        assertThat(Tone.level(Arrays.copyOfRange(pcm, 8_400, 15_600))).isZero();
        assertThat(Tone.decibels(Arrays.copyOfRange(pcm, 1_000, 7_600), 8000, 500))
                .isGreaterThan(33);
        assertThat(Tone.decibels(Arrays.copyOfRange(pcm, 16_400, 23_600), 8000, 500))
                .isGreaterThan(33);
    }

    @Test
    void silence_ends_it() {
        alice.tone(Codec.PCMU, 500);
        RecordingPlan plan =
                RecordingPlan.of(folder.resolve("short.wav"), Content.HEARD).withSilence(Duration.ofSeconds(2));
        stream.record(plan, told::add);
        world.passes(3_000);
        alice.silence();
        world.passes(1_500);
        assertThat(told).isEmpty();
        world.passes(1_000);
        assertThat(told.getFirst().end()).isEqualTo(new End.Silent());
        assertThat(told.getFirst().length().toMillis()).isCloseTo(5_000, org.assertj.core.api.Assertions.within(150L));
    }

    @Test
    void its_greatest_length_ends_it_to_the_tick() {
        RecordingPlan plan =
                RecordingPlan.of(folder.resolve("long.wav"), Content.HEARD).withLongest(Duration.ofSeconds(3));
        stream.record(plan, told::add);
        world.passes(3_100);
        assertThat(told.getFirst().end()).isEqualTo(new End.TooLong());
        assertThat(told.getFirst().length()).isEqualTo(Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"call.wav", "call.opus"})
    void what_was_written_a_second_ago_plays_whatever_happens(String name) throws Exception {
        alice.tone(Codec.PCMU, 500);
        record(name, Content.HEARD);
        world.passes(10_500);
        Path copy = folder.resolve("copy-" + name);
        Files.copy(folder.resolve(name), copy); // as kill -9 leaves it: never closed
        Pcm pcm = SoundFile.read(copy);
        assertThat(pcm.duration().toMillis()).isBetween(9_000L, 10_500L);
        int rate = pcm.rate();
        short[] middle = Arrays.copyOfRange(pcm.samples(), 2 * rate, 8 * rate);
        assertThat(Tone.decibels(middle, rate, 500)).isGreaterThan(20);
    }

    @ParameterizedTest
    @CsvSource({"HEARD,500", "SPOKEN,900"})
    void opus_keeps_length_and_tone(Content content, int hertz) throws Exception {
        MediaPhone bob = bridgedBob();
        alice.tone(Codec.PCMU, 500);
        bob.tone(Codec.PCMU, 900);
        world.passes(500);
        Recording recording = record("call.opus", content);
        world.passes(3_000);
        recording.close();
        world.passes(100);
        Pcm pcm = SoundFile.read(folder.resolve("call.opus"));
        assertThat(pcm.duration().toMillis()).isCloseTo(3_000, org.assertj.core.api.Assertions.within(20L));
        assertThat(Tone.decibels(Arrays.copyOfRange(pcm.samples(), 24_000, 120_000), 48_000, hertz))
                .isGreaterThan(14);
    }

    @Test
    void a_path_that_cannot_be_written_ends_the_recording_and_nothing_else() throws Exception {
        Files.writeString(folder.resolve("file"), "not a directory");
        alice.tone(Codec.PCMU, 500);
        record("file/call.wav", Content.HEARD);
        stream.echo();
        world.passes(1_000);
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().end())
                .isInstanceOfSatisfying(
                        End.Failed.class, failed -> assertThat(failed.why()).contains("file/call.wav"));
        assertThat(Tone.decibels(alice.heard(Duration.ofMillis(500)), 8000, 500))
                .isGreaterThan(30);
    }

    /** /dev/full takes nothing, as a full disk. */
    @Test
    void a_full_disk_ends_the_recording_with_its_reason() {
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")));
        stream.record(RecordingPlan.of(Path.of("/dev/full"), Content.HEARD), told::add);
        world.passes(1_000);
        assertThat(told.getFirst().end()).isInstanceOf(End.Failed.class);
    }

    @Test
    void nothing_is_left_behind() {
        Recording recording = record("call.wav", Content.STEREO);
        world.passes(1_000);
        recording.close();
        recording.close();
        stream.close();
        world.session.close();
        world.passes(1_000);
        assertThat(told).hasSize(1);
        assertThat(world.time.pendingTimers()).isZero();
    }
}
