package org.strowger.media;

/** Lets so many through in a second and no more, of which as many may come at once. For one thread; takes no memory that grows. */
public final class PressBrake {

    private static final long SECOND = 1_000_000_000;

    private final int most;
    private final long gap;
    private boolean begun;
    private long spentUntil;

    /** @param most a second, at least 1 */
    public PressBrake(int most) {
        if (most < 1) throw new IllegalArgumentException("at least one a second, not " + most);
        this.most = most;
        this.gap = SECOND / most;
    }

    /** Whether one more may pass now, in nanoseconds of a clock that doesn't go back; what may not is not counted against those to come. */
    public boolean allows(long now) {
        if (!begun || spentUntil < now) spentUntil = now;
        begun = true;
        if (spentUntil - now > (most - 1) * gap) return false;
        spentUntil += gap;
        return true;
    }
}
