package org.strowger.dialplan.route;

import groovy.lang.Closure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.strowger.dialplan.number.AddressRange;
import org.strowger.dialplan.number.NumberPattern;
import org.strowger.dialplan.number.NumberTable;
import org.strowger.dialplan.number.UriGlob;
import org.strowger.dialplan.script.Callbacks;
import org.strowger.dialplan.script.Guard;
import org.strowger.dialplan.script.LastingTable;
import org.strowger.dialplan.script.Schedule;
import org.strowger.dialplan.table.TableShape;

/** Takes what the top level of scripts says while they are loaded. One thread. */
public final class PlanBuilder {

    /** Where the scripts of a plan come from, and what becomes of their problems. */
    public interface Sources {
        /** Runs the top level of another file, named as in a file. */
        void include(String name, PlanBuilder builder);

        /** Takes a problem at the line that the script is at. */
        void problem(int line, String message);

        /** The file that is being read. */
        Path file();
    }

    private static final int FORBIDDEN = 403;

    private final Sources sources;
    private final List<Route> emergencies = new ArrayList<>();
    private final Map<String, List<Route>> contexts = new LinkedHashMap<>();
    private final List<Callbacks.Callback> onStart = new ArrayList<>();
    private final List<Callbacks.Callback> onAnswer = new ArrayList<>();
    private final List<Callbacks.Callback> onReinvite = new ArrayList<>();
    private final List<Callbacks.Callback> onEnd = new ArrayList<>();
    private final List<Callbacks.Callback> onFault = new ArrayList<>();
    private final List<Policy> policies = new ArrayList<>();
    private final List<Callbacks.Callback> onDtmf = new ArrayList<>();
    private final List<Callbacks.OnSilence> onSilence = new ArrayList<>();
    private final List<Callbacks.Callback> onMediaTimeout = new ArrayList<>();
    private final List<Callbacks.Callback> onTone = new ArrayList<>();
    private final Map<String, TableShape> tables = new LinkedHashMap<>();
    private final Set<String> included = new HashSet<>();
    private String context = ""; // none entered

    public PlanBuilder(Sources sources) {
        this.sources = sources;
    }

    public RouteTable build() {
        return new RouteTable(
                emergencies, contexts, policies, new Callbacks(onStart, onAnswer, onReinvite, onEnd, onFault, heard()));
    }

    private Callbacks.Heard heard() {
        return new Callbacks.Heard(onDtmf, onSilence, onMediaTimeout, onTone);
    }

    /** A route; without a body, the option {@code to} is the handler. */
    void route(Map<String, ?> options, @Nullable Object what, @Nullable Closure<?> body) {
        int line = line();
        try {
            var priority = options.get("priority") == Priority.EMERGENCY ? Priority.EMERGENCY : Priority.NORMAL;
            Closure<?> action = body == null ? handler(options) : body;
            var criteria = criteria(options, what, body == null);
            var route = new Route(
                    new Route.Place(sources.file(), line),
                    label(line, "route", written(options, what)),
                    priority,
                    criteria,
                    guards(options, what),
                    action);
            if (priority == Priority.EMERGENCY) checkEmergency(route);
            add(route);
        } catch (IllegalArgumentException refused) {
            sources.problem(line, String.valueOf(refused.getMessage()));
        }
    }

    /**
     * Calls to emergency numbers are let in by number alone, without authentication or limit; so the number alone must
     * decide who takes them.
     */
    private static void checkEmergency(Route route) {
        var criteria = route.criteria();
        boolean hasNumber =
                !criteria.numbers().isEmpty() || criteria.expression().isPresent();
        if (!hasNumber || criteria.asksForMore() || !route.guards().isEmpty()) {
            throw new IllegalArgumentException(
                    "an emergency route is chosen by the number alone: nothing else may stand in its way");
        }
    }

