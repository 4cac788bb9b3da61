package org.strowger.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.strowger.statemachine.Secret;

/** Agents that can't be had. Those that can are tested with the packaged switch and agents in another language. */
class WebSocketAgentsTest {

    private final WebSocketAgents agents = new WebSocketAgents();
    private final LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();

    private final AgentSockets.Listener listener = new AgentSockets.Listener() {
        @Override
        public void opened() {
            told.add("opened");
        }

        @Override
        public void text(String message) {
            told.add(message);
        }

        @Override
        public void binary(byte[] message) {
            told.add(message.length + " octets");
        }

        @Override
        public void closed(int code, String reason) {
            told.add("closed " + code + " " + reason);
        }

        @Override
        public void broken(String why) {
            told.add("broken: " + why);
        }
    };

    @AfterEach
    void close() {
        agents.close();
    }

    private String tells(String url, Map<String, Secret> headers) throws InterruptedException {
        agents.open(URI.create(url), headers, listener);
        return String.valueOf(told.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void where_nobody_listens() throws Exception {
        int port;
        try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = nobody.getLocalPort();
        }
        assertThat(tells("ws://127.0.0.1:" + port + "/", Map.of())).isEqualTo("broken: nobody listens there");
        assertThat(told).isEmpty();
    }

    @Test
    void where_a_web_server_knows_nothing_of_it() throws Exception {
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        web.start();
        try {
            assertThat(tells("ws://127.0.0.1:" + web.getAddress().getPort() + "/bot", Map.of()))
                    .isEqualTo("broken: it answers 404 to the request for a WebSocket");
        } finally {
            web.stop(0);
        }
    }

    @Test
    void with_a_header_that_is_the_protocols_own() throws Exception {
        assertThat(tells("ws://127.0.0.1:1/", Map.of("Sec-WebSocket-Key", Secret.of("x"))))
                .startsWith("broken: ");
        assertThat(tells("ws://127.0.0.1:1/", Map.of("a b", Secret.of("x")))).startsWith("broken: ");
    }

    @Test
    void with_somebody_who_hangs_up() throws Exception {
        try (ServerSocket rude = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try {
                    rude.accept().close();
                } catch (IOException _) {
                    // the test is over
                }
            });
            assertThat(tells("ws://127.0.0.1:" + rude.getLocalPort() + "/", Map.of()))
                    .startsWith("broken: ");
        }
    }
}
