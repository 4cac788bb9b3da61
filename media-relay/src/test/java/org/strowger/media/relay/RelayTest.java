package org.strowger.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.media.relay.MediaWorld.at;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.strowger.audio.Tone;
import org.strowger.media.MediaStream;
import org.strowger.media.RemoteMedia;
import org.strowger.media.memory.MediaPhone;
import org.strowger.media.memory.NetworkConditions;
import org.strowger.rtp.StreamStatistics;
import org.strowger.rtp.TestPackets;
import org.strowger.sdp.Codec;
import org.strowger.sdp.Direction;

/** What becomes of packets between two phones, on virtual time. */
class RelayTest {

    private final MediaWorld world = new MediaWorld();
    private final MediaStream one = world.stream();
    private final MediaStream other = world.stream();
    private final MediaPhone alice = world.phone("198.51.100.1", one);
    private final MediaPhone bob = world.phone("198.51.100.2", other);

    @Test
    void each_side_of_a_bridge_hears_the_others_tone() {
        talk();
        world.passes(2_000);
        assertThat(Tone.decibels(alice.heard(), 8000, 880)).isGreaterThan(30);
        assertThat(Tone.decibels(bob.heard(), 8000, 440)).isGreaterThan(30);
        assertThat(Tone.decibels(bob.heard(), 8000, 880)).isLessThan(-20);
        assertThat(one.statistics().packetsReceived()).isEqualTo(101);
        assertThat(one.statistics().packetsLost()).isZero();
        assertThat(one.statistics().jitterMicros()).isZero();
    }

    private void talk() {
        world.session.bridge(one, other);
        alice.tone(Codec.PCMU, 440);
        bob.tone(Codec.PCMU, 880);
    }

    @Test
    void a_peer_that_only_sends_is_not_sent_anything() {
        talk();
        world.passes(100);
        one.remote(at(alice, Direction.SENDONLY, Codec.PCMU));
        world.passes(100);
        long before = alice.packetsHeard();
        world.passes(1_000);
        assertThat(alice.packetsHeard()).isEqualTo(before);
        assertThat(bob.packetsHeard()).isEqualTo(alice.packetsSent());
        one.remote(at(alice, Direction.SENDRECV, Codec.PCMU));
        world.passes(1_000);
        assertThat(alice.packetsHeard()).isEqualTo(before + 50);
    }

