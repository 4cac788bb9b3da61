package org.strowger.dialplan.script;

import java.io.Serial;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.AbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventBuilder;
import org.strowger.call.event.Text;

/**
 * The log of a dialplan's scripts, {@code log.info 'text'}: its lines carry the call's id, and a test of the plan hears
 * them.
 */
public final class ScriptLog extends AbstractLogger {

    /** A line that a script writes. */
    public record Line(Level level, String text) {}

    /**
     * Told of each line of the call that the thread runs a script for; where somebody is, lines from INFO on are
     * written whatever the log keeps.
     */
    public static final ScopedValue<Consumer<Line>> LISTENER = ScopedValue.newInstance();

    @Serial
    private static final long serialVersionUID = 1;

    private static final Logger LOG = LoggerFactory.getLogger("org.strowger.dialplan.script");

    private final String call;

    /** @param call its id; empty while guards decide, and while the plan is built */
    private ScriptLog(String call) {
        this.name = LOG.getName();
        this.call = call;
    }

    /** Of the call that the thread runs a script for; while the plan is built there is none. */
    static ScriptLog ofThread() {
        return new ScriptLog(
                ScriptedCall.CURRENT.isBound() ? ScriptedCall.CURRENT.get().idSoFar() : "");
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            @Nullable String message,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        String text = shown(String.valueOf(MessageFormatter.basicArrayFormat(message, arguments)));
        if (LISTENER.isBound()) LISTENER.get().accept(new Line(level, text));
        if (!LOG.isEnabledForLevel(level)) return;
        LoggingEventBuilder line = LOG.atLevel(level);
        if (!call.isEmpty()) line = line.addKeyValue("call", call);
        if (thrown != null) line = line.addKeyValue("error", shown(Text.trace(thrown)));
        line.log(text);
    }

    private static String shown(String text) {
        return ScriptedCall.CURRENT.isBound() ? ScriptedCall.CURRENT.get().withoutSecrets(text) : text;
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    private boolean isHeard(Level level) {
        return LOG.isEnabledForLevel(level) || (LISTENER.isBound() && level.toInt() >= Level.INFO.toInt());
    }

    @Override
    public boolean isTraceEnabled() {
        return isHeard(Level.TRACE);
    }

    @Override
    public boolean isTraceEnabled(Marker marker) {
        return isTraceEnabled();
    }

    @Override
    public boolean isDebugEnabled() {
        return isHeard(Level.DEBUG);
    }

    @Override
    public boolean isDebugEnabled(Marker marker) {
        return isDebugEnabled();
    }

    @Override
    public boolean isInfoEnabled() {
        return isHeard(Level.INFO);
    }

    @Override
    public boolean isInfoEnabled(Marker marker) {
        return isInfoEnabled();
    }

    @Override
    public boolean isWarnEnabled() {
        return isHeard(Level.WARN);
    }

    @Override
    public boolean isWarnEnabled(Marker marker) {
        return isWarnEnabled();
    }

    @Override
    public boolean isErrorEnabled() {
        return isHeard(Level.ERROR);
    }

    @Override
    public boolean isErrorEnabled(Marker marker) {
        return isErrorEnabled();
    }
}
