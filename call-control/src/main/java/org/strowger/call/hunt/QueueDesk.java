package org.strowger.call.hunt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.strowger.call.hunt.QueueMemberTable.Event;
import org.strowger.directory.CallGroup;
import org.strowger.directory.CallQueue;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.MachineObserver;
import org.strowger.statemachine.Timings;

/**
 * The desk of one queue: who waits, which of its members are free, and whom each of them rings for. Calls and members
 * of all loops come to it; it runs on its own loop, and tells calls on theirs.
 */
final class QueueDesk {

    /** A caller in the queue. Told on the desk's loop, perhaps when it waits no longer. */
    interface Waiter {
        /** The queue is full. */
        void isTurnedAway();

        /** These members are to be rung for it. */
        void rings(List<String> users);

        /** Its place in the queue, from 1. */
        void isAt(int position);
    }

    private final Rota rota;
    private final Loop loop;
    private final MachineObserver observer;
    private final Timings timings;
    private final List<Waiter> waiting = new ArrayList<>();
    private final Map<Waiter, List<String>> ringing = new LinkedHashMap<>();
    /** All who have been its members: who is none any more may still talk, or ring. */
    private final Map<String, QueueMember> members = new LinkedHashMap<>();
    /** Written on the desk's loop. */
    private volatile CallQueue queue;

    /** @param observer told what becomes of its members */
    QueueDesk(CallQueue queue, Rota rota, Loop loop, MachineObserver observer) {
        this.queue = queue;
        this.rota = rota;
        this.loop = loop;
        this.observer = observer;
        this.timings = QueueMemberTable.Time.timings(() -> this.queue.wrapUp());
    }

    private QueueMember newMember(String user) {
        return new QueueMember(user, loop, timings, observer, this::dispatchSoon);
    }

    CallQueue queue() {
        return queue;
    }

    // Called on any loop.

    /** The queue is another from now on: who waits, waits on; who rings, rings on. */
    void follows(CallQueue now) {
        if (now.equals(queue)) return;
        loop.execute(() -> {
            queue = now;
            dispatch();
        });
    }

    void joins(Waiter caller) {
        loop.execute(() -> {
            if (waiting.size() >= queue.capacity()) {
                caller.isTurnedAway();
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
            stopsRinging(caller, Event.SPARED);
            waiting.remove(caller);
            tellPositions();
            dispatch();
        });
    }

    /** One of those who rang for a caller has answered. */
    void answered(Waiter caller, String user) {
        loop.execute(() -> {
            stopsRinging(caller, Event.SPARED, user);
            waiting.remove(caller);
            QueueMember member = members.get(user);
            if (member != null) member.fire(Event.ANSWERED);
            tellPositions();
            dispatch();
        });
    }

    /** Nobody of those who rang has answered: the caller goes on waiting, and they are left alone for a while. */
    void unanswered(Waiter caller) {
        loop.execute(() -> {
            stopsRinging(caller, Event.UNANSWERED);
            dispatch();
        });
    }

    /** A member's call is over. */
    void free(String user) {
        loop.execute(() -> {
            QueueMember member = members.get(user);
            if (member != null) member.fire(Event.HUNG_UP);
        });
    }

    // On the desk's loop.

    private void stopsRinging(Waiter caller, Event with) {
        stopsRinging(caller, with, "");
    }

    /** @param but this user, to whom something else happens */
    private void stopsRinging(Waiter caller, Event with, String but) {
        List<String> rang = ringing.remove(caller);
        if (rang == null) return;
        for (String user : rang)
            if (!user.equals(but)) Objects.requireNonNull(members.get(user)).fire(with);
    }

    /** Once the member's step is done: it is free only then. */
    private void dispatchSoon() {
        loop.execute(this::dispatch);
    }

    /** The first who waits gets who is free; where all ring at once, nobody is left for the second. */
    private void dispatch() {
        for (Waiter caller : List.copyOf(waiting)) {
            if (ringing.containsKey(caller)) continue;
            List<String> free = queue.group().members().stream()
                    .map(CallGroup.Member::user)
                    .filter(user ->
                            members.computeIfAbsent(user, this::newMember).isFree())
                    .toList();
            if (free.isEmpty()) return;
            List<String> chosen = queue.group().strategy() == CallGroup.Strategy.RING_ALL
                    ? free
                    : rota.order(queue.group()).stream()
                            .filter(free::contains)
                            .limit(1)
                            .toList();
            for (String user : chosen) Objects.requireNonNull(members.get(user)).fire(Event.RING);
            ringing.put(caller, chosen);
            caller.rings(chosen);
        }
    }

    private void tellPositions() {
        for (int i = 0; i < waiting.size(); i++) waiting.get(i).isAt(i + 1);
    }
}
