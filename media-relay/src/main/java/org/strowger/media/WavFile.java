package org.strowger.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Reads RIFF WAVE: 16-bit PCM, any number of channels mixed to one, brought to 8 kHz. A file that ends early, as of a recorder that
 * was killed, is read as far as it goes.
 */
final class WavFile {

    private static final Set<Integer> RATES =
            Set.of(8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000);

    private static final long MAX_SIZE = 512L << 20;
    private static final int RIFF = 0x46464952;
    private static final int WAVE = 0x45564157;
    private static final int FMT = 0x20746d66;
    private static final int DATA = 0x61746164;
    private static final int PCM = 1;
    private static final int EXTENSIBLE = 0xFFFE;

    private final Path path;
    private final ByteBuffer bytes;
    private int channels;
    private int rate;

    private WavFile(Path path, ByteBuffer bytes) {
        this.path = path;
        this.bytes = bytes;
    }

    /** Its audio at 8 kHz. */
    static short[] read(Path path) throws IOException {
        if (Files.size(path) > MAX_SIZE) throw new IOException(path + ": longer than 512 MiB; cut it into parts");
        return new WavFile(path, ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN)).pcm();
    }

    private short[] pcm() throws IOException {
        if (bytes.remaining() < 12 || bytes.getInt(0) != RIFF || bytes.getInt(8) != WAVE)
            throw unplayable("not a RIFF WAVE file");
        bytes.position(12);
        while (bytes.remaining() >= 8) {
            int id = bytes.getInt();
            // Sizes are unsigned; a stream's writer that could not know it leaves 0 or all ones.
            long size = bytes.getInt() & 0xFFFF_FFFFL;
            if (id == DATA) return data(size);
            if (id == FMT) format(size);
            // Chunks are padded to even sizes, which their size does not count.
            bytes.position((int) Math.min(bytes.limit(), bytes.position() + size + (size & 1)));
        }
        throw unplayable("it holds no audio");
    }

    private void format(long size) throws IOException {
        int at = bytes.position();
        if (size < 16 || bytes.remaining() < 16) throw unplayable("its format chunk is cut short");
        int tag = bytes.getShort(at) & 0xFFFF;
        // WAVE_FORMAT_EXTENSIBLE: the real tag begins the sub-format's GUID.
        if (tag == EXTENSIBLE && size >= 26 && bytes.remaining() >= 26) tag = bytes.getShort(at + 24) & 0xFFFF;
        channels = bytes.getShort(at + 2) & 0xFFFF;
        rate = bytes.getInt(at + 4);
        int bits = bytes.getShort(at + 14) & 0xFFFF;
        if (tag != PCM || bits != 16) throw unplayable("its samples are not 16-bit PCM");
        if (channels == 0) throw unplayable("it has no channels");
        if (!RATES.contains(rate))
            throw unplayable("its rate of " + Integer.toUnsignedString(rate) + " Hz is not played");
    }

    private short[] data(long size) throws IOException {
        if (channels == 0) throw unplayable("its format chunk is missing");
        long there = bytes.remaining();
        long length = size == 0 ? there : Math.min(size, there);
        short[] mono = new short[(int) (length / (2L * channels))];
        for (int i = 0; i < mono.length; i++) mono[i] = mixed();
        return Resampler.resample(mono, rate, WavPrompt.RATE);
    }

    private short mixed() {
        int sum = 0;
        for (int channel = 0; channel < channels; channel++) sum += bytes.getShort();
        return (short) (sum / channels);
    }

    private IOException unplayable(String why) {
        return new IOException(path + ": " + why + "; convert it, as with: sox IN -r 8000 -c 1 -b 16 OUT.wav");
    }
}
