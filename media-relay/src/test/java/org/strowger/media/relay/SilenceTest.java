package org.strowger.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.media.relay.MediaWorld.at;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.strowger.media.MediaSettings;
import org.strowger.media.MediaStream;
import org.strowger.media.memory.MediaPhone;
import org.strowger.rtp.TestPackets;
import org.strowger.sdp.Codec;
import org.strowger.sdp.Direction;

/** The media timeout, on virtual time; looked for each half second. */
class SilenceTest {

    private final MediaWorld world = new MediaWorld();
    private final MediaStream stream = world.stream();
    private final MediaPhone alice = world.phone("198.51.100.1", stream);

    @Test
    void a_peer_that_never_sends_is_told_of_once() {
        world.passes(59_999);
        assertThat(world.told).isEmpty();
        world.passes(501);
        assertThat(world.told).containsExactly("silent for 60 s");
        world.passes(600_000);
        assertThat(world.told).hasSize(1);
    }

    @Test
    void each_silence_is_told_of() {
        alice.tone(Codec.PCMU, 440);
        world.passes(300_000);
        assertThat(world.told).isEmpty();
        alice.silence();
        world.passes(61_000);
        assertThat(world.told).hasSize(1);
        alice.tone(Codec.PCMU, 440);
        world.passes(1_000);
        alice.silence();
        world.passes(61_000);
        assertThat(world.told).hasSize(2);
    }

    @Test
    void a_peer_on_hold_may_be_silent_and_is_waited_for_anew_after_it() {
        stream.remote(at(alice, Direction.RECVONLY, Codec.PCMU));
        world.passes(3_600_000);
        stream.remote(at(alice, Direction.INACTIVE, Codec.PCMU));
        world.passes(3_600_000);
        assertThat(world.told).isEmpty();
        stream.remote(at(alice, Direction.SENDRECV, Codec.PCMU));
        world.passes(59_000);
        assertThat(world.told).isEmpty();
        world.passes(2_000);
        assertThat(world.told).hasSize(1);
    }

    @Test
    void a_peer_that_has_not_been_described_is_not_waited_for() {
        MediaStream other = world.stream();
        alice.tone(Codec.PCMU, 440);
        world.passes(120_000);
        assertThat(world.told).isEmpty();
        other.close();
    }

    @Test
    void reports_are_a_sign_of_life() {
        for (int i = 0; i < 30; i++) {
            alice.sendRtcp(TestPackets.rtcp(7));
            world.passes(10_000);
        }
        assertThat(world.told).isEmpty();
    }

    @Test
    void what_strangers_send_is_not() {
        alice.tone(Codec.PCMU, 440);
        world.passes(5_000);
        alice.silence();
        MediaPhone mallory = world.phone("203.0.113.66", 6666);
        mallory.sendTo(stream.local());
        mallory.tone(Codec.PCMU, 880);
        world.passes(61_000);
        assertThat(world.told).hasSize(1);
        assertThat(stream.statistics().strangers()).isEqualTo(mallory.packetsSent());
    }

    @Test
    void a_bridge_begins_the_wait_anew() {
        world.passes(50_000);
        world.session.bridge(stream, world.stream());
        world.passes(50_000);
        assertThat(world.told).isEmpty();
    }

    @Test
    void a_timeout_of_zero_never_comes() {
        MediaWorld patient = new MediaWorld(MediaSettings.defaults().withTimeout(Duration.ZERO));
        patient.phone("198.51.100.1", patient.stream());
        patient.passes(3_600_000);
        assertThat(patient.told).isEmpty();
    }
}
