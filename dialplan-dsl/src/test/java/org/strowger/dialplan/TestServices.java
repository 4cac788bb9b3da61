package org.strowger.dialplan;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.strowger.dialplan.billing.Billing;
import org.strowger.dialplan.billing.Ledger;
import org.strowger.dialplan.data.Databases;
import org.strowger.dialplan.data.WebServices;
import org.strowger.dialplan.lookup.DataServices;
import org.strowger.dialplan.table.TableStore;
import org.strowger.statemachine.Secret;

/**
 * A database in memory by name {@code crm}, one that is down by name {@code down}, two tariffs, and a ledger in memory.
 */
public final class TestServices {

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Of each table, which database {@code crm} keeps. */
    static final int MOST_ROWS = 3;

    public final Databases databases;
    public final Ledger ledger = Ledger.inMemory(Map.of("1001", new BigDecimal("10.00")));
    private final DataServices all;

    TestServices(Path folder) {
        databases = new Databases(Map.of(
                "crm",
                        settings(
                                "jdbc:h2:mem:crm" + COUNT.incrementAndGet() + ";DB_CLOSE_DELAY=-1",
                                Duration.ofSeconds(10)),
                "down", settings("jdbc:h2:tcp://127.0.0.1:1/nothing", Duration.ofSeconds(1))));
        var rates = new Billing.Rates.File(folder.resolve("retail.csv"));
        var tariffs = Map.of(
                "retail", new Billing.Tariff(rates, "EUR", Optional.empty(), Duration.ofSeconds(30)),
                "international", new Billing.Tariff(rates, "USD", Optional.empty(), Duration.ofSeconds(30)));
        all = new DataServices(
                databases,
                new WebServices(new WebServices.Settings(Duration.ofSeconds(2), 10_000)),
                new Billing(tariffs, ledger, databases),
                new TableStore(databases, "crm", MOST_ROWS));
    }

    private static Databases.Settings settings(String url, Duration timeout) {
        return new Databases.Settings(Secret.of(url), Optional.empty(), Optional.empty(), 8, timeout);
    }

    public DataServices all() {
        return all;
    }

    public TestServices does(String sql) {
        try (Connection connection = databases.connect("crm");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }
}
