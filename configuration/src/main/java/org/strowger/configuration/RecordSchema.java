package org.strowger.configuration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.strowger.cdr.RecordSettings;
import org.strowger.cdr.RecordSettings.Csv;
import org.strowger.cdr.WebhookSettings;
import org.strowger.statemachine.Secret;

/** The keys of charging records. */
final class RecordSchema {

    private static final Duration DAY = Duration.ofDays(1);
    private static final int MEGABYTE = 1_000_000;
    private static final String NO_DIRECTORY = "no records are kept without a 'directory' for their journal; name one";

    private static final Key<String> DIRECTORY = Key.of(
            "directory",
            Kinds.TEXT,
            "(none: no records are kept)",
            "The directory of the journal, beside this file: a record of each call, as a line of JSON, in files"
                    + " `records-DAY-NUMBER.jsonl`. One switch uses it at a time.");
    private static final Key<Integer> FILE_SIZE = Key.of(
            "file-size",
            Kinds.count("a number of megabytes", 1, 10_000),
            "64",
            "Megabytes, from which on the next file begins; so does one with each day (UTC).");
    private static final Key<Duration> KEEP = Key.of(
            "keep",
            Kinds.duration(DAY, Duration.ofDays(36_500)),
            "90d",
            "Files whose day is longer ago are deleted when the next one begins, unless the CSV, the table or the"
                    + " webhook still lacks something of them.");
    private static final Key<Csv> CSV = Key.of(
            "csv",
            Kinds.oneOf("a wish for CSV", Kinds.ordered("on", Csv.BESIDE, "off", Csv.NONE)),
            "off",
            "`on`: a file of CSV (RFC 4180) beside each of the journal, with the same columns, and the names of these in"
                    + " its first line.");
    private static final Key<String> DATABASE = Key.of(
            "database",
            Kinds.NAME_WORD,
            "(no table)",
            "One of `databases`, where records are put as rows of `strowger_record`, too: each exactly once. The table and"
                    + " `strowger_record_position` are made where they are missing. A database that is away gets what it has"
                    + " missed once it is there again.");

    static final Section SECTION = new Section(
            "records",
            "Charging records: who called whom, when, by which route, how it ended, how it was heard and what it cost."
                    + " [What stands in each](records.md).",
            """
            records: {directory: records, csv: on, database: crm}
            databases:
              crm: {url: "jdbc:postgresql://127.0.0.1/crm", user: strowger, password: correct-horse}
            """,
            DIRECTORY,
            FILE_SIZE,
            KEEP,
            CSV,
            DATABASE);

    /** Who is sent them. */
    static final class Webhook {
        private static final Key<Secret> URL = Key.of(
                "url",
                Kinds.secret(
                        "a webhook's URL",
                        "http://HOST/PATH or https://HOST/PATH, without a user and a #",
                        WebhookSettings::isUrl),
                "(must be written)",
                "Where records are sent, each by a POST of its own, one after the other. `https` keeps others from reading"
                        + " who called whom. No event and no line of the log tells more of it than host and port.");
        private static final Key<Secret> SECRET = Key.of(
                "secret",
                Kinds.secret(
                        "a webhook's secret",
                        "whsec_ and 24 to 64 octets in base 64, as `echo whsec_$(openssl rand -base64 32)` makes one",
                        WebhookSettings::isSecret),
                "(must be written)",
                "What each of them is signed with, and the receiver knows them by.");
        private static final Key<Duration> TIMEOUT = Key.of(
                "timeout",
                Kinds.duration(Duration.ofMillis(100), Duration.ofMinutes(1)),
                "15s",
                "How long an answer may take. Behind it the record is sent again.");
        static final Section SECTION = new Section(
                "records.webhook",
                "Each record is sent to a server, too, signed as [Standard Webhooks](https://www.standardwebhooks.com) have"
                        + " it, until that answers 2xx: [how, and a receiver in Python](records.md#the-webhook).",
                """
                records:
                  directory: records
                  webhook: {url: "https://billing.example/calls", secret: whsec_…}
                """,
                URL,
                SECRET,
                TIMEOUT);

        private Webhook() {}

        private static Optional<WebhookSettings> read(KeyReader records, Problems problems) {
            if (!records.hasSection(SECTION)) return Optional.empty();
            KeyReader keys = records.section(SECTION);
            if (!keys.has(URL)) problems.add(keys.place(), "needs a 'url'");
            if (!keys.has(SECRET))
                problems.add(
                        keys.place(),
                        "needs a 'secret', which the receiver knows records by; use "
                                + SECRET.kind().remedy());
            Optional<Secret> secret = keys.maybe(SECRET);
            Duration timeout = keys.one(TIMEOUT);
            return keys.maybe(URL).flatMap(url -> secret.map(key -> new WebhookSettings(url, key, timeout)));
        }
    }

    private RecordSchema() {}

    /** Where they are kept; empty where they are not. */
    static Optional<RecordKeeping> read(
            KeyReader keys, Problems problems, Function<String, Path> resolve, Set<String> databases) {
        Optional<Path> directory = keys.maybe(DIRECTORY).map(resolve);
        for (Key<?> key : List.of(FILE_SIZE, KEEP, CSV, DATABASE))
            if (keys.has(key) && directory.isEmpty()) problems.add(keys.place(key), NO_DIRECTORY);
        Optional<WebhookSettings> webhook = Webhook.read(keys, problems);
        if (keys.hasSection(Webhook.SECTION) && directory.isEmpty())
            problems.add(keys.section(Webhook.SECTION).place(), NO_DIRECTORY);
        directory
                .filter(path -> Files.exists(path) && !Files.isDirectory(path))
                .ifPresent(path -> problems.add(
                        keys.place(DIRECTORY), path + " is no directory; name one, or a place for a new one"));
        Optional<String> database = keys.maybe(DATABASE);
        database.filter(name -> !databases.contains(name))
                .ifPresent(name -> problems.add(
                        keys.place(DATABASE), "there is no database '" + name + "'; name one of 'databases'"));
        return directory.map(path -> new RecordKeeping(
                new RecordSettings(path, (long) keys.one(FILE_SIZE) * MEGABYTE, keys.one(KEEP), keys.one(CSV), webhook),
                database,
                keys.place(DIRECTORY)));
    }
}
