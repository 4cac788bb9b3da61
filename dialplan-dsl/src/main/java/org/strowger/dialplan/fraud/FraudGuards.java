package org.strowger.dialplan.fraud;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.strowger.dialplan.table.ColumnType;
import org.strowger.dialplan.table.TableShape;
import org.strowger.dialplan.table.TableStore;

/**
 * What accounts did lately, by a key of the plan's. It is kept in the table {@code fraud}, so that neither a reload nor
 * a restart opens the door again; each change is one transaction, so that of calls at once none is lost. Safe on any
 * thread; blocks.
 */
public final class FraudGuards {

    /** Where it is kept; a plan that declares it reads and lifts holds. Gone a year after an account's last call. */
    public static final TableShape TABLE = new TableShape(
            "fraud",
            "account",
            Map.of("held", ColumnType.FLAG, "why", ColumnType.TEXT),
            Optional.of(Duration.ofDays(365)));

    private final Book book;
    private final Duration timeout;

    /** Changes the columns of an account in one step. */
    @FunctionalInterface
    private interface Book {
        void change(String account, Instant now, UnaryOperator<Map<String, String>> change);
    }

    private FraudGuards(Book book, Duration timeout) {
        this.book = book;
        this.timeout = timeout;
    }

    /** In this store. */
    public static FraudGuards in(TableStore store) {
        return new FraudGuards((account, now, change) -> store.rewrite(TABLE, account, now, change), store.timeout());
    }

    /** Each account as if it had never called, for who only looks. */
    public static FraudGuards inMemory() {
        var rows = new ConcurrentHashMap<String, Map<String, String>>();
        return new FraudGuards(
                (account, _, change) -> rows.compute(
                        account, (_, row) -> change.apply(row == null ? new HashMap<>() : new HashMap<>(row))),
                Duration.ofSeconds(1));
    }

    /** How long an answer may take. */
    public Duration timeout() {
        return timeout;
    }

    /**
     * Looks at a call, and counts it if it is clear.
     *
     * @param country that is called, by its code; empty at home
     * @param least what the call costs at least
     */
    public FraudOutcome admit(String account, FraudBounds bounds, Optional<String> country, long least, Instant now) {
        var outcome = new AtomicReference<FraudOutcome>(new FraudOutcome.Clear());
        book.change(account, now, row -> {
            var habits = new Habits(row, now);
            outcome.set(habits.look(bounds, country, least));
            return habits.written();
        });
        return Objects.requireNonNull(outcome.get());
    }

    /** Holds money of a window: what is wanted, or what is left if that is at least the least; else nothing. */
    public long reserve(String account, FraudBounds bounds, long wanted, long least, Supplier<Instant> clock) {
        var granted = new AtomicLong();
        Instant now = clock.get();
        book.change(account, now, row -> {
            var habits = new Habits(row, now);
            granted.set(habits.reserve(bounds, wanted, least));
            return habits.written();
        });
        return granted.get();
    }

    /** Gives back what a call held and did not spend. */
    public void giveBack(String account, long unspent, Instant now) {
        if (unspent <= 0) return;
        book.change(account, now, row -> {
            var habits = new Habits(row, now);
            habits.giveBack(unspent);
            return habits.written();
        });
    }
}