    @Test
    void hold_by_the_wildcard_address_sends_nothing_and_keeps_the_latch() {
        talk();
        world.passes(100);
        one.remote(at(new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 4000), Direction.SENDRECV, Codec.PCMU));
        world.passes(20);
        long before = alice.packetsHeard();
        world.passes(1_000);
        assertThat(alice.packetsHeard()).isEqualTo(before);
        one.remote(at(alice, Direction.SENDRECV, Codec.PCMU));
        world.passes(1_000);
        assertThat(alice.packetsHeard()).isEqualTo(before + 50);
    }

    @Test
    void a_format_that_the_peers_number_differently_is_renumbered() {
        Codec here = new Codec(101, "telephone-event", 8000, 1, "0-15");
        Codec there = new Codec(96, "telephone-event", 8000, 1, "0-15");
        world.session.bridge(one, other);
        one.remote(at(alice, Direction.SENDRECV, Codec.PCMU, here));
        other.remote(at(bob, Direction.SENDRECV, Codec.PCMU, there));
        alice.send(TestPackets.rtp(101, 1, 160, 7, 4));
        alice.send(TestPackets.rtp(0, 2, 320, 7, 160));
        alice.send(TestPackets.rtp(18, 3, 480, 7, 20));
        bob.send(TestPackets.rtp(96, 1, 160, 8, 4));
        world.passes(20);
        assertThat(bob.packetsHeard(96)).isEqualTo(1);
        assertThat(bob.packetsHeard(0)).isEqualTo(1);
        assertThat(bob.packetsHeard(18)).isEqualTo(1);
        assertThat(alice.packetsHeard(101)).isEqualTo(1);
    }

    @Test
    void reports_go_from_side_to_side() {
        world.session.bridge(one, other);
        alice.sendRtcp(TestPackets.rtcp(7));
        world.passes(20);
        assertThat(bob.reportsHeard()).isEqualTo(1);
        assertThat(bob.packetsHeard()).isZero();
    }

    @Test
    void a_peer_that_multiplexes_gets_reports_on_its_rtp_port() {
        one.remote(new RemoteMedia(alice.address(), alice.address(), Direction.SENDRECV, List.of(Codec.PCMU)));
        world.session.bridge(one, other);
        bob.sendRtcp(TestPackets.rtcp(8));
        alice.send(TestPackets.rtp(0, 1, 160, 7, 160));
        alice.send(TestPackets.rtcp(7));
        world.passes(20);
        assertThat(alice.reportsHeard()).isZero();
        assertThat(one.statistics().packetsSent()).isZero();
        assertThat(world.media.figures().packetsSent()).isEqualTo(3);
        assertThat(bob.reportsHeard()).isEqualTo(1);
    }

    @Test
    void an_echo_comes_back_with_another_source() {
        one.echo();
        alice.tone(Codec.PCMU, 440);
        world.passes(1_000);
        assertThat(alice.packetsHeard()).isEqualTo(alice.packetsSent());
        assertThat(Tone.decibels(alice.heard(), 8000, 440)).isGreaterThan(30);
        one.stop();
        world.passes(20);
        long before = alice.packetsHeard();
        world.passes(1_000);
        assertThat(alice.packetsHeard()).isEqualTo(before);
    }

    @Test
    void junk_is_dropped_and_counted() {
        world.session.bridge(one, other);
        alice.send(new byte[0]);
        alice.send(new byte[] {0, 1, 0, 0, 0x21, 0x12, (byte) 0xA4, 0x42, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        byte[] shortExtension = TestPackets.rtp(0, 1, 160, 7, 4);
        shortExtension[0] = (byte) 0x90;
        shortExtension[15] = 9;
        alice.send(shortExtension);
        alice.sendRtcp(TestPackets.rtp(0, 1, 160, 7, 4));
        world.passes(20);
        assertThat(bob.packetsHeard()).isZero();
        assertThat(one.statistics().packetsReceived()).isZero();
        assertThat(world.media.figures().packetsDropped()).isEqualTo(4);
    }

    @Test
    void after_the_bridge_is_ended_nothing_is_relayed() {
        talk();
        world.passes(100);
        world.session.unbridge(other);
        world.passes(20);
        long before = bob.packetsHeard();
        world.passes(500);
        assertThat(bob.packetsHeard()).isEqualTo(before);
    }

    @Test
    void another_bridge_ends_the_first() {
        MediaStream third = world.stream();
        MediaPhone carol = world.phone("198.51.100.3", third);
        talk();
        world.passes(100);
        world.session.bridge(one, third);
        world.passes(20);
        long before = bob.packetsHeard();
        world.passes(1_000);
        assertThat(bob.packetsHeard()).isEqualTo(before);
        assertThat(Tone.decibels(carol.heard(), 8000, 440)).isGreaterThan(30);
    }

    @Test
    void loss_duplication_and_reordering_are_counted_as_rfc_3550_has_it() {
        world.media.conditions(new NetworkConditions(0.1, 0, Duration.ofMillis(5), Duration.ofMillis(35)));
        alice.tone(Codec.PCMU, 440);
        world.passes(20_000);
        StreamStatistics seen = one.statistics();
        long gone = alice.packetsSent() - seen.packetsReceived();
        assertThat(gone).isBetween(60L, 140L);
        assertThat(seen.packetsLost()).isBetween(gone - 3, gone);
        assertThat(seen.jitterMicros()).isBetween(3_000L, 20_000L);
    }

    @Test
    void a_closed_session_leaves_nothing() {
        talk();
        world.passes(100);
        assertThat(world.media.figures().portsInUse()).isEqualTo(2);
        world.session.close();
        alice.silence();
        bob.silence();
        world.passes(100);
        assertThat(world.media.figures().sessions()).isZero();
        assertThat(world.media.figures().portsInUse()).isZero();
        assertThat(world.media.figures().portsQuarantined()).isEqualTo(2);
        world.passes(5_000);
        assertThat(world.media.figures().portsQuarantined()).isZero();
        assertThat(world.time.pendingTimers()).isZero();
    }

    @Test
    void two_runs_are_the_same() {
        assertThat(run()).isEqualTo(run());
    }

    private static String run() {
        MediaWorld world = new MediaWorld();
        MediaStream one = world.stream();
        MediaStream other = world.stream();
        MediaPhone alice = world.phone("198.51.100.1", one);
        MediaPhone bob = world.phone("198.51.100.2", other);
        world.media.conditions(new NetworkConditions(0.2, 0.1, Duration.ZERO, Duration.ofMillis(50)));
        world.session.bridge(one, other);
        alice.tone(Codec.PCMA, 440);
        bob.tone(Codec.PCMU, 880);
        world.passes(5_000);
        return one.local() + " " + Arrays.hashCode(alice.heard()) + " " + Arrays.hashCode(bob.heard()) + " "
                + one.statistics() + other.statistics();
    }
}
