package org.strowger.audio.sound;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import org.strowger.audio.PcmReader;
import org.strowger.audio.Unplayable;
import org.strowger.audio.codec.G711;

/**
 * Reads RIFF WAVE: PCM of 8, 16, 24 and 32 bits, 32-bit floating point, µ-law and A-law, up to 64 channels mixed to
 * one. A file that ends early, as of a recorder that was killed, is read as far as it goes.
 */
final class WavReader implements PcmReader {

    private static final Set<Integer> RATES =
            Set.of(8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000);

    private static final int RIFF = 0x46464952;
    private static final int WAVE = 0x45564157;
    private static final int FMT = 0x20746d66;
    private static final int DATA = 0x61746164;
    private static final int EXTENSIBLE = 0xFFFE;

    /**
     * More than recorders have; a file that claims more is none, and would be read in blocks of hundreds of megabytes.
     */
    private static final int MOST_CHANNELS = 64;

    private static final int BLOCK_OCTETS = 1 << 16;

    private final String name;
    private final InputStream in;
    private final Layout layout;
    private final int frames;
    private final byte[] octets;
    private final ByteBuffer block;
    private long left;

    private WavReader(String name, InputStream in, Layout layout, long size) {
        this.name = name;
        this.in = in;
        this.layout = layout;
        this.left = size;
        this.frames = BLOCK_OCTETS / layout.frame();
        this.octets = new byte[frames * layout.frame()];
        this.block = little(octets);
    }

    /** How the samples lie. */
    private record Layout(Samples samples, int channels, int rate) {
        int frame() {
            return channels * samples.octets;
        }
    }

    /** How a sample is written. */
    private enum Samples {
        PCM8(1, 8),
        PCM16(1, 16),
        PCM24(1, 24),
        PCM32(1, 32),
        FLOAT32(3, 32),
        ALAW(6, 8),
        ULAW(7, 8);

        final int tag;
        final int octets;

        Samples(int tag, int bits) {
            this.tag = tag;
            this.octets = bits / 8;
        }

        int read(ByteBuffer bytes, int at) {
            return switch (this) {
                case PCM8 -> ((bytes.get(at) & 0xFF) - 128) << 8;
                case PCM16 -> bytes.getShort(at);
                case PCM24 -> bytes.getShort(at + 1);
                case PCM32 -> bytes.getShort(at + 2);
                case FLOAT32 -> Math.clamp(Math.round(bytes.getFloat(at) * 32768.0), Short.MIN_VALUE, Short.MAX_VALUE);
                case ALAW -> G711.ALAW.decode(bytes.get(at));
                case ULAW -> G711.ULAW.decode(bytes.get(at));
            };
        }
    }

    /** A reader that stands at the first sample. */
    static WavReader open(String name, InputStream in) throws IOException {
        ByteBuffer head = little(in.readNBytes(12));
        if (head.limit() < 12 || head.getInt(0) != RIFF || head.getInt(8) != WAVE)
            throw Unplayable.because(name, "not a RIFF WAVE file");
        Layout layout = null;
        for (ByteBuffer chunk = little(in.readNBytes(8)); chunk.limit() == 8; chunk = little(in.readNBytes(8))) {
            int id = chunk.getInt(0);
            // Sizes are unsigned; a stream's writer that could not know it leaves 0 or all ones.
            long size = chunk.getInt(4) & 0xFFFF_FFFFL;
            if (id == DATA) {
                if (layout == null) throw Unplayable.because(name, "its format chunk is missing");
                return new WavReader(name, in, layout, size == 0 ? Long.MAX_VALUE : size);
            }
            if (id == FMT) layout = format(name, little(in.readNBytes((int) Math.min(size, 64))), size);
            // Chunks are padded to even sizes, which their size does not count.
            SoundFile.skip(in, id == FMT ? Math.max(0, size - 64) + (size & 1) : size + (size & 1));
        }
        throw Unplayable.because(name, "it holds no audio");
    }

    private static Layout format(String name, ByteBuffer format, long size) throws IOException {
        if (size < 16 || format.limit() < 16) throw Unplayable.because(name, "its format chunk is cut short");
        int tag = format.getShort(0) & 0xFFFF;
        // WAVE_FORMAT_EXTENSIBLE: the real tag begins the sub-format's GUID.
        if (tag == EXTENSIBLE && format.limit() >= 26) tag = format.getShort(24) & 0xFFFF;
        int channels = format.getShort(2) & 0xFFFF;
        int rate = format.getInt(4);
        int bits = format.getShort(14) & 0xFFFF;
        if (channels == 0) throw Unplayable.because(name, "it has no channels");
        if (channels > MOST_CHANNELS)
            throw Unplayable.because(name, "its " + channels + " channels are more than " + MOST_CHANNELS);
        if (!RATES.contains(rate))
            throw Unplayable.because(name, "its rate of " + Integer.toUnsignedString(rate) + " Hz is not played");
        for (Samples samples : Samples.values())
            if (samples.tag == tag && samples.octets * 8 == bits) return new Layout(samples, channels, rate);
        throw Unplayable.because(name, "its samples of " + bits + " bits, format " + tag + ", are not played");
    }

    @Override
    public int rate() {
        return layout.rate;
    }

    @Override
    public int read(short[] into, int from, int count) throws IOException {
        int done = 0;
        while (done < count) {
            int wanted = (int) Math.min((long) Math.min(frames, count - done) * layout.frame(), left);
            int got = in.readNBytes(octets, 0, wanted);
            left -= got;
            int whole = got / layout.frame();
            for (int i = 0; i < whole; i++) into[from + done + i] = mixed(i * layout.frame());
            done += whole;
            if (whole == 0 || got < wanted) return done;
        }
        return done;
    }

    private short mixed(int at) {
        int sum = 0;
        for (int channel = 0; channel < layout.channels; channel++)
            sum += layout.samples.read(block, at + channel * layout.samples.octets);
        return (short) (sum / layout.channels);
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    @Override
    public String toString() {
        return name;
    }
}
