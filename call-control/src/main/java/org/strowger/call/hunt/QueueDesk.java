package org.strowger.call.hunt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.strowger.call.directory.CallGroup;
import org.strowger.call.directory.CallQueue;
import org.strowger.statemachine.Loop;

/**
 * The desk of one queue: who waits, which of its members are free, and whom each of them rings for. Calls and members of all loops come to it; it runs on its own
 * loop, and tells calls on theirs.
 */
final class QueueDesk {

    /** How long a member is left alone that was busy, refused or did not answer: phones that can't be reached must not be rung without a break. */
    private static final Duration REST = Duration.ofSeconds(5);

    /** What a member does, as far as this queue knows. */
    private enum Doing {
        FREE,
        RINGING,
        TALKING,
        RESTING
    }

    /** A caller in the queue. What it is told but by {@link #tell}, it is told on its own loop. */
    interface Waiter {
        /** Runs this on the caller's loop, while it waits. */
        void tell(Runnable what);

        /** The queue is full. */
        void isTurnedAway();

        /** These members are to be rung for it. */
        void rings(List<String> users);

        /** Its place in the queue, from 1. */
        void isAt(int position);
    }

    private final CallQueue queue;
    private final Rota rota;
    private final Loop loop;
    private final List<Waiter> waiting = new ArrayList<>();
    private final Map<Waiter, List<String>> ringing = new LinkedHashMap<>();
    private final Map<String, Doing> members = new LinkedHashMap<>();

    QueueDesk(CallQueue queue, Rota rota, Loop loop) {
        this.queue = queue;
        this.rota = rota;
        this.loop = loop;
        for (CallGroup.Member member : queue.group().members()) members.put(member.user(), Doing.FREE);
    }

    CallQueue queue() {
        return queue;
    }

    // Called on any loop.

    void joins(Waiter caller) {
        loop.execute(() -> {
            if (waiting.size() >= queue.capacity()) {
                caller.tell(caller::isTurnedAway);
                return;
            }
            waiting.add(caller);
            tellPositions();
            dispatch();
        });
    }

    /** The caller has given up, or is being looked after elsewhere. */
    void leaves(Waiter caller) {
        loop.execute(() -> {
            rest(caller, Doing.FREE);
            waiting.remove(caller);
            tellPositions();
            dispatch();
        });
    }

    /** One of those who rang for a caller has answered. */
    void answered(Waiter caller, String user) {
        loop.execute(() -> {
            rest(caller, Doing.FREE);
            waiting.remove(caller);
            members.replace(user, Doing.TALKING);
            tellPositions();
            dispatch();
        });
    }

    /** Nobody of those who rang has answered: the caller goes on waiting, and they are left alone for a while. */
    void unanswered(Waiter caller) {
        loop.execute(() -> {
            rest(caller, Doing.RESTING);
            dispatch();
        });
    }

    /** A member's call is over. */
    void free(String user) {
        loop.execute(() -> {
            if (members.get(user) == Doing.TALKING) rests(user, queue.wrapUp());
        });
    }

    // On the desk's loop.

    private void rest(Waiter caller, Doing then) {
        List<String> rang = ringing.remove(caller);
        if (rang == null) return;
        for (String user : rang) {
            if (members.get(user) != Doing.RINGING) continue;
            if (then == Doing.RESTING) rests(user, REST);
            else members.replace(user, then);
        }
    }

    private void rests(String user, Duration length) {
        members.replace(user, Doing.RESTING);
        loop.schedule(length, () -> {
            if (members.get(user) != Doing.RESTING) return;
            members.replace(user, Doing.FREE);
            dispatch();
        });
    }

    /** The first who waits gets who is free; where all ring at once, nobody is left for the second. */
    private void dispatch() {
        for (Waiter caller : List.copyOf(waiting)) {
            if (ringing.containsKey(caller)) continue;
            List<String> free = members.entrySet().stream()
                    .filter(member -> member.getValue() == Doing.FREE)
                    .map(Map.Entry::getKey)
                    .toList();
            if (free.isEmpty()) return;
            List<String> chosen = queue.group().strategy() == CallGroup.Strategy.RING_ALL
                    ? free
                    : rota.order(queue.group()).stream()
                            .filter(free::contains)
                            .limit(1)
                            .toList();
            for (String user : chosen) members.replace(user, Doing.RINGING);
            ringing.put(caller, chosen);
            caller.tell(() -> caller.rings(chosen));
        }
    }

    private void tellPositions() {
        for (int i = 0; i < waiting.size(); i++) {
            Waiter caller = waiting.get(i);
            int position = i + 1;
            caller.tell(() -> caller.isAt(position));
        }
    }
}
