package org.strowger.dialplan.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.strowger.dialplan.hours.BadSchedule;
import org.strowger.dialplan.hours.Holiday;
import org.strowger.dialplan.hours.WeeklyHours;
import org.strowger.dialplan.literal.Facts;
import org.strowger.dialplan.lookup.HttpLookup;
import org.strowger.dialplan.lookup.Lookup;
import org.strowger.dialplan.number.E164;
import org.strowger.dialplan.text.Spelling;

/** Judges what a script writes out in full about data: schedules, tables, databases, tariffs, countries. */
final class DataChecks {

    private final Findings findings;
    private final Facts facts;

    DataChecks(Findings findings, Facts facts) {
        this.findings = findings;
        this.facts = facts;
    }

    /** The file beside the script, and the column in it. */
    void checkTable(String word, List<Expression> arguments) {
        Expression named = arguments.getLast();
        LiteralChecks.text(named).ifPresent(file -> {
            Path path = findings.file().resolveSibling(file);
            if (!Files.isRegularFile(path)) {
                findings.problem(named, "there is no table '" + file + "'", "looked for " + path.normalize());
                return;
            }
            var option = PlanChecks.options(arguments).stream().findFirst().map(MapEntryExpression::getValueExpression);
            String usual = word.equals("numbers") ? "number" : "prefix";
            String column = option.flatMap(LiteralChecks::text).orElse(usual);
            if (option.isPresent() && LiteralChecks.text(option.get()).isEmpty()) return;
            var columns = facts.columns(path);
            if (columns.contains(column)) return;
            findings.problem(
                    option.orElse(named),
                    "'" + file + "' has no column '" + column + "'",
                    Spelling.didYouMean(column, Set.copyOf(columns)).orElse("it has " + String.join(", ", columns)));
        });
    }

    void checkSchedule(String verb, Expression argument) {
        LiteralChecks.text(argument).ifPresent(written -> {
            try {
                if (verb.equals("except")) Holiday.parse(written);
                else WeeklyHours.parse(written);
            } catch (BadSchedule bad) {
                findings.problem(argument, String.valueOf(bad.getMessage()), bad.hint());
            }
        });
    }

    /** One of SQL and HTTP, a database that is configured, a URL that can be one. */
    void checkLookup(List<Expression> arguments) {
        Map<String, Expression> options = options(arguments);
        if (arguments.isEmpty()) return;
        if (options.containsKey("sql") == options.containsKey("http")) {
            findings.problem(arguments.getFirst(), "lookup wants either sql: '…' or http: '…'");
            return;
        }
        Expression web = options.get("http");
        if (web != null)
            LiteralChecks.text(web)
                    .filter(url -> !HttpLookup.isWeb(url))
                    .ifPresent(url ->
                            findings.problem(web, "'" + url + "' is no URL of a web service", "http://… or https://…"));
        Expression query = options.get("sql");
        if (query != null) {
            checkReads(query);
            checkDatabase(query, Optional.ofNullable(options.get("database")));
        }
    }

    private void checkReads(Expression query) {
        String written = query instanceof GStringExpression text
                ? text.getStrings().getFirst().getText()
                : LiteralChecks.text(query).orElse("");
        if (Lookup.isWrite(written))
            findings.problem(query, "a lookup only reads, and this changes the database", "a query, select …");
    }

    private void checkDatabase(Expression query, Optional<Expression> named) {
        Set<String> known = facts.databases();
        if (named.isPresent()) {
            LiteralChecks.text(named.get())
                    .filter(name -> !known.contains(name))
                    .ifPresent(name -> findings.problem(
                            named.get(),
                            "there is no database '" + name + "'",
                            Spelling.didYouMean(name, known).orElse("databases are named in the configuration")));
        } else if (known.isEmpty()) {
            findings.problem(query, "no database is configured", "databases are named in the configuration");
        } else if (known.size() > 1) {
            findings.problem(query, "there are several databases: say which", "database: '…'");
        }
    }

    /** A tariff that is configured, whose rates can be read. */
    void checkTariff(List<Expression> arguments) {
        for (Expression argument : arguments)
            LiteralChecks.text(argument).ifPresent(name -> checkTariff(name, argument));
    }

    private void checkTariff(String name, Expression at) {
        Set<String> known = facts.tariffs();
        if (!known.contains(name)) {
            String hint = Spelling.didYouMean(name, known).orElse("tariffs are named in the configuration");
            findings.problem(at, "there is no tariff '" + name + "'", hint);
            return;
        }
        String fault = facts.faultOfRates(name);
        if (!fault.isEmpty()) findings.problem(at, "tariff '" + name + "': " + fault);
    }

    /** A country whose numbers are known. */
    void checkCountry(List<Expression> arguments) {
        Expression named = options(arguments).get("country");
        if (named == null) return;
        LiteralChecks.text(named)
                .filter(country -> !E164.countries().contains(country.toUpperCase(Locale.ROOT)))
                .ifPresent(country -> findings.problem(
                        named,
                        "the numbers of country '" + country + "' aren't known",
                        "one of " + String.join(", ", E164.countries())));
    }

    private static Map<String, Expression> options(List<Expression> arguments) {
        Map<String, Expression> options = new HashMap<>();
        for (MapEntryExpression option : PlanChecks.options(arguments))
            options.put(option.getKeyExpression().getText(), option.getValueExpression());
        return options;
    }
}
