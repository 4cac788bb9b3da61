package org.strowger.dialplan.script;

import java.time.Duration;
import java.util.Map;
import org.strowger.call.DialOptions;

/** Reads the options of {@code dial} and its kin. */
public final class Options {

    private Options() {}

    static DialOptions of(Map<String, ?> named) {
        var options = DialOptions.DEFAULT;
        if (named.get("timeout") instanceof Duration timeout) {
            options = timeout.equals(Durations.UNLIMITED) ? options.withoutTimeout() : options.timeout(timeout);
        }
        if (named.get("limit") instanceof Duration limit && !limit.equals(Durations.UNLIMITED)) {
            options = options.limit(limit);
        }
        Object ringback = named.get("ringback");
        if (ringback != null) options = options.ringback(Sounds.all(ringback));
        Object announce = named.get("announce");
        if (announce != null) options = options.announce(Sounds.all(announce));
        Object record = named.get("record");
        if (record != null) options = options.record(Sounds.mode(record));
        return options;
    }
}
