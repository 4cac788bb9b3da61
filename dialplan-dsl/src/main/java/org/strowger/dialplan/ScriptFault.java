package org.strowger.dialplan;

import java.util.Arrays;
import java.util.Optional;
import org.codehaus.groovy.runtime.InvokerInvocationException;
import org.strowger.call.CallEnded;

/** A script failed during a call. The message begins with the script's file and line. */
public final class ScriptFault extends RuntimeException {

    private static final long serialVersionUID = 1;

    private ScriptFault(String message, Throwable cause) {
        super(message, cause);
    }

    /** Where in a script something was thrown, as {@code office.groovy:12}; empty if no script had a part in it. */
    public static Optional<String> where(Throwable fault) {
        for (Throwable t = fault; t != null; t = t.getCause()) {
            var frame = scriptFrame(t);
            if (frame.isPresent()) return frame.map(at -> at.getFileName() + ":" + at.getLineNumber());
        }
        return Optional.empty();
    }

    static Optional<StackTraceElement> scriptFrame(Throwable fault) {
        return Arrays.stream(fault.getStackTrace())
                .filter(frame -> frame.getFileName() != null
                        && frame.getFileName().endsWith(".groovy")
                        && frame.getLineNumber() > 0)
                .findFirst();
    }

    /** What call control is to see of a fault: the end of a call as it is, anything else with its place. */
    static RuntimeException of(Throwable fault) {
        Throwable cause = unwrapped(fault);
        if (cause instanceof CallEnded over) return over;
        if (cause instanceof ScriptFault known) return known;
        String what = cause instanceof InterruptedException ? "interrupted" : describe(cause);
        return new ScriptFault(where(cause).map(at -> at + ": ").orElse("") + what, cause);
    }

    /** Groovy wraps what a method throws that it calls by reflection. */
    static Throwable unwrapped(Throwable fault) {
        Throwable cause = fault;
        while (cause instanceof InvokerInvocationException && cause.getCause() != null) cause = cause.getCause();
        return cause;
    }

    private static String describe(Throwable cause) {
        String name = cause.getClass().getSimpleName();
        String message = cause.getMessage();
        return message == null ? name : name + ": " + message;
    }
}
