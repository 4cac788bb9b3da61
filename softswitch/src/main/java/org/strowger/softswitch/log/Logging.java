package org.strowger.softswitch.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;
import org.strowger.call.event.EventBus;
import org.strowger.configuration.Configuration;

/** The log of the process: takes what is logged by SLF4J, and what happens in the switch. */
public final class Logging implements AutoCloseable {

    /** What standard output is connected to. */
    public enum Output {
        TERMINAL,
        FILE_OR_PIPE
    }

    private final LogSink sink;
    private final EventLog events;

    /** Lets nothing be logged before a log {@linkplain #begin begins}. */
    public static void silence() {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof ch.qos.logback.classic.Logger root)
            root.setLevel(Level.OFF);
    }

    private Logging(LogSink sink, Level least) {
        this.sink = sink;
        this.events = new EventLog(sink, least);
    }

    /**
     * Sets the log up as the configuration has it.
     *
     * @param standardOutput what {@code auto} decides by
     * @throws IOException if the log's file can't be written
     */
    public static Logging begin(Configuration.Log log, Output standardOutput) throws IOException {
        OutputStream out = log.file().isPresent()
                ? new FileOutputStream(log.file().get().toFile(), true)
                : new FileOutputStream(java.io.FileDescriptor.out);
        LogSink sink = new LogSink(format(log, standardOutput), out);
        SinkAppender appender = new SinkAppender(sink);
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        appender.setContext(context);
        appender.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        Level least = Level.toLevel(log.level().name());
        root.setLevel(least);
        root.addAppender(appender);
        context.getLogger("io.netty").setLevel(Level.WARN);
        // What it says below that has the databases' URLs in it; a lookup that fails says why itself.
        context.getLogger("com.zaxxer.hikari").setLevel(Level.ERROR);
        return new Logging(sink, least);
    }

    /** Writes events to the log. */
    public EventBus.Listener events() {
        return events;
    }

    /** Writes out what is there, and ends the log. */
    @Override
    public void close() {
        sink.close();
    }

    /** Whether lines are JSON. */
    public static boolean isJson(Configuration.Log log, Output standardOutput) {
        return switch (log.format()) {
            case JSON -> true;
            case TEXT -> false;
            case AUTO -> log.file().isPresent() || standardOutput == Output.FILE_OR_PIPE;
        };
    }

    private static LogFormat format(Configuration.Log log, Output standardOutput) {
        return isJson(log, standardOutput) ? new JsonFormat() : new TextFormat();
    }

    /** Turns logback's events into lines. */
    private static final class SinkAppender extends AppenderBase<ILoggingEvent> {

        private final LogSink sink;

        SinkAppender(LogSink sink) {
            this.sink = sink;
        }

        @Override
        protected void append(ILoggingEvent event) {
            sink.offer(line(event));
        }

        private static LogLine line(ILoggingEvent event) {
            String what = LogFields.PLAIN;
            String call = "";
            List<LogLine.Field> fields = new ArrayList<>();
            List<KeyValuePair> pairs = event.getKeyValuePairs() == null ? List.of() : event.getKeyValuePairs();
            for (KeyValuePair pair : pairs) {
                if (pair.key.equals(LogFields.EVENT)) what = String.valueOf(pair.value);
                else if (pair.key.equals(LogFields.CALL)) call = String.valueOf(pair.value);
                else fields.add(new LogLine.Field(pair.key, pair.value == null ? "" : pair.value));
            }
            String message = event.getFormattedMessage();
            if (message != null && !message.isEmpty()) fields.addFirst(new LogLine.Field(LogFields.MESSAGE, message));
            if (what.equals(LogFields.PLAIN)) fields.add(new LogLine.Field(LogFields.LOGGER, event.getLoggerName()));
            IThrowableProxy thrown = event.getThrowableProxy();
            if (thrown != null) fields.add(new LogLine.Field(LogFields.ERROR, ThrowableProxyUtil.asString(thrown)));
            return new LogLine(event.getInstant(), event.getLevel(), what, call, fields);
        }
    }
}
