package org.strowger.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.media.relay.MediaWorld.at;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.strowger.media.MediaStream;
import org.strowger.media.memory.MediaPhone;
import org.strowger.rtp.MediaSecurity;
import org.strowger.rtp.SrtpKeys;
import org.strowger.rtp.SrtpProfile;
import org.strowger.rtp.StreamCount;
import org.strowger.rtp.TestPackets;
import org.strowger.sdp.Codec;
import org.strowger.sdp.Direction;

/**
 * What those who have not the key cost an encrypted stream whose phone has spoken: no authentication where the source
 * already says that it isn't the phone.
 */
class SecuredStrangersTest {

    private static final int MANY = 500;
    private static final int LARGE = 60_000;

    private final MediaWorld world = new MediaWorld();
    private final MediaStream stream = world.stream();
    private final MediaPhone phone = world.phone("203.0.113.9", 23_456);

    private static InetSocketAddress address(String ip, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(ip), port);
    }

    private void speaks(SrtpProfile profile, InetSocketAddress announced) {
        MediaSecurity keys = new MediaSecurity(SrtpKeys.random(profile), SrtpKeys.random(profile));
        phone.secured(keys);
        phone.sendTo(stream.local());
        stream.remote(at(announced, Direction.SENDRECV, Codec.PCMU)
                .signalledFrom(phone.address().getAddress())
                .secured(keys));
        stream.echo();
        phone.tone(Codec.PCMU, 440);
        world.passes(4_000);
        assertThat(phone.packetsHeard()).isGreaterThan(195);
    }

    /** A packet that has been looked into, and was not authentic, is counted so. */
    private long unreadable() {
        return ((RelayStream) stream).counted().read(StreamCount.UNREADABLE);
    }

    private void sprays(byte[] octets, InetSocketAddress from, InetSocketAddress to) {
        for (int i = 0; i < MANY; i++) {
            world.media.network().send(octets, from, to);
            world.passes(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // the phone where it said, and behind a NAT; the stranger elsewhere, and beside it
        "203.0.113.9,23456,198.51.100.66,6666",
        "203.0.113.9,23456,203.0.113.9,6666",
        "192.168.1.5,4000,198.51.100.66,6666",
        "192.168.1.5,4000,203.0.113.9,6666",
    })
    void packets_of_strangers_are_dropped_unread(String announced, int port, String stranger, int strangersPort) {
        speaks(SrtpProfile.AES_CM_128_HMAC_SHA1_80, address(announced, port));
        InetSocketAddress from = address(stranger, strangersPort);
        long before = phone.packetsHeard();
        sprays(TestPackets.rtp(0, 7, 7, 7, 170), from, stream.local());
        sprays(TestPackets.rtp(0, 7, 7, 7, LARGE), from, stream.local());
        sprays(TestPackets.rtcp(7), from, stream.local()); // RFC 5761
        assertThat(unreadable()).isZero();
        assertThat(stream.statistics().strangers()).isEqualTo(2 * MANY);
        assertThat(phone.packetsHeard() - before).as("in three seconds").isBetween(148L, 152L);
    }

    @Test
    void reports_of_strangers_are_dropped_unread() {
        speaks(SrtpProfile.AES_CM_128_HMAC_SHA1_80, phone.address());
        InetSocketAddress reports = address(
                stream.local().getAddress().getHostAddress(), stream.local().getPort() + 1);
        sprays(TestPackets.rtcp(7), address("198.51.100.66", 6666), reports);
        assertThat(unreadable()).isZero();
        assertThat(stream.statistics().strangers()).isEqualTo(MANY);
    }

    /** From the phone's own address, as a sender that forges its source would: longer than any audio. */
    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void a_packet_longer_than_audio_takes_no_memory(SrtpProfile profile) {
        speaks(profile, phone.address());
        phone.silence();
        world.passes(100);
        byte[] large = TestPackets.rtp(0, 7, 7, 7, LARGE);
        byte[] report = new byte[LARGE];
        System.arraycopy(TestPackets.rtcp(7), 0, report, 0, 8);
        InetSocketAddress reports = address(
                stream.local().getAddress().getHostAddress(), stream.local().getPort() + 1);
        costsLittle(large, stream.local());
        costsLittle(report, stream.local());
        costsLittle(report, reports);
        assertThat(unreadable()).isEqualTo(3);
    }

    private void costsLittle(byte[] octets, InetSocketAddress to) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        world.media.network().send(octets, phone.address(), to);
        world.passes(1);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(LARGE / 2);
    }
}
