package org.strowger.softswitch.log;

import ch.qos.logback.classic.Level;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.strowger.call.event.CallEvent;
import org.strowger.call.event.EventBus;
import org.strowger.call.event.Happening;
import org.strowger.call.event.LegEvent;
import org.strowger.call.event.LegQuality;
import org.strowger.call.event.MailEvent;
import org.strowger.call.event.MailboxEvent;
import org.strowger.call.event.ProgramEvent;
import org.strowger.call.event.RecordEvent;
import org.strowger.call.event.TrunkEvent;

/**
 * Writes each happening to the log: its wire name as the event, its components as the fields, the time when it
 * happened.
 */
final class EventLog implements EventBus.Listener {

    private record Shape(String name, List<Component> components) {}

    private record Component(String field, RecordComponent of) {}

    /** Written among the fields of the event that has it. */
    private static final Shape QUALITY = shape("", LegQuality.class);

    private final Map<Class<?>, Shape> shapes = new ConcurrentHashMap<>();
    private final LogSink sink;
    private final Level least;

    EventLog(LogSink sink, Level least) {
        this.sink = sink;
        this.least = least;
    }

    @Override
    public void on(EventBus.Event event) {
        Happening what = event.what();
        Level level = level(what);
        if (!level.isGreaterOrEqual(least)) return;
        Shape shape = shapes.computeIfAbsent(what.getClass(), type -> shape(what.wire(), type));
        List<LogLine.Field> fields = new ArrayList<>(shape.components.size() + 1);
        addAll(fields, shape, (Record) what);
        fields.add(new LogLine.Field(LogFields.NUMBER, event.number()));
        sink.offer(new LogLine(event.at(), level, shape.name, what.call(), fields));
    }

    /** What an operator should look at: a program that failed, what was said and is not kept. */
    static Level level(Happening what) {
        return switch (what) {
            case ProgramEvent.ProgramFault _,
                    MailEvent.MailRefused _,
                    ProgramEvent.LookupFailed _,
                    LegEvent.TrunkLoginRefused _,
                    RecordEvent.RecordsDelayed _,
                    TrunkEvent.TrunkDown _ -> Level.WARN;
            case TrunkEvent.TrunkUnregistered gone when !gone.why().isEmpty() -> Level.WARN;
            case MailboxEvent.MessageLost _, RecordEvent.RecordsLost _ -> Level.ERROR;
            case CallEvent.Recorded recorded when !recorded.problem().isEmpty() -> Level.ERROR;
            case LegEvent.LegSeen _ -> Level.DEBUG; // each second of each leg that shows itself
            default -> Level.INFO;
        };
    }

    private void addAll(List<LogLine.Field> fields, Shape shape, Record what) {
        for (Component component : shape.components) add(fields, component.field, value(component.of, what));
    }

    private void add(List<LogLine.Field> fields, String name, Object value) {
        switch (value) {
            case LegQuality quality -> addAll(fields, QUALITY, quality);
            case Optional<?> maybe -> maybe.ifPresent(present -> add(fields, name, present));
            case Map<?, ?> values -> fields.add(new LogLine.Field(name, plain(values)));
            case Duration duration -> fields.add(new LogLine.Field(name, duration.toMillis() / 1000.0));
            default -> fields.add(new LogLine.Field(name, value));
        }
    }

    /** What a script says by name: an object of its own, so that no name of it is one of the line's. */
    private static Map<String, Object> plain(Map<?, ?> values) {
        Map<String, Object> plain = new LinkedHashMap<>();
        for (Map.Entry<?, ?> one : values.entrySet()) {
            if (plain.size() == LogLine.MOST_FIELDS) break;
            String name = LogLine.cut(snakeCase(String.valueOf(one.getKey())), LogLine.LONGEST);
            Object value = one.getValue();
            boolean bare = value instanceof Number || value instanceof Boolean;
            plain.put(name, bare ? value : LogLine.cut(String.valueOf(value), LogLine.LONGEST));
        }
        return plain;
    }

    private static Object value(RecordComponent component, Record what) {
        try {
            return component.getAccessor().invoke(what);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record's accessor can be called", e);
        }
    }

    private static Shape shape(String name, Class<?> type) {
        List<Component> components = Arrays.stream(type.getRecordComponents())
                .filter(component -> !component.getName().equals(LogFields.CALL))
                .map(component -> new Component(snakeCase(component.getName()), component))
                .toList();
        return new Shape(name, components);
    }

    static String snakeCase(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
