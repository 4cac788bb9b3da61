package org.strowger.call;

/**
 * How to play.
 *
 * @param times how often, 1 or more; {@link Integer#MAX_VALUE} until something else happens
 * @param volume in dB, -60 to +20; 0 as it is
 */
public record PlayOptions(int times, double volume) {

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
}
