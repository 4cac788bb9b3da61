package org.strowger.call.core;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.Pace;

/**
 * Work of a loop that may wait: one of each whose it is in rotation, his own in order, and never more than a quarter of
 * the loop's time, however dear each piece of it is, as all is in a switch whose code is not compiled yet; pieces that
 * take less than half a millisecond together are done in one go, since timers are coarser than they. Of what brings
 * about more than itself, as a leg does, one of each is done in a go: seven legs are half a millisecond, and their
 * answers, all at once, are several. Runs on the loop.
 */
public final class Turns {

    /** So many times as long as one has taken, the others have the loop for themselves. */
    private static final int REST = 3;
    /** In nanoseconds: after so much of it in one go others have their turn, though no rest may be due. */
    private static final long ONE_GO = 500_000;
    /** In nanoseconds: as late as the loop's timers are, and with them the ends of rests, which is made up for. */
    private static final long LATE = 5_000_000;

    private static final int SPARED_AT_ONCE = 4;
    private static final Duration ONE_MORE_IS_SPARED = Duration.ofMillis(500);

    /** What a piece takes of the loop. */
    private enum Takes {
        WHAT_IT_LASTS,
        /** That, and what it brings about. */
        MORE
    }

    private final Loop loop;
    private final Pace spared = new Pace(SPARED_AT_ONCE, ONE_MORE_IS_SPARED);
    /** By whose it is; who comes next is first. Whoever's work is being done stays until it is done. */
    private final LinkedHashMap<Object, LinkedHashMap<Runnable, Takes>> waiting = new LinkedHashMap<>();
    /** Who has had in this go what brings about more than itself. */
    private final Set<Object> served = new HashSet<>();
    /** The loop's own nanoseconds. */
    private long restsUntil;

    public Turns(Loop loop) {
        this.loop = loop;
        this.restsUntil = loop.nanos();
    }

    /**
     * Whether a piece may be done at once, whosever it is: the phones of a small ring group, so that none is called
     * after another has answered, on a loop that isn't asked for many.
     */
    public boolean spares() {
        return spared.allows(loop.nanos());
    }

    /** As the loop's next task, if nothing waits and the loop has rested. */
    public void take(Object whose, Runnable work) {
        take(whose, work, Takes.WHAT_IT_LASTS);
    }

    /** The same for what brings about more than itself. */
    public void takeAlone(Object whose, Runnable work) {
        take(whose, work, Takes.MORE);
    }

    private void take(Object whose, Runnable work, Takes takes) {
        boolean isNext = waiting.isEmpty();
        waiting.computeIfAbsent(whose, _ -> new LinkedHashMap<>()).put(work, takes);
        if (isNext) loop.execute(this::begin);
    }

    /** What was to be done needn't be. */
    public void giveUp(Object whose, Runnable work) {
        Map<Runnable, Takes> his = waiting.get(whose);
        if (his != null) his.remove(work);
    }

    private void begin() {
        restsUntil = Math.max(restsUntil, loop.nanos());
        goOn();
    }

    private void goOn() {
        long until = loop.nanos() + ONE_GO;
        served.clear();
        try {
            while (served.size() < waiting.size() && rest() <= 0 && loop.nanos() <= until) next();
        } finally {
            if (!waiting.isEmpty()) loop.schedule(Duration.ofNanos(Math.max(0, rest())), this::goOn);
        }
    }

    private void next() {
        Object whose = whoseTurn();
        LinkedHashMap<Runnable, Takes> his = Objects.requireNonNull(waiting.remove(whose));
        waiting.putLast(whose, his);
        Map.Entry<Runnable, Takes> piece = his.pollFirstEntry();
        if (piece != null && piece.getValue() == Takes.MORE) served.add(whose);
        try {
            if (piece != null) run(piece.getKey());
        } finally {
            if (his.isEmpty()) leaves(whose);
        }
    }

    /** There is one who may have another piece in this go. */
    private Object whoseTurn() {
        for (Object whose : waiting.keySet()) if (!served.contains(whose)) return whose;
        throw new IllegalStateException("all who wait have been served");
    }

    private void leaves(Object whose) {
        waiting.remove(whose);
        served.remove(whose);
    }

    private long rest() {
        return restsUntil - loop.nanos();
    }

    private void run(Runnable work) {
        long began = loop.nanos();
        try {
            work.run();
        } finally {
            restsUntil = Math.max(restsUntil, began - LATE) + (1 + REST) * (loop.nanos() - began);
        }
    }
}
