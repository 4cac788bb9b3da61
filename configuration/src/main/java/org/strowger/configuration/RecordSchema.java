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

/** The keys of charging records. */
final class RecordSchema {

    private static final Duration DAY = Duration.ofDays(1);
    private static final int MEGABYTE = 1_000_000;

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
            "Files whose day is longer ago are deleted when the next one begins, unless the table or the CSV still lacks"
                    + " something of them.");
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

    private RecordSchema() {}

    /** Where they are kept; empty where they are not. */
    static Optional<RecordKeeping> read(
            KeyReader keys, Problems problems, Function<String, Path> resolve, Set<String> databases) {
        Optional<Path> directory = keys.maybe(DIRECTORY).map(resolve);
        for (Key<?> key : List.of(FILE_SIZE, KEEP, CSV, DATABASE))
            if (keys.has(key) && directory.isEmpty())
                problems.add(keys.place(key), "no records are kept without a 'directory' for their journal; name one");
        directory
                .filter(path -> Files.exists(path) && !Files.isDirectory(path))
                .ifPresent(path -> problems.add(
                        keys.place(DIRECTORY), path + " is no directory; name one, or a place for a new one"));
        Optional<String> database = keys.maybe(DATABASE);
        database.filter(name -> !databases.contains(name))
                .ifPresent(name -> problems.add(
                        keys.place(DATABASE), "there is no database '" + name + "'; name one of 'databases'"));
        return directory.map(path -> new RecordKeeping(
                new RecordSettings(path, (long) keys.one(FILE_SIZE) * MEGABYTE, keys.one(KEEP), keys.one(CSV)),
                database,
                keys.place(DIRECTORY)));
    }
}
