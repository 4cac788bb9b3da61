package org.strowger.cdr;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where charging records are kept.
 *
 * @param directory of the journal's files and of those beside them
 * @param fileSize in octets: a file that has as many takes no more, and the next begins; so does one with each day
 *     (UTC)
 * @param keep a file whose day is longer ago is deleted, once what is made of it has all that stands there
 * @param csv whether there is CSV, too
 * @param webhook who is sent each of them, too
 */
public record RecordSettings(Path directory, long fileSize, Duration keep, Csv csv, Optional<WebhookSettings> webhook) {

    /** Whether there is CSV, too. */
    public enum Csv {
        /** A file beside each of the journal. */
        BESIDE,
        /** None. */
        NONE
    }

    /** Without a webhook. */
    public RecordSettings(Path directory, long fileSize, Duration keep, Csv csv) {
        this(directory, fileSize, keep, csv, Optional.empty());
    }

    /** As it is where nothing else is said, in this directory. */
    public static RecordSettings in(Path directory) {
        return new RecordSettings(directory, 64L << 20, Duration.ofDays(90), Csv.NONE);
    }

    /** The same with CSV, or without. */
    public RecordSettings with(Csv wanted) {
        return new RecordSettings(directory, fileSize, keep, wanted, webhook);
    }

    /** The same with other sizes of files, in octets. */
    public RecordSettings withFileSize(long octets) {
        return new RecordSettings(directory, octets, keep, csv, webhook);
    }

    /** The same with a webhook. */
    public RecordSettings with(WebhookSettings receiver) {
        return new RecordSettings(directory, fileSize, keep, csv, Optional.of(receiver));
    }
}
