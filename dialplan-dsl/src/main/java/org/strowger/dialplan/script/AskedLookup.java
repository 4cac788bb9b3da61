package org.strowger.dialplan.script;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.strowger.call.CallServices.WorkTimedOut;
import org.strowger.dialplan.literal.Configured;
import org.strowger.dialplan.literal.Judge;
import org.strowger.dialplan.literal.Literal;
import org.strowger.dialplan.lookup.DataServices;
import org.strowger.dialplan.lookup.HttpLookup;
import org.strowger.dialplan.lookup.Lookup;
import org.strowger.dialplan.lookup.LookupOutcome;
import org.strowger.dialplan.text.ProblemCode;

/**
 * Makes a lookup for a call: within its time, kept for as long as the script says, and told of once where it fails. On
 * the call's thread; but for what is looked at when the plan is loaded.
 */
final class AskedLookup {

    private AskedLookup() {}

    /** Asks on behalf of a call, which waits meanwhile. */
    static LookupOutcome run(ScriptedCall call, Map<String, ?> options, List<?> arguments) {
        DataServices services = call.services();
        Lookup lookup = Lookup.of(options, arguments, services.databases().names());
        Duration timeout = options.get("timeout") instanceof Duration named ? named : lookup.timeout(services);
        Optional<Duration> keep =
                options.get("cache") instanceof Duration named ? Optional.of(named) : Optional.empty();
        Optional<LookupOutcome> known = keep.flatMap(_ -> services.cache().find(lookup, call.time()));
        if (known.isPresent()) return known.get();
        LookupOutcome outcome = ask(call, lookup, services, timeout);
        if (outcome instanceof LookupOutcome.Failed(String why)) call.lookupFailed(lookup.toString(), why);
        else
            keep.ifPresent(
                    time -> services.cache().keep(lookup, outcome, call.time().plus(time)));
        return outcome;
    }

    private static LookupOutcome ask(ScriptedCall call, Lookup lookup, DataServices services, Duration timeout) {
        try {
            return call.acting()
                    .elsewhere(timeout, new LookupWork<>(lookup.toString(), () -> lookup.ask(services, timeout)));
        } catch (WorkTimedOut late) {
            return new LookupOutcome.Failed(lookup + ": " + late.getMessage());
        }
    }

    /** One of SQL and HTTP, a database that is configured, a URL that can be one. */
    static final class Question implements Judge {

        private final Judge database = new Configured.Database();

        @Override
        public void judge(Literal options) {
            Optional<Literal> query = options.option("sql");
            Optional<Literal> web = options.option("http");
            if (query.isPresent() == web.isPresent()) {
                options.problem(ProblemCode.MISTAKE, "lookup wants either sql: '…' or http: '…'");
                return;
            }
            web.ifPresent(Question::judgeUrl);
            query.ifPresent(Question::judgeReads);
            query.ifPresent(this::judgeDatabase);
        }

        private static void judgeUrl(Literal web) {
            web.text()
                    .filter(url -> !HttpLookup.isWeb(url))
                    .ifPresent(url -> web.problem(
                            ProblemCode.MISTAKE, "'" + url + "' is no URL of a web service", "http://… or https://…"));
        }

        private static void judgeReads(Literal query) {
            if (Lookup.isWrite(query.beginning()))
                query.problem(
                        ProblemCode.MISTAKE, "a lookup only reads, and this changes the database", "a query, select …");
        }

        private void judgeDatabase(Literal query) {
            Set<String> known = query.facts().databases();
            Optional<Literal> named = query.option("database");
            if (named.isPresent()) database.judge(named.get());
            else if (known.isEmpty())
                query.problem(
                        ProblemCode.MISTAKE, "no database is configured", "databases are named in the configuration");
            else if (known.size() > 1)
                query.problem(ProblemCode.MISTAKE, "there are several databases: say which", "database: '…'");
        }
    }
}
