package org.strowger.audio.codec;

import java.util.Optional;
import org.strowger.sdp.Codec;

/** The two laws of ITU-T G.711, from and to 16-bit linear samples, by table. */
@SuppressWarnings("ImmutableEnumChecker") // its tables are never written again
public enum G711 {
    ULAW("PCMU", 0xFF) {
        @Override
        int compress(int sample) {
            // Table 2a on 14-bit magnitudes, biased by 33 so that each segment is twice as long as the one below it.
            int magnitude = Math.min((sample < 0 ? ~sample : sample) / 4 + 33, 0x1FFF);
            int segment = 26 - Integer.numberOfLeadingZeros(magnitude);
            int step = (magnitude >> (segment + 1)) & 0x0F;
            return ~((sample < 0 ? 0x80 : 0) | (segment << 4) | step) & 0xFF;
        }

        @Override
        int expand(int code) {
            int bits = ~code;
            int segment = (bits >> 4) & 7;
            int magnitude = ((2 * (bits & 0x0F) + 33) << segment) - 33;
            return 4 * ((bits & 0x80) == 0 ? magnitude : -magnitude);
        }
    },
    ALAW("PCMA", 0xD5) {
        @Override
        int compress(int sample) {
            // Table 1a on 12-bit magnitudes: the two lowest segments share a step, every even bit is inverted.
            int magnitude = (sample < 0 ? ~sample : sample) >> 4;
            int segment = Math.max(0, 28 - Integer.numberOfLeadingZeros(magnitude));
            int step = (segment == 0 ? magnitude : magnitude >> (segment - 1)) & 0x0F;
            return ((sample < 0 ? 0 : 0x80) | (segment << 4) | step) ^ 0x55;
        }

        @Override
        int expand(int code) {
            int bits = code ^ 0x55;
            int segment = (bits >> 4) & 7;
            int twice = 2 * (bits & 0x0F) + 1;
            int magnitude = segment == 0 ? twice : (twice + 32) << (segment - 1);
            return 8 * ((bits & 0x80) == 0 ? -magnitude : magnitude);
        }
    };

    private final String encodingName;
    private final byte silence;
    private final byte[] codes = new byte[1 << 16];
    private final short[] samples = new short[1 << 8];

    G711(String encodingName, int silence) {
        this.encodingName = encodingName;
        this.silence = (byte) silence;
        for (int i = 0; i < codes.length; i++) codes[i] = (byte) compress((short) i);
        for (int i = 0; i < samples.length; i++) samples[i] = (short) expand(i);
    }

    /** The law of a codec, if it is one of them. */
    static Optional<G711> of(Codec codec) {
        for (G711 law : values()) {
            if (law.encodingName.equalsIgnoreCase(codec.name()) && codec.clockRate() == 8000 && codec.channels() == 1)
                return Optional.of(law);
        }
        return Optional.empty();
    }

    public byte encode(short sample) {
        return codes[sample & 0xFFFF];
    }

    public short decode(byte code) {
        return samples[code & 0xFF];
    }

    public byte[] encode(short[] pcm) {
        byte[] encoded = new byte[pcm.length];
        for (int i = 0; i < pcm.length; i++) encoded[i] = encode(pcm[i]);
        return encoded;
    }

    /** The code of nothing said. */
    byte silence() {
        return silence;
    }

    abstract int compress(int sample);

    abstract int expand(int code);
}
