package org.strowger.cdr;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A line of a journal, read again as far as it tells who called whom, and what took the call. What the parts mean is
 * said at {@code docs/records.md}.
 */
public sealed interface WrittenRecord {

    /** Its file. */
    Path file();

    /** Its line, from 1. */
    long line();

    /** A record. */
    record Whole(Path file, long line, String id, Call call) implements WrittenRecord {}

    /** A line that is none, or none whole, and why. */
    record Broken(Path file, long line, String why) implements WrittenRecord {}

    /**
     * What a record tells of the beginning of a call. Texts that it doesn't have are empty.
     *
     * @param id the call's; empty where it never became one
     * @param source address and port
     * @param route file, line and pattern of the route that took it
     * @param status the final one that the caller was told; 0 where there is none
     */
    record Call(
            String id,
            Optional<String> parent,
            Instant started,
            String caller,
            String called,
            Optional<String> account,
            Optional<String> trunk,
            String source,
            String context,
            String route,
            String cause,
            int status) {}
}
