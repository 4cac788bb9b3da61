package org.strowger.statemachine;

/**
 * Something that is either under way or over: the first who {@linkplain #finish finishes} it says how it ends, its
 * timer is stopped then, and whoever comes later has come too late. What has more to it is a {@link StateTable}. Runs
 * on one thread, its owner's.
 */
public final class OneShot {

    private boolean finished;
    private Timeout timer = Timeout.NONE;

    /** One that is not over. */
    public OneShot() {}

    /** Whether it is over: true already while the last thing is done. */
    public boolean isOver() {
        return finished;
    }

    /** Nothing else need be done at the end. */
    public void finish() {
        finish(() -> {});
    }

    /**
     * Does this, unless it is over.
     *
     * @param last may ask for the end again: nothing happens then
     */
    public void finish(Runnable last) {
        if (finished) return;
        finished = true;
        timer.cancel();
        last.run();
    }

    /**
     * This is stopped at the end, or at once where the end has been. It takes the place of an earlier one, which is
     * stopped.
     */
    public void runs(Timeout started) {
        timer.cancel();
        timer = started;
        if (finished) timer.cancel();
    }
}
