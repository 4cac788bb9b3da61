package org.strowger.rtp.video;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.strowger.rtp.Packet;
import org.strowger.sdp.Codec;

/**
 * The formats of pictures that are carried, those first that we would rather have. Nothing of them is decoded: what is
 * read is where a picture begins that needs no other.
 */
public enum VideoFormat {
    /** RFC 7741. */
    VP8 {
        @Override
        boolean beginsKeyPicture(ByteBuffer bytes, int at, int end) {
            int payload = Vp8.payload(bytes, at, end);
            return payload < end && Vp8.beginsPicture(bytes, at) && Vp8.isKey(bytes, payload);
        }
    },
    /** RFC 6184. */
    H264 {
        @Override
        boolean beginsKeyPicture(ByteBuffer bytes, int at, int end) {
            int type = bytes.get(at) & NAL_TYPE;
            if (type == FRAGMENT)
                return at + 1 < end && (bytes.get(at + 1) & FIRST_FRAGMENT) != 0 && isKeyUnit(bytes.get(at + 1));
            return type == AGGREGATE ? at + 3 < end && isKeyUnit(bytes.get(at + 3)) : isKeyUnit(bytes.get(at));
        }
    },
    /** RFC 9628. */
    VP9 {
        @Override
        boolean beginsKeyPicture(ByteBuffer bytes, int at, int end) {
            int first = bytes.get(at);
            boolean depends = (first & 0x40) != 0;
            if (depends || (first & 0x08) == 0) return false;
            if ((first & 0x20) == 0) return true;
            boolean isNumbered = (first & 0x80) != 0;
            int layer = at + 1 + (isNumbered ? Vp8.pictureId(bytes, at + 1, end) : 0);
            return layer < end && (bytes.get(layer) & 0x0E) == 0; // the lowest of the spatial layers
        }
    },
    /** RTP Payload Format for AV1, §4.4: N says that a coded video sequence begins. */
    AV1 {
        @Override
        boolean beginsKeyPicture(ByteBuffer bytes, int at, int end) {
            return (bytes.get(at) & 0x08) != 0;
        }
    };

    /** Of all of them, Hz. */
    static final int CLOCK = 90_000;

    private static final int NAL_TYPE = 0x1F;
    private static final int AGGREGATE = 24;
    private static final int FRAGMENT = 28;
    private static final int FIRST_FRAGMENT = 0x80;

    /** What a codec of a description is; empty if it is none that is carried. */
    public static Optional<VideoFormat> of(Codec codec) {
        if (codec.clockRate() != CLOCK) return Optional.empty();
        for (VideoFormat format : values())
            if (format.name().equalsIgnoreCase(codec.name())) return Optional.of(format);
        return Optional.empty();
    }

    /** Whether a packet is the first of a picture that needs no other. What is malformed isn't. */
    public boolean beginsKeyPicture(Packet packet, int at, int end) {
        return at < end && beginsKeyPicture(packet.bytes, at, end);
    }

    /** With an octet at least. */
    abstract boolean beginsKeyPicture(ByteBuffer bytes, int at, int end);

    /** A picture by itself, or the parameters that go before one (RFC 6184 §1.3). */
    private static boolean isKeyUnit(byte header) {
        int type = header & NAL_TYPE;
        return type == 5 || type == 7;
    }
}
