package org.strowger.softswitch.log;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import gov.nist.javax.sip.message.SIPRequest;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.strowger.call.event.EventSchema;
import org.strowger.call.event.Happening;
import org.strowger.call.event.LegQuality;
import org.strowger.sip.message.Jain;
import org.strowger.sip.message.SipRequest;

/** {@code docs/events.md}, made of the records, of their Javadoc, and of what {@link EventLog} makes of them. */
final class EventsPage {

    private static final Path SOURCES = Path.of("../call-api/src/main/java/org/strowger/call/event");

    /** What a field means wherever it stands, unless its event says more. */
    private static final Map<String, String> EVERYWHERE = Map.ofEntries(
            Map.entry("leg", "which: `a` is the caller, `b` the first that was called"),
            Map.entry("why", "in words, for people"),
            Map.entry("status", "of SIP"),
            Map.entry("version", "of the plan"),
            Map.entry("route", "file and line of the route, and its pattern"),
            Map.entry("to", "an address of e-mail"),
            Map.entry("source", "transport and address of who sent it"),
            Map.entry("aor", "the user, as `user@domain`"),
            Map.entry("contact", "a SIP URI"),
            Map.entry("room", "its name"),
            Map.entry("queue", "its name"),
            Map.entry("box", "the mailbox"),
            Map.entry("file", "its name"),
            Map.entry("agent", "its URL without user and query"));

    private static String made = "";

    private final Map<String, DocCommentTree> comments;

    private EventsPage(Map<String, DocCommentTree> comments) {
        this.comments = comments;
    }

    static String text() throws IOException {
        if (made.isEmpty()) made = new EventsPage(comments()).page();
        return made;
    }

