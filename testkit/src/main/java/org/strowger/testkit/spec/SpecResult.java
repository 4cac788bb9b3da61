package org.strowger.testkit.spec;

import java.time.Duration;
import java.util.Optional;
import org.strowger.testkit.LadderOfMessages;

/**
 * What became of one feature of a specification.
 *
 * @param specification the name of its class; of a file that does not compile, the file's
 * @param feature its name, with the values of an iteration
 * @param took in real time
 * @param failure what it threw
 */
public record SpecResult(
        String specification, String feature, Verdict verdict, Duration took, Optional<Throwable> failure) {

    /** Passed or not. */
    public enum Verdict {
        PASSED,
        FAILED,
        /** Not run, as {@code @Ignore} says. */
        SKIPPED
    }

    /** What can be said about it that is the same in every run. */
    public String essence() {
        return specification + ": " + feature + " " + verdict
                + failure.map(why -> " " + why.getMessage() + LadderOfMessages.of(why))
                        .orElse("");
    }
}