    void emergency(List<String> numbers, Closure<?> body) {
        int line = line();
        try {
            var patterns = numbers.stream()
                    .map(String::valueOf)
                    .map(NumberPattern::compile)
                    .toList();
            if (patterns.isEmpty()) throw new IllegalArgumentException("emergency without a number");
            var written = patterns.stream().map(pattern -> "'" + pattern + "'").collect(Collectors.joining(", "));
            var criteria = new Criteria(
                    patterns,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of(),
                    Optional.empty(),
                    Optional.empty());
            add(new Route(
                    new Route.Place(sources.file(), line),
                    label(line, "emergency", written),
                    Priority.EMERGENCY,
                    criteria,
                    List.of(),
                    body));
        } catch (IllegalArgumentException refused) {
            sources.problem(line, String.valueOf(refused.getMessage()));
        }
    }

    /** What callers of the context must be; outside of any context, what all callers must be. */
    void require(Map<String, ?> options, Guard guard) {
        int line = line();
        int otherwise = options.get("otherwise") instanceof Integer status ? status : FORBIDDEN;
        if (otherwise < 300 || otherwise > 699)
            sources.problem(line, "a call is refused with a status of 300 to 699, not " + otherwise);
        if (policies.stream()
                .anyMatch(policy ->
                        policy.context().equals(context) && policy.guard().equals(guard)))
            sources.problem(
                    line, "this is required already" + (context.isEmpty() ? "" : " in context '" + context + "'"));
        policies.add(new Policy(context, label(line, "require", "otherwise: " + otherwise), guard, otherwise));
    }

    /** The numbers of a file; {@code usual} is the column where none is named. */
    NumberTable numbers(Map<String, ?> options, String file, String usual, NumberTable.Fit fit) {
        return NumberTable.read(
                sources.file().resolveSibling(file), text(options, "column").orElse(usual), fit);
    }

    /** A table; declared again, it must be the same. */
    LastingTable table(Map<String, ?> options, String name) {
        TableShape shape = TableWords.shape(options, name);
        TableShape before = tables.putIfAbsent(name, shape);
        if (before != null && !before.equals(shape))
            sources.problem(line(), "the table '" + name + "' is declared already, with another key or other columns");
        return new LastingTable(shape);
    }

    /** One that was declared above. */
    LastingTable table(String name) {
        TableShape shape = tables.get(name);
        if (shape == null)
            throw new IllegalArgumentException(
                    "there is no table '" + name + "' yet: declare it by table('" + name + "', key: '…')");
        return new LastingTable(shape);
    }

    /** The tables that were declared, by name. */
    public Map<String, TableShape> tables() {
        return tables;
    }

    void context(String name, Closure<?> routes) {
        if (!context.isEmpty()) {
            sources.problem(line(), "context '" + name + "' stands within context '" + context + "'");
            return;
        }
        context = name;
        contexts.computeIfAbsent(name, _ -> new ArrayList<>());
        try {
            routes.call();
        } finally {
            context = "";
        }
    }

    void include(String name) {
        sources.include(name, this);
        included.add(name);
    }

    /** Whether a script has included this, by this name. */
    public boolean hasIncluded(String name) {
        return included.contains(name);
    }

    void onStart(Closure<?> action) {
        onStart.add(new Callbacks.Callback(context, action));
    }

    void onAnswer(Closure<?> action) {
        onAnswer.add(new Callbacks.Callback(context, action));
    }

    void onReinvite(Closure<?> action) {
        onReinvite.add(new Callbacks.Callback(context, action));
    }

    void onEnd(Closure<?> action) {
        onEnd.add(new Callbacks.Callback(context, action));
    }

    void onFault(Closure<?> action) {
        if (onFault.stream().anyMatch(callback -> callback.context().equals(context)))
            sources.problem(
                    line(), "there is an onFault already" + (context.isEmpty() ? "" : " in context '" + context + "'"));
        onFault.add(new Callbacks.Callback(context, action));
    }

    void onDtmf(Closure<?> action) {
        onDtmf.add(new Callbacks.Callback(context, action));
    }

    void onSilence(Duration silence, Closure<?> action) {
        if (silence.isNegative() || silence.isZero())
            sources.problem(line(), "onSilence wants to know how long, such as 3.seconds");
        onSilence.add(new Callbacks.OnSilence(silence, new Callbacks.Callback(context, action)));
    }

