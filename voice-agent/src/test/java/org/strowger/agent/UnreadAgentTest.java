package org.strowger.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.MachineObserver;
import org.strowger.statemachine.Timeout;

/** An agent on a real socket that writes without an end and never reads. */
@Isolated("it sets a property of the process")
class UnreadAgentTest {

    private static final String BUFFER = "jdk.httpclient.sendBufferSize";
    private static final int LITTLE = 4096;
    private static final int MORE_THAN_ENOUGH = 1_000_000;

    private final WebSocketAgents agents = new WebSocketAgents();
    private final ThreadLoop loop = new ThreadLoop();
    private final CompletableFuture<AgentOutcome> outcome = new CompletableFuture<>();
    private final CompletableFuture<Integer> written = new CompletableFuture<>();
    private ServerSocket server;

    /** The kernel's buffers would take a hundred thousand answers before the first one waits. */
    @BeforeEach
    void listen() throws IOException {
        System.setProperty(BUFFER, String.valueOf(LITTLE));
        server = new ServerSocket();
        server.setReceiveBufferSize(LITTLE);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread.ofVirtual().start(this::talk);
    }

    @AfterEach
    void close() throws IOException {
        System.clearProperty(BUFFER);
        server.close();
        agents.close();
        loop.thread.shutdownNow();
    }

    /** Completes with the messages that it could write before it was cut. */
    private void talk() {
        int count = 0;
        try (Socket socket = server.accept()) {
            OutputStream out = socket.getOutputStream();
            out.write(welcome(request(socket)).getBytes(StandardCharsets.US_ASCII));
            byte[] clear = textFrame("{\"event\":\"clear\"}");
            for (; count < MORE_THAN_ENOUGH; count++) out.write(clear);
        } catch (IOException cut) {
            written.complete(count);
        }
        written.completeExceptionally(new AssertionError("it was never cut"));
    }

    private static String request(Socket socket) throws IOException {
        StringBuilder request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0)
            request.append((char) socket.getInputStream().read());
        return request.toString();
    }

    /** RFC 6455 §4.2.2. */
    private static String welcome(String request) {
        String key = request.lines()
                .filter(line -> line.regionMatches(true, 0, "Sec-WebSocket-Key:", 0, 18))
                .map(line -> line.substring(18).strip())
                .findFirst()
                .orElseThrow();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
            return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(hash) + "\r\n\r\n";
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** RFC 6455 §5.2: a final text frame of under 126 octets. */
    private static byte[] textFrame(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(payload.length + 2)
                .put((byte) 0x81)
                .put((byte) payload.length)
                .put(payload)
                .array();
    }

    @Test
    void an_agent_that_writes_and_never_reads_is_cut_once_so_many_answers_wait() throws Exception {
        var request = AgentRequest.of(URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/"))
                .reconnect(Duration.ZERO);
        var stream = new AgentStream(
                loop, agents, request, new AgentCall("s1", "c1", "1001", "7000"), MachineObserver.NONE, new Told());
        loop.execute(stream::begin);
        assertThat(outcome.get(30, TimeUnit.SECONDS))
                .isEqualTo(new AgentOutcome.Lost("it has left 200 messages unread"));
        assertThat(written.get(30, TimeUnit.SECONDS)).isGreaterThan(200);
    }

    private final class Told implements AgentStream.Listener {
        @Override
        public void connected() {}

        @Override
        public void broken(String why) {}

        @Override
        public void said(String name, Map<String, Object> message) {}

        @Override
        public void over(AgentOutcome how) {
            outcome.complete(how);
        }
    }

    /** A loop on a thread of its own. */
    private static final class ThreadLoop implements Loop {
        final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("agent-loop").factory());

        @Override
        public void execute(Runnable task) {
            thread.execute(task);
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Timeout schedule(Duration delay, Runnable task) {
            ScheduledFuture<?> planned = thread.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> planned.cancel(false);
        }

        @Override
        public int timers() {
            return 0;
        }

        @Override
        public boolean inLoop() {
            return Thread.currentThread().getName().equals("agent-loop");
        }
    }
}
