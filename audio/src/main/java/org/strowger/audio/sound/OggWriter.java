package org.strowger.audio.sound;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** Writes packets as pages of one logical Ogg stream (RFC 3533). Packets are shorter than a page. */
final class OggWriter {

    /** What a page is in its stream. */
    enum Place {
        FIRST(2),
        MIDDLE(0),
        LAST(4);

        private final int flag;

        Place(int flag) {
            this.flag = flag;
        }
    }

    private static final int HEADER = 27;
    private static final int MOST_SEGMENTS = 255;

    private final FileChannel file;
    private final int serial;
    private final ByteArrayOutputStream lacing = new ByteArrayOutputStream();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int sequence;

    OggWriter(FileChannel file, int serial) {
        this.file = file;
        this.serial = serial;
    }

    /** Whether the page has room for a packet of this size. */
    boolean hasRoomFor(int size) {
        return lacing.size() + size / 255 + 1 <= MOST_SEGMENTS;
    }

    boolean isEmpty() {
        return lacing.size() == 0;
    }

    void add(byte[] packet, int size) {
        for (int left = size; left >= 0; left -= 255) lacing.write(Math.min(left, 255));
        body.write(packet, 0, size);
    }

    /** Writes the page. */
    void flush(Place place, long granule) throws IOException {
        byte[] page = new byte[HEADER + lacing.size() + body.size()];
        ByteBuffer bytes = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 'O').put((byte) 'g').put((byte) 'g').put((byte) 'S');
        bytes.put((byte) 0)
                .put((byte) place.flag)
                .putLong(granule)
                .putInt(serial)
                .putInt(sequence++)
                .putInt(0)
                .put((byte) lacing.size())
                .put(lacing.toByteArray())
                .put(body.toByteArray());
        bytes.putInt(22, OggCrc.add(0, page, 0, page.length));
        bytes.flip();
        while (bytes.hasRemaining()) file.write(bytes);
        lacing.reset();
        body.reset();
    }
}
