package org.strowger.agent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.strowger.statemachine.Secret;

/** Voice agents over the network, by the HTTP client of the JDK. Safe on any thread. */
public final class WebSocketAgents implements AgentSockets, AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    /** A message may hold half a minute of audio. */
    private static final int LARGEST = 1 << 21;

    private static final int TOO_BIG = 1009;
    private static final int NORMAL = 1000;

    private @Nullable HttpClient client;
    private @Nullable ExecutorService threads;

    /** Made when it is first needed: most switches have no agents. */
    private synchronized HttpClient client() {
        HttpClient there = client;
        if (there != null) return there;
        ExecutorService carriers = Executors.newVirtualThreadPerTaskExecutor();
        HttpClient made = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .executor(carriers)
                .build();
        threads = carriers;
        client = made;
        return made;
    }

    @Override
    public AgentSocket open(URI url, Map<String, Secret> headers, Listener listener) {
        Connection connection = new Connection(listener);
        try {
            WebSocket.Builder builder = client().newWebSocketBuilder().connectTimeout(CONNECT);
            headers.forEach((name, value) -> builder.header(name, value.reveal()));
            connection.opens(builder.buildAsync(url, connection));
        } catch (IllegalArgumentException refused) {
            connection.over(
                    "its URL, or a name or value in its headers, can't be sent"); // its own words repeat the value
        }
        return connection;
    }

    @Override
    public synchronized void close() {
        if (client != null) client.shutdownNow();
        if (threads != null) threads.shutdownNow();
        client = null;
        threads = null;
    }

    private static final class Connection implements AgentSocket, WebSocket.Listener {
        private final Listener listener;
        private final AtomicInteger unsent = new AtomicInteger();
        private final AtomicBoolean over = new AtomicBoolean();
        private final CompletableFuture<WebSocket> opened = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();
        private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

        /** What was sent last: JDK sockets want one message after the other. */
        private CompletableFuture<WebSocket> sent = opened;

        Connection(Listener listener) {
            this.listener = listener;
        }

        void opens(CompletableFuture<WebSocket> attempt) {
            var _ = attempt.whenComplete((_, failure) -> {
                if (failure != null) over(inWords(failure));
            });
        }

        /** Tells the listener that it is over, unless it knows. */
        void over(String why) {
            if (over.compareAndSet(false, true)) listener.broken(why);
        }

        // Out.

        @Override
        public void text(String message) {
            send(socket -> socket.sendText(message, true));
        }

        @Override
        public void binary(byte[] message) {
            send(socket -> socket.sendBinary(ByteBuffer.wrap(message), true));
        }

        private void send(Function<WebSocket, CompletableFuture<WebSocket>> how) {
            unsent.incrementAndGet();
            sent = sent.thenCompose(how).whenComplete((_, failure) -> {
                unsent.decrementAndGet();
                if (failure != null) over(inWords(failure));
            });
        }

        @Override
        public int unsent() {
            return unsent.get();
        }

        @Override
        public void more() {
            var _ = opened.thenAccept(socket -> socket.request(1));
        }

        @Override
        public void close(String why) {
            over.set(true); // nobody listens any more
            String reason = why.length() > 100 ? why.substring(0, 100) : why; // in at most 123 octets (RFC 6455 §5.5)
            sent = sent.thenCompose(socket -> socket.sendClose(NORMAL, reason));
            var _ = opened.thenAccept(
                    socket -> CompletableFuture.delayedExecutor(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)
                            .execute(socket::abort));
        }

        // In.

        @Override
        public void onOpen(WebSocket socket) {
            listener.opened();
            opened.complete(socket);
            socket.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            if (fits(socket, text.length() + part.length())) {
                text.append(part);
                if (last) listener.text(taken());
                else socket.request(1);
            }
            return null;
        }

        private String taken() {
            String whole = text.toString();
            text.setLength(0);
            return whole;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer part, boolean last) {
            if (fits(socket, octets.size() + part.remaining())) {
                byte[] copy = new byte[part.remaining()];
                part.get(copy);
                octets.writeBytes(copy);
                if (last) {
                    listener.binary(octets.toByteArray());
                    octets.reset();
                } else socket.request(1);
            }
            return null;
        }

        private boolean fits(WebSocket socket, int size) {
            if (size <= LARGEST) return true;
            socket.sendClose(TOO_BIG, "a message of more than " + LARGEST + " octets");
            over("it sent a message of more than " + LARGEST + " octets");
            return false;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            if (over.compareAndSet(false, true)) listener.closed(code, reason);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            over(inWords(error));
        }
    }

    /** What went wrong, for people. */
    static String inWords(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return switch (cause) {
            case WebSocketHandshakeException refused ->
                refused.getResponse() == null
                        ? "it speaks no WebSocket"
                        : "it answers " + refused.getResponse().statusCode() + " to the request for a WebSocket";
            case ConnectException failed
            when failed.getCause() instanceof UnresolvedAddressException -> "its host has no address";
            case ConnectException failed -> failed.getMessage() == null ? "nobody listens there" : failed.getMessage();
            case IOException failed -> failed.getMessage() == null ? "the connection broke" : failed.getMessage();
            default -> String.valueOf(cause);
        };
    }
}
