package org.strowger.administration;

import java.net.URI;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.strowger.administration.AdminServer.Answer;

/** What can be asked by HTTP. */
public final class AdminApi implements AdminServer.Handler, AutoCloseable {

    private static final Pattern LIMIT = Pattern.compile("(?:.*&)?limit=(\\d{1,7})(?:&.*)?");
    private static final int USUAL_LIMIT = 100;
    private static final int HIGHEST_LIMIT = 10_000;
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final SwitchControl softswitch;
    private final PlanApi plans;
    private final TableApi tables;
    private final StatusReport status;
    private final StoryReport stories;
    private final SourceReport sources;
    private final DeviceReport devices;
    private final Deferred<Metrics> metrics;

    public AdminApi(SwitchControl softswitch, PlanControl plans) {
        this.softswitch = softswitch;
        this.plans = new PlanApi(plans);
        this.tables = new TableApi(plans, InstantSource.system());
        this.stories = new StoryReport(softswitch::story);
        this.sources = new SourceReport(softswitch);
        this.devices = new DeviceReport(softswitch);
        this.status = new StatusReport(softswitch, devices);
        this.metrics = new Deferred<>(() -> new Metrics(softswitch::figures));
    }

    @Override
    public Answer answer(String method, String path, String raw) {
        String query = raw.isEmpty() ? "" : String.valueOf(URI.create("?" + raw).getQuery());
        boolean reading = method.equals("GET") || method.equals("HEAD");
        return switch (path) {
            case "/health" -> reading ? health() : wrongMethod("GET");
            case "/status" -> reading ? Answer.json(200, status.json(limit(query))) : wrongMethod("GET");
            case "/metrics" ->
                reading ? new Answer(200, PROMETHEUS, metrics.get().scrape()) : wrongMethod("GET");
            case "/versions" -> reading ? plans.versions() : wrongMethod("GET");
            case "/tables" -> reading ? tables.tables() : wrongMethod("GET");
            case "/table" ->
                reading || method.equals("POST") || method.equals("DELETE")
                        ? tables.table(method, raw, limit(query))
                        : wrongMethod("GET, POST or DELETE");
            case "/routes" -> reading ? plans.routes() : wrongMethod("GET");
            case "/reload" -> method.equals("POST") ? plans.reload(query) : wrongMethod("POST");
            case "/rollback" -> method.equals("POST") ? plans.rollback(query) : wrongMethod("POST");
            case "/sources" -> reading ? Answer.json(200, sources.json(limit(query))) : wrongMethod("GET");
            case "/story" -> reading ? stories.answer(query) : wrongMethod("GET");
            case "/unban" -> method.equals("POST") ? sources.unban(query) : wrongMethod("POST");
            case "/devices" -> reading ? Answer.json(200, devices.json(limit(query))) : wrongMethod("GET");
            default -> path.startsWith(DeviceReport.ONE) ? device(reading, path) : unknown();
        };
    }

    private Answer device(boolean reading, String path) {
        return reading ? devices.one(path) : wrongMethod("GET");
    }

    private static Answer unknown() {
        return Answer.text(
                404,
                "there are /health, /status, /story, /sources, /devices, /metrics, /versions, /routes, /tables, /table,"
                        + " /reload, /rollback and /unban");
    }

    private Answer health() {
        return switch (softswitch.state()) {
            case READY -> Answer.text(200, "ready");
            case DRAINING -> Answer.text(503, "draining");
        };
    }

    /** How many calls and registrations are listed; the figures count all of them. */
    private static int limit(String query) {
        Matcher written = LIMIT.matcher(query);
        return written.matches() ? Math.min(HIGHEST_LIMIT, Integer.parseInt(written.group(1))) : USUAL_LIMIT;
    }

    private static Answer wrongMethod(String right) {
        return Answer.text(405, "use " + right);
    }

    @Override
    public void close() {
        metrics.ifMade(Metrics::close);
    }
}
