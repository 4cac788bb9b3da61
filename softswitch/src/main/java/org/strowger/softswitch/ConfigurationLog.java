package org.strowger.softswitch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.softswitch.LiveConfiguration.Change;
import org.strowger.softswitch.LiveConfiguration.Named;

/** Says in the log what has come of reading the configuration again; names, and never what stands beside them. */
final class ConfigurationLog {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationLog.class);

    private ConfigurationLog() {}

    static void changed(Change change) {
        tell("accounts", change.accounts());
        tell("trunks", change.trunks());
        if (!change.waiting().isEmpty())
            LOG.warn(
                    "strowger.yaml says otherwise of {} than at the start: that waits for the next start",
                    String.join(", ", change.waiting()));
    }

    private static void tell(String what, Named names) {
        if (!names.isEmpty())
            LOG.info(
                    "{}: {} new, {} gone, {} changed",
                    what,
                    names.added().size(),
                    names.removed().size(),
                    names.changed().size());
    }
}
