package org.strowger.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.strowger.media.MediaStream;
import org.strowger.media.RemoteMedia;
import org.strowger.media.RemoteVideo;
import org.strowger.rtp.Packet;
import org.strowger.rtp.Rtp;
import org.strowger.rtp.loop.MediaLoop.PortTakenException;
import org.strowger.rtp.srtp.Srtp;
import org.strowger.rtp.video.VideoSources;
import org.strowger.sdp.Codec;
import org.strowger.sdp.Direction;
import org.strowger.webrtc.DtlsIdentity;
import org.strowger.webrtc.IceCredentials;
import org.strowger.webrtc.VirtualBrowser;

/** A browser that shows itself to a stream: it sends octets of its own making, and opens what comes. */
final class PicturedBrowser {

    static final int VP8 = 96;
    static final int AGAIN = 97;

    static final List<Codec> CODECS =
            List.of(new Codec(VP8, "VP8", 90_000, 1, ""), new Codec(AGAIN, "rtx", 90_000, 1, "apt=96"));

    private static final InetSocketAddress NOWHERE = new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 9);
    private static final DtlsIdentity OURS = DtlsIdentity.create();

    /** RFC 7741: the first packet of a key picture of 320 × 240. */
    private static final byte[] KEY = {0x10, 0x50, 0, 0, (byte) 0x9D, 1, 0x2A, 0x40, 1, (byte) 0xF0, 0, 9, 9};
    /** Of one that needs others. */
    private static final byte[] OTHER = {0x10, 0x51, 0, 0, 1, 2, 3};

    final int ssrc;
    final int repairs;
    final MediaStream stream;
    /** What it has got, opened. */
    final List<byte[]> media = new ArrayList<>();

    final List<byte[]> reports = new ArrayList<>();

    private final MediaWorld world;
    private final VideoSources sources;
    private final InetSocketAddress address;
    private final VirtualBrowser transport = new VirtualBrowser();
    private final IceCredentials ours = IceCredentials.random();
    private Optional<Srtp> keys = Optional.empty();

    PicturedBrowser(MediaWorld world, String ip, int ssrc) {
        this.world = world;
        this.ssrc = ssrc;
        this.repairs = ssrc + 1;
        this.sources = new VideoSources(ssrc + 100_000, ssrc + 100_001);
        this.stream = world.stream();
        this.address = new InetSocketAddress(InetAddress.ofLiteral(ip), 50_000);
        try {
            world.media.network().bind(address, (datagram, _) -> got(datagram));
        } catch (PortTakenException e) {
            throw new AssertionError(e);
        }
        describes(Direction.SENDRECV);
        transport.meets(ours, OURS.fingerprint());
        flushes();
        world.passes(200);
        keys = Optional.of(Srtp.of(transport.keys().orElseThrow()));
    }

    /** Under which pictures come to it. */
    int shown() {
        return sources.pictures();
    }

    int shownAgain() {
        return sources.repairs();
    }

    void describes(Direction pictures) {
        describes(new RemoteVideo(pictures, CODECS, sources));
    }

    void describes(RemoteVideo pictures) {
        stream.remote(sound().showing(pictures));
    }

    void describesSoundAlone() {
        stream.remote(sound());
    }

    private RemoteMedia sound() {
        return new RemoteMedia(NOWHERE, NOWHERE, Direction.SENDRECV, List.of(Codec.PCMU))
                .browser(transport.terms(ours, OURS));
    }

    private void got(byte[] datagram) {
        if (transport.takes(datagram)) {
            flushes();
            return;
        }
        Packet packet = packet(datagram);
        boolean isRtcp = (datagram[1] & 0xFF) >= 192 && (datagram[1] & 0xFF) <= 223;
        boolean isOpened = keys.isPresent()
                && (isRtcp ? keys.get().opensRtcp(packet) : keys.get().opensRtp(packet));
        assertThat(isOpened).as("sealed by the switch").isTrue();
        (isRtcp ? reports : media).add(octets(packet));
    }

    private void flushes() {
        for (Optional<byte[]> next = transport.sends(); next.isPresent(); next = transport.sends())
            world.media.network().send(next.get(), address, stream.local());
    }

    static Packet packet(byte[] octets) {
        Packet packet = new Packet(ByteBuffer.allocateDirect(Packet.CAPACITY));
        packet.bytes.put(0, octets);
        packet.length = octets.length;
        return packet;
    }

    private static byte[] octets(Packet packet) {
        byte[] octets = new byte[packet.length];
        packet.bytes.get(0, octets);
        return octets;
    }

    /** A packet that begins a picture which needs no other. */
    byte[] key(int sequence) {
        return rtp(VP8, sequence, ssrc, KEY);
    }

    byte[] other(int sequence) {
        return rtp(VP8, sequence, ssrc, OTHER);
    }

    /** RFC 4588 §4. */
    byte[] again(int repair, int original) {
        byte[] payload = ByteBuffer.allocate(2 + OTHER.length)
                .putShort((short) original)
                .put(OTHER)
                .array();
        byte[] repeated = rtp(AGAIN, repair, repairs, payload);
        ByteBuffer.wrap(repeated).putInt(4, 3000 * original);
        return repeated;
    }

    byte[] rtp(int type, int sequence, int source, byte[] payload) {
        ByteBuffer bytes = ByteBuffer.allocate(Rtp.HEADER + payload.length);
        Rtp.write(bytes, true, type, sequence, 3000 * sequence, source);
        bytes.put(Rtp.HEADER, payload);
        return bytes.array();
    }

    void sends(byte[]... packets) {
        for (byte[] octets : packets) {
            Packet packet = packet(octets);
            assertThat(keys.orElseThrow().sealsRtp(packet)).isTrue();
            world.media.network().send(octets(packet), address, stream.local());
        }
        world.passes(10);
    }

    void says(int... words) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * words.length);
        for (int word : words) bytes.putInt(word);
        Packet packet = packet(bytes.array());
        assertThat(keys.orElseThrow().sealsRtcp(packet)).isTrue();
        world.media.network().send(octets(packet), address, stream.local());
        world.passes(10);
    }

    /** RFC 4585 §6.2.1. */
    void misses(int source, int... entries) {
        int[] words = new int[3 + entries.length];
        words[0] = 0x81CD0000 | (words.length - 1);
        words[1] = ssrc;
        words[2] = source;
        System.arraycopy(entries, 0, words, 3, entries.length);
        says(words);
    }

    /** RFC 4585 §6.3.1. */
    void wantsPicture(int source) {
        says(0x81CE0002, ssrc, source);
    }

    /** The sequence numbers of what came from a source. */
    List<Integer> sequences(int source) {
        return media.stream()
                .filter(octets -> ByteBuffer.wrap(octets).getInt(8) == source)
                .map(octets -> ByteBuffer.wrap(octets).getShort(2) & 0xFFFF)
                .toList();
    }

    /** Those whose sequence counts on by one each time. */
    static boolean areInARow(List<? extends Integer> sequences) {
        for (int i = 1; i < sequences.size(); i++)
            if (((sequences.get(i) - sequences.get(i - 1)) & 0xFFFF) != 1) return false;
        return true;
    }

    /** Parts of RTCP of a type and format, each behind its header. */
    List<int[]> parts(int type, int format) {
        List<int[]> parts = new ArrayList<>();
        for (byte[] report : reports) {
            ByteBuffer bytes = ByteBuffer.wrap(report);
            for (int at = 0; at < report.length; at += 4 * ((bytes.getShort(at + 2) & 0xFFFF) + 1)) {
                boolean is = (bytes.get(at + 1) & 0xFF) == type && (format < 0 || (bytes.get(at) & 0x1F) == format);
                int[] words = new int[bytes.getShort(at + 2) & 0xFFFF];
                for (int i = 0; i < words.length; i++) words[i] = bytes.getInt(at + 4 + 4 * i);
                if (is) parts.add(words);
            }
        }
        return parts;
    }

    /** How often it was asked for a picture that needs no other. */
    int asked() {
        return (int) parts(206, 1).stream().filter(words -> words[1] == ssrc).count();
    }

    /** The packets that it was asked for again, with repetitions. */
    List<Integer> askedAgain() {
        List<Integer> asked = new ArrayList<>();
        for (int[] words : parts(205, 1)) {
            assertThat(words[1]).isEqualTo(ssrc);
            for (int entry : Arrays.copyOfRange(words, 2, words.length)) {
                asked.add(entry >>> 16);
                for (int i = 0; i < 16; i++) if ((entry >>> i & 1) != 0) asked.add(((entry >>> 16) + 1 + i) & 0xFFFF);
            }
        }
        return asked;
    }
}
