package org.strowger.cdr;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A receiver that is sent each record by HTTP, one after the other, as Standard Webhooks 1.0.0 have it. It has taken
 * one when it answers 2xx, whatever becomes of the rest of its answer; then a file beside the journal says so. What
 * ends between these two has the record sent once more, under the same {@code webhook-id}. It is never followed to
 * where it redirects: what it says must not lead us, from within our network and with what records say, to somebody
 * else.
 */
final class Webhook implements Follower.Destination {

    static final String POSITION = "webhook.position";

    private static final String TYPE = "call.ended";

    /** Of an answer that is read away, so that its connection may be used again. */
    private static final int MOST_OCTETS = 1 << 16;

    private static final Follower.Waits WAITS = new Follower.Waits(Duration.ofMillis(100), Duration.ofMinutes(1));
    private static final int GONE = 410;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private record Way(HttpClient client, ExecutorService threads) {}

    private final WebhookSettings settings;
    private final URI url;
    private final WebhookKey key;
    private final PositionFile position;
    private final InstantSource time;
    private @Nullable Way way;

    Webhook(WebhookSettings settings, JournalDirectory journal, InstantSource time) {
        this.settings = settings;
        this.url = URI.create(settings.url().reveal());
        this.key = WebhookKey.of(settings.secret());
        this.position = new PositionFile(journal.path(POSITION));
        this.time = time;
    }

    /** One: it is known of each whether it was taken. */
    @Override
    public int batch() {
        return 1;
    }

    @Override
    public Follower.Waits waits() {
        return WAITS;
    }

    @Override
    public Position begin() throws IOException {
        Position reached = position.read();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.timeout())
                .executor(threads)
                .build();
        way = new Way(client, threads);
        return reached;
    }

    @Override
    public void store(JournalDirectory.Lines lines) throws IOException, InterruptedException {
        for (byte[] line : lines.lines()) post(line);
        position.write(lines.behind());
    }

    private void post(byte[] line) throws IOException, InterruptedException {
        int status = status(request(line));
        if (status < 200 || status > 299) throw failure("it answered " + status + advice(status));
    }

    private HttpRequest request(byte[] line) throws IOException {
        Map<String, String> record = JsonRecords.texts(line);
        String id = record.getOrDefault(RecordColumns.ID, "");
        byte[] body = body(record.getOrDefault(RecordColumns.ENDED, ""), line);
        long now = time.instant().getEpochSecond();
        return HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Strowger")
                .header("webhook-id", id)
                .header("webhook-timestamp", String.valueOf(now))
                .header("webhook-signature", key.signature(id, now, body))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    private static byte[] body(String ended, byte[] line) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("{\"type\":\"%s\",\"timestamp\":\"%s\",\"data\":"
                .formatted(TYPE, ended)
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(line);
        body.write('}');
        return body.toByteArray();
    }

    /** What it answers, as soon as that is sure: its answer may be broken off, or have no end. */
    private int status(HttpRequest request) throws IOException, InterruptedException {
        Way open = way;
        if (open == null) throw new IllegalStateException("begin comes first");
        AtomicInteger told = new AtomicInteger();
        BodyHandler<Void> away = head -> {
            told.set(head.statusCode());
            return BodySubscribers.limiting(BodySubscribers.discarding(), MOST_OCTETS);
        };
        CompletableFuture<HttpResponse<Void>> answer = open.client().sendAsync(request, away);
        try {
            return answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
                    .statusCode();
        } catch (TimeoutException | ExecutionException e) {
            if (told.get() != 0) return told.get();
            throw failure(reason(e));
        } finally {
            answer.cancel(true);
        }
    }

    private String reason(Exception failed) {
        Throwable cause = failed instanceof ExecutionException ? failed.getCause() : failed;
        return switch (cause) {
            case TimeoutException _ ->
                "no answer within " + settings.timeout().toMillis() + " ms; is the server there, and 'timeout' long"
                        + " enough?";
            case ConnectException _ -> "it can't be reached; is its name right, and the server there?";
            case null -> "no answer";
            default -> cause.getClass().getSimpleName() + ": " + cause.getMessage();
        };
    }

    private static String advice(int status) {
        return switch (status) {
            case GONE -> ", it wants no more of them; take 'records.webhook' away, or write another 'url'";
            case UNAUTHORIZED, FORBIDDEN -> "; has it the same secret?";
            default -> status / 100 == 3 ? ", which is not followed; write where it leads as 'url'" : "";
        };
    }

    /** The path of a URL often is what lets one write there, so it isn't told. */
    private IOException failure(String why) {
        return new IOException(url.getScheme() + "://" + url.getAuthority() + ": " + why
                + "; the journal keeps them until it answers 2xx");
    }

    @Override
    public String remedy(Exception failed) {
        return settings.url().hideIn(settings.secret().hideIn(String.valueOf(failed.getMessage())));
    }

    @Override
    public void wake(Thread waiting) {
        waiting.interrupt();
    }

    @Override
    public void end() {
        if (way == null) return;
        way.client().shutdownNow();
        way.threads().shutdownNow();
        way = null;
    }
}
