package org.strowger.dialplan.hours;

/** Hours or days that can't be understood. */
public final class BadSchedule extends IllegalArgumentException {
    private static final long serialVersionUID = 1;
    private final String hint;

    BadSchedule(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    /** What to write instead. */
    public String hint() {
        return hint;
    }
}
