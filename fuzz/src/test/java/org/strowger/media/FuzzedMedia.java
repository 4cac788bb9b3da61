package org.strowger.media;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.strowger.media.memory.InMemoryMedia;
import org.strowger.media.memory.MemoryNetwork;
import org.strowger.rtp.Packet;
import org.strowger.rtp.Rtp;
import org.strowger.rtp.SrtpKeys;
import org.strowger.rtp.loop.MediaLoop;
import org.strowger.rtp.srtp.SrtpSender;
import org.strowger.statemachine.Loop;

/**
 * The media of one who talks to the switch: datagrams as a test has written them, under its key where it has one, and a
 * count of the RTP that comes.
 */
public final class FuzzedMedia {

    private static final int RTCP_SSRC = 4;
    private static final int RTP_SSRC = 8;
    private static final int RTCP_LEAST = 8;
    private static final int SOURCES = 4;

    private final MemoryNetwork network;
    private final InetSocketAddress rtp;
    private final Optional<SrtpSender> sender;
    private final Packet built = new Packet(ByteBuffer.allocate(Packet.CAPACITY));
    private int heard;
    private int sequence;
    private int timestamp;

    /** @param loop where it listens */
    public FuzzedMedia(InMemoryMedia media, Loop loop, InetSocketAddress rtp, Optional<SrtpKeys> keys) {
        this.network = media.network();
        this.rtp = rtp;
        this.sender = keys.map(SrtpSender::new);
        try {
            network.bind(rtp, (datagram, _) -> loop.execute(() -> took(datagram)));
        } catch (MediaLoop.PortTakenException e) {
            throw new IllegalStateException(e);
        }
    }

    private void took(byte[] datagram) {
        built.bytes.put(0, datagram);
        built.length = datagram.length;
        if (Rtp.isRtp(built)) heard++;
    }

    /** RTP packets that have come to its address. */
    public int heard() {
        return heard;
    }

    /** Where it takes RTP. */
    public InetSocketAddress address() {
        return rtp;
    }

    /** Sends octets as they are, from anywhere. */
    public void sends(byte[] octets, InetSocketAddress from, InetSocketAddress to) {
        network.send(octets, from, to);
    }

    /**
     * As one who has the key sends it, from one of a few sources, since it has keys for no more; in the clear, if there
     * is no key or it is not even a header.
     */
    public byte[] secured(byte[] octets) {
        if (sender.isEmpty() || octets.length > Packet.CAPACITY - 64) return octets;
        built.bytes.put(0, octets);
        built.length = octets.length;
        boolean control = Rtp.isRtcp(built);
        if (control ? octets.length < RTCP_LEAST : !isWhole()) return octets;
        int at = control ? RTCP_SSRC : RTP_SSRC;
        built.bytes.putInt(at, Math.floorMod(built.bytes.getInt(at), SOURCES));
        if (control) sender.get().protectRtcp(built);
        else if (!sender.get().protectRtp(built)) return octets;
        return copy();
    }

    private boolean isWhole() {
        return built.length >= Rtp.HEADER && Rtp.headerLength(built) <= built.length;
    }

    private byte[] copy() {
        byte[] result = new byte[built.length];
        built.bytes.get(0, result);
        return result;
    }

    /** Sends the next 20 ms of sound, G.711 or G.722, as an honest phone does. */
    public void speaks(int payloadType, InetSocketAddress to) {
        Rtp.write(built.bytes, false, payloadType, sequence++ & 0xFFFF, timestamp, 0x5EED);
        timestamp += 160;
        for (int i = 0; i < 160; i++) built.bytes.put(Rtp.HEADER + i, (byte) (0x55 + i % 7));
        built.length = Rtp.HEADER + 160;
        sender.ifPresent(srtp -> srtp.protectRtp(built));
        network.send(copy(), rtp, to);
    }
}
