package org.strowger.softswitch.log;

import ch.qos.logback.classic.Level;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** For people at a terminal: {@code 14:02:11.045  call routed  route=…  call=…}. */
final class TextFormat implements LogFormat {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    @Override
    public String text(LogLine line) {
        StringBuilder text = new StringBuilder(TIME.format(line.at()));
        if (line.level().isGreaterOrEqual(Level.WARN) || line.level() == Level.DEBUG)
            text.append(' ').append(line.level());
        if (!line.event().equals(LogFields.PLAIN))
            text.append("  ").append(line.event().replace('_', ' '));
        for (LogLine.Field field : line.fields()) append(text, field);
        if (!line.call().isEmpty()) append(text, new LogLine.Field(LogFields.CALL, line.call()));
        return text.toString();
    }

    private static void append(StringBuilder text, LogLine.Field field) {
        String value = String.valueOf(field.value());
        if (value.isEmpty()
                || field.name().equals(LogFields.LOGGER)
                || field.name().equals(LogFields.NUMBER)) return;
        text.append("  ");
        if (!field.name().equals(LogFields.MESSAGE)) text.append(field.name()).append('=');
        text.append(TerminalText.of(value));
    }
}
