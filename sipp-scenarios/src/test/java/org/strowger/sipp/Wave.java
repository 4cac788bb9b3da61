package org.strowger.sipp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Mono 16-bit PCM at 8 kHz in a WAV file. */
final class Wave {

    static final int RATE = 8000;
    private static final int HEADER = 44;

    private final short[] samples;

    Wave(short[] samples) {
        this.samples = samples;
    }

    /** The samples themselves, not a copy. */
    short[] samples() {
        return samples;
    }

    /** A sine at half of full scale. */
    static Wave tone(int hertz, int seconds) {
        var samples = new short[seconds * RATE];
        for (int i = 0; i < samples.length; i++)
            samples[i] = (short) Math.round(16_384 * Math.sin(2 * Math.PI * hertz * i / RATE));
        return new Wave(samples);
    }

    /** Reads what a phone recorded; its header's lengths may be unfinished, so the data goes to the end of the file. */
    static Wave read(Path file) {
        try {
            var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            if (bytes.limit() < HEADER
                    || bytes.getShort(22) != 1
                    || bytes.getInt(24) != RATE
                    || bytes.getShort(34) != 16) throw new AssertionError(file + " is no mono 16-bit WAV of 8 kHz");
            var samples = new short[(bytes.limit() - HEADER) / 2];
            bytes.position(HEADER)
                    .slice()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer()
                    .get(samples);
            return new Wave(samples);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes it. */
    void write(Path file) {
        int size = samples.length * 2;
        var bytes = ByteBuffer.allocate(HEADER + size).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("RIFF".getBytes(US_ASCII)).putInt(36 + size);
        bytes.put("WAVEfmt ".getBytes(US_ASCII)).putInt(16);
        bytes.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(RATE * 2);
        bytes.putShort((short) 2).putShort((short) 16);
        bytes.put("data".getBytes(US_ASCII)).putInt(size);
        for (short sample : samples) bytes.putShort(sample);
        try {
            Files.write(file, bytes.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
