package org.strowger.testkit;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.strowger.dialplan.table.TableRow;
import org.strowger.dialplan.table.TableShape;
import org.strowger.dialplan.table.TableStore;

/** A table of a plan under test, given and looked at from outside of its calls. */
public final class TestTable {

    /** More than a test can look at. */
    private static final int ALL = 1_000_000;

    private final TableShape shape;
    private final TableStore store;
    private final TestDatabase database;
    private final InstantSource time;

    TestTable(TableShape shape, TableStore store, TestDatabase database, InstantSource time) {
        this.shape = shape;
        this.store = store;
        this.database = database;
        this.time = time;
    }

    /**
     * Has these rows besides those that it has: {@code holds([[account: '1001', always: '4711']])}. Each names the key;
     * values have the types of their columns.
     *
     * @throws IllegalArgumentException if a row lacks the key, or has what the table lacks
     */
    public TestTable holds(List<? extends Map<String, ?>> rows) {
        for (Map<String, ?> row : rows) {
            Object key = row.get(shape.key());
            if (key == null) throw new IllegalArgumentException(shape + ": a row needs its '" + shape.key() + "'");
            var columns = new LinkedHashMap<String, Object>(row);
            columns.remove(shape.key());
            store.put(shape, key.toString(), columns, time.instant());
        }
        return this;
    }

    /** {@code table('forwards')['1001']}: the row as it is now; where there is none, one that is empty and false. */
    public TableRow getAt(String key) {
        return store.row(shape, key, time.instant());
    }

    /** The rows, by key. */
    public List<TableRow> getRows() {
        return store.rows(shape, ALL, time.instant());
    }

    /** From now on the database that keeps tables can't be reached: that of the configuration, where it names one. */
    public TestTable isDown() {
        database.isDown();
        return this;
    }

    /** It is there again, with what it held. */
    public TestTable recovers() {
        database.recovers();
        return this;
    }
}
