package org.strowger.dialplan.billing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.strowger.dialplan.data.Databases;

/** Tariffs, and the ledger of who has how much money. Safe on any thread; what reads rates or the ledger blocks. */
public final class Billing {

    /** Where the rates of a tariff come from. */
    public sealed interface Rates {
        /** A CSV file. */
        record File(Path path) implements Rates {}

        /** A query. */
        record Query(String database, String sql) implements Rates {}
    }

    /**
     * A tariff.
     *
     * @param currency for records
     * @param country ISO 3166 code: dialled numbers are made international by its rules before their rate is looked for
     * @param slice for so much talk credit is reserved at a time
     */
    public record Tariff(Rates rates, String currency, Optional<String> country, Duration slice) {}

    private record Loaded(RateDeck deck, FileTime asOf) {}

    private static final FileTime NEVER = FileTime.fromMillis(0);

    private final Map<String, Tariff> tariffs;
    private final Ledger ledger;
    private final Databases databases;
    private final Map<String, Loaded> decks;

    /** These tariffs, by name, and this ledger. */
    public Billing(Map<String, Tariff> tariffs, Ledger ledger, Databases databases) {
        this(new LinkedHashMap<>(tariffs), ledger, databases, new ConcurrentHashMap<>());
    }

    private Billing(Map<String, Tariff> tariffs, Ledger ledger, Databases databases, Map<String, Loaded> decks) {
        this.tariffs = tariffs;
        this.ledger = ledger;
        this.databases = databases;
        this.decks = decks;
    }

    /** The same, for somebody who only looks: whose ledger gives nothing away. */
    public Billing looking() {
        return new Billing(tariffs, new LookingLedger(ledger), databases, decks);
    }

    /** The same rates, for somebody who asks no ledger: there is always enough. */
    public Billing ample() {
        return new Billing(tariffs, new AmpleLedger(), databases, decks);
    }

    /** No tariff. */
    public static Billing none() {
        return new Billing(Map.of(), Ledger.inMemory(Map.of()), new Databases(Map.of()));
    }

    public Set<String> names() {
        return tariffs.keySet();
    }

    public Ledger ledger() {
        return ledger;
    }

    /**
     * A tariff.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public Tariff tariff(String name) {
        Tariff tariff = tariffs.get(name);
        if (tariff == null) throw new IllegalArgumentException("there is no tariff '" + name + "'");
        return tariff;
    }

    /** The rates of a tariff, as they were read last, or read now. */
    public RateDeck deck(String name) {
        return decks.computeIfAbsent(name, _ -> load(tariff(name).rates())).deck();
    }

    /**
     * Reads the rates of a tariff again, if their file has changed, or they come from a query. Calls that are up keep
     * their rate.
     *
     * @throws IllegalArgumentException if something is wrong with them; those of before stay then
     */
    public RateDeck refreshed(String name) {
        Rates rates = tariff(name).rates();
        return decks.compute(
                        name,
                        (_, old) -> old == null || !old.asOf().equals(changed(rates)) || rates instanceof Rates.Query
                                ? load(rates)
                                : old)
                .deck();
    }

    private Loaded load(Rates rates) {
        FileTime asOf = changed(rates);
        return switch (rates) {
            case Rates.File(Path path) -> new Loaded(RateDeck.read(path), asOf);
            case Rates.Query(String database, String sql) -> new Loaded(RateDeck.query(databases, database, sql), asOf);
        };
    }

    private static FileTime changed(Rates rates) {
        if (!(rates instanceof Rates.File(Path path))) return NEVER;
        try {
            return Files.getLastModifiedTime(path);
        } catch (IOException missing) {
            return NEVER; // reading it will say so
        }
    }
}
