package org.strowger.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.audio.Pcm;
import org.strowger.audio.Tone;
import org.strowger.audio.codec.G711;
import org.strowger.audio.sound.Playlist;
import org.strowger.audio.sound.Prompt;
import org.strowger.audio.sound.StreamedPrompt;
import org.strowger.media.MediaSettings;
import org.strowger.media.MediaStream;
import org.strowger.media.Playback;
import org.strowger.media.memory.MediaPhone;

class PlaylistTest {

    @TempDir
    Path folder;

    private final MediaWorld world = new MediaWorld(MediaSettings.defaults().withTimeout(Duration.ZERO));
    private final MediaStream stream = world.stream();
    private final MediaPhone alice = world.phone("198.51.100.1", stream);

    private static Prompt tone(int hertz, int millis) {
        return Prompt.of("tone", Pcm.of(8000, Tone.sine(hertz, 8000, Duration.ofMillis(millis))));
    }

    @Test
    void a_list_is_looped_as_often_as_is_said() {
        stream.play(new Playlist(List.of(tone(500, 300), tone(700, 200)), 3, 0));
        world.passes(1_499);
        assertThat(world.told).isEmpty();
        world.passes(100);
        assertThat(world.told).containsExactly("FINISHED");
        assertThat(alice.packetsHeard()).isEqualTo(75);
    }

    @Test
    void an_endless_list_ends_when_it_is_stopped() {
        stream.play(Playlist.endless(List.of(tone(500, 300))));
        world.passes(60_000);
        assertThat(world.told).isEmpty();
        stream.stop();
        world.passes(20);
        assertThat(world.told).containsExactly("STOPPED");
    }

    @Test
    void the_volume_is_in_decibels() {
        stream.play(new Playlist(List.of(tone(500, 1_000)), 1, -20));
        world.passes(1_100);
        assertThat(Tone.level(Arrays.copyOf(alice.heard(), 7_900))).isCloseTo(1_000 / Math.sqrt(2), offset(30.0));
    }

    @Test
    void it_can_be_paused_taken_up_and_moved() {
        Playback playback = stream.play(Playlist.of(List.of(tone(500, 1_000), tone(700, 1_000))));
        world.passes(500);
        playback.pause();
        world.passes(2_000);
        assertThat(alice.packetsHeard()).isBetween(25L, 26L);
        playback.resume();
        playback.seek(Duration.ofMillis(1_500));
        alice.forget();
        world.passes(1_000);
        assertThat(world.told).containsExactly("FINISHED");
        assertThat(alice.packetsHeard()).isBetween(50L, 51L);
        short[] heard = alice.heard();
        assertThat(Tone.decibels(Arrays.copyOfRange(heard, heard.length - 3_500, heard.length - 500), 8000, 700))
                .isGreaterThan(33);
    }

    @Test
    void a_file_of_an_hour_is_decoded_as_it_is_heard() throws Exception {
        short[] second = Tone.sine(500, 8000, Duration.ofSeconds(1));
        byte[] coded = G711.ULAW.encode(second);
        Path file = folder.resolve("hour.ulaw");
        try (var out = Files.newOutputStream(file)) {
            for (int i = 0; i < 3_600; i++) out.write(coded);
        }
        Prompt prompt = world.media.prompt(file);
        assertThat(prompt).isInstanceOf(StreamedPrompt.class);
        assertThat(prompt.duration()).isEqualTo(Duration.ofHours(1));
        Playback playback = stream.play(List.of(prompt));
        world.passes(20_000);
        assertThat(Tone.decibels(Arrays.copyOf(alice.heard(), 159_000), 8000, 500))
                .isGreaterThan(33);
        playback.seek(Duration.ofMinutes(59).plusSeconds(55));
        world.passes(4_900);
        assertThat(world.told).isEmpty();
        world.passes(300);
        assertThat(world.told).containsExactly("FINISHED");
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertThatThrownBy(() -> new Playlist(List.of(), 0, 0)).hasMessageContaining("at least once");
        assertThatThrownBy(() -> new Playlist(List.of(), 1, 21)).hasMessageContaining("-60 to +20 dB");
    }
}
