package org.strowger.cli;

import org.strowger.softswitch.log.Logging;

/** What standard output is. The launcher tells, since Java can't where standard input is something else. */
final class Terminal {

    private Terminal() {}

    static Logging.Output output() {
        return Boolean.getBoolean("strowger.terminal") ? Logging.Output.TERMINAL : Logging.Output.FILE_OR_PIPE;
    }
}
