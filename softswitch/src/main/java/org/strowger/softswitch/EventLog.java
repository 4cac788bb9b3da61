package org.strowger.softswitch;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;
import org.strowger.call.EventBus;
import org.strowger.call.Happening;

/** Writes each happening to the log: its name as the event, its components as the fields. */
final class EventLog implements EventBus.Listener {

    private static final Logger LOG = LoggerFactory.getLogger("org.strowger.events");

    private record Shape(String event, List<RecordComponent> components) {}

    private final Map<Class<?>, Shape> shapes = new ConcurrentHashMap<>();

    @Override
    public void on(EventBus.Event event) {
        Happening what = event.what();
        if (!LOG.isEnabledForLevel(level(what))) return;
        Shape shape = shapes.computeIfAbsent(what.getClass(), EventLog::shape);
        LoggingEventBuilder line = LOG.atLevel(level(what)).addKeyValue(LogFields.EVENT, shape.event);
        if (!what.call().isEmpty()) line.addKeyValue(LogFields.CALL, what.call());
        for (RecordComponent component : shape.components) add(line, component, value(component, what));
        line.addKeyValue(LogFields.NUMBER, event.number()).log("");
    }

    private static Level level(Happening what) {
        return what instanceof Happening.ProgramFault ? Level.WARN : Level.INFO;
    }

    private static void add(LoggingEventBuilder line, RecordComponent component, Object value) {
        switch (value) {
            case Optional<?> maybe -> maybe.ifPresent(present -> add(line, component, present));
            case Duration duration -> line.addKeyValue(snakeCase(component.getName()), duration.toMillis() / 1000.0);
            default -> line.addKeyValue(snakeCase(component.getName()), value);
        }
    }

    private static Object value(RecordComponent component, Happening what) {
        try {
            return component.getAccessor().invoke(what);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record's accessor can be called", e);
        }
    }

    private static Shape shape(Class<?> type) {
        List<RecordComponent> components = Arrays.stream(type.getRecordComponents())
                .filter(component -> !component.getName().equals(LogFields.CALL))
                .toList();
        return new Shape(snakeCase(type.getSimpleName()), components);
    }

    static String snakeCase(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
