package org.strowger.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.strowger.media.MediaStream;
import org.strowger.media.RemoteMedia;
import org.strowger.media.memory.MemoryNetwork;
import org.strowger.rtp.Packet;
import org.strowger.rtp.Rtp;
import org.strowger.rtp.TestPackets;
import org.strowger.rtp.loop.MediaLoop.PortTakenException;
import org.strowger.rtp.srtp.Srtp;
import org.strowger.sdp.Codec;
import org.strowger.sdp.Direction;
import org.strowger.webrtc.DtlsIdentity;
import org.strowger.webrtc.IceCredentials;
import org.strowger.webrtc.PeerTerms;
import org.strowger.webrtc.VirtualBrowser;

/** A stream whose peer is a browser: ICE, DTLS and media on its one port, in virtual time. */
class BrowserStreamTest {

    private static final InetSocketAddress NOWHERE = new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 9);
    private static final DtlsIdentity OURS = DtlsIdentity.create();

    private final MediaWorld world = new MediaWorld();
    private final MediaStream stream = world.stream();
    private final IceCredentials ours = IceCredentials.random();
    private final Client browser = new Client("198.51.100.7", 50_000);
    private final PeerTerms terms = browser.transport.terms(ours, OURS);

    /** What a browser has at one of its addresses. */
    private final class Client {

        final VirtualBrowser transport;
        final InetSocketAddress address;
        final List<byte[]> media = new ArrayList<>();

        Client(String ip, int port) {
            this(new VirtualBrowser(), ip, port);
        }

        Client(VirtualBrowser transport, String ip, int port) {
            this.transport = transport;
            this.address = new InetSocketAddress(InetAddress.ofLiteral(ip), port);
            try {
                network().bind(address, (datagram, _) -> {
                    if (!transport.takes(datagram)) media.add(datagram);
                    sends();
                });
            } catch (PortTakenException e) {
                throw new AssertionError(e);
            }
        }

        void sends() {
            for (Optional<byte[]> next = transport.sends(); next.isPresent(); next = transport.sends())
                network().send(next.get(), address, stream.local());
        }

        void sends(byte[] datagram) {
            network().send(datagram, address, stream.local());
        }
    }

    private MemoryNetwork network() {
        return world.media.network();
    }

    private void describes(PeerTerms said) {
        stream.remote(new RemoteMedia(NOWHERE, NOWHERE, Direction.SENDRECV, List.of(Codec.PCMU)).browser(said));
    }

    private Srtp connect() {
        describes(terms);
        stream.echo();
        browser.transport.meets(ours, OURS.fingerprint());
        browser.sends();
        world.passes(200);
        return Srtp.of(browser.transport.keys().orElseThrow());
    }

    private static Packet packet(byte[] octets) {
        Packet packet = new Packet(ByteBuffer.allocateDirect(2048));
        packet.bytes.put(0, octets);
        packet.length = octets.length;
        return packet;
    }

    private static byte[] octets(Packet packet) {
        byte[] octets = new byte[packet.length];
        packet.bytes.get(0, octets);
        return octets;
    }

    private static byte[] sealed(Srtp keys, int sequence) {
        Packet packet = packet(TestPackets.rtp(0, sequence, 160 * sequence, 99, 160));
        assertThat(keys.sealsRtp(packet)).isTrue();
        return octets(packet);
    }

    @Test
    void what_it_speaks_comes_back_under_keys_that_both_have_agreed_on() {
        Srtp keys = connect();
        for (int i = 0; i < 10; i++) {
            browser.sends(sealed(keys, i));
            world.passes(20);
        }
        assertThat(browser.media).hasSize(10).allSatisfy(datagram -> {
            Packet packet = packet(datagram);
            assertThat(keys.opensRtp(packet)).isTrue();
            assertThat(Rtp.payloadLength(packet)).isEqualTo(160);
        });
        assertThat(stream.statistics().packetsReceived()).isEqualTo(10);
    }

    /** RFC 5764 §5.1.2: nothing is read or sent before there are keys. */
    @Test
    void media_in_the_clear_is_neither_taken_nor_sent() {
        describes(terms);
        stream.echo();
        for (int i = 0; i < 10; i++) browser.sends(TestPackets.rtp(0, i, 160 * i, 99, 160));
        world.passes(200);
        connect();
        for (int i = 10; i < 20; i++) browser.sends(TestPackets.rtp(0, i, 160 * i, 99, 160));
        world.passes(200);
        assertThat(browser.media).isEmpty();
        assertThat(stream.statistics().packetsReceived()).isZero();
    }

    /** RFC 8445 §7.3.2: from Wi-Fi to a mobile network, in mid call. */
    @Test
    void it_takes_its_call_along_to_another_address() {
        Srtp keys = connect();
        Client elsewhere = new Client(browser.transport, "203.0.113.9", 40_000);
        browser.transport.nominates();
        elsewhere.sends();
        world.passes(100);
        for (int i = 0; i < 5; i++) {
            elsewhere.sends(sealed(keys, i));
            world.passes(20);
        }
        assertThat(elsewhere.media).hasSize(5);
        assertThat(browser.media).isEmpty();
    }

    /** Packets are not followed, as those of phones are: only ICE moves the way. */
    @Test
    void media_from_where_no_check_came_from_is_a_strangers() {
        Srtp keys = connect();
        Client elsewhere = new Client("203.0.113.9", 40_000);
        for (int i = 0; i < 5; i++) elsewhere.sends(sealed(keys, i));
        world.passes(100);
        assertThat(elsewhere.media).isEmpty();
        assertThat(browser.media).isEmpty();
        assertThat(stream.statistics().strangers()).isEqualTo(5);
    }

    @Test
    void strangers_get_no_answer() {
        connect();
        Client stranger = new Client("203.0.113.66", 40_000);
        stranger.transport.meets(IceCredentials.random(), OURS.fingerprint());
        stranger.sends();
        world.passes(500);
        assertThat(stranger.transport.answers()).isZero();
        assertThat(stranger.transport.keys()).isEmpty();
    }

    @Test
    void datagrams_that_are_too_long_are_none_of_a_browsers() {
        connect();
        byte[] longest = new byte[BrowserLink.LONGEST];
        longest[0] = 22;
        long before = world.media.figures().packetsDropped();
        browser.sends(longest);
        world.passes(20);
        assertThat(world.media.figures().packetsDropped()).isEqualTo(before);
        browser.sends(Arrays.copyOf(longest, longest.length + 1));
        world.passes(20);
        assertThat(world.media.figures().packetsDropped()).isEqualTo(before + 1);
    }

    @Test
    void it_is_told_when_the_stream_is_closed() {
        connect();
        stream.close();
        world.passes(20);
        assertThat(browser.transport.isOver()).isTrue();
    }

    @Test
    void its_end_is_told_once() {
        connect();
        browser.transport.closes();
        browser.sends();
        world.passes(Duration.ofSeconds(5).toMillis());
        assertThat(world.told).containsExactly("silent for 0 s");
    }

    /** RFC 7675 §5.1. */
    @Test
    void its_silence_is_told_after_half_a_minute() {
        connect();
        world.passes(Duration.ofSeconds(29).toMillis());
        assertThat(world.told).isEmpty();
        world.passes(Duration.ofSeconds(4).toMillis());
        assertThat(world.told).containsExactly("silent for 0 s");
    }

    /** RFC 7675 §5.1: without consent nothing is sent. */
    @Test
    void after_its_silence_no_media_go_to_it_any_more() {
        Srtp keys = connect();
        browser.sends(sealed(keys, 0));
        world.passes(20);
        assertThat(browser.media).hasSize(1);
        world.passes(Duration.ofSeconds(34).toMillis());
        assertThat(world.told).hasSize(1);
        browser.media.clear();
        for (int i = 1; i < 6; i++) {
            browser.sends(sealed(keys, i));
            world.passes(Duration.ofSeconds(5).toMillis());
        }
        assertThat(browser.media).isEmpty();
    }

    @Test
    void after_its_end_another_description_is_a_new_beginning() {
        connect();
        browser.transport.closes();
        browser.sends();
        world.passes(100);
        Client again = new Client("198.51.100.8", 50_000);
        IceCredentials fresh = IceCredentials.random();
        describes(again.transport.terms(fresh, OURS));
        again.transport.meets(fresh, OURS.fingerprint());
        again.sends();
        world.passes(200);
        assertThat(again.transport.keys()).isPresent();
    }
}
