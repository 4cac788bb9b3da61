package org.strowger.audio;

import java.time.Duration;

/** The tones of digits (ITU-T Q.23), as audio. */
public final class DtmfTone {

    /** Full scale of 16 bits is 3.17 dBm0, as G.711 has it. */
    private static final double FULL_SCALE_DBM0 = 3.17;

    private static final double FULL_SCALE = 32_767;

    private DtmfTone() {}

    /**
     * Two sines of equal level.
     *
     * @param rate in Hz
     * @param level of each of the two, dBm0; the sum clips above -3
     */
    public static short[] of(char digit, int rate, Duration length, double level) {
        return of(Digits.low(digit), level, Digits.high(digit), level, rate, length);
    }

    /** Two sines by frequency, Hz, and level, dBm0. */
    static short[] of(double low, double lowLevel, double high, double highLevel, int rate, Duration length) {
        double lowPeak = peak(lowLevel);
        double highPeak = peak(highLevel);
        short[] pcm = new short[(int) (length.toNanos() * rate / 1_000_000_000L)];
        for (int i = 0; i < pcm.length; i++) {
            double sample = lowPeak * Math.sin(2 * Math.PI * low * i / rate)
                    + highPeak * Math.sin(2 * Math.PI * high * i / rate);
            pcm[i] = (short) Math.clamp(Math.round(sample), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return pcm;
    }

    /** The peak of a sine of this level. */
    public static double peak(double dbm0) {
        return FULL_SCALE * Math.pow(10, (dbm0 - FULL_SCALE_DBM0) / 20);
    }
}
