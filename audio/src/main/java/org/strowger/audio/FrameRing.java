package org.strowger.audio;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Frames of 20 ms on their way from one loop to another: one thread puts, one takes, neither waits or allocates. What
 * is not taken in time is dropped, the oldest first, so that it never delays by more than three frames.
 */
public final class FrameRing {

    private static final int SLOTS = 8;
    private static final int LATEST = 3;

    private final short[][] frames = new short[SLOTS][Frames.MAX_SAMPLES];
    private final int[] rates = new int[SLOTS];
    private final AtomicLong put = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();

    /** Puts a frame, unless nobody takes any. */
    public void put(short[] frame, int rate) {
        long at = put.getPlain();
        if (at - taken.getAcquire() == SLOTS) return;
        int slot = (int) (at % SLOTS);
        System.arraycopy(frame, 0, frames[slot], 0, Frames.samples(rate));
        rates[slot] = rate;
        put.setRelease(at + 1);
    }

    /** Takes a frame. Returns its rate, Hz, or 0 if there is none. */
    public int take(short[] frame) {
        long at = taken.getPlain();
        long waiting = put.getAcquire() - at;
        if (waiting == 0) return 0;
        if (waiting > LATEST) at += waiting - LATEST;
        int slot = (int) (at % SLOTS);
        int rate = rates[slot];
        System.arraycopy(frames[slot], 0, frame, 0, Frames.samples(rate));
        taken.setRelease(at + 1);
        return rate;
    }
}
