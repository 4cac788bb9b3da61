package org.strowger.audio.codec;

/** ITU-T G.722 at 64 kbit/s, to 16 kHz. */
final class G722Decoder implements AudioDecoder {

    private final G722Band lower = G722Band.lower();
    private final G722Band upper = G722Band.upper();
    private final int[] history = new int[G722Tables.MIRROR_TAPS];

    @Override
    public int decode(byte[] payload, int offset, int length, short[] pcm) {
        int octets = Math.min(length, pcm.length / 2);
        for (int i = 0; i < octets; i++) decode(payload[offset + i], pcm, 2 * i);
        return 2 * octets;
    }

    private void decode(int octet, short[] pcm, int at) {
        int low = lower(octet & 0x3F);
        int high = upper((octet >> 6) & 3);
        int taps = G722Tables.MIRROR_TAPS;
        System.arraycopy(history, 2, history, 0, taps - 2);
        history[taps - 2] = low + high;
        history[taps - 1] = low - high;
        pcm[at] = (short) G722Band.saturate(G722Tables.backward(history, 1) >> 11);
        pcm[at + 1] = (short) G722Band.saturate(G722Tables.forward(history, 0) >> 11);
    }

    private int lower(int code) {
        int heard = limited(lower.prediction() + lower.scaled(G722Tables.LOWER_6[code]));
        int four = code >> 2;
        lower.adapt(lower.scaled(G722Tables.LOWER_4[four]), G722Tables.LOWER_STEP[four]);
        return heard;
    }

    private int upper(int code) {
        int difference = upper.scaled(G722Tables.UPPER_2[code]);
        int heard = limited(upper.prediction() + difference);
        upper.adapt(difference, G722Tables.UPPER_STEP[code]);
        return heard;
    }

    /** LIMIT */
    private static int limited(int value) {
        return Math.clamp(value, -16_384, 16_383);
    }
}
