package org.strowger.audio;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Samples on their way from one thread to another, without a lock: one writes, the other reads. What there is no room
 * for is refused as a whole.
 */
public final class PcmRing {

    private final short[] samples;
    private final int mask;
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();

    /** With room for at least so many samples. */
    public PcmRing(int least) {
        int size = Integer.highestOneBit(Math.max(2, least) - 1) << 1;
        samples = new short[size];
        mask = size - 1;
    }

    /** False, and nothing written, if there is no room. By the writer. */
    public boolean offer(short[] from, int at, int count) {
        long end = written.getPlain();
        if (end - taken.getAcquire() + count > samples.length) return false;
        for (int i = 0; i < count; i++) samples[(int) (end + i) & mask] = from[at + i];
        written.setRelease(end + count);
        return true;
    }

    /** How many were taken. By the reader. */
    public int poll(short[] into, int at, int most) {
        long begin = taken.getPlain();
        int count = (int) Math.min(most, written.getAcquire() - begin);
        for (int i = 0; i < count; i++) into[at + i] = samples[(int) (begin + i) & mask];
        taken.setRelease(begin + count);
        return count;
    }

    /** How many wait. Either side; a moment's figure. */
    public int size() {
        return (int) (written.getAcquire() - taken.getAcquire());
    }

    /** How many more there is room for. Either side; a moment's figure. */
    public int room() {
        return samples.length - size();
    }
}
