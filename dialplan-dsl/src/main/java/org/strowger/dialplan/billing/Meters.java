package org.strowger.dialplan.billing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.strowger.call.Call;

/** The meters of one call, each of which bounds how long it may talk: the shortest counts. Lives on its thread. */
public final class Meters {

    private record Limit(Duration length, String why) {}

    private final List<Meter> all = new ArrayList<>();
    private final Map<Meter, Limit> limits = HashMap.newHashMap(1);

    /** One more, which is told of the call's answer and end. */
    public void add(Meter meter) {
        all.add(meter);
    }

    /** For a name of the next one's reservation. */
    public int size() {
        return all.size();
    }

    void limit(Call call, Meter meter, Duration length, String why) {
        limits.put(meter, new Limit(length, why));
        limits.values().stream()
                .min(Comparator.comparing(Limit::length))
                .ifPresent(shortest -> call.talkLimit(shortest.length(), shortest.why()));
    }

    /** Time runs from now on. */
    public void answered() {
        all.forEach(Meter::answered);
    }

    /** The call is over. */
    public void settle() {
        all.forEach(Meter::settle);
    }
}
