package org.strowger.rtp.video;

import java.nio.ByteBuffer;
import org.strowger.rtp.Packet;
import org.strowger.rtp.Rtp;

/**
 * The pictures that a peer sends: which packets of them are missing and are to be asked for again (RFC 4585 §6.2.1),
 * which of what is sent again was missing (RFC 4588), and whether a picture is wanted that needs no other (RFC 4585
 * §6.3.1). Runs on the stream's loop.
 */
public final class IncomingVideo {

    /** Packets that are asked for at once. Where more are missing a new picture is asked for. */
    public static final int MOST_MISSING = 128;

    /** Between two questions for a new picture, ns: a picture that needs no other is as large as a second of others. */
    static final long PICTURE_NANOS = 500_000_000;

    private static final long ASK_AGAIN_NANOS = 60_000_000;
    private static final int MOST_ASKED = 8;

    /** A sequence that jumps back so far has begun anew. */
    private static final int NEW_BEGINNING = -3000;

    private static final int ORIGINAL_SEQUENCE = 2;

    /** Entries of a NACK: the first packet, and a bit for each of so many behind it. */
    private static final int FOLLOWING = 16;

    private final int[] missing = new int[MOST_MISSING];
    private final long[] askedAt = new long[MOST_MISSING];
    private final int[] asked = new int[MOST_MISSING];
    private int count;

    private boolean begun;
    private int source;
    private int highest;

    private boolean wanted;
    private boolean wantedBefore;
    private long wantedAt;

    /** The source of its pictures. */
    public int source() {
        return source;
    }

    /** Whether anything has come. */
    public boolean hasBegun() {
        return begun;
    }

    /** Takes note of a packet of pictures; false for one that has come before, or is too old to be of use. */
    public boolean takes(Packet packet) {
        int sequence = Rtp.sequence(packet);
        int ahead = (short) (sequence - highest);
        if (!begun || Rtp.ssrc(packet) != source || ahead < NEW_BEGINNING) return begins(packet);
        if (ahead <= 0) return wasMissing(sequence);
        if (ahead - 1 + count > MOST_MISSING) giveUp();
        else for (int i = 1; i < ahead; i++) add((highest + i) & 0xFFFF);
        highest = sequence;
        return true;
    }

    private boolean begins(Packet packet) {
        begun = true;
        source = Rtp.ssrc(packet);
        highest = Rtp.sequence(packet);
        count = 0;
        return true;
    }

    private void giveUp() {
        count = 0;
        wanted = true;
    }

    private void add(int sequence) {
        missing[count] = sequence;
        asked[count++] = 0;
    }

    private boolean wasMissing(int sequence) {
        for (int i = 0; i < count; i++) {
            if (missing[i] != sequence) continue;
            remove(i);
            return true;
        }
        return false;
    }

    private void remove(int index) {
        count--;
        System.arraycopy(missing, index + 1, missing, index, count - index);
        System.arraycopy(askedAt, index + 1, askedAt, index, count - index);
        System.arraycopy(asked, index + 1, asked, index, count - index);
    }

    /**
     * Turns a packet that was sent again into the one that it repeats, in place (RFC 4588 §4); false for what wasn't
     * missing: browsers send packets again to find out how much gets through.
     *
     * @param type of what it repeats
     */
    public boolean restores(Packet packet, int type) {
        ByteBuffer bytes = packet.bytes;
        int header = Rtp.headerLength(packet);
        int length = Rtp.payloadLength(packet) - ORIGINAL_SEQUENCE;
        if (!begun || length < 0) return false;
        int sequence = bytes.getShort(header) & 0xFFFF;
        if (!wasMissing(sequence)) return false;
        boolean marker = Rtp.marker(packet);
        int timestamp = Rtp.timestamp(packet);
        bytes.put(Rtp.HEADER, bytes, header + ORIGINAL_SEQUENCE, length);
        Rtp.write(bytes, marker, type, sequence, timestamp, source);
        packet.length = Rtp.HEADER + length;
        return true;
    }

    /** A picture is wanted that needs no other. */
    public void wantPicture() {
        wanted = true;
    }

    /** It comes. */
    public void pictureComes() {
        wanted = false;
    }

    /** Nobody wants anything of it for now. */
    public void rest() {
        count = 0;
        wanted = false;
    }

    /** Whether to ask for a picture that needs no other, now. */
    public boolean asksForPicture(long now) {
        if (!wanted || (wantedBefore && now - wantedAt < PICTURE_NANOS)) return false;
        wantedBefore = true;
        wantedAt = now;
        return true;
    }

    /**
     * Writes what is missing and hasn't been asked for just before, as the entries of a NACK; returns where they end,
     * which is where they begin if there is nothing to be asked for.
     */
    public int writeMissing(ByteBuffer bytes, int at, long now) {
        int end = at;
        int first = 0;
        for (int i = 0; i < count; i++) {
            if (asked[i] > 0 && now - askedAt[i] < ASK_AGAIN_NANOS) continue;
            if (asked[i] == MOST_ASKED) {
                giveUp();
                return at;
            }
            asked[i]++;
            askedAt[i] = now;
            int behind = (missing[i] - first) & 0xFFFF;
            if (end > at && behind <= FOLLOWING) {
                bytes.putShort(end - 2, (short) (bytes.getShort(end - 2) | 1 << (behind - 1)));
            } else {
                first = missing[i];
                bytes.putShort(end, (short) first);
                bytes.putShort(end + 2, (short) 0);
                end += 4;
            }
        }
        return end;
    }
}
