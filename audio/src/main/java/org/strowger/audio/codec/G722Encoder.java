package org.strowger.audio.codec;

/** ITU-T G.722 at 64 kbit/s, 16 kHz: two samples make an octet, two bits of it for the band above 4 kHz. */
final class G722Encoder implements AudioEncoder {

    /** Decision levels of the lower band (Q6). */
    private static final int[] LEVELS = {
        0, 35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786, 858, 940, 1023, 1121, 1219,
        1339, 1458, 1612, 1765, 1980, 2195, 2557, 2919
    };

    private static final int UPPER_LEVEL = 564;

    private final G722Band lower = G722Band.lower();
    private final G722Band upper = G722Band.upper();
    private final int[] history = new int[G722Tables.MIRROR_TAPS];

    @Override
    public int encode(short[] pcm, int samples, byte[] payload) {
        int octets = samples / 2;
        for (int i = 0; i < octets; i++) payload[i] = (byte) encode(pcm[2 * i], pcm[2 * i + 1]);
        return octets;
    }

    private int encode(int first, int second) {
        int taps = G722Tables.MIRROR_TAPS;
        System.arraycopy(history, 2, history, 0, taps - 2);
        history[taps - 2] = first;
        history[taps - 1] = second;
        int odd = G722Tables.forward(history, 0);
        int even = G722Tables.backward(history, 1);
        return (upper((even - odd) >> 14) << 6) | lower((even + odd) >> 14);
    }

    private int lower(int sample) {
        int error = G722Band.saturate(sample - lower.prediction());
        int magnitude = error < 0 ? ~error : error;
        int level = 1;
        while (level < LEVELS.length && magnitude >= (LEVELS[level] * lower.step()) >> 12) level++;
        int code = error < 0 ? negative(level) : 62 - level;
        int four = code >> 2;
        lower.adapt(lower.scaled(G722Tables.LOWER_4[four]), G722Tables.LOWER_STEP[four]);
        return code;
    }

    /** ILN: the two smallest have codes of their own, above all the positive ones. */
    private static int negative(int level) {
        return level < 3 ? 64 - level : 34 - level;
    }

    private int upper(int sample) {
        int error = G722Band.saturate(sample - upper.prediction());
        int magnitude = error < 0 ? ~error : error;
        boolean far = magnitude >= (UPPER_LEVEL * upper.step()) >> 12;
        int code = (error < 0 ? 0 : 2) + (far ? 0 : 1);
        upper.adapt(upper.scaled(G722Tables.UPPER_2[code]), G722Tables.UPPER_STEP[code]);
        return code;
    }
}
