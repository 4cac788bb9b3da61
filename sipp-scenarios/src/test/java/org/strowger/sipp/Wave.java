package org.strowger.sipp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** 16-bit PCM in a WAV file: mono, or twice the same. */
final class Wave {

    static final int RATE = 8000;
    private static final int HEADER = 44;

    private final short[] samples;
    private final int rate;

    Wave(short[] samples) {
        this(samples, RATE);
    }

    private Wave(short[] samples, int rate) {
        this.samples = samples;
        this.rate = rate;
    }

    /** Samples a second. */
    int rate() {
        return rate;
    }

    /** The samples themselves, not a copy. */
    short[] samples() {
        return samples;
    }

    /** A sine at half of full scale. */
    static Wave tone(int hertz, int seconds) {
        return tone(hertz, seconds, RATE);
    }

    /** The same at another rate. */
    static Wave tone(int hertz, int seconds, int rate) {
        var samples = new short[seconds * rate];
        for (int i = 0; i < samples.length; i++)
            samples[i] = (short) Math.round(16_384 * Math.sin(2 * Math.PI * hertz * i / rate));
        return new Wave(samples, rate);
    }

    /**
     * Reads what a phone recorded, its first channel; the header's lengths may be unfinished, so the data goes to the
     * end of the file.
     */
    static Wave read(Path file) {
        return read(file, 0);
    }

    /** The same of another channel, from 0. */
    static Wave read(Path file, int channel) {
        try {
            var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            if (bytes.limit() < HEADER || bytes.getShort(34) != 16)
                throw new AssertionError(file + " is no 16-bit WAV");
            int frame = 2 * bytes.getShort(22);
            var samples = new short[(bytes.limit() - HEADER) / frame];
            for (int i = 0; i < samples.length; i++) samples[i] = bytes.getShort(HEADER + i * frame + 2 * channel);
            return new Wave(samples, bytes.getInt(24));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes it as mono. */
    void write(Path file) {
        write(file, 1);
    }

    /** Writes it, the same in each channel. */
    void write(Path file, int channels) {
        int size = samples.length * 2 * channels;
        var bytes = ByteBuffer.allocate(HEADER + size).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("RIFF".getBytes(US_ASCII)).putInt(36 + size);
        bytes.put("WAVEfmt ".getBytes(US_ASCII)).putInt(16);
        bytes.putShort((short) 1).putShort((short) channels).putInt(rate).putInt(rate * 2 * channels);
        bytes.putShort((short) (2 * channels)).putShort((short) 16);
        bytes.put("data".getBytes(US_ASCII)).putInt(size);
        for (short sample : samples) for (int channel = 0; channel < channels; channel++) bytes.putShort(sample);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
