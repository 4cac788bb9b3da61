package org.strowger.softswitch;

import ch.qos.logback.classic.Level;
import java.time.Instant;
import java.util.List;

/**
 * One line of the log.
 *
 * @param event what happened, in snake_case, stable across versions; {@code log} for what is only a message
 * @param call the call's id, empty if it belongs to none
 * @param fields in order; values are texts, numbers, or whatever {@code toString} makes readable
 */
record LogLine(Instant at, Level level, String event, String call, List<Field> fields) {

    /** A name in snake_case and a value. */
    record Field(String name, Object value) {}
}
