package org.strowger.dialplan.script;

import groovy.lang.Closure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.dialplan.billing.Billing;
import org.strowger.dialplan.billing.Meter;
import org.strowger.dialplan.billing.Meter.Terms;
import org.strowger.dialplan.billing.Meter.Warning;
import org.strowger.dialplan.billing.Rate;
import org.strowger.dialplan.number.E164;

/** Finds out what is charged to whom when a script says {@code bill}. */
final class MeterReading {

    private static final Logger LOG = LoggerFactory.getLogger(MeterReading.class);
    private static final int FORBIDDEN = 403;
    private static final Duration WARN_BEFORE = Duration.ofSeconds(30);

    private MeterReading() {}

    static void begin(ScriptedCall call, String name, Map<String, ?> options, Optional<Closure<?>> warning) {
        Meter meter = of(call, name, options, warning, call.meters().size());
        call.meters().add(meter);
        meter.begin();
    }

    private static Meter of(
            ScriptedCall call, String name, Map<String, ?> options, Optional<Closure<?>> warning, int index) {
        Billing billing = call.services().billing();
        var tariff = billing.tariff(name);
        String number = text(options, "number").orElse(call.number());
        String dialled = tariff.country()
                .map(country -> E164.international(number, country))
                .orElse(number);
        Optional<Rate> rate = billing.deck(name).rate(dialled);
        if (rate.isEmpty()) refuse(call, name, dialled);
        String account = text(options, "account")
                .or(() -> call.caller().account())
                .or(call::trunkFrom)
                .orElseThrow(() -> new IllegalArgumentException(
                        "bill doesn't know whom: authenticate() first, or name an account:"));
        Duration before = options.get("warnAt") instanceof Duration named ? named : WARN_BEFORE;
        return new Meter(
                call.acting(),
                call.meters(),
                billing.ledger(),
                call.acting().id() + "-" + index,
                new Terms(name, tariff.currency(), tariff.slice(), account, dialled, rate.orElseThrow()),
                warning.map(action -> new Warning(before, left -> call.run(action, left))));
    }

    private static void refuse(ScriptedCall call, String tariff, String number) {
        LOG.info("call {}: tariff '{}' has no rate for {}", call.acting().id(), tariff, number);
        call.acting().reject(FORBIDDEN);
    }

    private static Optional<String> text(Map<String, ?> options, String name) {
        return Optional.ofNullable(options.get(name)).map(String::valueOf);
    }
}
