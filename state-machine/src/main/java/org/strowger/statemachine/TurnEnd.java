package org.strowger.statemachine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the thread of a loop puts off until it has done all that waits for it: to wake another thread, once for all that
 * it has handed over to it, rather than for the first thing, and for the next again if that thread was quick. What is
 * handed over is there at once, and in order; whoever else wakes that thread lets it be found.
 */
public final class TurnEnd {

    private static final ThreadLocal<@Nullable TurnEnd> HERE = new ThreadLocal<>();

    private final List<Runnable> putOff = new ArrayList<>();

    private TurnEnd() {}

    /** The end of this thread's turns, which it has from now on. */
    public static TurnEnd ofThisThread() {
        TurnEnd known = HERE.get();
        if (known != null) return known;
        TurnEnd made = new TurnEnd();
        HERE.set(made);
        return made;
    }

    /**
     * Does this at the end of this thread's turn, once however often it is asked; at once where the thread has no
     * turns.
     */
    public static void does(Runnable wakeUp) {
        TurnEnd here = HERE.get();
        if (here == null) wakeUp.run();
        else if (!here.putOff.contains(wakeUp)) here.putOff.add(wakeUp);
    }

    /** Does what was put off. On its thread. */
    public void comes() {
        for (int i = 0; i < putOff.size(); i++) putOff.get(i).run();
        putOff.clear();
    }
}
