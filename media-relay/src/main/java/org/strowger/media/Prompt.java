package org.strowger.media;

import java.nio.file.Path;
import java.time.Duration;

/** Audio ready to be played. Immutable, shared by all who play it. */
public interface Prompt {

    /** Where it came from. */
    Path file();

    /** How long it lasts. */
    Duration duration();
}
