package org.strowger.audio.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.audio.Frames;
import org.strowger.audio.Tone;
import org.strowger.sdp.Codec;

class CodecsTest {

    private static final Codec OPUS = new Codec(111, "opus", 48_000, 2, "useinbandfec=1");
    private static final Codec G722 = new Codec(9, "G722", 8000, 1, "");

    static Stream<Codec> all() {
        return AudioCodecs.all().stream().map(AudioCodec::format);
    }

    private static AudioCodec codec(Codec format) {
        return AudioCodecs.of(format).orElseThrow();
    }

    /** Encoded and decoded, packet by packet. */
    private static short[] through(Codec format, short[] pcm) {
        AudioCodec codec = codec(format);
        AudioEncoder encoder = codec.encoder(format);
        AudioDecoder decoder = codec.decoder(format);
        int samples = codec.sampleRate() * codec.packetMillis(20) / 1000;
        short[] out = new short[pcm.length];
        short[] packet = new short[Frames.MAX_PACKET];
        byte[] payload = new byte[Frames.MAX_PAYLOAD];
        for (int at = 0; at + samples <= pcm.length; at += samples) {
            System.arraycopy(pcm, at, packet, 0, samples);
            int octets = encoder.encode(packet, samples, payload);
            assertThat(decoder.decode(payload, 0, octets, packet)).isEqualTo(samples);
            System.arraycopy(packet, 0, out, at, samples);
        }
        return out;
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_tone_comes_through_every_codec(Codec format) {
        int rate = codec(format).sampleRate();
        short[] heard = through(format, Tone.sine(1004, rate, Duration.ofSeconds(2)));
        double wanted = format.name().startsWith("PCM") ? 36 : 40;
        assertThat(Tone.decibels(Arrays.copyOfRange(heard, rate, 2 * rate), rate, 1004))
                .isGreaterThan(wanted);
    }

    @ParameterizedTest
    @CsvSource({"300,40", "1004,42", "3000,30", "5000,18", "6500,18"})
    void g722_carries_both_its_bands(double hertz, double decibels) {
        short[] heard = through(G722, Tone.sine(hertz, 16_000, Duration.ofSeconds(2)));
        assertThat(Tone.decibels(Arrays.copyOfRange(heard, 16_000, 32_000), 16_000, hertz))
                .isGreaterThan(decibels);
    }

    /** An octet for two samples: 160 for the 20 ms of 64 kbit/s. */
    @Test
    void g722_takes_as_much_room_as_g711() {
        assertThat(codec(G722).encoder(G722).encode(new short[320], 320, new byte[1500]))
                .isEqualTo(160);
    }

    /** From the reset state, silence is sent as the smallest difference of each band's quantizer. */
    @Test
    void g722_stays_silent_in_silence() {
        short[] heard = through(G722, new short[16_000]);
        for (short sample : heard) assertThat(Math.abs(sample)).isLessThan((short) 20);
    }

    @ParameterizedTest
    @MethodSource("all")
    void no_payload_hurts_a_decoder(Codec format) {
        SplittableRandom random = new SplittableRandom(4);
        AudioDecoder decoder = codec(format).decoder(format);
        short[] pcm = new short[Frames.MAX_PACKET];
        for (int i = 0; i < 2_000; i++) {
            byte[] payload = new byte[random.nextInt(Frames.MAX_PAYLOAD)];
            random.nextBytes(payload);
            assertThat(decoder.decode(payload, 0, payload.length, pcm)).isBetween(0, pcm.length);
        }
    }

    /** As two channels at 128 kbit/s, each with a tone of its own. */
    @Test
    void opus_in_stereo_is_heard_as_both_channels_together() throws OpusException {
        OpusEncoder encoder = new OpusEncoder(48_000, 2, OpusApplication.OPUS_APPLICATION_AUDIO);
        encoder.setBitrate(128_000);
        encoder.setForceChannels(2);
        short[] left = Tone.sine(400, 48_000, Duration.ofSeconds(1));
        short[] right = Tone.sine(700, 48_000, Duration.ofSeconds(1));
        AudioDecoder decoder = codec(OPUS).decoder(OPUS);
        short[] packet = new short[Frames.MAX_PACKET];
        byte[] payload = new byte[Frames.MAX_PAYLOAD];
        short[] heard = new short[48_000];
        for (int at = 0; at < heard.length; at += 960) {
            short[] both = new short[2 * 960];
            for (int i = 0; i < 960; i++) {
                both[2 * i] = left[at + i];
                both[2 * i + 1] = right[at + i];
            }
            int octets = encoder.encode(both, 0, 960, payload, 0, payload.length);
            assertThat(decoder.decode(payload, 0, octets, packet)).isEqualTo(960);
            System.arraycopy(packet, 0, heard, at, 960);
        }
        short[] second = Arrays.copyOfRange(heard, 24_000, 48_000);
        assertThat(Tone.decibels(second, 48_000, 400) - Tone.decibels(second, 48_000, 700))
                .isBetween(-1.0, 1.0);
        assertThat(Tone.decibels(second, 48_000, 400) - Tone.decibels(second, 48_000, 1100))
                .isGreaterThan(35);
    }

    @Test
    void opus_restores_a_lost_packet_from_the_one_behind_it() {
        Codec slow = new Codec(111, "opus", 48_000, 2, "useinbandfec=1;maxaveragebitrate=24000");
        AudioEncoder encoder = codec(slow).encoder(slow);
        AudioDecoder decoder = codec(slow).decoder(slow);
        short[] tone = Tone.sine(400, 48_000, Duration.ofSeconds(1));
        short[] packet = new short[Frames.MAX_PACKET];
        byte[] payload = new byte[Frames.MAX_PAYLOAD];
        int restored = 0;
        for (int i = 0; i < 40; i++) {
            System.arraycopy(tone, 960 * i, packet, 0, 960);
            int octets = encoder.encode(packet, 960, payload);
            if (i == 30) continue;
            if (i == 31) restored = decoder.recover(payload, 0, octets, packet, 960);
            if (i == 31) assertThat(Tone.level(Arrays.copyOf(packet, 960))).isGreaterThan(2_000);
            decoder.decode(payload, 0, octets, packet);
        }
        assertThat(restored).isEqualTo(960);
    }

    @Test
    void opus_is_sent_at_less_and_so_that_it_can_be_restored_while_the_peer_loses_packets() {
        AudioEncoder encoder = codec(OPUS).encoder(OPUS);
        AudioDecoder decoder = codec(OPUS).decoder(OPUS);
        int usual = octets(encoder, 50);
        assertThat(usual).isGreaterThan(100);
        encoder.farLoss(0.02);
        assertThat(octets(encoder, 50)).as("2 %% are no reason").isGreaterThan(100);
        encoder.farLoss(0.1);
        octets(encoder, 20);
        assertThat(octets(encoder, 50)).isLessThan(100);
        byte[] payload = new byte[Frames.MAX_PAYLOAD];
        int behind = encoder.encode(tone(0), 960, payload);
        assertThat(decoder.recover(payload, 0, behind, new short[Frames.MAX_PACKET], 960))
                .isEqualTo(960);
        encoder.farLoss(0);
        assertThat(octets(encoder, 50)).as("one good report may be luck").isLessThan(100);
        encoder.farLoss(0);
        octets(encoder, 20);
        assertThat(octets(encoder, 50)).isCloseTo(usual, within(40));
    }

    private static short[] tone(int number) {
        return Arrays.copyOfRange(Tone.sine(400, 48_000, Duration.ofSeconds(1)), 960 * number, 960 * (number + 1));
    }

    /** On average. */
    private static int octets(AudioEncoder encoder, int packets) {
        int octets = 0;
        for (int i = 0; i < packets; i++) octets += encoder.encode(tone(i % 50), 960, new byte[Frames.MAX_PAYLOAD]);
        return octets / packets;
    }

    @Test
    void opus_takes_what_the_peer_asks_for() {
        String parameters = "maxaveragebitrate=16000; usedtx=1;useinbandfec = 1";
        assertThat(OpusCodec.number(parameters, "maxaveragebitrate", 0)).isEqualTo(16_000);
        assertThat(OpusCodec.number(parameters, "usedtx", 0)).isEqualTo(1);
        assertThat(OpusCodec.number(parameters, "useinbandfec", 0)).isEqualTo(1);
        assertThat(OpusCodec.number(parameters, "stereo", 0)).isZero();
        Codec wanted = new Codec(111, "opus", 48_000, 2, parameters);
        AudioEncoder encoder = codec(OPUS).encoder(wanted);
        int octets = 0;
        short[] noise = new short[960];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 50; i++) {
            for (int k = 0; k < 960; k++) noise[k] = (short) (random.nextInt(8_000) - 4_000);
            octets += encoder.encode(noise, 960, new byte[1500]);
        }
        assertThat(octets).isBetween(1_500, 2_600);
    }

    @Test
    void packet_times_are_those_that_a_format_allows() {
        assertThat(Stream.of(10, 20, 30, 40, 50, 60).map(codec(OPUS)::packetMillis))
                .containsExactly(10, 20, 20, 40, 40, 60);
        assertThat(codec(new Codec(100, "L16", 48_000, 1, "")).packetMillis(20)).isEqualTo(10);
        assertThat(codec(Codec.PCMU).packetMillis(30)).isEqualTo(30);
    }

    @Test
    void formats_are_known_by_name_clock_and_channels() {
        assertThat(AudioCodecs.of(new Codec(99, "OPUS", 48_000, 2, ""))).isPresent();
        assertThat(AudioCodecs.of(new Codec(99, "g722", 8000, 1, ""))).isPresent();
        assertThat(List.of(
                        AudioCodecs.of(new Codec(18, "G729", 8000, 1, "")),
                        AudioCodecs.of(new Codec(101, "telephone-event", 8000, 1, "0-15")),
                        AudioCodecs.of(new Codec(13, "CN", 8000, 1, ""))))
                .allMatch(Optional::isEmpty);
    }
}
