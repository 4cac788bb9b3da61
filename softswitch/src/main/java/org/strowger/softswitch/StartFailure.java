package org.strowger.softswitch;

import java.util.List;

/** The switch could not be started: each line says what is in the way and what to do about it. */
public final class StartFailure extends Exception {

    private static final long serialVersionUID = 1;

    /** What is in the way. */
    public enum Kind {
        /** The dialplan doesn't load. */
        DIALPLAN,
        /** The host doesn't give what is asked for: a taken port, an address that isn't its own. */
        HOST
    }

    private final Kind kind;
    private final transient List<String> lines;

    StartFailure(Kind kind, List<String> lines) {
        super(String.join("\n", lines));
        this.kind = kind;
        this.lines = List.copyOf(lines);
    }

    /** What is in the way. */
    public Kind kind() {
        return kind;
    }

    /** For people. */
    public List<String> lines() {
        return lines;
    }
}
