package org.strowger.directory.probe;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.strowger.directory.Trunk;

/** What the probes of trunks have come to, for whoever asks. Safe on any thread. */
public final class ProbedTrunks {

    private final Map<String, TrunkStanding> standings = new ConcurrentHashMap<>();

    /** How those that are probed stand, by name. */
    public List<TrunkStanding> standings() {
        return standings.values().stream()
                .sorted(Comparator.comparing(TrunkStanding::trunk))
                .toList();
    }

    /** That of a trunk which is known to answer nothing; empty for one that does, may, or isn't asked. */
    public Optional<TrunkStanding> down(Trunk trunk) {
        return Optional.ofNullable(standings.get(trunk.name()))
                .filter(standing -> standing.reach() == TrunkStanding.Reach.DOWN);
    }

    void changes(TrunkStanding standing) {
        standings.put(standing.trunk(), standing);
    }

    TrunkStanding standing(String trunk) {
        return Optional.ofNullable(standings.get(trunk))
                .orElseThrow(() -> new IllegalStateException(trunk + " is not probed"));
    }

    void ends(String trunk) {
        standings.remove(trunk);
    }

    boolean isEmpty() {
        return standings.isEmpty();
    }
}
