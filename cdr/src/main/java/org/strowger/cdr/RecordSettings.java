package org.strowger.cdr;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where charging records are kept.
 *
 * @param directory of the journal's files and of those beside them
 * @param fileSize in octets: a file that has as many takes no more, and the next begins; so does one with each day
 *     (UTC)
 * @param keep a file whose day is longer ago is deleted, once what is made of it has all that stands there
 * @param csv whether there is CSV, too
 */
public record RecordSettings(Path directory, long fileSize, Duration keep, Csv csv) {

    /** Whether there is CSV, too. */
    public enum Csv {
        /** A file beside each of the journal. */
        BESIDE,
        /** None. */
        NONE
    }

    /** As it is where nothing else is said, in this directory. */
    public static RecordSettings in(Path directory) {
        return new RecordSettings(directory, 64L << 20, Duration.ofDays(90), Csv.NONE);
    }

    /** The same with CSV, or without. */
    public RecordSettings with(Csv wanted) {
        return new RecordSettings(directory, fileSize, keep, wanted);
    }

    /** The same with other sizes of files, in octets. */
    public RecordSettings withFileSize(long octets) {
        return new RecordSettings(directory, octets, keep, csv);
    }
}
