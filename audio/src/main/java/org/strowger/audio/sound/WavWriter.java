package org.strowger.audio.sound;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes RIFF WAVE of 16-bit PCM. */
public final class WavWriter implements AudioWriter {

    private static final int HEADER = 44;
    private static final int FRAMES = 2048;

    private final FileChannel file;
    private final int channels;
    private final ByteBuffer block;
    private final ByteBuffer size = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    private long data;

    public WavWriter(Path path, int rate, int channels) throws IOException {
        this.channels = channels;
        this.block = ByteBuffer.allocate(FRAMES * channels * 2).order(ByteOrder.LITTLE_ENDIAN);
        this.file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try {
            writeAll(header(rate));
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private ByteBuffer header(int rate) {
        return ByteBuffer.allocate(HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii("RIFF"))
                .putInt(HEADER - 8)
                .put(ascii("WAVEfmt "))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) channels)
                .putInt(rate)
                .putInt(rate * channels * 2)
                .putShort((short) (channels * 2))
                .putShort((short) 16)
                .put(ascii("data"))
                .putInt(0)
                .flip();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void write(short[] interleaved, int frames) throws IOException {
        int samples = frames * channels;
        for (int done = 0; done < samples; ) {
            block.clear();
            while (done < samples && block.hasRemaining()) block.putShort(interleaved[done++]);
            data += block.flip().remaining();
            writeAll(block);
        }
    }

    private void writeAll(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) file.write(bytes);
    }

    @Override
    public void settle() throws IOException {
        length(4, data + HEADER - 8);
        length(HEADER - 4, data);
    }

    // Lengths are unsigned and end at 4 GiB: readers take all ones for "to the end of the file".
    private void length(int at, long value) throws IOException {
        size.clear().putInt((int) Math.min(value, 0xFFFF_FFFFL)).flip();
        file.write(size, at);
    }

    @Override
    public void close() throws IOException {
        try (file) {
            settle();
        }
    }
}
