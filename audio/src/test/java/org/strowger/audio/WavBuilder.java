package org.strowger.audio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes RIFF files, proper and odd. */
public final class WavBuilder {

    private final List<byte[]> chunks = new ArrayList<>();

    public static Path tone(Path file, double hertz, int rate, int channels, Duration length) {
        short[] mono = Tone.sine(hertz, rate, length);
        short[] all = new short[mono.length * channels];
        for (int i = 0; i < all.length; i++) all[i] = mono[i / channels];
        return new WavBuilder().format(1, channels, rate, 16).data(all).write(file);
    }

    public WavBuilder format(int tag, int channels, int rate, int bits) {
        return chunk("fmt ", formatBytes(tag, channels, rate, bits, new byte[16]));
    }

    public WavBuilder extensible(int subFormat, int channels, int rate, int bits) {
        byte[] bytes = formatBytes(0xFFFE, channels, rate, bits, new byte[40]);
        little(bytes)
                .putShort(16, (short) 22)
                .putShort(18, (short) bits)
                .putInt(20, 3)
                .putShort(24, (short) subFormat);
        return chunk("fmt ", bytes);
    }

    private static byte[] formatBytes(int tag, int channels, int rate, int bits, byte[] bytes) {
        little(bytes)
                .putShort(0, (short) tag)
                .putShort(2, (short) channels)
                .putInt(4, rate)
                .putInt(8, rate * channels * bits / 8)
                .putShort(12, (short) (channels * bits / 8))
                .putShort(14, (short) bits);
        return bytes;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    public WavBuilder data(short... samples) {
        return chunk("data", bytes(samples));
    }

    public static byte[] bytes(short... samples) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        for (short sample : samples) bytes.putShort(sample);
        return bytes.array();
    }

    public WavBuilder chunk(String id, byte[] content) {
        return chunk(id, content.length, content);
    }

    /** With a size that may lie. */
    public WavBuilder chunk(String id, int size, byte[] content) {
        chunks.add(ByteBuffer.allocate(8 + content.length + (content.length & 1))
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(id.getBytes(StandardCharsets.US_ASCII))
                .putInt(size)
                .put(content)
                .array());
        return this;
    }

    public byte[] build() {
        int size = chunks.stream().mapToInt(c -> c.length).sum();
        ByteBuffer bytes = ByteBuffer.allocate(12 + size).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(size + 4);
        bytes.put("WAVE".getBytes(StandardCharsets.US_ASCII));
        chunks.forEach(bytes::put);
        return bytes.array();
    }

    public Path write(Path file) {
        return write(file, Integer.MAX_VALUE);
    }

    /** Only so many octets of it. */
    public Path write(Path file, int octets) {
        try {
            byte[] all = build();
            return Files.write(file, Arrays.copyOf(all, Math.min(octets, all.length)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
