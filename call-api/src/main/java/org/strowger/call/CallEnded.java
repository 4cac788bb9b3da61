package org.strowger.call;

/** The call is over: thrown by the verb that runs and by every later one. */
public final class CallEnded extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient EndCause endCause;

    /** With the reason. */
    public CallEnded(EndCause cause) {
        super(cause.toString(), null, false, false); // normal end of many calls: no stack trace
        this.endCause = cause;
    }

    /** Why it is over. */
    public EndCause endCause() {
        return endCause;
    }
}
