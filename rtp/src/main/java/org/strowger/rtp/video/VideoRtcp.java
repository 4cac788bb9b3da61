package org.strowger.rtp.video;

import java.nio.ByteBuffer;
import org.strowger.rtp.Packet;

/**
 * What a peer says of pictures in its RTCP: reports (RFC 3550 §6.4), what it misses and wants anew (RFC 4585 §6, RFC
 * 5104 §4.3.1). Makes no garbage; stops at the first part that lies about its length.
 */
final class VideoRtcp {

    static final int SENDER_REPORT = 200;
    static final int RECEIVER_REPORT = 201;
    static final int TRANSPORT_FEEDBACK = 205;
    static final int PAYLOAD_FEEDBACK = 206;

    static final int NACK = 1;
    static final int PICTURE_LOSS = 1;
    static final int FULL_INTRA = 4;

    /** Type, length and the sender of a part. */
    private static final int HEADER = 8;

    /** The same, and the source that it is about. */
    static final int FEEDBACK_HEADER = 12;

    private static final int SENDER_INFO = 20;
    private static final int BLOCK = 24;
    private static final int INTRA_ENTRY = 8;

    private VideoRtcp() {}

    /** What is said. */
    interface Reader {
        /** Somebody sends this, and reports or not. */
        void sender(int source);

        /** A sender's report: at this NTP time its clock stood there. */
        void report(int source, long ntp, int timestamp);

        /** How a source is received. */
        void block(int source, int fractionLost);

        /** It misses or wants something, of any source. */
        void feedback();

        /** A picture of this source is wanted that needs no other. */
        void pictureWanted(int source);

        /** Packets of this source are missing: the first, and those behind it that have a bit (RFC 4585 §6.2.1). */
        void missing(int source, int first, int following);
    }

    static void read(Packet packet, Reader reader) {
        ByteBuffer bytes = packet.bytes;
        int at = 0;
        while (at + HEADER <= packet.length) {
            int end = at + 4 * ((bytes.getShort(at + 2) & 0xFFFF) + 1);
            if ((bytes.get(at) & 0xC0) != 0x80 || end > packet.length) return;
            if (end >= at + HEADER) readPart(bytes, at, end, reader);
            at = end;
        }
    }

    private static void readPart(ByteBuffer bytes, int at, int end, Reader reader) {
        int count = bytes.get(at) & 0x1F;
        int sender = bytes.getInt(at + 4);
        switch (bytes.get(at + 1) & 0xFF) {
            case SENDER_REPORT -> {
                reader.sender(sender);
                if (end < at + HEADER + SENDER_INFO) return;
                reader.report(sender, bytes.getLong(at + 8), bytes.getInt(at + 16));
                blocks(bytes, at + HEADER + SENDER_INFO, end, count, reader);
            }
            case RECEIVER_REPORT -> {
                reader.sender(sender);
                blocks(bytes, at + HEADER, end, count, reader);
            }
            case TRANSPORT_FEEDBACK -> {
                reader.feedback();
                if (count == NACK) missing(bytes, at, end, reader);
            }
            case PAYLOAD_FEEDBACK -> {
                reader.feedback();
                wanted(bytes, at, end, count, reader);
            }
            default -> {}
        }
    }

    private static void blocks(ByteBuffer bytes, int from, int end, int count, Reader reader) {
        for (int i = 0, at = from; i < count && at + BLOCK <= end; i++, at += BLOCK)
            reader.block(bytes.getInt(at), bytes.get(at + 4) & 0xFF);
    }

    private static void missing(ByteBuffer bytes, int at, int end, Reader reader) {
        if (end < at + FEEDBACK_HEADER) return;
        int source = bytes.getInt(at + 8);
        for (int entry = at + FEEDBACK_HEADER; entry + 4 <= end; entry += 4)
            reader.missing(source, bytes.getShort(entry) & 0xFFFF, bytes.getShort(entry + 2) & 0xFFFF);
    }

    private static void wanted(ByteBuffer bytes, int at, int end, int format, Reader reader) {
        if (end < at + FEEDBACK_HEADER) return;
        if (format == PICTURE_LOSS) reader.pictureWanted(bytes.getInt(at + 8));
        if (format != FULL_INTRA) return;
        for (int entry = at + FEEDBACK_HEADER; entry + INTRA_ENTRY <= end; entry += INTRA_ENTRY)
            reader.pictureWanted(bytes.getInt(entry));
    }

    /** Adds feedback about a source to a compound packet; its entries end there already. */
    static void feedback(Packet packet, int at, int end, int type, int format, int ours, int source) {
        ByteBuffer bytes = packet.bytes;
        bytes.put(at, (byte) (0x80 | format));
        bytes.put(at + 1, (byte) type);
        bytes.putShort(at + 2, (short) ((end - at) / 4 - 1));
        bytes.putInt(at + 4, ours);
        bytes.putInt(at + 8, source);
        packet.length = end;
    }
}
