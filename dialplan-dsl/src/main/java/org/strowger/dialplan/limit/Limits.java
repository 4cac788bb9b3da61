package org.strowger.dialplan.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Who has a place under which limit. One for all versions of a plan, so that a reload forgets nobody. All of it is one
 * lock, held for about a microsecond, and longer by who looks at all names: of any number that ask at once, as many get
 * a place as there are. Safe on any thread; blocks nobody who waits for anything else.
 */
public final class Limits {

    /**
     * Names that are remembered while no call has a place under them: their refusals, and who began within the last
     * second.
     */
    public static final int MOST_IDLE = 1_000;

    /** A name, which may come from a caller, has so many characters at most. */
    public static final int MOST_NAME = 256;

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Map<String, Named> busy = new HashMap<>();
    private final Map<String, Named> idle = new LinkedHashMap<>(); // the one that was used longest ago is first
    private long places;
    private long refusedCalls;
    private long refusedRate;
    private Instant latest = Instant.MIN; // that somebody asked at

    /** One name. */
    private static final class Named {
        private final Deque<Instant> begun = new ArrayDeque<>(0);
        private int calls;
        private long refusedCalls;
        private long refusedRate;

        boolean isFull(Bounds bounds) {
            return bounds.calls().isPresent() && calls >= bounds.calls().getAsInt();
        }

        boolean isFast(Bounds bounds, Instant now) {
            if (bounds.perSecond().isEmpty()) return false;
            forget(now);
            return begun.size() >= bounds.perSecond().getAsInt();
        }

        /** What was a second ago; and what is still to come, where the clock was set back. Each goes once. */
        void forget(Instant now) {
            Instant second = now.minus(SECOND);
            while (!begun.isEmpty() && !begun.getFirst().isAfter(second)) begun.removeFirst();
            while (!begun.isEmpty() && begun.getLast().isAfter(now)) begun.removeLast();
        }

        boolean hasBegunWithinTheSecond(Instant now) {
            forget(now);
            return !begun.isEmpty();
        }
    }

    /**
     * Asks for a place.
     *
     * @param granted told of the place, if there is one
     * @throws IllegalArgumentException if the name is longer than {@link #MOST_NAME}
     */
    public synchronized LimitOutcome take(String name, Bounds bounds, Instant now, Consumer<Place> granted) {
        if (name.length() > MOST_NAME)
            throw new IllegalArgumentException("limit: a name has " + MOST_NAME + " characters at most");
        Named named = Optional.ofNullable(busy.get(name))
                .or(() -> Optional.ofNullable(idle.remove(name)))
                .orElseGet(Named::new);
        latest = inOrder(now);
        LimitOutcome outcome = outcome(named, bounds, latest);
        if (named.calls > 0) busy.put(name, named);
        else rest(name, named);
        if (outcome instanceof LimitOutcome.Within) granted.accept(new Place(this, name));
        return outcome;
    }

    /** Who looked at the clock before another, and asks after him, asks now; unless the clock was set back. */
    private Instant inOrder(Instant now) {
        return now.isAfter(latest) || now.plus(SECOND).isBefore(latest) ? now : latest;
    }

    private LimitOutcome outcome(Named named, Bounds bounds, Instant now) {
        if (named.isFull(bounds)) {
            named.refusedCalls++;
            refusedCalls++;
            return new LimitOutcome.TooMany();
        }
        if (named.isFast(bounds, now)) {
            named.refusedRate++;
            refusedRate++;
            return new LimitOutcome.TooFast();
        }
        named.calls++;
        places++;
        if (bounds.perSecond().isPresent()) named.begun.add(now);
        return new LimitOutcome.Within();
    }

    /** What a call that has a place already is told when it asks again: it counts once. */
    public synchronized LimitOutcome again(String name, Bounds bounds) {
        Named named = busy.get(name);
        boolean more = named != null
                && bounds.calls().isPresent()
                && named.calls > bounds.calls().getAsInt();
        return more ? new LimitOutcome.TooMany() : new LimitOutcome.Within();
    }

    synchronized void leave(String name) {
        Named named = busy.get(name);
        if (named == null) return; // a copy's, see looking()
        places--;
        if (--named.calls > 0) return;
        busy.remove(name);
        rest(name, named);
    }

    /** Nobody is forgotten who began within a second, or there would be more of them than there may be. */
    private void rest(String name, Named named) {
        idle.put(name, named);
        Iterator<Named> oldest = idle.values().iterator();
        while (idle.size() > MOST_IDLE && oldest.hasNext()) {
            if (oldest.next().hasBegunWithinTheSecond(latest)) return;
            oldest.remove();
        }
    }

    /** The same at this moment, for who only looks: it gives places that nobody else lacks. */
    public synchronized Limits looking() {
        Limits copy = new Limits();
        copy(busy, copy.busy);
        copy(idle, copy.idle);
        return copy;
    }

    private static void copy(Map<String, Named> from, Map<String, Named> to) {
        from.forEach((name, named) -> {
            Named one = new Named();
            one.calls = named.calls;
            one.begun.addAll(named.begun);
            to.put(name, one);
        });
    }

    /** How they stand, by name. */
    public synchronized LimitFigures figures() {
        List<LimitFigures.Named> byName = new ArrayList<>();
        add(busy, byName);
        add(idle, byName);
        byName.sort(Comparator.comparing(LimitFigures.Named::name));
        return new LimitFigures(places, refusedCalls, refusedRate, byName);
    }

    private static void add(Map<String, Named> from, List<LimitFigures.Named> to) {
        from.forEach((name, named) ->
                to.add(new LimitFigures.Named(name, named.calls, named.refusedCalls, named.refusedRate)));
    }
}
