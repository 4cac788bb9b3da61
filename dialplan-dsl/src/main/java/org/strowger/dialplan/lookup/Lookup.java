package org.strowger.dialplan.lookup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A question to a database or a web service. Two that are equal have the same answer. */
public sealed interface Lookup permits SqlLookup, HttpLookup {

    /** Statements that change data, tables or rights, behind comments and brackets. */
    Pattern WRITES = Pattern.compile(
            "^(?:\\s|--[^\\n"
                    + "]*\\n"
                    + "|/\\*.*?\\*/|\\()*(insert|update|delete|merge|replace|upsert|truncate|create|alter|drop|grant|revoke|call|do|execute|set)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** How long an answer may take, where the script says nothing. */
    Duration timeout(DataServices services);

    /** Asks, and blocks. What goes wrong is an outcome. */
    LookupOutcome ask(DataServices services, Duration timeout);

    /** What a script wrote. */
    static Lookup of(Map<String, ?> options, List<?> arguments, Set<String> databases) {
        boolean sql = options.containsKey("sql");
        if (sql == options.containsKey("http"))
            throw new IllegalArgumentException("lookup wants either sql: '…' or http: '…'");
        if (!sql)
            return HttpLookup.of(text(options, "http"), texts(options.get("query")), texts(options.get("headers")));
        if (isWrite(text(options, "sql")))
            throw new IllegalArgumentException("a lookup only reads: it takes a query, select …");
        String database = options.containsKey("database") ? text(options, "database") : only(databases);
        return new SqlLookup(database, text(options, "sql"), plain(arguments));
    }

    /** Whether SQL begins as a statement that changes something, or calls what may. */
    static boolean isWrite(String sql) {
        return WRITES.matcher(sql).find();
    }

    private static String only(Set<String> databases) {
        if (databases.size() == 1) return databases.iterator().next();
        throw new IllegalArgumentException(
                databases.isEmpty()
                        ? "no database is configured"
                        : "there are several databases: say which by database: '…'");
    }

    private static String text(Map<String, ?> options, String name) {
        return String.valueOf(options.get(name));
    }

    private static Map<String, String> texts(@Nullable Object written) {
        if (!(written instanceof Map<?, ?> map)) return Map.of();
        return map.entrySet().stream()
                .collect(Collectors.toMap(
                        one -> String.valueOf(one.getKey()),
                        one -> String.valueOf(one.getValue()),
                        (_, last) -> last,
                        LinkedHashMap::new));
    }

    private static List<@Nullable Object> plain(List<?> arguments) {
        List<@Nullable Object> plain = new ArrayList<>();
        for (Object argument : arguments) plain.add(plain(argument));
        return Collections.unmodifiableList(plain);
    }

    /** A database knows neither GStrings nor Optionals: what is absent is NULL. */
    private static @Nullable Object plain(@Nullable Object argument) {
        return switch (argument) {
            case CharSequence text -> text.toString();
            case Optional<?> maybe -> maybe.map(Lookup::plain).orElse(null);
            case null, default -> argument;
        };
    }
}
