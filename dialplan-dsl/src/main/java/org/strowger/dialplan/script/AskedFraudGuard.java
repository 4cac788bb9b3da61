package org.strowger.dialplan.script;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.strowger.call.Call;
import org.strowger.call.event.ProgramEvent;
import org.strowger.dialplan.billing.Billing;
import org.strowger.dialplan.billing.Meter;
import org.strowger.dialplan.billing.Meter.Terms;
import org.strowger.dialplan.billing.Rate;
import org.strowger.dialplan.billing.WindowLedger;
import org.strowger.dialplan.fraud.FraudBounds;
import org.strowger.dialplan.fraud.FraudBounds.Reaction;
import org.strowger.dialplan.fraud.FraudGuards;
import org.strowger.dialplan.fraud.FraudOutcome;
import org.strowger.dialplan.literal.Within;
import org.strowger.dialplan.number.CountryCode;
import org.strowger.dialplan.number.E164;
import org.strowger.dialplan.table.TableWork;

/** Asks a guard against toll fraud about a call, on the call's thread. */
final class AskedFraudGuard {

    private AskedFraudGuard() {}

    /** What a script wrote. */
    static FraudOutcome run(ScriptedCall call, Map<String, ?> options, @Nullable Object guarded) {
        Call owner = call.acting();
        if (call.isEmergency()) return new FraudOutcome.Clear();
        String account = name(guarded)
                .orElseThrow(() -> new IllegalArgumentException("fraudGuard: there is no account to count by"));
        FraudOutcome outcome = ask(call, options, account);
        if (!outcome.asBoolean())
            owner.publish(new ProgramEvent.LimitReached(owner.id(), "fraudGuard " + account, outcome.toString()));
        return outcome;
    }

    private static FraudOutcome ask(ScriptedCall call, Map<String, ?> options, String account) {
        String home = text(options, "country").orElse("");
        String number = E164.international(text(options, "number").orElse(call.number()), home);
        String tariff = text(options, "tariff").orElse("");
        Billing billing = call.services().billing();
        Optional<Rate> rate = billing.deck(tariff).rate(number);
        if (rate.isEmpty()) return new FraudOutcome.Suspect("there is no rate for " + number);
        FraudBounds bounds = bounds(options);
        FraudGuards guards = call.services().fraud();
        Instant now = call.time();
        long least = rate.get().cost(Duration.ofSeconds(1));
        FraudOutcome outcome = call.acting()
                .elsewhere(
                        guards.timeout(),
                        new TableWork<>(
                                "fraudGuard " + account,
                                () -> guards.admit(account, bounds, abroad(number, home), least, now)));
        if (!outcome.asBoolean()) return outcome;
        Meter meter = meter(call, account, bounds, terms(billing.tariff(tariff), tariff, account, number, rate.get()));
        if (!meter.hasBegun()) return new FraudOutcome.Suspect("calls that run hold all that may be spent");
        call.meters().add(meter);
        return outcome;
    }

    private static Terms terms(Billing.Tariff tariff, String name, String account, String number, Rate rate) {
        return new Terms(name, tariff.currency(), tariff.slice(), account, number, rate);
    }

    private static Meter meter(ScriptedCall call, String account, FraudBounds bounds, Terms terms) {
        FraudGuards guards = call.services().fraud();
        Call owner = call.acting();
        var window = new WindowLedger.Window() {
            @Override
            public long reserve(long wanted, long least) {
                return guards.reserve(account, bounds, wanted, least, owner::now);
            }

            @Override
            public void giveBack(long unspent) {
                guards.giveBack(account, unspent, owner.now());
            }
        };
        String id = owner.id() + "-" + call.meters().size();
        return new Meter(owner, call.meters(), new WindowLedger(window), id, terms, Optional.empty());
    }

    /** The country that is called, unless it is home. */
    private static Optional<String> abroad(String number, String home) {
        Optional<String> own = CountryCode.of(E164.codeOf(home) + "0000000");
        return CountryCode.of(number).filter(code -> !own.equals(Optional.of(code)));
    }

    private static FraudBounds bounds(Map<String, ?> options) {
        return new FraudBounds(
                new BigDecimal(String.valueOf(options.get("spend"))),
                time(options, "per", Duration.ofHours(1)),
                number(options, "calls"),
                number(options, "abroad"),
                number(options, "newCountries"),
                time(options, "learning", Duration.ZERO),
                Boolean.TRUE.equals(options.get("hold")) ? Reaction.HOLD : Reaction.REFUSE);
    }

    private static Duration time(Map<String, ?> options, String name, Duration usual) {
        return options.get(name) instanceof Duration written ? written : usual;
    }

    private static OptionalInt number(Map<String, ?> options, String name) {
        return options.get(name) instanceof Integer number ? OptionalInt.of(number) : OptionalInt.empty();
    }

    private static Optional<String> text(Map<String, ?> options, String name) {
        return Optional.ofNullable(options.get(name)).map(String::valueOf);
    }

    /** A text as it is; an Optional's text, if it has one. */
    private static Optional<String> name(@Nullable Object written) {
        return switch (written) {
            case null -> Optional.empty();
            case Optional<?> maybe -> maybe.flatMap(AskedFraudGuard::name);
            default -> Optional.of(written.toString()).filter(text -> !text.isEmpty());
        };
    }

    /** How many, none included. */
    static final class Most extends Within {
        Most() {
            super(0, FraudBounds.MOST);
        }
    }

    /** Whole amounts; others are judged in the call. */
    static final class Money extends Within {
        Money() {
            super(1, FraudBounds.MOST);
        }
    }
}
