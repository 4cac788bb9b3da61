package org.strowger.administration;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.strowger.dialplan.limit.LimitFigures;

/**
 * The limits of the dialplan as metrics with their name as a label; those that are forgotten there are forgotten here.
 * On the thread that scrapes.
 */
final class LimitMeters {

    private static final LimitFigures.Named NONE = new LimitFigures.Named("", 0, 0, 0);

    private final MeterRegistry registry;
    private final Map<String, List<Meter>> meters = new HashMap<>();
    private Map<String, LimitFigures.Named> latest = Map.of();

    LimitMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** How they stand now. */
    void update(LimitFigures limits) {
        latest = limits.byName().stream().collect(Collectors.toMap(LimitFigures.Named::name, named -> named));
        Set<String> gone = new HashSet<>(meters.keySet());
        gone.removeAll(latest.keySet());
        gone.forEach(name -> Optional.ofNullable(meters.remove(name)).ifPresent(old -> old.forEach(registry::remove)));
        latest.keySet().forEach(name -> meters.computeIfAbsent(name, this::register));
    }

    private List<Meter> register(String name) {
        return List.of(
                Gauge.builder("strowger.limit.calls", this, of(name, LimitFigures.Named::calls))
                        .description("Places that calls have under this limit of the dialplan")
                        .tag("limit", name)
                        .register(registry),
                counter("strowger.limit.refused.calls", name, of(name, LimitFigures.Named::refusedCalls)),
                counter("strowger.limit.refused.rate", name, of(name, LimitFigures.Named::refusedRate)));
    }

    private Meter counter(String meter, String name, ToDoubleFunction<LimitMeters> of) {
        return FunctionCounter.builder(meter, this, of)
                .description("Calls that this limit of the dialplan refused a place")
                .tag("limit", name)
                .register(registry);
    }

    private static ToDoubleFunction<LimitMeters> of(String name, ToDoubleFunction<LimitFigures.Named> figure) {
        return meters -> figure.applyAsDouble(meters.latest.getOrDefault(name, NONE));
    }
}
