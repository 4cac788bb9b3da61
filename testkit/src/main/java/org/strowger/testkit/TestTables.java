package org.strowger.testkit;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.strowger.configuration.TableSettings;
import org.strowger.dialplan.data.Databases;
import org.strowger.dialplan.table.TableStore;
import org.strowger.statemachine.Secret;

/**
 * What keeps the tables of a plan under test: the real store, in the database that the test has for it, else in one in
 * memory. Empty at first. Safe on any thread.
 */
final class TestTables implements AutoCloseable {

    private static final String NAME = "tables";
    private static final Databases.Settings IN_MEMORY = new Databases.Settings(
            Secret.of("jdbc:h2:mem:tables"), Optional.empty(), Optional.empty(), 8, Duration.ofSeconds(5));

    private final TestDatabase own = new TestDatabase(NAME, "");
    private final TestDatabase database;
    private final AtomicBoolean used = new AtomicBoolean();
    private final TableStore store;

    /**
     * @param asked the databases of the test, of which the configuration may name one for tables
     * @param named what the test has in place of it
     */
    TestTables(TableSettings live, Databases asked, Function<String, TestDatabase> named) {
        Databases inMemory = new Databases(Map.of(NAME, IN_MEMORY), (_, _) -> {
            used.set(true);
            return own.connect();
        });
        this.database = live.database().map(named).orElse(own);
        this.store = live.database()
                .map(name -> new TableStore(asked, name, live.rows()))
                .orElseGet(() -> new TableStore(inMemory, NAME, live.rows()));
    }

    TableStore store() {
        return store;
    }

    /** The one that keeps them, to make it ill. */
    TestDatabase database() {
        return database;
    }

    @Override
    public void close() {
        if (used.get()) own.close();
    }
}
