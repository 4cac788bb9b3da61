package org.strowger.call;

import java.time.Duration;
import java.util.Optional;

/**
 * How to record a caller.
 *
 * @param longest ends it; empty for none
 * @param silence so much of it at a stretch ends it; empty for none
 * @param end a key that ends it; empty for none
 */
public record RecordOptions(Optional<Duration> longest, Optional<Duration> silence, Optional<Character> end) {

    /** Until the caller hangs up. */
    public static final RecordOptions DEFAULT = new RecordOptions(Optional.empty(), Optional.empty(), Optional.empty());

    /** No longer than this. */
    public RecordOptions longest(Duration most) {
        return new RecordOptions(Optional.of(most), silence, end);
    }

    /** Until the caller has been silent for so long. */
    public RecordOptions silence(Duration most) {
        return new RecordOptions(longest, Optional.of(most), end);
    }

    /** Until the caller presses this. */
    public RecordOptions end(char key) {
        return new RecordOptions(longest, silence, Optional.of(key));
    }
}
