package org.strowger.call.hunt;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.strowger.directory.CallQueue;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.MachineObserver;
import org.strowger.statemachine.StateTable;

/** Where calls of all loops meet: queues, parking places, phones that ring and may be picked up. Safe on any thread. */
public final class Gatherings {

    private final List<Loop> loops;
    private final MachineObserver observer;
    private final Rota rota = new Rota();
    private final Map<String, QueueDesk> desks = new ConcurrentHashMap<>();
    private final Map<String, HuntContext> parked = new ConcurrentHashMap<>();
    private final Map<String, HuntContext> ringing = new ConcurrentHashMap<>();

    /** @param observer told what the machines of queues do */
    public Gatherings(List<Loop> loops, MachineObserver observer) {
        this.loops = List.copyOf(loops);
        this.observer = observer;
    }

    /** The machines of those who are looked for, of callers in queues, and of members. */
    public static List<StateTable<?, ?, ?>> tables() {
        return List.of(LegHuntTable.TABLE, QueueCallerTable.TABLE, QueueMemberTable.TABLE);
    }

    Rota rota() {
        return rota;
    }

    /** The queues are these from now on; of one that is none any more, its desk sees to those who wait. */
    public void follow(Map<String, CallQueue> queues) {
        desks.forEach((name, desk) -> Optional.ofNullable(queues.get(name)).ifPresent(desk::follows));
    }

    /** The desk of a queue; each has a loop of its own choice. */
    QueueDesk desk(CallQueue queue) {
        return desks.computeIfAbsent(
                queue.name(),
                name -> new QueueDesk(queue, rota, loops.get(Math.floorMod(name.hashCode(), loops.size())), observer));
    }

    /** Takes a parking place; false if there is a call at it. */
    public boolean park(String slot, HuntContext call) {
        return parked.putIfAbsent(slot, call) == null;
    }

    public void unpark(String slot, HuntContext call) {
        parked.remove(slot, call);
    }

    /** Whether something can be picked up here. */
    public boolean isThere(String what) {
        return parked.containsKey(what) || ringing.containsKey(what);
    }

    public Optional<HuntContext> parkedAt(String slot) {
        return Optional.ofNullable(parked.get(slot));
    }

    /** A phone of this user rings for a call; the latest one is picked up. */
    void rings(String user, HuntContext call) {
        ringing.put(user, call);
    }

    void ringsNoMore(String user, HuntContext call) {
        ringing.remove(user, call);
    }

    public Optional<HuntContext> ringingFor(String user) {
        return Optional.ofNullable(ringing.get(user));
    }
}
