package org.strowger.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.media.relay.MediaWorld.at;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.audio.TestSink;
import org.strowger.audio.Tone;
import org.strowger.audio.codec.G711;
import org.strowger.media.AudioSide;
import org.strowger.media.MediaSettings;
import org.strowger.media.MediaStream;
import org.strowger.media.memory.MediaPhone;
import org.strowger.media.memory.NetworkConditions;
import org.strowger.rtp.TestPackets;
import org.strowger.sdp.Codec;
import org.strowger.sdp.Direction;

/** What is heard of packets that a network has handled roughly: alice sends PCMU, bob hears it in linear samples. */
class ReceivedAudioTest {

    private static final Codec L16 = new Codec(109, "L16", 8000, 1, "");
    private static final Codec CN = new Codec(13, "CN", 8000, 1, "");
    private static final int WINDOW = 800;

    private final MediaWorld world = new MediaWorld(MediaSettings.defaults().withTimeout(Duration.ZERO));
    private final MediaStream one = world.stream();
    private final MediaStream other = world.stream();
    private final MediaPhone alice = world.phone("198.51.100.1", one);
    private final MediaPhone bob = world.phone("198.51.100.2", other);

    private final TestSink ear = new TestSink(8000);

    private void bridge() {
        one.listen(AudioSide.HEARD, ear);
        one.remote(at(alice, Direction.SENDRECV, Codec.PCMU, CN));
        other.remote(at(bob, Direction.SENDRECV, L16));
        bob.codecs(List.of(L16));
        world.session.bridge(one, other);
    }

    /** How well each 100 ms of the last seconds carry the tone, dB, the worst first. */
    private double[] windows(int seconds, double hertz) {
        short[] heard = ear.last(seconds * 8000);
        double[] quality = new double[heard.length / WINDOW];
        for (int i = 0; i < quality.length; i++)
            quality[i] = Tone.decibels(Arrays.copyOfRange(heard, i * WINDOW, (i + 1) * WINDOW), 8000, hertz);
        Arrays.sort(quality);
        return quality;
    }

    @ParameterizedTest
    @ValueSource(longs = {-200, 200, -1000, 1000})
    void a_clock_that_drifts_is_followed_without_a_click(long partsPerMillion) {
        bridge();
        alice.pace(Duration.ofNanos(20_000_000 + 20 * partsPerMillion));
        alice.tone(Codec.PCMU, 440);
        world.passes(300_000);
        world.passes(120_000);
        double[] quality = windows(119, 440);
        // A period that is put in or taken out moves the tone's phase, so that its window fits no single sine. It is no
        // louder for it.
        assertThat(quality[quality.length / 2]).isGreaterThan(34);
        short[] heard = ear.last(119 * 8000);
        assertThat((double) steepest(heard)).isLessThan(1.15 * 10_000 * 2 * Math.PI * 440 / 8000);
    }

    /** The largest step from one sample to the next: a click's mark. */
    private static int steepest(short[] pcm) {
        int most = 0;
        for (int i = 1; i < pcm.length; i++) most = Math.max(most, Math.abs(pcm[i] - pcm[i - 1]));
        return most;
    }

    @Test
    void jitter_of_60_ms_is_waited_out() {
        bridge();
        world.media.conditions(new NetworkConditions(0, 0, Duration.ofMillis(5), Duration.ofMillis(65)));
        alice.tone(Codec.PCMU, 440);
        world.passes(10_000);
        double[] quality = windows(5, 440);
        assertThat(quality[quality.length / 2]).isGreaterThan(30);
        assertThat(quality[quality.length / 10]).isGreaterThan(10);
    }

    @Test
    void a_quiet_network_costs_little_delay() {
        bridge();
        alice.tone(Codec.PCMU, 440);
        world.passes(200);
        int before = bob.heard().length;
        assertThat(before).isBetween((200 - 60) * 8, 200 * 8);
    }

    @ParameterizedTest
    @CsvSource({"0.05,20", "0.1,15"})
    void lost_packets_are_made_up_for(double loss, double tenthPercentile) {
        bridge();
        world.media.conditions(new NetworkConditions(loss, 0, Duration.ofMillis(5), Duration.ofMillis(5)));
        alice.tone(Codec.PCMU, 440);
        world.passes(20_000);
        double[] quality = windows(15, 440);
        assertThat(quality[quality.length / 2]).isGreaterThan(tenthPercentile + 3);
        assertThat(quality[quality.length / 10]).isGreaterThan(5);
        assertThat(Tone.level(ear.last(15 * 8000))).isGreaterThan(5_500);
    }

