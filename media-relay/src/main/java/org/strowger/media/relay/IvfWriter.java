package org.strowger.media.relay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of pictures in VP8: IVF, which is a header of 32 octets and each picture behind 12 octets with its length and
 * its time. The header tells how many there are, and is written again each time that the file is settled. May block.
 */
final class IvfWriter implements AutoCloseable {

    static final int CLOCK = 90_000;

    private static final int HEADER = 32;
    private static final int PICTURE_HEADER = 12;

    private final FileChannel channel;
    private int width;
    private int height;
    private int pictures;

    IvfWriter(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) Files.createDirectories(directory);
        channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try {
            settle();
            channel.position(HEADER);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** @param time in units of {@link #CLOCK}, from the first picture on */
    void write(byte[] picture, int size, long time) throws IOException {
        if (width == 0) {
            width = size >>> 16;
            height = size & 0xFFFF;
        }
        ByteBuffer bytes = ByteBuffer.allocate(PICTURE_HEADER + picture.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(picture.length).putLong(time).put(picture).flip();
        while (bytes.hasRemaining()) channel.write(bytes);
        pictures++;
    }

    /** From now on the file says how many pictures are in it. */
    void settle() throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.put(new byte[] {'D', 'K', 'I', 'F'}).putShort((short) 0).putShort((short) HEADER);
        header.put(new byte[] {'V', 'P', '8', '0'}).putShort((short) width).putShort((short) height);
        header.putInt(CLOCK).putInt(1).putInt(pictures).putInt(0).flip();
        while (header.hasRemaining()) channel.write(header, header.position());
    }

    @Override
    public void close() throws IOException {
        settle();
        channel.close();
    }
}
