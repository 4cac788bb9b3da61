package org.strowger.audio.sound;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The packets of the first logical stream of an Ogg file (RFC 3533). Pages that are damaged are passed over, together
 * with the packet that they cut in two.
 */
final class OggReader implements Closeable {

    /**
     * The longest packet of sound (RFC 7845 §6); of what is longer, as comments with pictures are, the rest is passed
     * over.
     */
    private static final int MOST_OF_A_PACKET = 61_440;

    private static final int HEADER = 27;
    private static final int CONTINUED = 1;
    private static final int LAST = 4;
    private static final byte[] CAPTURE = {'O', 'g', 'g', 'S'};

    private final InputStream in;
    private final ArrayDeque<byte[]> packets = new ArrayDeque<>();
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private boolean inPacket;
    private boolean knowsSerial;
    private boolean atEnd;
    private int serial;
    private long granule = -1;

    OggReader(InputStream in) {
        this.in = in;
    }

    /** The next packet; null at the end. */
    byte @Nullable [] next() throws IOException {
        while (packets.isEmpty() && !atEnd) readPage();
        return packets.poll();
    }

    /** Whether the packet that {@link #next} gave last ends the stream. */
    boolean isLast() throws IOException {
        while (packets.isEmpty() && !atEnd) readPage();
        return packets.isEmpty();
    }

    /** The granule position of the last page read: of its end. */
    long granule() {
        return granule;
    }

    private void readPage() throws IOException {
        if (!findCapture()) {
            atEnd = true;
            return;
        }
        byte[] head = Arrays.copyOf(CAPTURE, HEADER);
        if (in.readNBytes(head, 4, HEADER - 4) < HEADER - 4) {
            atEnd = true;
            return;
        }
        byte[] lacing = in.readNBytes(head[26] & 0xFF);
        int size = 0;
        for (byte segment : lacing) size += segment & 0xFF;
        byte[] body = in.readNBytes(size);
        if (body.length < size) atEnd = true; // a file cut short: its last page can't be told to be whole
        else if (isWhole(head, lacing, body)) take(head, lacing, body);
        else inPacket = false;
    }

    private boolean findCapture() throws IOException {
        int matched = 0;
        while (matched < CAPTURE.length) {
            int octet = in.read();
            if (octet < 0) return false;
            matched = octet == CAPTURE[matched] ? matched + 1 : octet == CAPTURE[0] ? 1 : 0;
        }
        return true;
    }

    private static boolean isWhole(byte[] head, byte[] lacing, byte[] body) {
        int told = little(head).getInt(22);
        byte[] blank = head.clone();
        Arrays.fill(blank, 22, 26, (byte) 0);
        int crc = OggCrc.add(0, blank, 0, HEADER);
        return OggCrc.add(OggCrc.add(crc, lacing, 0, lacing.length), body, 0, body.length) == told;
    }

    private void take(byte[] head, byte[] lacing, byte[] body) {
        ByteBuffer header = little(head);
        if (!knowsSerial) serial = header.getInt(14);
        knowsSerial = true;
        if (header.getInt(14) != serial) return; // another stream that is multiplexed with ours
        boolean passOver = (head[5] & CONTINUED) != 0 && !inPacket;
        if ((head[5] & CONTINUED) == 0) begun.reset();
        int at = 0;
        for (byte segment : lacing) {
            int count = segment & 0xFF;
            begun.write(body, at, Math.min(count, MOST_OF_A_PACKET - begun.size()));
            at += count;
            inPacket = count == 255;
            if (inPacket) continue;
            if (!passOver) packets.add(begun.toByteArray());
            passOver = false;
            begun.reset();
        }
        if (header.getLong(6) != -1) granule = header.getLong(6);
        atEnd |= (head[5] & LAST) != 0;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
