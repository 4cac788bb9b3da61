package org.strowger.audio;

/** The measures of the audio that is passed around: one frame for each tick. */
final class Frames {

    static final int PER_SECOND = 50;

    /** From one to the next. */
    static final long TICK_NANOS = 1_000_000_000 / PER_SECOND;

    static final int MAX_RATE = 48_000;

    /** The longest frame, samples. */
    static final int MAX_SAMPLES = MAX_RATE / PER_SECOND;

    /** The longest packet that we decode, 120 ms, in samples. */
    static final int MAX_PACKET = longestPacket(MAX_RATE);

    /** The longest payload that we encode or keep, octets. */
    static final int MAX_PAYLOAD = 1500;

    private Frames() {}

    /** The longest packet at this rate, samples. */
    static int longestPacket(int rate) {
        return rate * 120 / 1000;
    }

    static int samples(int rate) {
        return rate / PER_SECOND;
    }
}
