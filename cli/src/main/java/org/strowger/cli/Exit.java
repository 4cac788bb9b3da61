package org.strowger.cli;

/** How the process ends. */
enum Exit {
    /** All is well. */
    DONE(0),
    /** The configuration or the dialplan has problems, or not all is as it was asked to be. */
    PROBLEMS(1),
    /** The command line is wrong, or the switch can't be started here: a port is taken, an address isn't ours. */
    REFUSED(2),
    /** No running switch answers. */
    UNREACHABLE(3),
    /**
     * The switch can't go on: a thread that owns calls has ended. A supervisor starts it again; {@code EX_SOFTWARE} of
     * {@code sysexits.h}.
     */
    BROKEN(70);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
