package org.strowger.configuration;

import java.time.Duration;
import java.util.List;
import org.strowger.statemachine.Secret;

/** The keys of what dialplans ask: databases, web services, money. */
final class DataSchema {

    private static final Duration SHORTEST = Duration.ofMillis(50);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Each database. */
    static final class Databases {
        static final Key<Secret> URL = Key.of(
                "url",
                Kinds.DATABASE_URL,
                "(must be written)",
                "JDBC's URL. H2's driver is there; that of another has to be put into the switch's `lib` directory. H2"
                        + " needs `;WRITE_DELAY=0`, or a crash loses what was acknowledged.");
        static final Key<String> USER = Key.of("user", Kinds.TEXT, "(none)", "Who connects.");
        static final Key<Secret> PASSWORD = Key.of("password", Kinds.PASSWORD, "(none)", "And how it proves that.");
        static final Key<Integer> CONNECTIONS = Key.of(
                "connections", Kinds.count("a number of connections", 1, 1000), "8", "Connections at once, at most.");
        static final Key<Duration> TIMEOUT = Key.of(
                "timeout",
                Kinds.duration(SHORTEST, MINUTE),
                "2s",
                "How long a connection, and an answer where a `lookup` names no other time, may take.");
        static final Section SECTION = new Section(
                "databases.NAME",
                "Databases for `lookup(sql: …)`, tariffs and balances. One that is down keeps the switch from nothing"
                        + " but its lookups.",
                """
                databases:
                  crm: {url: "jdbc:postgresql://127.0.0.1/crm", user: strowger, password: correct-horse}
                """,
                URL,
                USER,
                PASSWORD,
                CONNECTIONS,
                TIMEOUT);

        private Databases() {}
    }

    /** Web services. */
    static final class Http {
        static final Key<Duration> TIMEOUT = Key.of(
                "timeout",
                Kinds.duration(SHORTEST, MINUTE),
                "2s",
                "How long an answer to `lookup(http: …)` may take where it names no other time.");
        static final Key<Integer> LARGEST = Key.of(
                "largest-answer",
                Kinds.count("a number of bytes", 1_000, 100_000_000),
                "1000000",
                "Bytes of an answer that are read at most; a larger one is a failure.");
        static final Section SECTION = new Section("http", "", "", TIMEOUT, LARGEST);

        private Http() {}
    }

    /** Each tariff. */
    static final class Tariffs {
        static final Key<String> RATES = Key.of(
                "rates",
                Kinds.TEXT,
                "(none)",
                "A CSV file with the columns `prefix` and `price` (of a minute), and where they are there `connect`"
                        + " (price of the connection) and `increments` (`60/60`, `30/6`; `1/1` where nothing is said)."
                        + " Read again when the dialplan is loaded and the file has changed. Either this or a query.");
        static final Key<String> QUERY = Key.of(
                "query", Kinds.TEXT, "(none)", "SQL that gives the same columns; read when the dialplan is loaded.");
        static final Key<String> DATABASE =
                Key.of("database", Kinds.NAME_WORD, "(none)", "The database that the query is for.");
        static final Key<String> CURRENCY = Key.of("currency", Kinds.NAME_WORD, "EUR", "For records.");
        static final Key<String> COUNTRY = Key.of(
                "country",
                Kinds.NAME_WORD,
                "(numbers are taken as they were dialled)",
                "ISO 3166 code: dialled numbers are made international by its rules before their rate is looked for.");
        static final Key<Duration> SLICE = Key.of(
                "slice",
                Kinds.duration(Duration.ofSeconds(10), Duration.ofHours(1)),
                "30s",
                "For so much talk credit is reserved at a time; what a crash may leave reserved. Ten seconds or more.");
        static final Section SECTION = new Section(
                "tariffs.NAME",
                "What calls cost, for `bill 'NAME'`: the rate of the longest prefix that the number begins with.",
                """
                tariffs:
                  retail: {rates: retail.csv, country: DE}
                  wholesale: {query: "select prefix, price from rates", database: crm, currency: USD}
                """,
                RATES,
                QUERY,
                DATABASE,
                CURRENCY,
                COUNTRY,
                SLICE);

        private Tariffs() {}
    }

    /** Balances. */
    static final class Billing {
        static final Key<String> DATABASE = Key.of(
                "database",
                Kinds.NAME_WORD,
                "(balances are in memory, and begin with each account's `credit`)",
                "The database that keeps balances, in millionths: the tables `strowger_balance` (account, micros) and"
                        + " `strowger_reservation` are made where they are missing.");
        static final Key<String> NODE = Key.of(
                "node",
                Kinds.NAME_WORD,
                "strowger",
                "Our name, where several switches keep balances in one database: at its start each gives back what its"
                        + " own calls left reserved.");
        static final Section SECTION = new Section("billing", "", "", DATABASE, NODE);

        private Billing() {}
    }

    /** State that lasts. */
    static final class Tables {
        static final Key<String> DIRECTORY = Key.of(
                "directory",
                Kinds.TEXT,
                "tables",
                "The directory of the embedded database that keeps the rows, beside this file. Made when a plan first"
                        + " uses a table; one switch uses it at a time.");
        static final Key<String> DATABASE = Key.of(
                "database",
                Kinds.NAME_WORD,
                "(the embedded one)",
                "One of `databases` that keeps the rows instead, such as a PostgreSQL that several switches share: the"
                        + " tables `strowger_table` and `strowger_row` are made where they are missing.");
        static final Key<Integer> ROWS = Key.of(
                "rows",
                Kinds.count("a number of rows", 1, 10_000_000),
                "100000",
                "Rows of each table, at most. A table that has as many takes no other, and the plan is told `TableFull`.");
        static final Section SECTION = new Section(
                "tables", "Where what dialplans keep by `table(…)` is kept.", "", DIRECTORY, DATABASE, ROWS);

        private Tables() {}
    }

    /** All of them, in the order of the documentation. */
    static final List<Section> SECTIONS =
            List.of(Databases.SECTION, Http.SECTION, Tariffs.SECTION, Billing.SECTION, Tables.SECTION);

    private DataSchema() {}
}
