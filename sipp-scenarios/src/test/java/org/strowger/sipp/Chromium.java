package org.strowger.sipp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A headless Chromium with a fresh profile for the tests of a class, driven by its DevTools protocol, and the pages of
 * {@code browser/}, which it loads from here. Each test opens tabs of its own, which are closed behind it.
 */
final class Chromium implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer pages = served();
    private final List<Page> opened = new ArrayList<>();
    private Optional<Process> process = Optional.empty();
    private Path profile = Path.of("");
    private int port;

    @Override
    public void beforeAll(ExtensionContext context) {
        Path directory =
                Lab.LOGS.resolve(context.getRequiredTestClass().getSimpleName()).resolve("chromium");
        Lab.delete(directory);
        start(directory);
    }

    /** Its profile and its log are there. */
    private void start(Path directory) {
        profile = directory.resolve("profile");
        Path told = profile.resolve("DevToolsActivePort");
        var command = List.of(
                Tool.CHROMIUM.path(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream",
                "--allow-loopback-in-peer-connection",
                "--autoplay-policy=no-user-gesture-required",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank");
        process = Optional.of(Processes.start(command, directory, directory.resolve("chromium.log")));
        if (!Processes.eventually(PATIENCE, () -> Processes.text(told).lines().count() > 1))
            throw new AssertionError(
                    "Chromium does not start:\n" + Processes.tail(directory.resolve("chromium.log"), 4000));
        port = Integer.parseInt(Processes.text(told).lines().findFirst().orElseThrow());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        opened.forEach(Page::close);
        opened.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Optional<Path> socket = socket();
        process.ifPresent(started -> Processes.end(started, Duration.ofSeconds(3)));
        socket.map(Path::getParent).ifPresent(Lab::delete);
        pages.stop(0);
        client.shutdownNow();
    }

    /** By which one Chromium finds another: in a directory of its own among the temporary ones, where it leaves it. */
    private Optional<Path> socket() {
        Path link = profile.resolve("SingletonSocket");
        try {
            return Files.isSymbolicLink(link) ? Optional.of(Files.readSymbolicLink(link)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpServer served() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                Path file = file(exchange.getRequestURI().getPath());
                byte[] content = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
                exchange.getResponseHeaders()
                        .add("Content-Type", file.toString().endsWith(".js") ? "text/javascript" : "text/html");
                exchange.sendResponseHeaders(
                        Files.isRegularFile(file) ? 200 : 404, content.length == 0 ? -1 : content.length);
                exchange.getResponseBody().write(content);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of {@code browser/}, of the examples, or of npm's where a page asks for a library. */
    private static Path file(String path) {
        String library = "/node_modules/";
        if (path.startsWith("/examples/") || path.startsWith("/sipp-scenarios/"))
            return PackagedSwitch.REPOSITORY.resolve(path.substring(1));
        if (!path.startsWith(library)) return Path.of("browser").resolve(path.substring(1));
        return Path.of(System.getenv().getOrDefault("NODE_MODULES", "node_modules"))
                .resolve(path.substring(library.length()));
    }

    /** Opens a page of {@code browser/} in a tab of its own. */
    Page open(String page) {
        try {
            URI address = URI.create("http://127.0.0.1:" + port + "/json/new?http://127.0.0.1:"
                    + pages.getAddress().getPort() + "/" + page);
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(address)
                            .PUT(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            Page made = new Page(client, JSON.readTree(response.body()));
            opened.add(made);
            if (!Processes.eventually(PATIENCE, () -> made.isLoaded(page)))
                throw new AssertionError("the page is not loaded: " + page);
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** A tab. */
    static final class Page {

        private final WebSocket socket;
        private final HttpClient client;
        private final String close;
        private final AtomicInteger last = new AtomicInteger();
        private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();

        private Page(HttpClient client, JsonNode target) {
            this.client = client;
            URI url = URI.create(target.get("webSocketDebuggerUrl").asText());
            this.close = "http://" + url.getAuthority() + "/json/close/"
                    + target.get("id").asText();
            this.socket = client.newWebSocketBuilder()
                    .buildAsync(url, new Listener())
                    .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
        }

        private boolean isLoaded(String page) {
            return evaluate("document.readyState + location.pathname").asText().equals("complete/" + page);
        }

        /** What an expression of JavaScript comes to, or the promise that it is. */
        JsonNode evaluate(String expression) {
            int id = last.incrementAndGet();
            var answer = new CompletableFuture<JsonNode>();
            asked.put(id, answer);
            String request = JSON.createObjectNode()
                    .put("id", id)
                    .put("method", "Runtime.evaluate")
                    .set(
                            "params",
                            JSON.createObjectNode()
                                    .put("expression", expression)
                                    .put("awaitPromise", true)
                                    .put("userGesture", true)
                                    .put("returnByValue", true))
                    .toString();
            socket.sendText(request, true);
            JsonNode result =
                    answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
            JsonNode fault = result.at("/result/exceptionDetails");
            if (!fault.isMissingNode()) throw new AssertionError(expression + ": " + fault);
            return result.at("/result/result/value");
        }

        /** As a user closes a tab: without a word. */
        private void close() {
            try {
                client.send(HttpRequest.newBuilder(URI.create(close)).build(), HttpResponse.BodyHandlers.discarding());
                socket.abort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }

        private final class Listener implements WebSocket.Listener {

            private final StringBuilder text = new StringBuilder();

            @Override
            public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean isLast) {
                text.append(data);
                webSocket.request(1);
                if (!isLast) return CompletableFuture.completedStage(null);
                String whole = text.toString();
                text.setLength(0);
                try {
                    JsonNode message = JSON.readTree(whole);
                    CompletableFuture<JsonNode> waiting =
                            asked.remove(message.path("id").asInt());
                    if (waiting != null) waiting.complete(message);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return CompletableFuture.completedStage(null);
            }
        }
    }
}
