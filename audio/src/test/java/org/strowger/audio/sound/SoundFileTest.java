package org.strowger.audio.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.audio.Pcm;
import org.strowger.audio.Tone;
import org.strowger.audio.WavBuilder;
import org.strowger.audio.codec.G711;

class SoundFileTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    private Path file = Path.of("");

    /** As a telephone hears it. */
    private static short[] read(Path file) throws IOException {
        return SoundFile.read(file).at(8000).samples();
    }

    @BeforeEach
    void name() {
        file = folder.resolve("prompt.wav");
    }

    @ParameterizedTest
    @CsvSource({
        "8000,1", "8000,2", "11025,1", "16000,1", "16000,2", "22050,1", "44100,1", "44100,2", "48000,1", "48000,6"
    })
    void a_tone_keeps_its_pitch_level_and_length_at_every_rate(int rate, int channels) throws Exception {
        for (int hertz : new int[] {300, 1000, 3000}) {
            short[] pcm = read(WavBuilder.tone(file, hertz, rate, channels, SECOND));
            assertThat(pcm.length).isBetween(7_999, 8_000);
            short[] middle = Arrays.copyOfRange(pcm, 400, 7_600);
            assertThat(Tone.decibels(middle, 8000, hertz)).as("%d Hz", hertz).isGreaterThan(60);
            assertThat(Tone.level(middle)).isCloseTo(10_000 / Math.sqrt(2), offset(75.0));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16_000, 44_100, 48_000})
    void what_lies_above_the_telephone_band_does_not_fold_into_it(int rate) throws Exception {
        for (int hertz : new int[] {4_400, 5_000, 7_000}) {
            short[] pcm = read(WavBuilder.tone(file, hertz, rate, 1, SECOND));
            assertThat(Tone.level(Arrays.copyOfRange(pcm, 400, 7_600)))
                    .as("%d Hz", hertz)
                    .isLessThan(10);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,8,34", "1,24,60", "1,32,60", "3,32,60", "6,8,34", "7,8,34"})
    void a_tone_is_read_however_its_samples_are_written(int tag, int bits, double decibels) throws Exception {
        new WavBuilder()
                .format(tag, 1, 8000, bits)
                .chunk("data", written(Tone.sine(1000, 8000, SECOND), tag, bits))
                .write(file);
        short[] pcm = read(file);
        assertThat(pcm).hasSize(8000);
        assertThat(Tone.decibels(pcm, 8000, 1000)).isGreaterThan(decibels);
        assertThat(Tone.level(pcm)).isCloseTo(10_000 / Math.sqrt(2), offset(75.0));
    }

    private static byte[] written(short[] pcm, int tag, int bits) {
        ByteBuffer bytes = ByteBuffer.allocate(pcm.length * bits / 8).order(ByteOrder.LITTLE_ENDIAN);
        for (short sample : pcm) {
            switch (tag * 100 + bits) {
                case 108 -> bytes.put((byte) ((sample >> 8) + 128));
                case 124 -> bytes.put((byte) 0).putShort(sample);
                case 132 -> bytes.putShort((short) 0).putShort(sample);
                case 332 -> bytes.putFloat(sample / 32768f);
                case 608 -> bytes.put(G711.ALAW.encode(sample));
                default -> bytes.put(G711.ULAW.encode(sample));
            }
        }
        return bytes.array();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ulaw", "alaw", "PCMU", "pcma"})
    void raw_g711_is_known_by_its_name(String ending) throws Exception {
        Path raw = folder.resolve("prompt." + ending);
        G711 law = ending.equals("alaw") || ending.equals("pcma") ? G711.ALAW : G711.ULAW;
        Files.write(raw, law.encode(Tone.sine(700, 8000, SECOND)));
        assertThat(Tone.decibels(read(raw), 8000, 700)).isGreaterThan(34);
    }

    /** The files were made by LAME and opusenc, a second of 1000 Hz 10 dB below full scale each. */
    @ParameterizedTest
    @CsvSource({"tone-1000.mp3, 24000, 0.10, 30", "tone-1000.opus, 48000, 0.001, 20"})
    void what_other_encoders_wrote_is_read(String name, int rate, double seconds, double decibels) throws Exception {
        Pcm pcm = SoundFile.read(Path.of("src/test/resources/sounds", name));
        assertThat(pcm.rate()).isEqualTo(rate);
        assertThat(pcm.duration().toMillis() / 1000.0).isCloseTo(1, offset(seconds));
        short[] middle = Arrays.copyOfRange(pcm.samples(), rate / 5, rate * 4 / 5);
        assertThat(Tone.decibels(middle, rate, 1000)).isGreaterThan(decibels);
        assertThat(Tone.level(middle)).isCloseTo(32_767 * Math.pow(10, -0.5) / Math.sqrt(2), offset(400.0));
    }

    @ParameterizedTest
    @CsvSource({"tone-1000.mp3, 1", "tone-1000.opus, 1", "tone-1000.mp3, 2", "tone-1000.opus, 2"})
    void a_mangled_recording_is_read_or_refused_but_never_worse(String name, long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] good = Files.readAllBytes(Path.of("src/test/resources/sounds", name));
        for (int i = 0; i < 200; i++) {
            byte[] bad = Arrays.copyOf(good, random.nextInt(good.length + 1));
            for (int n = random.nextInt(20); n > 0 && bad.length > 0; n--)
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            Files.write(file, bad);
            try {
                assertThat(SoundFile.read(file).samples().length).isLessThan(100_000);
            } catch (IOException refused) {
                assertThat(refused).as("seed %d", seed).hasMessageStartingWith(file.toString());
            }
        }
    }

    @Test
    void two_channels_are_mixed() throws Exception {
        short[] pcm = read(new WavBuilder()
                .format(1, 2, 8000, 16)
                .data((short) 1000, (short) 3000, (short) -32768, (short) -32768)
                .write(file));
        assertThat(pcm).containsExactly((short) 2000, (short) -32768);
    }

    @Test
    void chunks_of_odd_size_before_the_data_are_passed_over() throws Exception {
        short[] pcm = read(new WavBuilder()
                .chunk("LIST", new byte[7])
                .format(1, 1, 8000, 16)
                .chunk("fact", new byte[4])
                .chunk("junk", new byte[1])
                .data((short) 1, (short) 2)
                .chunk("id3 ", new byte[3])
                .write(file));
        assertThat(pcm).containsExactly((short) 1, (short) 2);
    }

    @Test
    void the_extensible_format_of_pcm_is_read() throws Exception {
        short[] pcm =
                read(new WavBuilder().extensible(1, 1, 8000, 16).data((short) 5).write(file));
        assertThat(pcm).containsExactly((short) 5);
    }

    @Test
    void a_file_that_ends_early_is_read_as_far_as_it_goes() throws Exception {
        short[] pcm = read(
                new WavBuilder().format(1, 1, 8000, 16).data(new short[1000]).write(file, 12 + 24 + 8 + 201));
        assertThat(pcm).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void a_writer_that_could_not_know_the_size_is_read_to_the_end(int size) throws Exception {
        short[] pcm = read(new WavBuilder()
                .format(1, 1, 8000, 16)
                .chunk("data", size, WavBuilder.bytes((short) 1, (short) 2, (short) 3))
                .write(file));
        assertThat(pcm).containsExactly((short) 1, (short) 2, (short) 3);
    }

    @ParameterizedTest
    @CsvSource({
        "2,1,8000,4,'its samples of 4 bits, format 2, are not played'",
        "1,1,8000,12,'its samples of 12 bits, format 1, are not played'",
        "3,1,8000,64,'its samples of 64 bits, format 3, are not played'",
        "1,0,8000,16,it has no channels",
        "1,1,8001,16,its rate of 8001 Hz is not played",
        "1,1,-1,16,its rate of 4294967295 Hz is not played"
    })
    void another_format_is_refused_with_a_remedy(int tag, int channels, int rate, int bits, String why) {
        new WavBuilder().format(tag, channels, rate, bits).data((short) 0).write(file);
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": " + why + "; convert it, as with: sox IN -r 8000 -c 1 -b 16 OUT.wav");
    }

    @Test
    void what_is_no_wav_is_refused() throws Exception {
        Files.writeString(file, "ID3 this is no MP3");
        assertThatThrownBy(() -> read(file)).hasMessageContaining("it holds no MPEG audio");
        for (String junk : new String[] {"", "hello", "OggX"}) {
            Files.writeString(file, junk);
            assertThatThrownBy(() -> read(file)).hasMessageContaining("neither WAV, MP3, Ogg/Opus nor G.711");
        }
        Files.writeString(file, "RIFFxxxxWAV");
        assertThatThrownBy(() -> read(file)).hasMessageContaining("not a RIFF WAVE file");
        Files.writeString(file, "OggS and so on");
        assertThatThrownBy(() -> read(file)).hasMessageContaining("an Ogg file that does not hold Opus");
        new WavBuilder().format(1, 1, 8000, 16).write(file);
        assertThatThrownBy(() -> read(file)).hasMessageContaining("it holds no audio");
        new WavBuilder().data((short) 1).write(file);
        assertThatThrownBy(() -> read(file)).hasMessageContaining("its format chunk is missing");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_mangled_file_is_read_or_refused_but_never_worse(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] good = new WavBuilder()
                .chunk("LIST", new byte[9])
                .extensible(1, 2, 16_000, 16)
                .data(new short[64])
                .build();
        for (int i = 0; i < 2_000; i++) {
            byte[] bad = Arrays.copyOf(good, random.nextInt(good.length + 1));
            for (int n = random.nextInt(4); n > 0 && bad.length > 0; n--)
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            Files.write(file, bad);
            try {
                assertThat(read(file).length).isLessThan(1000);
            } catch (IOException refused) {
                assertThat(refused).as("seed %d", seed).hasMessageStartingWith(file.toString());
            }
        }
    }

    @Test
    void a_prompt_is_read_once_while_its_file_is_unchanged() throws Exception {
        PromptCache cache = new PromptCache(Runnable::run);
        WavBuilder.tone(file, 440, 8000, 1, SECOND);
        Prompt first = cache.prompt(file);
        assertThat(first.duration()).isEqualTo(SECOND);
        assertThat(first.name()).isEqualTo(file.toAbsolutePath().toString());
        assertThat(cache.prompt(folder.resolve("./prompt.wav"))).isSameAs(first);
        WavBuilder.tone(file, 440, 8000, 1, Duration.ofSeconds(2));
        assertThat(cache.prompt(file).duration()).isEqualTo(Duration.ofSeconds(2));
        Files.delete(file);
        assertThatThrownBy(() -> cache.prompt(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": there is no such file that can be read; check its name and permissions");
    }
}
