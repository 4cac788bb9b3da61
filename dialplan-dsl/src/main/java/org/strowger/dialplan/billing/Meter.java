package org.strowger.dialplan.billing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.call.Call;
import org.strowger.call.CallServices.WorkTimedOut;
import org.strowger.call.event.CallEvent;
import org.strowger.dialplan.billing.Ledger.LedgerFailed;

/**
 * Charges one call while it runs. Credit is reserved slice by slice; the call may talk for as long as what is reserved
 * lasts, and the switch ends it then, whatever becomes of us; at the end what wasn't used goes back. Lives on the
 * call's thread.
 */
public final class Meter {

    private static final Logger LOG = LoggerFactory.getLogger(Meter.class);

    /** How long a ledger may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How long before the end of what is reserved the next slice is asked for. */
    private static final Duration LEAD = Duration.ofSeconds(5);

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int PAYMENT_REQUIRED = 402;

    /** What is done when the credit runs low, so long before its end; it is told how long that lasts. */
    public record Warning(Duration before, Consumer<Duration> action) {}

    /** What is charged to whom. */
    public record Terms(String tariff, String currency, Duration slice, String account, String number, Rate rate) {}

    private final Call call;
    private final Meters meters;
    private final Ledger ledger;
    private final String id;
    private final Terms terms;
    private final Optional<Warning> warning;
    private final Duration before; // talked before we were asked to charge
    private final Duration lead;
    private final Duration slice;
    private final AtomicBoolean closed = new AtomicBoolean(); // read by work that comes too late
    private long reserved;
    private boolean warned;

    public Meter(Call call, Meters meters, Ledger ledger, String id, Terms terms, Optional<Warning> warning) {
        this.call = call;
        this.meters = meters;
        this.ledger = ledger;
        this.id = id;
        this.terms = terms;
        this.warning = warning;
        this.before = call.talked();
        this.lead = warning.map(Warning::before)
                .filter(time -> time.compareTo(LEAD) > 0)
                .orElse(LEAD);
        this.slice = max(terms.slice(), lead.multipliedBy(2));
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    /** Reserves the first slice; ends the call with 402 if there isn't enough for the first increment. */
    public void begin() {
        if (!hasBegun()) call.reject(PAYMENT_REQUIRED);
    }

    /** Reserves the first slice; answers whether there was enough for the first increment. */
    public boolean hasBegun() {
        if (isFree()) return true;
        reserve(terms.rate().cost(slice), terms.rate().cost(Duration.ofSeconds(1)));
        if (reserved == 0) return false;
        limit();
        if (call.isAnswered()) answered();
        return true;
    }

    private boolean isFree() {
        return terms.rate().perMinute() == 0 && terms.rate().connect() == 0;
    }

    /** Time runs from now on. */
    public void answered() {
        if (!isFree() && lasts() != Rate.FOR_EVER) watch();
    }

    /** For how long, in seconds, what is reserved lasts. */
    private long lasts() {
        return terms.rate().talkFor(reserved);
    }

    private void limit() {
        if (lasts() != Rate.FOR_EVER) meters.limit(call, this, before.plusSeconds(lasts()), whyItEnds());
    }

    private String whyItEnds() {
        return ledger.charges()
                ? "the credit of " + terms.account() + " is used up"
                : "the guard of " + terms.account() + " lets nothing more be spent";
    }

    private Duration talked() {
        return call.talked().minus(before);
    }

    private Duration left() {
        return Duration.ofSeconds(lasts()).minus(talked());
    }

    /** Looks again some time before the end of what is reserved. */
    private void watch() {
        Duration until = left().minus(lead);
        call.alarm(until.isNegative() ? Duration.ZERO : until, this::renew);
    }

    private void renew() {
        long held = reserved;
        try {
            long more = terms.rate().cost(talked().plus(slice)) - reserved;
            long least = terms.rate().cost(Duration.ofSeconds(lasts() + 1)) - reserved;
            reserve(Math.max(more, least), least);
        } catch (LedgerFailed | WorkTimedOut failed) {
            LOG.warn("call {}: no more credit could be reserved: {}", call.id(), failed.getMessage());
            if (left().compareTo(RETRY) > 0) call.alarm(RETRY, this::renew);
            return;
        }
        if (reserved > held) {
            limit();
            watch();
        } else warn();
    }

    private void warn() {
        if (warned) return;
        warned = true;
        warning.ifPresent(set -> set.action().accept(left()));
    }

    /** Adds what can be had. */
    private void reserve(long wanted, long least) {
        long spent = terms.rate().cost(talked());
        reserved += call.elsewhere(PATIENCE, () -> {
            long granted = ledger.reserve(id, terms.account(), spent, wanted, least);
            if (closed.get()) ledger.settle(id, 0); // the call ended meanwhile, and knew nothing of this
            return granted;
        });
    }

    /** After the call: pays, gives back the rest, and says so. */
    public void settle() {
        closed.set(true);
        Duration talked = talked();
        long charge = Math.min(terms.rate().cost(talked), reserved);
        if (!isFree()) settle(charge);
        if (call.talked().isZero() || !ledger.charges()) return;
        long billed = Math.min(terms.rate().billed(talked), isFree() ? Rate.FOR_EVER : lasts());
        call.publish(new CallEvent.CallCharged(
                call.id(),
                terms.account(),
                terms.tariff(),
                terms.number(),
                terms.rate().prefix(),
                Duration.ofSeconds(billed),
                Money.units(charge),
                terms.currency()));
    }

    private void settle(long charge) {
        try {
            call.elsewhere(PATIENCE, () -> {
                ledger.settle(id, charge);
                return true;
            });
        } catch (LedgerFailed | WorkTimedOut failed) {
            LOG.error(
                    "call {}: reservation {} of {} could not be settled at {}: {}",
                    call.id(),
                    id,
                    terms.account(),
                    Money.units(charge),
                    failed.getMessage());
        }
    }
}
