package org.strowger.testkit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A WAV file of 16-bit samples at 8 kHz, mono. */
public final class Wav {

    static final int RATE = 8000;

    private static final int HEADER = 44;

    private Wav() {}

    public static byte[] of(short[] samples) {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(ascii("RIFF")).putInt(HEADER - 8 + 2 * samples.length);
        bytes.put(ascii("WAVEfmt ")).putInt(16);
        bytes.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
        bytes.putShort((short) 2).putShort((short) 16);
        bytes.put(ascii("data")).putInt(2 * samples.length);
        for (short sample : samples) bytes.putShort(sample);
        return bytes.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
