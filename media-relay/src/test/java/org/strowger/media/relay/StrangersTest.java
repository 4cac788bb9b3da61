package org.strowger.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.media.relay.MediaWorld.at;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.strowger.audio.AudioSource;
import org.strowger.media.MediaStream;
import org.strowger.media.memory.MediaPhone;
import org.strowger.rtp.MediaSecurity;
import org.strowger.rtp.SrtpKeys;
import org.strowger.rtp.SrtpProfile;
import org.strowger.rtp.TestPackets;
import org.strowger.rtp.loop.MediaLoop;
import org.strowger.sdp.Codec;
import org.strowger.sdp.Direction;

/** Those who send to ports that are not theirs, by packets on the network in memory. */
class StrangersTest {

    private static final InetSocketAddress STRANGER = address("203.0.113.66", 6666);
    private static final InetSocketAddress PRIVATE = address("192.168.1.5", 4000);

    private final MediaWorld world = new MediaWorld();
    private final MediaStream stream = world.stream();
    private final MediaPhone phone = world.phone("203.0.113.9", 23_456);
    private final AtomicInteger atStranger = new AtomicInteger();

    StrangersTest() throws Exception {
        phone.sendTo(stream.local());
        world.media.network().bind(STRANGER, (_, _) -> atStranger.incrementAndGet());
    }

    private static InetSocketAddress address(String ip, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(ip), port);
    }

    /** Every 20 ms from before the phone speaks. */
    private void sprays(int packets) {
        for (int i = 0; i < packets; i++) {
            world.media.network().send(TestPackets.rtp(0, i, 160 * i, 66, 160), STRANGER, stream.local());
            world.passes(20);
        }
    }

    @Test
    void a_phone_behind_a_nat_gets_its_stream_back_since_it_signals_from_there() { // RFC 7362 §4
        stream.remote(at(PRIVATE, Direction.SENDRECV, Codec.PCMU)
                .signalledFrom(phone.address().getAddress()));
        stream.echo();
        sprays(200);
        assertThat(atStranger.get()).as("before the phone speaks").isPositive();
        phone.tone(Codec.PCMU, 440);
        world.passes(100);
        atStranger.set(0);
        sprays(50);
        assertThat(atStranger.get()).isZero();
        assertThat(phone.packetsHeard()).isGreaterThan(45);
    }

    @Test
    void the_announced_address_gets_its_stream_back_however_late_it_speaks() { // RFC 3264 §5.1
        stream.remote(at(phone, Direction.SENDRECV, Codec.PCMU));
        stream.echo();
        sprays(200);
        phone.tone(Codec.PCMU, 440);
        world.passes(100);
        atStranger.set(0);
        sprays(50);
        assertThat(atStranger.get()).isZero();
        assertThat(phone.packetsHeard()).isGreaterThan(45);
    }

    @Test
    void a_report_that_is_not_authentic_turns_nobodys_reports() { // RFC 3711 §3.4
        MediaSecurity keys = new MediaSecurity(
                SrtpKeys.random(SrtpProfile.AES_CM_128_HMAC_SHA1_80),
                SrtpKeys.random(SrtpProfile.AES_CM_128_HMAC_SHA1_80));
        phone.secured(keys);
        stream.remote(at(phone, Direction.SENDRECV, Codec.PCMU).secured(keys));
        stream.echo();
        phone.tone(Codec.PCMU, 440);
        AtomicInteger turned = new AtomicInteger();
        InetSocketAddress otherPort = address("203.0.113.9", 7777);
        bind(otherPort, turned);
        byte[] report = new byte[40];
        report[0] = (byte) 0x80;
        report[1] = (byte) 201;
        report[3] = 1;
        InetSocketAddress rtcp = address(
                stream.local().getAddress().getHostAddress(), stream.local().getPort() + 1);
        for (int i = 0; i < 3; i++) world.media.network().send(report, otherPort, rtcp);
        world.passes(20_000);
        assertThat(turned.get()).isZero();
    }

    private void bind(InetSocketAddress address, AtomicInteger count) {
        try {
            world.media.network().bind(address, (_, _) -> count.incrementAndGet());
        } catch (MediaLoop.PortTakenException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void events_beyond_what_fingers_can_press_are_counted_and_no_presses() {
        stream.remote(at(phone, Direction.SENDRECV, Codec.PCMU, new Codec(101, "telephone-event", 8000, 1, "0-16")));
        phone.tone(Codec.PCMU, 440);
        world.passes(20);
        for (int i = 0; i < 2_000; i++) {
            byte[] event = TestPackets.rtp(101, i, i, 7, 4);
            event[12] = 1;
            event[13] = (byte) 0x8A;
            event[15] = (byte) 0xA0;
            world.media.network().send(event, phone.address(), stream.local());
            world.passes(1);
        }
        assertThat(world.pressed.length()).isBetween(40, 60);
        assertThat(world.media.figures().pressesIgnored()).isEqualTo(2_000 - world.pressed.length());
    }

    @Test
    void a_source_that_throws_costs_its_own_stream_alone() {
        MediaStream other = world.stream();
        MediaPhone listener = world.phone("198.51.100.2", other);
        MediaPhone victim = world.phone("198.51.100.3", stream);
        stream.play(new AudioSource() {
            @Override
            public int rate() {
                return 8000;
            }

            @Override
            public int read(short[] frame) {
                throw new StackOverflowError("of a user's code");
            }
        });
        other.play(new PureToneForever());
        world.passes(2_000);
        assertThat(listener.packetsHeard()).as("evenly, as ever").isBetween(99L, 101L);
        assertThat(victim.packetsHeard()).isZero();
        assertThat(world.told).containsExactly("STOPPED");
        assertThat(world.media.figures().faults()).isEqualTo(50);
    }

    private static final class PureToneForever implements AudioSource {
        @Override
        public int rate() {
            return 8000;
        }

        @Override
        public int read(short[] frame) {
            for (int i = 0; i < 160; i++) frame[i] = (short) (i % 8 < 4 ? 3000 : -3000);
            return 160;
        }
    }

    @Test
    void time_in_which_a_peer_was_gone_counts_as_lost() {
        stream.remote(at(phone, Direction.SENDRECV, Codec.PCMU));
        phone.tone(Codec.PCMU, 440);
        world.passes(7_000);
        assertThat(stream.statistics().opinion("PCMU")).isGreaterThan(4);
        phone.silence();
        world.passes(60_000);
        assertThat(stream.statistics().silentMillis()).isBetween(58_000L, 60_500L);
        assertThat(stream.statistics().opinion("PCMU")).isLessThan(1.5);
    }

    @Test
    void a_pause_after_which_the_same_source_goes_on_was_none() { // RFC 3551 §4.1
        stream.remote(at(phone, Direction.SENDRECV, Codec.PCMU));
        phone.tone(Codec.PCMU, 440);
        world.passes(2_000);
        phone.silence();
        world.passes(30_000);
        assertThat(stream.statistics().silentMillis()).isPositive();
        phone.tone(Codec.PCMU, 440);
        world.passes(2_000);
        assertThat(stream.statistics().silentMillis()).isZero();
        assertThat(stream.statistics().opinion("PCMU")).isGreaterThan(4);
    }
}
