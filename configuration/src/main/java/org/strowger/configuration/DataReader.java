package org.strowger.configuration;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.strowger.dialplan.billing.Billing.Rates;
import org.strowger.dialplan.billing.Billing.Tariff;
import org.strowger.dialplan.data.Databases;
import org.strowger.dialplan.data.WebServices;
import org.strowger.statemachine.Secret;
import org.strowger.statemachine.ShownUrl;

/** Reads what dialplans ask. */
final class DataReader {

    private final KeyReader top;
    private final Problems problems;
    private final Function<String, Path> resolve;

    /** File names are made paths by the function. */
    DataReader(KeyReader top, Problems problems, Function<String, Path> resolve) {
        this.top = top;
        this.problems = problems;
        this.resolve = resolve;
    }

    /** With what accounts begin with. */
    DataSettings read(Map<String, BigDecimal> credits) {
        Map<String, Databases.Settings> databases = databases();
        KeyReader billing = top.section(DataSchema.Billing.SECTION);
        Optional<String> balances = billing.maybe(DataSchema.Billing.DATABASE);
        balances.ifPresent(name -> known(name, databases.keySet(), billing, DataSchema.Billing.DATABASE));
        KeyReader http = top.section(DataSchema.Http.SECTION);
        return new DataSettings(
                databases,
                new WebServices.Settings(http.one(DataSchema.Http.TIMEOUT), http.one(DataSchema.Http.LARGEST)),
                tariffs(databases.keySet()),
                balances,
                billing.one(DataSchema.Billing.NODE),
                credits,
                tables(databases.keySet()),
                RecordSchema.read(top.section(RecordSchema.SECTION), problems, resolve, databases.keySet()));
    }

    private TableSettings tables(Set<String> databases) {
        KeyReader keys = top.section(DataSchema.Tables.SECTION);
        Optional<String> database = keys.maybe(DataSchema.Tables.DATABASE);
        database.ifPresent(name -> known(name, databases, keys, DataSchema.Tables.DATABASE));
        Path directory = resolve.apply(keys.one(DataSchema.Tables.DIRECTORY));
        return new TableSettings(database, directory, keys.one(DataSchema.Tables.ROWS));
    }

    private Map<String, Databases.Settings> databases() {
        Map<String, Databases.Settings> databases = new LinkedHashMap<>();
        top.named(DataSchema.Databases.SECTION).forEach((name, keys) -> databases.put(name, database(keys)));
        return databases;
    }

    private Databases.Settings database(KeyReader keys) {
        Secret url = keys.maybe(DataSchema.Databases.URL).orElse(Secret.of(""));
        if (url.isEmpty()) problems.add(keys.place(), "needs a 'url'");
        else if (!Databases.hasDriver(url))
            problems.add(
                    keys.place(DataSchema.Databases.URL),
                    "no driver knows " + ShownUrl.of(url.reveal())
                            + "; put the jar of its driver into the 'lib' directory, or correct the URL");
        return new Databases.Settings(
                url,
                keys.maybe(DataSchema.Databases.USER),
                keys.maybe(DataSchema.Databases.PASSWORD),
                keys.one(DataSchema.Databases.CONNECTIONS),
                keys.one(DataSchema.Databases.TIMEOUT));
    }

    private Map<String, Tariff> tariffs(Set<String> databases) {
        Map<String, Tariff> tariffs = new LinkedHashMap<>();
        top.named(DataSchema.Tariffs.SECTION).forEach((name, keys) -> tariffs.put(name, tariff(keys, databases)));
        return tariffs;
    }

    private Tariff tariff(KeyReader keys, Set<String> databases) {
        return new Tariff(
                rates(keys, databases),
                keys.one(DataSchema.Tariffs.CURRENCY),
                keys.maybe(DataSchema.Tariffs.COUNTRY),
                keys.one(DataSchema.Tariffs.SLICE));
    }

    private Rates rates(KeyReader keys, Set<String> databases) {
        Optional<Path> file = keys.maybe(DataSchema.Tariffs.RATES).map(resolve);
        Optional<String> query = keys.maybe(DataSchema.Tariffs.QUERY);
        if (file.isPresent() == query.isPresent())
            problems.add(keys.place(), "needs either 'rates', a file, or a 'query' and its 'database'");
        file.filter(path -> !Files.exists(path))
                .ifPresent(missing -> problems.add(
                        keys.place(DataSchema.Tariffs.RATES),
                        missing + ": there is no such file; write it, or name another"));
        String database = keys.maybe(DataSchema.Tariffs.DATABASE).orElse("");
        if (query.isPresent()) known(database, databases, keys, DataSchema.Tariffs.DATABASE);
        return query.<Rates>map(sql -> new Rates.Query(database, sql))
                .orElseGet(() -> new Rates.File(file.orElse(Path.of("rates.csv"))));
    }

    private void known(String name, Set<String> databases, KeyReader keys, Key<String> key) {
        if (!databases.contains(name))
            problems.add(keys.place(key), "there is no database '" + name + "'; name one of 'databases'");
    }
}
