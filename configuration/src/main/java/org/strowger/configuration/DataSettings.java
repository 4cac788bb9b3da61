package org.strowger.configuration;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.strowger.dialplan.billing.Billing.Tariff;
import org.strowger.dialplan.data.Databases;
import org.strowger.dialplan.data.WebServices;
import org.strowger.dialplan.lookup.DataServices;
import org.strowger.dialplan.table.TableStore;

/**
 * What dialplans ask beside the switch, and what is kept there of calls.
 *
 * @param balances the database that keeps balances; empty for memory
 * @param node our name there
 * @param credits what accounts begin with in memory
 * @param tables where what plans keep is kept
 * @param records where charging records are kept; empty where they are not
 */
public record DataSettings(
        Map<String, Databases.Settings> databases,
        WebServices.Settings web,
        Map<String, Tariff> tariffs,
        Optional<String> balances,
        String node,
        Map<String, BigDecimal> credits,
        TableSettings tables,
        Optional<RecordKeeping> records) {

    /** Copies. */
    public DataSettings {
        databases = Collections.unmodifiableMap(new LinkedHashMap<>(databases));
        tariffs = Collections.unmodifiableMap(new LinkedHashMap<>(tariffs));
        credits = Map.copyOf(credits);
    }

    /** What dialplans ask, as they say; nothing is opened before it is asked. Whoever calls this closes it. */
    public DataServices open() {
        return DataParts.of(this).services();
    }

    /** The same, by these ways to databases, web services and tables. */
    public DataServices open(Databases by, WebServices over, TableStore tables) {
        return DataParts.of(this, by, over, tables).services();
    }

    /** No databases and no tariffs. */
    public static DataSettings none() {
        return new DataSettings(
                Map.of(),
                WebServices.Settings.USUAL,
                Map.of(),
                Optional.empty(),
                "strowger",
                Map.of(),
                TableSettings.usual(),
                Optional.empty());
    }
}
