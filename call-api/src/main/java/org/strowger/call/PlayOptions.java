package org.strowger.call;

/**
 * How to play.
 *
 * @param times how often, 1 or more; {@link Integer#MAX_VALUE} until something else happens
 * @param volume in dB, -60 to +20; 0 as it is
 * @param bargeIn what ends it before its end
 */
public record PlayOptions(int times, double volume, BargeIn bargeIn) {

    /** What the caller may cut a sound short with. */
    public enum BargeIn {
        /** It hears all of it. */
        NOTHING,
        /** By beginning to speak. */
        SPEECH,
        /** By pressing a digit, which counts for the next question. */
        DIGITS,
        /** By either. */
        EITHER;

        public boolean bySpeech() {
            return this == SPEECH || this == EITHER;
        }

        public boolean byDigits() {
            return this == DIGITS || this == EITHER;
        }
    }

    /** Once, as it is. */
    public static final PlayOptions ONCE = new PlayOptions(1, 0);

    /** Until something else happens. */
    public static final PlayOptions FOR_EVER = new PlayOptions(Integer.MAX_VALUE, 0);

    /** Checks the ranges. */
    public PlayOptions {
        if (times < 1) throw new IllegalArgumentException("loop: " + times + " is less than once");
        if (!(volume >= -60 && volume <= 20))
            throw new IllegalArgumentException("volume: " + volume + " dB is not within -60 and +20");
    }

    /** To its end. */
    public PlayOptions(int times, double volume) {
        this(times, volume, BargeIn.NOTHING);
    }

    /** Until this, at the latest. */
    public PlayOptions until(BargeIn sooner) {
        return new PlayOptions(times, volume, sooner);
    }
}
