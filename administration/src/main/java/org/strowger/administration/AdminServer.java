package org.strowger.administration;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** HTTP on loopback: hands requests to a handler, each on a virtual thread of its own. */
public final class AdminServer implements AutoCloseable {

    /** Answers a request. */
    @FunctionalInterface
    interface Handler {
        /** What to answer to a method and a path with its query, which is still encoded. */
        Answer answer(String method, String path, String query);
    }

    /** An HTTP response. */
    record Answer(int status, String type, String body) {

        static Answer json(int status, String body) {
            return new Answer(status, "application/json", body);
        }

        static Answer text(int status, String body) {
            return new Answer(status, "text/plain; charset=utf-8", body + "\n");
        }
    }

    private static final int BACKLOG = 64;

    /** For a request to come, and for its answer to be taken. */
    private static final String LONGEST_SECONDS = "20";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("admin-", 0).factory());

    private AdminServer(HttpServer server, Handler handler) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", exchange -> serve(exchange, handler));
        server.start();
    }

    public static AdminServer open(InetSocketAddress address, Handler handler) throws IOException {
        // The JDK's server reads these once, when its first instance is made, and waits for ever without them.
        for (String time : List.of("maxReqTime", "maxRspTime"))
            if (System.getProperty("sun.net.httpserver." + time) == null)
                System.setProperty("sun.net.httpserver." + time, LONGEST_SECONDS);
        return new AdminServer(HttpServer.create(address, BACKLOG), handler);
    }

    public InetSocketAddress address() {
        return server.getAddress();
    }

    private static void serve(HttpExchange exchange, Handler handler) throws IOException {
        try (exchange) {
            String query = exchange.getRequestURI().getRawQuery();
            Answer answer = isOurs(exchange)
                    ? handler.answer(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().getPath(),
                            query == null ? "" : query)
                    : Answer.text(403, "ask for this by a loopback address");
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            boolean bodyless = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.status(), bodyless ? -1 : body.length);
            if (!bodyless) exchange.getResponseBody().write(body);
        }
    }

    /**
     * A page of some website must not reach this through its visitor's browser: by a name that it lets lead to
     * 127.0.0.1, nor by a form. A browser names that name in Host, and its own page in Origin; those who have business
     * here do neither.
     */
    private static boolean isOurs(HttpExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        // A browser says in Sec-Fetch-Site whose page asks: "none" is the address that its user has typed.
        String site = exchange.getRequestHeaders().getFirst("Sec-Fetch-Site");
        return !exchange.getRequestHeaders().containsKey("Origin")
                && (site == null || site.equals("none"))
                && (host == null || host.matches("(localhost|127(\\.\\d+){3}|\\[::1])(:\\d+)?"));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
