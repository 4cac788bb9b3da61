package org.strowger.sip.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.strowger.sip.Frames.bytes;
import static org.strowger.sip.Frames.options;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.strowger.sip.Flow;
import org.strowger.sip.SipReceiver;
import org.strowger.sip.Transport;
import org.strowger.sip.WireMessage;
import org.strowger.sip.tls.TestIdentities;
import org.strowger.sip.tls.TlsContexts;
import org.strowger.sip.tls.TlsSettings;
import org.strowger.sip.tls.TlsSettings.Clients;
import org.strowger.sip.tls.TlsSettings.Servers;
import org.strowger.sip.websocket.WebSocketSettings;

/** A listener for WebSockets on loopback, what comes there, and clients for it. */
abstract class WebSocketFixture {

    static final InetAddress LOCAL = InetAddress.ofLiteral("127.0.0.1");
    static final Duration LONG = Duration.ofHours(1);
    static final Duration SHORT = Duration.ofMillis(400);
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    final SipLoops loops = SipLoops.start(2);
    final BlockingQueue<WireMessage> received = new LinkedBlockingQueue<>();
    final BlockingQueue<Flow> ended = new LinkedBlockingQueue<>();
    final List<SipTransports> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(SipTransports::close);
        loops.close();
    }

    SipTransports open(Transport kind, TransportLimits limits, WebSocketSettings settings) throws Exception {
        Listener listener = new Listener(kind, new InetSocketAddress(LOCAL, 0), Optional.empty(), settings, _ -> false);
        TlsSettings tls = new TlsSettings(List.of(TestIdentities.ONE), List.of(), Clients.ANY, Servers.VERIFIED);
        SipReceiver receiver = new SipReceiver() {
            @Override
            public void received(WireMessage message) {
                received.add(message);
            }

            @Override
            public void ended(Flow flow) {
                ended.add(flow);
            }
        };
        SipTransports transports =
                SipTransports.open(loops, List.of(listener), limits, TlsContexts.load(tls), receiver);
        opened.add(transports);
        return transports;
    }

    SipTransports open(TransportLimits limits) throws Exception {
        return open(Transport.WS, limits, WebSocketSettings.DEFAULT);
    }

    SipTransports open() throws Exception {
        return open(TransportLimits.DEFAULT);
    }

    static InetSocketAddress at(SipTransports transports) {
        return transports.listeners().getFirst().bind();
    }

    WireMessage next() throws InterruptedException {
        WireMessage message = received.poll(20, TimeUnit.SECONDS);
        if (message == null) throw new AssertionError("nothing received");
        return message;
    }

    static String request() {
        return new String(
                bytes(options("Content-Length: 0\n").replace("SIP/2.0/UDP 192.0.2.9", "SIP/2.0/WS x.invalid")), UTF_8);
    }

    /** What the JDK's client hears. */
    static final class Heard implements WebSocket.Listener {
        final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                texts.add(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed.add(status);
            return null;
        }
    }

    static WebSocket connect(HttpClient client, String url, String protocol, Heard heard)
            throws InterruptedException, ExecutionException {
        return client.newWebSocketBuilder()
                .subprotocols(protocol)
                .buildAsync(URI.create(url), heard)
                .get();
    }

    static TransportLimits limits(int perAddress, Duration unprovedSilence, int unsentBytes) {
        return new TransportLimits(100, perAddress, 100, LONG, LONG, LONG, unprovedSilence, LONG, unsentBytes);
    }
}
