package org.strowger.rtp.video;

import java.util.function.Consumer;
import org.strowger.rtp.Packet;
import org.strowger.rtp.Rtp;

/**
 * Counts a peer's pictures, second by second for as long as they come. A picture is what has a time of its own (RFC
 * 3550 §5.1); its size is read of the header of VP8 (RFC 6386 §9.1). Runs on the stream's loop.
 */
public final class PictureMeter {

    private static final long SECOND = 1_000_000_000;

    private final Consumer<PictureRate> told;

    private boolean begun;
    private long since;
    private int timestamp;
    private VideoFormat format = VideoFormat.VP8;
    private int size;
    private int pictures;
    private int keys;
    private long octets;

    /** @param told at the end of each second in which any came */
    public PictureMeter(Consumer<PictureRate> told) {
        this.told = told;
    }

    /** Takes note of a packet of pictures, each once. */
    public void count(Packet packet, VideoFormat of, OutgoingVideo.Picture begins, long now) {
        watch(now);
        if (!begun) begin(packet, now);
        format = of;
        int at = Rtp.headerLength(packet);
        int length = Rtp.payloadLength(packet);
        octets += Math.max(0, length);
        if (Rtp.timestamp(packet) - timestamp > 0) {
            pictures++;
            timestamp = Rtp.timestamp(packet);
        }
        if (begins != OutgoingVideo.Picture.BY_ITSELF) return;
        keys++;
        if (of == VideoFormat.VP8) measure(packet, at, at + length);
        else size = 0;
    }

    private void begin(Packet packet, long now) {
        begun = true;
        since = now;
        timestamp = Rtp.timestamp(packet) - 1;
    }

    private void measure(Packet packet, int at, int end) {
        int told = Vp8.size(packet.bytes, Vp8.payload(packet.bytes, at, end), end);
        if (told != 0) size = told;
    }

    /** Tells of a second that is over. */
    public void watch(long now) {
        if (!begun || now - since < SECOND) return;
        if (octets > 0) told.accept(new PictureRate(format, size >>> 16, size & 0xFFFF, pictures, keys, 8 * octets));
        // Who was silent for longer begins anew, lest its next second be told of as several.
        if (now - since < 2 * SECOND) since += SECOND;
        else begun = false;
        pictures = 0;
        keys = 0;
        octets = 0;
    }
}
