package org.strowger.softswitch;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.strowger.dialplan.LoadResult;
import org.strowger.dialplan.Problem;
import org.strowger.softswitch.AdminServer.Answer;

/** What can be asked by HTTP. */
final class AdminApi implements AdminServer.Handler, AutoCloseable {

    private static final Pattern LIMIT = Pattern.compile("(?:.*&)?limit=(\\d{1,7})(?:&.*)?");
    private static final int USUAL_LIMIT = 100;
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final Softswitch softswitch;
    private final StatusReport status;
    private final Deferred<Metrics> metrics;

    AdminApi(Softswitch softswitch) {
        this.softswitch = softswitch;
        this.status = new StatusReport(softswitch);
        this.metrics = new Deferred<>(() -> new Metrics(softswitch::figures));
    }

    @Override
    public Answer answer(String method, String path, String query) {
        boolean reading = method.equals("GET") || method.equals("HEAD");
        return switch (path) {
            case "/health" -> reading ? health() : wrongMethod("GET");
            case "/status" -> reading ? Answer.json(200, status.json(limit(query))) : wrongMethod("GET");
            case "/metrics" ->
                reading ? new Answer(200, PROMETHEUS, metrics.get().scrape()) : wrongMethod("GET");
            case "/reload" -> method.equals("POST") ? reload() : wrongMethod("POST");
            default -> Answer.text(404, "there are /health, /status, /metrics and /reload");
        };
    }

    private Answer health() {
        return switch (softswitch.state()) {
            case READY -> Answer.text(200, "ready");
            case DRAINING -> Answer.text(503, "draining");
        };
    }

    private Answer reload() {
        return switch (softswitch.reload()) {
            case LoadResult.Loaded loaded ->
                Answer.text(200, loaded.dialplan().routes().size() + " routes");
            case LoadResult.Failed(List<Problem> problems) ->
                Answer.text(
                        422,
                        String.join(
                                "\n", problems.stream().map(Problem::toString).toList()));
        };
    }

    /** How many calls and registrations are listed; the figures count all of them. */
    private static int limit(String query) {
        Matcher written = LIMIT.matcher(query);
        return written.matches() ? Integer.parseInt(written.group(1)) : USUAL_LIMIT;
    }

    private static Answer wrongMethod(String right) {
        return Answer.text(405, "use " + right);
    }

    @Override
    public void close() {
        metrics.ifMade(Metrics::close);
    }
}