    @Test
    void packets_that_come_twice_or_overtake_each_other_are_heard_once_and_in_order() {
        bridge();
        alice.tone(Codec.PCMU, 440);
        world.passes(2_000);
        world.media.conditions(new NetworkConditions(0, 0.5, Duration.ZERO, Duration.ofMillis(30)));
        world.passes(5_000);
        world.passes(5_000);
        double[] quality = windows(4, 440);
        assertThat(quality[quality.length / 2]).isGreaterThan(30);
    }

    private byte[] packet(int sequence, int timestamp, int ssrc, int marker) {
        byte[] packet = TestPackets.rtp(0, sequence, timestamp, ssrc, 160);
        packet[1] |= (byte) (marker << 7);
        for (int i = 0; i < 160; i++)
            packet[12 + i] =
                    G711.ULAW.encode((short) Math.round(10_000 * Math.sin(2 * Math.PI * 500 * (i % 160) / 8000.0)));
        return packet;
    }

    private void send(int count, int firstSequence, int firstTimestamp, int ssrc) {
        for (int i = 0; i < count; i++) {
            alice.send(packet(firstSequence + i, firstTimestamp + 160 * i, ssrc, 0));
            world.passes(20);
        }
    }

    /** How much of the last so many milliseconds carries the tone of 500 Hz. */
    private double heard(int millis) {
        return Tone.decibels(ear.last(millis * 8), 8000, 500);
    }

    @Test
    void another_source_is_heard_from_its_first_packet_on() {
        bridge();
        send(50, 100, 5_000, 7);
        send(50, 60_000, 99_999_999, 8);
        assertThat(heard(800)).isGreaterThan(30);
    }

    @Test
    void a_timestamp_that_jumps_does_not_make_deaf() {
        bridge();
        send(50, 100, 5_000, 7);
        send(50, 150, 5_000 + 1_000_000_000, 7);
        assertThat(heard(800)).isGreaterThan(30);
        send(50, 200, 77, 7);
        assertThat(heard(800)).isGreaterThan(30);
    }

    @Test
    void a_sequence_that_begins_anew_does_not_make_deaf() {
        bridge();
        send(50, 20_000, 5_000, 7);
        send(50, 3, 5_000 + 50 * 160, 7);
        assertThat(heard(800)).isGreaterThan(30);
        send(50, 40, 5_000 + 100 * 160, 7);
        assertThat(heard(700)).isGreaterThan(30);
    }

    @Test
    void after_a_pause_a_talkspurt_begins_in_time() {
        bridge();
        send(50, 100, 5_000, 7);
        world.passes(2_000);
        bob.forget();
        alice.send(packet(150, 5_000 + 160 * 150, 7, 1));
        world.passes(20);
        send(49, 151, 5_000 + 160 * 151, 7);
        assertThat(heard(700)).isGreaterThan(30);
        world.passes(60);
        assertThat(bob.heard().length).isBetween(40 * 160, 60 * 160);
    }

    @Test
    void while_nothing_comes_nothing_is_sent() {
        bridge();
        send(50, 100, 5_000, 7);
        world.passes(2_000);
        long before = bob.packetsHeard();
        world.passes(2_000);
        assertThat(bob.packetsHeard()).isEqualTo(before);
    }

    @Test
    void the_noise_that_a_silent_peer_describes_is_heard() {
        bridge();
        send(50, 100, 5_000, 7);
        byte[] noise = TestPackets.rtp(13, 150, 5_000 + 160 * 50, 7, 1);
        noise[12] = 40;
        alice.send(noise);
        world.passes(3_000);
        double level = 20 * Math.log10(Tone.level(ear.last(8000)) / 32_767);
        assertThat(level).isBetween(-41.5, -38.5);
        send(50, 151, 5_000 + 160 * 200, 7);
        assertThat(heard(700)).isGreaterThan(30);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 30, 40, 60})
    void a_peer_may_send_packets_of_any_length(int millis) {
        bridge();
        int samples = 8 * millis;
        for (int i = 0; i * millis < 2_000; i++) {
            byte[] packet = TestPackets.rtp(0, 100 + i, 160 + i * samples, 7, samples);
            for (int k = 0; k < samples; k++)
                packet[12 + k] = G711.ULAW.encode(
                        (short) Math.round(10_000 * Math.sin(2 * Math.PI * 500 * (i * samples + k) / 8000.0)));
            alice.send(packet);
            world.passes(millis);
        }
        assertThat(heard(1_000)).isGreaterThan(30);
    }
}
