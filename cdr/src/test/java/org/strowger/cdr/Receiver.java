package org.strowger.cdr;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An HTTP server on the loopback that keeps what it is sent, and answers 204 where it isn't told otherwise. */
final class Receiver implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 20;

    /** What it was sent. */
    record Post(String to, Headers headers, String body) {
        String header(String name) {
            return Objects.requireNonNullElse(headers.getFirst(name), "");
        }
    }

    /** What it does instead of answering 204. */
    @FunctionalInterface
    interface Answer {
        void to(HttpExchange exchange) throws IOException, InterruptedException;

        static Answer status(int status) {
            return exchange -> exchange.sendResponseHeaders(status, -1);
        }

        /** Nothing until it may, and 204 then. */
        static Answer silence(CountDownLatch until) {
            return exchange -> {
                until.await();
                exchange.sendResponseHeaders(204, -1);
            };
        }

        /** A success, told at a length that has no end. */
        static Answer endless() {
            return exchange -> {
                exchange.sendResponseHeaders(200, 0);
                OutputStream body = exchange.getResponseBody();
                while (true) body.write(new byte[8_192]);
            };
        }

        static Answer redirection(String to) {
            return exchange -> {
                exchange.getResponseHeaders().set("Location", to);
                exchange.sendResponseHeaders(307, -1);
            };
        }
    }

    private final LinkedBlockingQueue<Post> posts = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    private Receiver(HttpServer server) {
        this.server = server;
    }

    static Receiver open() throws IOException {
        return open(0);
    }

    static Receiver open(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
        Receiver receiver = new Receiver(server);
        server.setExecutor(receiver.threads);
        server.createContext("/", receiver::handle);
        server.start();
        return receiver;
    }

    int port() {
        return server.getAddress().getPort();
    }

    String address() {
        return "http://127.0.0.1:" + port();
    }

    /** In turn, to those that come next. */
    Receiver answers(Answer... next) {
        answers.addAll(List.of(next));
        return this;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Answer answer = Objects.requireNonNullElse(answers.poll(), Answer.status(204));
            posts.add(new Post(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI(), exchange.getRequestHeaders(), body));
            answer.to(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next one that comes. */
    Post next() throws InterruptedException {
        return Objects.requireNonNull(posts.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "nothing was sent");
    }

    /** Those that have come and weren't looked at yet. */
    List<Post> rest() {
        List<Post> come = new ArrayList<>();
        posts.drainTo(come);
        return come;
    }

    /** Their ids. */
    List<String> ids() {
        return rest().stream().map(post -> post.header("webhook-id")).toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
