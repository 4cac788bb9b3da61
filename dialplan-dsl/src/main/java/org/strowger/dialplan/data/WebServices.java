package org.strowger.dialplan.data;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The way to the web services that dialplans ask. Safe on any thread; what asks it blocks. */
public final class WebServices implements AutoCloseable {

    /**
     * How they are asked.
     *
     * @param timeout for an answer, where a lookup names no other
     * @param largest answer that is read, in bytes
     */
    public record Settings(Duration timeout, int largest) {
        /** Two seconds and a megabyte. */
        public static final Settings USUAL = new Settings(Duration.ofSeconds(2), 1_000_000);
    }

    /**
     * What came back.
     *
     * @param body of the answer
     */
    @SuppressWarnings("ArrayRecordComponent") // not written again
    public record Answer(int status, byte[] body) {}

    /** Who sends requests. */
    @FunctionalInterface
    public interface Sender {
        /**
         * Sends, and waits for the answer.
         *
         * @throws IOException if there is none
         */
        Answer send(HttpRequest request) throws IOException, InterruptedException;
    }

    private static final int MOST_REDIRECTS = 5;

    private final Settings settings;
    private final Once way;
    private final Sender sender;

    private record Way(HttpClient client, ExecutorService threads) {}

    /** None is asked yet. */
    public WebServices(Settings settings) {
        this.settings = settings;
        this.way = new Once();
        this.sender = this::overTheNetwork;
    }

    /** Requests go another way than over the network. */
    public WebServices(Settings settings, Sender sender) {
        this.settings = settings;
        this.way = new Once();
        this.sender = sender;
    }

    public Duration timeout() {
        return settings.timeout();
    }

    public Answer send(HttpRequest request) throws IOException, InterruptedException {
        return sender.send(request);
    }

    private Answer overTheNetwork(HttpRequest request) throws IOException, InterruptedException {
        var body = BodyHandlers.limiting(BodyHandlers.ofByteArray(), settings.largest());
        HttpRequest asked = request;
        for (int turns = 0; ; turns++) {
            HttpResponse<byte[]> response = way.get().client().send(asked, body);
            Optional<String> location = response.headers().firstValue("Location");
            if (response.statusCode() < 301 || response.statusCode() > 308 || location.isEmpty())
                return new Answer(response.statusCode(), response.body());
            if (turns == MOST_REDIRECTS) throw new IOException("more than " + MOST_REDIRECTS + " redirections");
            asked = redirected(asked, location.get());
        }
    }

    /**
     * Whoever answers for one host must not send us, with our headers and from our network, to another: not even to one
     * of its addresses.
     */
    private static HttpRequest redirected(HttpRequest request, String location) throws IOException {
        URI before = request.uri();
        try {
            URI next = before.resolve(location);
            boolean same = before.getHost().equalsIgnoreCase(next.getHost())
                    && (before.getAuthority().equals(next.getAuthority()) || "https".equals(next.getScheme()))
                    && ("https".equals(next.getScheme()) || before.getScheme().equals(next.getScheme()));
            if (!same) throw new IOException("it redirects to another host, which is not followed: ask that one");
            return HttpRequest.newBuilder(request, (_, _) -> true).uri(next).build();
        } catch (IllegalArgumentException unreadable) {
            throw new IOException("it redirects to what is no URL", unreadable);
        }
    }

    @Override
    public void close() {
        way.close();
    }

    /** Made when it is first needed: most plans ask no service. */
    private final class Once implements Supplier<Way> {
        private @Nullable Way made;

        @Override
        public synchronized Way get() {
            Way there = made;
            if (there != null) return there;
            var threads = Executors.newVirtualThreadPerTaskExecutor();
            var client = HttpClient.newBuilder()
                    .connectTimeout(settings.timeout())
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .executor(threads)
                    .build();
            return made = new Way(client, threads);
        }

        synchronized void close() {
            if (made == null) return;
            made.client().shutdownNow();
            made.threads().shutdownNow();
            made = null;
        }
    }
}
