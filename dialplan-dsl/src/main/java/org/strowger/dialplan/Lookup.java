package org.strowger.dialplan;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.strowger.call.CallServices.WorkTimedOut;

/** A question to a database or a web service. Two that are equal have the same answer. */
sealed interface Lookup permits SqlLookup, HttpLookup {

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
        String database = options.containsKey("database") ? text(options, "database") : only(databases);
        return new SqlLookup(
                database,
                text(options, "sql"),
                arguments.stream().map(Lookup::plain).toList());
    }

    /** Asks on behalf of a call, which waits meanwhile. */
    static LookupOutcome run(RouteCall call, Map<String, ?> options, List<?> arguments) {
        DataServices services = call.services();
        Lookup lookup = of(options, arguments, services.databases().names());
        Duration timeout = options.get("timeout") instanceof Duration named ? named : lookup.timeout(services);
        Optional<Duration> keep =
                options.get("cache") instanceof Duration named ? Optional.of(named) : Optional.empty();
        Optional<LookupOutcome> known = keep.flatMap(_ -> services.cache().find(lookup, call.time()));
        if (known.isPresent()) return known.get();
        LookupOutcome outcome = ask(call, lookup, services, timeout);
        if (!(outcome instanceof LookupOutcome.Failed))
            keep.ifPresent(
                    time -> services.cache().keep(lookup, outcome, call.time().plus(time)));
        return outcome;
    }

    private static LookupOutcome ask(RouteCall call, Lookup lookup, DataServices services, Duration timeout) {
        try {
            return call.acting().elsewhere(timeout, () -> lookup.ask(services, timeout));
        } catch (WorkTimedOut late) {
            return new LookupOutcome.Failed(lookup + ": " + late.getMessage());
        }
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

    /** A database knows no GStrings. */
    private static Object plain(Object argument) {
        return argument instanceof CharSequence text ? text.toString() : argument;
    }
}
