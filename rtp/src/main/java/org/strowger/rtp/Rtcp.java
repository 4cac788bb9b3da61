package org.strowger.rtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Compound RTCP packets (RFC 3550 §6), written into and read from the loop's buffer. Makes no garbage. */
public final class Rtcp {

    static final int SENDER_REPORT = 200;
    static final int RECEIVER_REPORT = 201;
    static final int SOURCE_DESCRIPTION = 202;
    static final int BYE = 203;
    static final int EXTENDED_REPORT = 207;

    private static final int HEADER = 8;
    private static final int SENDER_INFO = 20;
    private static final int BLOCK = 24;
    private static final int CNAME = 1;

    /** RFC 3611 §4.7: a block of this type, nine words with its header. */
    private static final int VOIP_METRICS = 7;

    private static final int VOIP_METRICS_LENGTH = 36;
    private static final int UNAVAILABLE = 127;
    private static final int GMIN = 16;

    /** Concealment, and a jitter buffer that adapts. */
    private static final int RECEIVER = 0xF0;

    private Rtcp() {}

    /** What a report block says (§6.4.1). */
    interface BlockReader {
        /**
         * One block.
         *
         * @param source whose packets it is about
         * @param fractionLost since the last report, in 256ths
         * @param jitter in units of the source's clock
         * @param lastReport middle bits of the NTP time of the source's last sender report, 0 for none
         * @param delay since then, in 65,536ths of a second
         */
        void block(int source, int fractionLost, int totalLost, int jitter, int lastReport, int delay);
    }

    /** What is read of a compound packet. */
    interface Reader extends BlockReader {
        /** A sender report of this source, made at this NTP time (its middle 32 bits). */
        void sender(int source, int ntpMiddle);

        /**
         * How the peer hears a source (RFC 3611 §4.7).
         *
         * @param rating R, 0 to 100; 127 if it tells none
         * @param opinionTimes10 of a conversation, 10 to 50; 127 if it tells none
         */
        default void voipMetrics(int source, int rating, int opinionTimes10) {}

        /** A source has left. */
        void bye(int source);
    }

    /** Reads all parts that are whole; stops at the first that lies about its length. */
    static void read(Packet packet, Reader reader) {
        ByteBuffer bytes = packet.bytes;
        int at = 0;
        while (at + HEADER <= packet.length) {
            int length = 4 * ((bytes.getShort(at + 2) & 0xFFFF) + 1);
            if ((bytes.get(at) & 0xC0) != 0x80 || at + length > packet.length) return;
            readPart(bytes, at, length, reader);
            at += length;
        }
    }

    private static void readPart(ByteBuffer bytes, int at, int length, Reader reader) {
        int count = bytes.get(at) & 0x1F;
        switch (bytes.get(at + 1) & 0xFF) {
            case SENDER_REPORT -> {
                if (length < HEADER + SENDER_INFO) return;
                reader.sender(bytes.getInt(at + 4), bytes.getInt(at + 10));
                blocks(
                        bytes,
                        at + HEADER + SENDER_INFO,
                        Math.min(count, (length - HEADER - SENDER_INFO) / BLOCK),
                        reader);
            }
            case RECEIVER_REPORT -> blocks(bytes, at + HEADER, Math.min(count, (length - HEADER) / BLOCK), reader);
            case BYE -> {
                for (int i = 0; i < Math.min(count, length / 4 - 1); i++) reader.bye(bytes.getInt(at + 4 + 4 * i));
            }
            case EXTENDED_REPORT -> extended(bytes, at, length, reader);
            default -> {}
        }
    }

    /** RFC 3611 §3: blocks of their own types and lengths. */
    private static void extended(ByteBuffer bytes, int at, int length, Reader reader) {
        int next = at + HEADER;
        while (next + 4 <= at + length) {
            int size = 4 * ((bytes.getShort(next + 2) & 0xFFFF) + 1);
            if (next + size > at + length) return;
            if ((bytes.get(next) & 0xFF) == VOIP_METRICS && size == VOIP_METRICS_LENGTH)
                reader.voipMetrics(bytes.getInt(next + 4), bytes.get(next + 24) & 0xFF, bytes.get(next + 27) & 0xFF);
            next += size;
        }
    }

    private static void blocks(ByteBuffer bytes, int from, int count, BlockReader reader) {
        for (int i = 0, at = from; i < count; i++, at += BLOCK) {
            int lost = bytes.getInt(at + 4);
            reader.block(
                    bytes.getInt(at),
                    lost >>> 24,
                    (lost << 8) >> 8, // 24 bits with a sign
                    bytes.getInt(at + 12),
                    bytes.getInt(at + 16),
                    bytes.getInt(at + 20));
        }
    }

