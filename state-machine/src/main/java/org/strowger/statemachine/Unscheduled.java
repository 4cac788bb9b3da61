package org.strowger.statemachine;

import java.time.Duration;
import java.util.Map;

/** What a machine is given that has no timers. */
final class Unscheduled implements Loop {

    static final Loop LOOP = new Unscheduled();
    static final Timings TIMINGS = Timings.unreliable(NoBase.class, Map.of());

    private enum NoBase implements Base {}

    private Unscheduled() {}

    /** Nothing asks: the constructor of {@link Machine} that gives this takes no table with timers. */
    private static IllegalStateException noLoop() {
        return new IllegalStateException("a machine without timers has asked for its loop");
    }

    @Override
    public void execute(Runnable task) {
        throw noLoop();
    }

    @Override
    public long nanos() {
        throw noLoop();
    }

    @Override
    public Timeout schedule(Duration delay, Runnable task) {
        throw noLoop();
    }

    @Override
    public int timers() {
        return 0;
    }

    @Override
    public boolean inLoop() {
        return false;
    }
}
