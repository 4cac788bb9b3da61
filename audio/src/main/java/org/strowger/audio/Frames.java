package org.strowger.audio;

/** The measures of the audio that is passed around: one frame for each tick. */
public final class Frames {

    public static final int PER_SECOND = 50;

    /** From one to the next. */
    public static final long TICK_NANOS = 1_000_000_000 / PER_SECOND;

    static final int MAX_RATE = 48_000;

    /** The longest frame, samples. */
    public static final int MAX_SAMPLES = MAX_RATE / PER_SECOND;

    /** The longest packet that we decode, 120 ms, in samples. */
    public static final int MAX_PACKET = longestPacket(MAX_RATE);

    /** The longest payload that we encode or keep, octets. */
    public static final int MAX_PAYLOAD = 1500;

    private Frames() {}

    /** The longest packet at this rate, samples. */
    public static int longestPacket(int rate) {
        return rate * 120 / 1000;
    }

    public static int samples(int rate) {
        return rate / PER_SECOND;
    }
}
