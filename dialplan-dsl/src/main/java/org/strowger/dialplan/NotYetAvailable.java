package org.strowger.dialplan;

/** A part of the language that is declared, but has no engine yet, was reached by other means than a call that the loader sees. */
public final class NotYetAvailable extends IllegalStateException {

    private static final long serialVersionUID = 1;

    NotYetAvailable(String what) {
        super(what + " is not yet available");
    }
}
