package org.strowger.dialplan.script;

import java.util.Arrays;
import java.util.Optional;
import org.codehaus.groovy.runtime.InvokerInvocationException;

/** Finds a script's part in what was thrown. */
public final class ScriptFaults {

    private ScriptFaults() {}

    /**
     * What was thrown in one line, after the script's file and line:
     * {@code office.groovy:12: ArithmeticException: Division by zero}.
     */
    public static String explain(Throwable thrown) {
        Throwable fault = thrown instanceof RuntimeException wrapped ? unwrapped(wrapped) : thrown;
        String name = fault.getClass().getSimpleName();
        String message = fault.getMessage();
        String what = message == null
                ? name
                : name + ": " + message.lines().findFirst().orElse("");
        return where(fault).map(place -> place + ": " + what).orElse(what);
    }

    /** Where in a script something was thrown, as {@code office.groovy:12}; empty if no script had a part in it. */
    static Optional<String> where(Throwable fault) {
        for (Throwable t = fault; t != null; t = t.getCause()) {
            var frame = scriptFrame(t);
            if (frame.isPresent()) return frame.map(at -> at.getFileName() + ":" + at.getLineNumber());
        }
        return Optional.empty();
    }

    public static Optional<StackTraceElement> scriptFrame(Throwable fault) {
        return Arrays.stream(fault.getStackTrace())
                .filter(frame -> frame.getFileName() != null
                        && frame.getFileName().endsWith(".groovy")
                        && frame.getLineNumber() > 0)
                .findFirst();
    }

    /** Groovy wraps what a method throws that it calls by reflection. */
    public static Exception unwrapped(RuntimeException thrown) {
        Throwable cause = thrown;
        while (cause instanceof InvokerInvocationException && cause.getCause() != null) cause = cause.getCause();
        return cause instanceof Exception exception ? exception : thrown;
    }
}
