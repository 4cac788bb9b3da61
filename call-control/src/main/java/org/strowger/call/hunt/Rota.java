package org.strowger.call.hunt;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.strowger.directory.CallGroup;

/** Whose turn it is, in each group and queue of the exchange. Safe on any thread. */
final class Rota {

    /** What each user has done last: how many answered calls stand, and when the last one ended, in ms. */
    private record Work(int calls, long freeSince) {}

    private final Map<String, Work> work = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> turns = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Integer>> shares = new ConcurrentHashMap<>();

    void answered(String user) {
        work.merge(user, new Work(1, 0), (now, _) -> new Work(now.calls() + 1, now.freeSince()));
    }

    void free(String user, long millis) {
        work.computeIfPresent(user, (_, now) -> new Work(Math.max(0, now.calls() - 1), millis));
    }

    /** The members in the order in which they are to ring; taking it takes a turn. */
    List<String> order(CallGroup group) {
        List<String> users = new ArrayList<>(
                group.members().stream().map(CallGroup.Member::user).toList());
        switch (group.strategy()) {
            case RING_ALL -> {}
            case LONGEST_IDLE ->
                users.sort(Comparator.comparingLong(
                        user -> work.getOrDefault(user, new Work(0, 0)).freeSince()));
            case ROUND_ROBIN -> {
                int turn = turns.computeIfAbsent(group.name(), _ -> new AtomicInteger())
                        .getAndIncrement();
                Collections.rotate(users, -Math.floorMod(turn, users.size()));
            }
            case WEIGHTED -> {
                Map<String, Integer> due = shares.compute(group.name(), (_, before) -> turn(group, before));
                users.sort(Comparator.comparingInt((String user) -> -due.getOrDefault(user, 0)));
            }
        }
        return users;
    }

    /**
     * Smooth weighted rotation: who was first pays the weights of all, then everybody's account grows by its own
     * weight; who has most is first. Equals stand in the order of the configuration, here as in the sorting.
     */
    private static Map<String, Integer> turn(CallGroup group, @Nullable Map<String, Integer> before) {
        Map<String, Integer> accounts = before == null ? Map.of() : before;
        int total = group.members().stream().mapToInt(CallGroup.Member::weight).sum();
        String first = "";
        int most = Integer.MIN_VALUE;
        for (CallGroup.Member member : group.members()) {
            int account = accounts.getOrDefault(member.user(), Integer.MIN_VALUE);
            if (account <= most) continue;
            most = account;
            first = member.user();
        }
        Map<String, Integer> next = new HashMap<>();
        for (CallGroup.Member member : group.members()) {
            int paid = member.user().equals(first) ? total : 0;
            next.put(member.user(), accounts.getOrDefault(member.user(), 0) - paid + member.weight());
        }
        return next;
    }
}