    /** Every event, in the order of {@link EventSchema}; those of no call come last. */
    static List<Class<?>> events() throws IOException {
        String schema = Files.readString(SOURCES.resolve("EventSchema.java"));
        return leaves(Happening.class)
                .sorted(Comparator.<Class<?>, Boolean>comparing(EventsPage::isOfNoCall)
                        .thenComparingInt(event -> schema.indexOf("." + event.getSimpleName() + " _")))
                .toList();
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EventsPage::leaves)
                : Stream.of(type);
    }

    private static boolean isOfNoCall(Class<?> event) {
        return Happening.OfNoCall.class.isAssignableFrom(event);
    }

    private static String head() {
        return """
            # Events
            Written from the code; a test keeps the two equal (`-Dgolden.write=true` writes this page anew). This is version %d of the schema, which
            `/status` calls `event_schema`: it goes up when an event or a field is renamed, is left out or changes its meaning. Events and fields may be added within a version.

            Each event is told once, when it happens, and written to the log as one line. As JSON it is an object with

            | field | type | what it is |
            |---|---|---|
            | `time` | text | when it happened: UTC with microseconds, of one length always |
            | `level` | text | `INFO`, `WARN` or `ERROR` |
            | `event` | text | a name of this page |
            | `call` | text | the call's id, the same on every line of both legs; not there if the event belongs to no call |
            | `number_of_event` | number | counted from the start without gaps, so that lost lines are seen |

            and the fields below. Durations are seconds with three places. A field that *may be missing* is left out where there is nothing to say. Texts that
            strangers wrote are cut at 200 characters and say how long they were. Lines whose `event` is `log` are messages for people and no part of the schema; so
            are the moves of state machines that `log: {level: debug}` adds.
            """.formatted(EventSchema.VERSION);
    }

    private String page() throws IOException {
        StringBuilder page = new StringBuilder(head());
        page.append("\n## What there is\n");
        for (Class<?> event : events())
            page.append("- [`%1$s`](#%1$s) %2$s\n".formatted(name(event), firstSentence(event)));
        for (Class<?> event : events()) page.append('\n').append(section(event));
        return page.toString();
    }

    private String section(Class<?> event) {
        StringBuilder section = new StringBuilder("## %s\n%s".formatted(name(event), says(event)));
        String levels = levels(event);
        if (!levels.equals("INFO")) section.append(" Level: ").append(levels).append('.');
        section.append('\n');
        List<String> rows = new ArrayList<>();
        if (!isOfNoCall(event)) rows.add(row("call", "text", "the call's id"));
        rows.addAll(rows(event));
        section.append("\n| field | type | what it is |\n|---|---|---|\n");
        rows.forEach(section::append);
        return section.toString();
    }

    private List<String> rows(Class<?> of) {
        List<String> rows = new ArrayList<>();
        for (RecordComponent component : of.getRecordComponents()) {
            if (component.getName().equals(LogFields.CALL)) continue;
            if (component.getType() == LegQuality.class) rows.addAll(rows(LegQuality.class));
            else
                rows.add(row(
                        EventLog.snakeCase(component.getName()),
                        type(component.getGenericType()),
                        about(of, component)));
        }
        return rows;
    }

    private static String row(String field, String type, String about) {
        return "| `%s` | %s | %s |\n".formatted(field, type, about);
    }

    private String about(Class<?> of, RecordComponent component) {
        return comment(of).getBlockTags().stream()
                .filter(tag -> tag instanceof ParamTree param
                        && param.getName().toString().equals(component.getName()))
                .map(tag -> plain(((ParamTree) tag).getDescription()))
                .findFirst()
                .orElseGet(() -> EVERYWHERE.getOrDefault(component.getName(), ""));
    }

    static String type(Type type) {
        if (type == String.class) return "text";
        if (type == int.class || type == long.class || type == double.class || type == Double.class) return "number";
        if (type == boolean.class) return "`true` or `false`";
        if (type == Duration.class) return "seconds";
        if (type == BigDecimal.class) return "text, a decimal number";
        if (type instanceof Class<?> kind && kind.isEnum())
            return Arrays.stream(kind.getEnumConstants())
                    .map(one -> "`" + one + "`")
                    .collect(Collectors.joining(", "));
        if (type instanceof ParameterizedType generic) {
            if (generic.getRawType() == Map.class) return "object of texts, numbers, `true` and `false`";
            if (generic.getRawType() == Optional.class)
                return type(generic.getActualTypeArguments()[0]) + ", may be missing";
        }
        throw new IllegalStateException("say here how " + type + " is written");
    }

    private static String name(Class<?> event) {
        return sample(event, "").wire();
    }

    private static String levels(Class<?> event) {
        return Stream.of("", "x")
                .map(text -> EventLog.level(sample(event, text)).toString())
                .collect(Collectors.toCollection(TreeSet::new))
                .descendingSet()
                .stream()
                .collect(Collectors.joining(" or "));
    }

    private DocCommentTree comment(Class<?> of) {
        return Objects.requireNonNull(comments.get(of.getSimpleName()), () -> of + " has no Javadoc");
    }

    private String firstSentence(Class<?> event) {
        return plain(comment(event).getFirstSentence());
    }

    private String says(Class<?> event) {
        return plain(comment(event).getFullBody());
    }

    private static String plain(List<? extends DocTree> text) {
        return text.stream()
                .map(EventsPage::plain)
                .collect(Collectors.joining())
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String plain(DocTree text) {
        return switch (text) {
            case LinkTree link -> "`" + EventLog.snakeCase(link.getReference().getSignature()) + "`";
            case LiteralTree literal -> "`" + literal.getBody().getBody() + "`";
            default -> text.toString();
        };
    }

    /** An event of this kind, with these words for each text. */
    static Happening sample(Class<?> event, String text) {
        return (Happening) filled(event, text);
    }

    static Object filled(Class<?> event, String text) {
        RecordComponent[] components = event.getRecordComponents();
        try {
            return event.getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new))
                    .newInstance(Arrays.stream(components)
                            .map(one -> value(one.getType(), text))
                            .toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(event.getName(), e);
        }
    }

    private static Object value(Class<?> type, String text) {
        if (type == int.class) return 1;
        if (type == long.class) return 1L;
        if (type == double.class) return 1.0;
        if (type == boolean.class) return true;
        if (type == Duration.class) return Duration.ofSeconds(1);
        if (type == BigDecimal.class) return BigDecimal.ONE;
        if (type == Optional.class) return Optional.empty();
        if (type == Map.class) return Map.of("key", text);
        if (type == SipRequest.class) return Jain.wrap(new SIPRequest());
        if (type.isEnum()) return type.getEnumConstants()[0];
        return type.isRecord() ? filled(type, text) : text;
    }

    /** The Javadoc of each record, by its simple name. */
    private static Map<String, DocCommentTree> comments() throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null);
                var sources = Files.list(SOURCES)) {
            var units = files.getJavaFileObjectsFromPaths(sources.toList());
            var task = (JavacTask) compiler.getTask(null, files, null, null, null, units);
            DocTrees docs = DocTrees.instance(task);
            Map<String, DocCommentTree> found = new LinkedHashMap<>();
            var scanner = new TreePathScanner<Void, Void>() {
                @Override
                public Void visitClass(ClassTree tree, Void nothing) {
                    TreePath path = getCurrentPath();
                    DocCommentTree comment = docs.getDocCommentTree(path);
                    if (comment != null) found.put(tree.getSimpleName().toString(), comment);
                    return super.visitClass(tree, null);
                }
            };
            task.parse().forEach(unit -> scanner.scan(unit, null));
            return found;
        }
    }
}
