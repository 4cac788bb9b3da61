package org.strowger.call;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What became of a recording.
 *
 * @param length of what is in the file
 * @param problem empty, or why it could not be written
 */
public record RecordOutcome(Path file, Duration length, Ending ending, String problem) {

    /** What ended it. */
    public enum Ending {
        /** It was as long as it may be. */
        TOO_LONG,
        /** Nobody spoke any more. */
        SILENCE,
        /** The key was pressed that ends it. */
        KEY,
        /** It was ended: by the call's end, or what was asked for. */
        STOPPED,
        /** It could not be written. */
        FAILED
    }
}
