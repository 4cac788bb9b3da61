package org.strowger.dialplan.table;

import java.io.Serial;

/** Takes back a change that has nothing to write, with what is answered then. */
final class Unchanged extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final boolean answer;

    Unchanged(boolean answer) {
        super("nothing to write", null, false, false);
        this.answer = answer;
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    <T> T answer() {
        return (T) Boolean.valueOf(answer);
    }
}
