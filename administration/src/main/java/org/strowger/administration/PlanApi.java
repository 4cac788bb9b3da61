package org.strowger.administration;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.strowger.administration.AdminServer.Answer;
import org.strowger.dialplan.LoadResult;
import org.strowger.dialplan.route.RouteStatistics;
import org.strowger.dialplan.version.Canary;
import org.strowger.dialplan.version.PlanVersion;

/** What can be asked about the dialplan by HTTP: its versions, its routes, and to load it again or take it back. */
final class PlanApi {

    private static final Pattern TIME = Pattern.compile("(\\d{1,6})(ms|s|m|h)");
    private static final Pattern PERCENT = Pattern.compile("\\d{1,2}(\\.\\d{1,3})?");

    private final PlanControl plans;

    PlanApi(PlanControl plans) {
        this.plans = plans;
    }

    /** {@code POST /reload}, with {@code canary=5&for=10m} for a trial. */
    Answer reload(String query) {
        Map<String, String> asked = parameters(query);
        if (!asked.containsKey("canary")) return answer(plans.reload(), plans.waiting());
        try {
            return answer(plans.tryOut(canary(asked)));
        } catch (IllegalArgumentException mistake) {
            return Answer.text(400, String.valueOf(mistake.getMessage()));
        }
    }

    /** {@code POST /rollback}, with {@code version=N} for one that is not the last. */
    Answer rollback(String query) {
        try {
            String version = parameters(query).getOrDefault("version", "");
            return answer(version.isEmpty() ? plans.rollback() : plans.rollback(Integer.parseInt(version)));
        } catch (NoSuchElementException | NumberFormatException none) {
            return Answer.text(404, String.valueOf(none.getMessage()));
        }
    }

    /** {@code GET /versions}. */
    Answer versions() {
        return array(json -> {
            for (PlanVersion version : plans.versions()) {
                json.writeStartObject();
                json.writeNumberField("version", version.number());
                json.writeStringField("loaded", version.loaded().toString());
                json.writeStringField("state", version.state().name().toLowerCase(Locale.ROOT));
                json.writeStringField("why", version.why());
                json.writeNumberField("share", version.share());
                json.writeNumberField("routes", version.routes());
                json.writeNumberField("running", version.running());
                json.writeNumberField("ended", version.ended());
                json.writeNumberField("failed", version.failed());
                json.writeEndObject();
            }
        });
    }

    /** {@code GET /routes}: those of the version in force, with their calls. */
    Answer routes() {
        return array(json -> {
            for (RouteStatistics route : plans.routes()) {
                json.writeStartObject();
                json.writeStringField("context", route.context());
                json.writeStringField("route", route.route());
                json.writeNumberField("running", route.running());
                json.writeNumberField("taken", route.taken());
                json.writeNumberField("failed", route.failed());
                json.writeObjectFieldStart("outcomes");
                for (Map.Entry<String, Long> outcome : route.outcomes().entrySet())
                    json.writeNumberField(outcome.getKey(), outcome.getValue());
                json.writeEndObject();
                json.writeEndObject();
            }
        });
    }

    private static Canary canary(Map<String, String> asked) {
        String share = asked.getOrDefault("canary", "");
        if (!PERCENT.matcher(share).matches())
            throw new IllegalArgumentException("canary: '" + share + "' is not a percentage");
        Matcher time = TIME.matcher(asked.getOrDefault("for", "10m"));
        if (!time.matches())
            throw new IllegalArgumentException("for: '" + asked.get("for") + "' is not a time such as 90s or 10m");
        return new Canary(
                Double.parseDouble(share) / 100, Duration.of(Long.parseLong(time.group(1)), unit(time.group(2))));
    }

    private static ChronoUnit unit(String written) {
        return switch (written) {
            case "ms" -> ChronoUnit.MILLIS;
            case "s" -> ChronoUnit.SECONDS;
            case "m" -> ChronoUnit.MINUTES;
            default -> ChronoUnit.HOURS;
        };
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> all = new HashMap<>();
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0) all.put(parameter.substring(0, equals), parameter.substring(equals + 1));
        }
        return all;
    }

    private static Answer answer(LoadResult result) {
        return answer(result, Set.of());
    }

    private static Answer answer(LoadResult result, Set<String> waiting) {
        String rest =
                waiting.isEmpty() ? "" : "; only a start takes in what has changed of " + String.join(", ", waiting);
        return switch (result) {
            case LoadResult.Loaded loaded ->
                Answer.text(
                        200,
                        loaded.dialplan().routes().size() + " routes, version "
                                + loaded.dialplan().version() + rest);
            case LoadResult.Failed failed -> Answer.text(422, failed.toString());
        };
    }

    private static Answer array(JsonText.Content elements) {
        return Answer.json(200, JsonText.array(elements));
    }
}