    /** Begins a sender report at the packet's start; returns where its blocks go. */
    public static int sender(Packet packet, int ssrc, long ntp, int timestamp, int packets, int octets) {
        ByteBuffer bytes = packet.bytes;
        part(bytes, 0, 0, SENDER_REPORT, HEADER + SENDER_INFO);
        bytes.putInt(4, ssrc);
        bytes.putLong(8, ntp);
        bytes.putInt(16, timestamp);
        bytes.putInt(20, packets);
        bytes.putInt(24, octets);
        return HEADER + SENDER_INFO;
    }

    /** Begins a receiver report at the packet's start; returns where its blocks go. */
    public static int receiver(Packet packet, int ssrc) {
        part(packet.bytes, 0, 0, RECEIVER_REPORT, HEADER);
        packet.bytes.putInt(4, ssrc);
        return HEADER;
    }

    /** Adds a block to the report that the packet begins with. */
    public static int block(
            Packet packet,
            int at,
            int source,
            int fractionLost,
            int totalLost,
            int highest,
            int jitter,
            int lastReport,
            int delay) {
        ByteBuffer bytes = packet.bytes;
        bytes.putInt(at, source);
        bytes.putInt(at + 4, (fractionLost << 24) | (Math.clamp(totalLost, -0x80_0000, 0x7F_FFFF) & 0xFF_FFFF));
        bytes.putInt(at + 8, highest);
        bytes.putInt(at + 12, jitter);
        bytes.putInt(at + 16, lastReport);
        bytes.putInt(at + 20, delay);
        part(bytes, 0, (bytes.get(0) & 0x1F) + 1, bytes.get(1) & 0xFF, at + BLOCK);
        return at + BLOCK;
    }

    /** Adds a source description with a CNAME; returns the end. */
    public static int description(Packet packet, int at, int ssrc, byte[] name) {
        ByteBuffer bytes = packet.bytes;
        int end = at + HEADER + 2 + name.length;
        int padded = (end + 4) & ~3; // at least one octet of zero ends the items
        bytes.putInt(at + 4, ssrc);
        bytes.put(at + HEADER, (byte) CNAME);
        bytes.put(at + HEADER + 1, (byte) name.length);
        bytes.put(at + HEADER + 2, name);
        for (int i = end; i < padded; i++) bytes.put(i, (byte) 0);
        part(bytes, at, 1, SOURCE_DESCRIPTION, padded - at);
        return padded;
    }

    /**
     * Adds an extended report with VoIP metrics (RFC 3611 §4.7); returns the end. Bursts of loss are not told from
     * single losses.
     *
     * @param source whose packets it is about
     * @param lossRate in 256ths
     * @param since how long they have come, ms
     * @param roundTrip ms
     * @param delays the jitter buffer's usual one and its longest, ms
     * @param rating R, 0 to 100
     * @param opinions times 10: of listening, of a conversation
     */
    static int voipMetrics(
            Packet packet,
            int at,
            int ssrc,
            int source,
            int lossRate,
            long since,
            int roundTrip,
            Delays delays,
            int rating,
            Opinions opinions) {
        ByteBuffer bytes = packet.bytes;
        bytes.putInt(at + 4, ssrc);
        int block = at + HEADER;
        bytes.putInt(block, VOIP_METRICS << 24 | (VOIP_METRICS_LENGTH / 4 - 1));
        bytes.putInt(block + 4, source);
        bytes.putInt(block + 8, lossRate << 24 | lossRate); // no discards, no bursts; in gaps
        bytes.putInt(block + 12, (int) Math.min(0xFFFF, since));
        bytes.putInt(block + 16, Math.min(0xFFFF, roundTrip) << 16 | delays.usual);
        bytes.putInt(block + 20, UNAVAILABLE << 24 | UNAVAILABLE << 16 | UNAVAILABLE << 8 | GMIN);
        bytes.putInt(block + 24, rating << 24 | UNAVAILABLE << 16 | opinions.listening << 8 | opinions.conversation);
        bytes.putInt(block + 28, RECEIVER << 24 | delays.usual);
        bytes.putInt(block + 32, delays.longest << 16 | delays.longest);
        part(bytes, at, 0, EXTENDED_REPORT, HEADER + VOIP_METRICS_LENGTH);
        return block + VOIP_METRICS_LENGTH;
    }

    /** Of a jitter buffer, ms. */
    record Delays(int usual, int longest) {}

    /** Mean opinion scores times 10. */
    record Opinions(int listening, int conversation) {}

    /** Adds a BYE; returns the end. */
    static int bye(Packet packet, int at, int ssrc) {
        packet.bytes.putInt(at + 4, ssrc);
        part(packet.bytes, at, 1, BYE, HEADER);
        return at + HEADER;
    }

    private static void part(ByteBuffer bytes, int at, int count, int type, int length) {
        bytes.put(at, (byte) (0x80 | count));
        bytes.put(at + 1, (byte) type);
        bytes.putShort(at + 2, (short) (length / 4 - 1));
    }

    /** A CNAME that names nothing of the host (RFC 7022 §4.2): random, the same for a stream's life. */
    public static byte[] name(int random) {
        return String.format("%08x@strowger.invalid", random).getBytes(StandardCharsets.US_ASCII);
    }
}