    void onMediaTimeout(Closure<?> action) {
        onMediaTimeout.add(new Callbacks.Callback(context, action));
    }

    void onTone(Closure<?> action) {
        onTone.add(new Callbacks.Callback(context, action));
    }

    private void add(Route route) {
        if (route.priority() == Priority.EMERGENCY) emergencies.add(route);
        else
            contexts.computeIfAbsent(context.isEmpty() ? RouteTable.DEFAULT_CONTEXT : context, _ -> new ArrayList<>())
                    .add(route);
    }

    private static List<Guard> guards(Map<String, ?> options, @Nullable Object what) {
        var guards = new ArrayList<Guard>();
        if (what instanceof Closure<?> guard) guards.add(Guard.of(guard));
        switch (options.get("when")) {
            case null -> {}
            case Guard guard -> guards.add(guard);
            case Closure<?> guard -> guards.add(Guard.of(guard));
            case Object other -> throw new IllegalArgumentException("when: wants a guard, not " + other);
        }
        return guards;
    }

    private static Closure<?> handler(Map<String, ?> options) {
        if (options.get("to") instanceof Closure<?> handler) return handler;
        throw new IllegalArgumentException("the route has no body: write { … }, or to: this.&method");
    }

    private static Criteria criteria(Map<String, ?> options, @Nullable Object what, boolean handled) {
        return new Criteria(
                patterns(what),
                what instanceof Pattern expression ? Optional.of(expression) : Optional.empty(),
                what instanceof NumberTable table ? Optional.of(table) : Optional.empty(),
                text(options, "from").map(UriGlob::new),
                handled ? Optional.empty() : text(options, "to").map(UriGlob::new),
                headers(options.get("header")),
                text(options, "source").map(AddressRange::parse),
                text(options, "trunk"));
    }

    private static List<NumberPattern> patterns(@Nullable Object what) {
        if (what instanceof CharSequence text) return List.of(NumberPattern.compile(text.toString()));
        if (!(what instanceof List<?> several)) return List.of();
        if (several.isEmpty()) throw new IllegalArgumentException("the route is for no number: the list is empty");
        return several.stream().map(String::valueOf).map(NumberPattern::compile).toList();
    }

    private static Map<String, String> headers(@Nullable Object written) {
        if (!(written instanceof Map<?, ?> map)) return Map.of();
        return map.entrySet().stream()
                .collect(Collectors.toMap(e -> String.valueOf(e.getKey()), e -> String.valueOf(e.getValue())));
    }

    private static Optional<String> text(Map<String, ?> options, String name) {
        return Optional.ofNullable(options.get(name)).map(String::valueOf);
    }

    private String label(int line, String verb, String written) {
        return sources.file().getFileName() + ":" + line + " " + verb + "(" + written + ")";
    }

    private static String written(Map<String, ?> options, @Nullable Object what) {
        var parts = new ArrayList<String>();
        if (what instanceof Pattern expression) parts.add("~/" + expression + "/");
        else if (what instanceof Closure<?>) parts.add("{…}");
        else if (what instanceof NumberTable table) parts.add("numbers '" + table + "'");
        else if (what instanceof List<?> several) several.forEach(one -> parts.add("'" + one + "'"));
        else if (what != null) parts.add("'" + what + "'");
        options.forEach((name, value) -> {
            boolean handler = value instanceof Closure<?> && name.equals("to");
            if (!handler) parts.add(name + ": " + (isCode(value) ? "{…}" : value));
        });
        return String.join(", ", parts);
    }

    /** What has no words that are the same each time that the plan is loaded. */
    private static boolean isCode(Object value) {
        return value instanceof Closure<?> || (value instanceof Guard && !(value instanceof Schedule));
    }

    /** The line of the script that runs. */
    private int line() {
        String file = String.valueOf(sources.file().getFileName());
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> file.equals(frame.getFileName()))
                        .mapToInt(StackWalker.StackFrame::getLineNumber)
                        .findFirst())
                .orElse(1);
    }
}
