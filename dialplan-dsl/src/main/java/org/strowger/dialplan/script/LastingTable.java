package org.strowger.dialplan.script;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.strowger.call.CallServices.WorkTimedOut;
import org.strowger.dialplan.table.TableFailed;
import org.strowger.dialplan.table.TableRow;
import org.strowger.dialplan.table.TableShape;
import org.strowger.dialplan.table.TableStore;
import org.strowger.dialplan.table.TableWork;

/**
 * What {@code table('forwards', key: 'account', …)} makes: rows that outlast calls, reloads and restarts, in the hands
 * of whichever call's script uses them. A key is a text or an Optional of one, such as {@code caller.account()}. Once a
 * word that writes has returned, what it wrote is kept, whatever becomes of the switch. A store that is away or full is
 * a {@link TableFailed}. Immutable; its words are used on calls' threads.
 */
public final class LastingTable {

    /** Of a list; who wants more wants a report. */
    private static final int MOST_LISTED = 1_000;

    private final TableShape shape;

    public LastingTable(TableShape shape) {
        this.shape = shape;
    }

    /** As it is declared. */
    public TableShape shape() {
        return shape;
    }

    /** {@code forwards['1001']}: the row as it is now; where there is none, one that is empty and false. */
    public TableRow getAt(@Nullable Object key) {
        Optional<String> wanted = key(key);
        if (wanted.isEmpty()) return TableRow.none(shape, "");
        return ask("['" + wanted.get() + "']", (store, now) -> store.row(shape, wanted.get(), now));
    }

    /** The same by a text, which Groovy would take for the name of a property. */
    public TableRow getAt(String key) {
        return getAt((Object) key);
    }

    /** {@code '1001' in forwards}: whether there is such a row. */
    public boolean isCase(@Nullable Object key) {
        return getAt(key).isFound();
    }

    /** Up to a thousand rows, by key. */
    public List<TableRow> getRows() {
        return ask(".rows", (store, now) -> store.rows(shape, MOST_LISTED, now));
    }

    /** Makes the row, if there is none, and renews the time for which it lasts. */
    public LastingTable put(Object key) {
        return put(Map.of(), key);
    }

    /**
     * Writes these columns, and makes the row if there is none: {@code forwards.put('1001', always: '4711')}. Its other
     * columns stay; one that is given null is emptied.
     */
    public LastingTable put(Map<String, ?> values, Object key) {
        write(".put", key, (store, row, now) -> {
            store.put(shape, row, values, now);
            return true;
        });
        return this;
    }

    /** Makes an empty row; false if there is one, which stays as it is. */
    public boolean putIfAbsent(Object key) {
        return putIfAbsent(Map.of(), key);
    }

    /**
     * Makes a row with these columns; false if there is one, which stays as it is. Of many calls at once, one gets
     * true.
     */
    public boolean putIfAbsent(Map<String, ?> values, Object key) {
        return write(".putIfAbsent", key, (store, row, now) -> store.putIfAbsent(shape, row, values, now));
    }

    /** Adds 1 to a number. */
    public long increment(Object key, String column) {
        return increment(key, column, 1);
    }

    /** Adds to a number, and makes the row if there is none; the sum. Of many calls at once, none is lost. */
    public long increment(Object key, String column, long by) {
        return write(".increment", key, (store, row, now) -> store.increment(shape, row, column, by, now));
    }

    /** Writes a column if it holds what is expected (null: nothing), in one step; whether it did. */
    public boolean compareAndSet(Object key, String column, @Nullable Object expected, @Nullable Object wanted) {
        return write(
                ".compareAndSet",
                key,
                (store, row, now) -> store.compareAndSet(shape, row, column, expected, wanted, now));
    }

    /** Takes a row away; false if there was none. */
    public boolean remove(Object key) {
        return write(".remove", key, (store, row, now) -> store.remove(shape, row, now));
    }

    /** What is done to a row. */
    @FunctionalInterface
    private interface Writing<T> {
        T to(TableStore store, String row, Instant now);
    }

    private <T> T write(String word, Object key, Writing<T> work) {
        String row = key(key).orElseThrow(() ->
                new IllegalArgumentException(shape + ": a row needs its '" + shape.key() + "', and there is none"));
        return ask(word + " '" + row + "'", (store, now) -> work.to(store, row, now));
    }

    /** On a thread that may wait; the call's waits in a verb. */
    private <T> T ask(String text, BiFunction<TableStore, Instant, T> work) {
        ScriptedCall call = ScriptedCall.current();
        TableStore store = call.services().tables();
        Instant now = call.time();
        Duration timeout = store.timeout();
        try {
            return call.acting().elsewhere(timeout, new TableWork<>(shape.name() + text, () -> work.apply(store, now)));
        } catch (WorkTimedOut late) {
            throw told(call, new TableFailed(shape + ": " + late.getMessage()));
        } catch (TableFailed failed) {
            throw told(call, failed);
        }
    }

    private TableFailed told(ScriptedCall call, TableFailed failed) {
        call.lookupFailed(shape.toString(), String.valueOf(failed.getMessage()));
        return failed;
    }

    /** A text as it is; an Optional's text, if it has one. */
    private Optional<String> key(@Nullable Object written) {
        return switch (written) {
            case null -> Optional.empty();
            case Optional<?> maybe -> maybe.flatMap(this::key);
            case CharSequence text when !text.isEmpty() -> Optional.of(text.toString());
            case CharSequence _ -> Optional.empty();
            default ->
                throw new IllegalArgumentException(shape + ": '" + shape.key() + "' is a text, not a "
                        + written.getClass().getSimpleName());
        };
    }

    @Override
    public String toString() {
        return shape.toString();
    }
}
