package org.strowger.audio;

/**
 * Brings what a member of a room says to the level of the others: 12 dB up or down at most, by no more than 6 dB a
 * second, and only while something is said. On the room's loop.
 */
public final class AutoGain {

    /** The level to which speech is brought, dBm0. */
    private static final double WANTED = -18;

    private static final double MOST_DB = 12;
    private static final double STEP_DB = 6.0 / Frames.PER_SECOND;

    /** How much a frame of speech moves the level that is followed: it takes about a second. */
    private static final double SMOOTHING = 1.0 / Frames.PER_SECOND;

    private double level = WANTED;
    private double gainDb;

    /** Takes the level of a frame of speech, dBm0, and returns the gain for it, dB. */
    public double follow(double frameLevel) {
        level += (frameLevel - level) * SMOOTHING;
        double wanted = Math.clamp(WANTED - level, -MOST_DB, MOST_DB);
        gainDb += Math.clamp(wanted - gainDb, -STEP_DB, STEP_DB);
        return gainDb;
    }

    public double gain() {
        return gainDb;
    }
}
