package org.strowger.directory.probe;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.strowger.directory.Trunk;

/** The probes of trunks, all on one loop. Safe on any thread. */
public final class TrunkProbes {

    private record Live(Trunk trunk, TrunkProbe probe) {}

    private final ProbeSurroundings surroundings;
    /** On the loop. */
    private final Map<String, Live> live = new LinkedHashMap<>();

    /** None yet. */
    public TrunkProbes(ProbeSurroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** From now on those of these trunks are asked that are to be, and no others; who stays the same isn't touched. */
    public void follow(Collection<Trunk> trunks) {
        Map<String, Trunk> now = new LinkedHashMap<>();
        for (Trunk trunk : trunks) if (trunk.probe().isPresent()) now.put(trunk.name(), trunk);
        if (now.isEmpty() && surroundings.probed().isEmpty()) return;
        surroundings.loop().execute(() -> change(now));
    }

    private void change(Map<String, Trunk> now) {
        for (Live one : List.copyOf(live.values())) if (!one.trunk.equals(now.get(one.trunk.name()))) end(one);
        now.values().forEach(trunk -> trunk.probe().ifPresent(interval -> begin(trunk, interval)));
    }

    private void end(Live one) {
        live.remove(one.trunk.name());
        one.probe.stop();
        surroundings.probed().ends(one.trunk.name());
    }

    private void begin(Trunk trunk, Duration interval) {
        if (live.containsKey(trunk.name())) return;
        surroundings
                .probed()
                .changes(TrunkStanding.before(trunk.name(), surroundings.time().instant()));
        TrunkProbe probe = new TrunkProbe(trunk, interval, surroundings);
        live.put(trunk.name(), new Live(trunk, probe));
        probe.begin();
    }
}
