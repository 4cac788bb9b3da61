package org.strowger.administration;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.function.Supplier;

/**
 * The figures in Prometheus' form, with those of the JVM. Made at the first scrape, so that starting doesn't wait for
 * it; all figures of a scrape are of one moment.
 */
final class Metrics implements AutoCloseable {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbage = new JvmGcMetrics();
    private final Supplier<Figures> source;
    private final LimitMeters limits;
    private volatile Figures latest;

    Metrics(Supplier<Figures> source) {
        this.source = source;
        this.latest = source.get();
        this.limits = new LimitMeters(registry);
        Figure.all(latest).forEach(this::register);
        List.of(new JvmMemoryMetrics(), new JvmThreadMetrics(), new ProcessorMetrics(), new UptimeMetrics(), garbage)
                .forEach(meters -> meters.bindTo(registry));
    }

    private void register(Figure figure) {
        String name = "strowger." + figure.name().replace('_', '.');
        switch (figure.kind()) {
            case GAUGE ->
                Gauge.builder(name, this, metrics -> figure.of().applyAsLong(metrics.latest))
                        .description(figure.about())
                        .register(registry);
            case COUNTER ->
                FunctionCounter.builder(name, this, metrics -> figure.of().applyAsLong(metrics.latest))
                        .description(figure.about())
                        .register(registry);
        }
    }

    /** One at a time: two that update at once would lose a name. */
    synchronized String scrape() {
        latest = source.get();
        limits.update(latest.limits());
        return registry.scrape();
    }

    @Override
    public void close() {
        garbage.close();
        registry.close();
    }
}
