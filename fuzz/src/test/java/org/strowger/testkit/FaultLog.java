package org.strowger.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * What the switch logs as a fault of its own, where a caller would never hear of it. One for the process, since the log
 * is.
 */
final class FaultLog extends AppenderBase<ILoggingEvent> {

    private static final FaultLog LOG = new FaultLog();
    private static final int MOST = 20;

    private final List<String> lines = new ArrayList<>();

    private FaultLog() {}

    static {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.setLevel(Level.WARN);
        LOG.setContext(root.getLoggerContext());
        LOG.start();
        root.addAppender(LOG);
    }

    /** What has been logged since this was asked last. */
    static List<String> taken() {
        synchronized (LOG) {
            List<String> result = List.copyOf(LOG.lines);
            LOG.lines.clear();
            return result;
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        String text = event.getLevel() + " " + event.getLoggerName() + ": " + event.getFormattedMessage();
        if (event.getThrowableProxy() != null) text += "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
        synchronized (LOG) {
            if (lines.size() < MOST) lines.add(text);
        }
    }
}
