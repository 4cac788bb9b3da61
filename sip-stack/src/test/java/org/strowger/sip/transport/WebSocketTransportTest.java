package org.strowger.sip.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.strowger.sip.Frames.bytes;

import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;
import org.strowger.sip.Transport;
import org.strowger.sip.WireMessage;
import org.strowger.sip.tls.TrustingClient;
import org.strowger.sip.websocket.ClientFrames;
import org.strowger.sip.websocket.WebSocketSettings;

/** SIP in a WebSocket on real sockets of loopback, against the JDK's client (RFC 7118 §5). */
@Timeout(60)
class WebSocketTransportTest extends WebSocketFixture {

    @Test
    void a_message_comes_in_and_its_answer_goes_back_on_its_connection() throws Exception {
        SipTransports transports = open();
        try (HttpClient client = HttpClient.newHttpClient()) {
            Heard heard = new Heard();
            WebSocket socket =
                    connect(client, "ws://127.0.0.1:" + at(transports).getPort() + "/", "sip", heard);
            assertThat(socket.getSubprotocol()).isEqualTo("sip");
            socket.sendText(request(), true).get();
            WireMessage message = next();
            assertThat(message.flow().transport()).isEqualTo(Transport.WS);
            assertThat(message.method()).isEqualTo("OPTIONS");
            transports.sendOn(
                    message.flow(),
                    "SIP/2.0 200 Grüße\r\n\r\n".getBytes(UTF_8),
                    message.flow().back(),
                    () -> {});
            assertThat(heard.texts.poll(10, TimeUnit.SECONDS)).isEqualTo("SIP/2.0 200 Grüße\r\n\r\n");

            socket.sendText(request().substring(0, 50), false).get();
            socket.sendText(request().substring(50), true).get();
            assertThat(new String(next().frame(), UTF_8)).isEqualTo(request());

            socket.sendClose(WebSocket.NORMAL_CLOSURE, "done").get();
            assertThat(heard.closed.poll(10, TimeUnit.SECONDS)).isEqualTo(1000);
            assertThat(ended.poll(10, TimeUnit.SECONDS)).isEqualTo(message.flow());
            assertThat(transports.figures().cut()).isZero();
        }
    }

    @Test
    void by_tls_it_is_wss_and_nothing_else_changes() throws Exception {
        SipTransports transports = open(Transport.WSS, TransportLimits.DEFAULT, WebSocketSettings.DEFAULT);
        try (BareWebSocket phone = BareWebSocket.over(TrustingClient.nobody().connect(at(transports)))) {
            phone.send(ClientFrames.text(request()));
            WireMessage message = next();
            assertThat(message.flow().transport()).isEqualTo(Transport.WSS);
            transports.sendOn(message.flow(), message.frame(), message.flow().back(), () -> {});
            assertThat(phone.next().text()).isEqualTo(request());
        }
        assertThat(ended.poll(10, TimeUnit.SECONDS)).isNotNull();
        try (HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build()) {
            Heard heard = new Heard();
            WebSocket socket =
                    connect(client, "wss://127.0.0.1:" + at(transports).getPort() + "/", "sip", heard);
            socket.sendText(request(), true).get();
            assertThat(next().flow().transport()).isEqualTo(Transport.WSS);
            socket.abort();
        }
    }

    private static SSLContext trusting() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, TrustingClient.managers(), new SecureRandom());
        return context;
    }

    @Test
    void without_a_certificate_there_is_no_wss() {
        Listener listener = new Listener(Transport.WSS, new InetSocketAddress(LOCAL, 0), Optional.empty());
        assertThatThrownBy(() -> SipTransports.open(loops, List.of(listener), TransportLimits.DEFAULT, received::add))
                .isInstanceOf(ListenException.class);
    }

    /** RFC 7118 §4.2: Content-Length need not be there, since the message ends where that of the WebSocket does. */
    @Test
    void a_message_ends_where_its_frame_does() throws Exception {
        SipTransports transports = open();
        String message = request().replace("Content-Length: 0\r\n", "Content-Type: text/plain\r\n") + "hello";
        try (BareWebSocket phone = BareWebSocket.open(at(transports))) {
            phone.send(ClientFrames.binary(message.getBytes(UTF_8)));
            phone.send(ClientFrames.text(request()));
            assertThat(new String(next().frame(), UTF_8)).isEqualTo(message);
            assertThat(new String(next().frame(), UTF_8)).isEqualTo(request());
        }
    }

    /** What is no text for a browser goes to it as binary, which doesn't make it close. */
    @Test
    void what_is_not_utf_8_comes_and_goes_as_it_is() throws Exception {
        SipTransports transports = open();
        byte[] latin = request()
                .replace("Max-Forwards", "Subject: Gr\u00fc\u00dfe\r\nMax-Forwards")
                .getBytes(StandardCharsets.ISO_8859_1);
        try (BareWebSocket phone = BareWebSocket.open(at(transports))) {
            phone.send(ClientFrames.text(latin));
            WireMessage message = next();
            assertThat(message.frame()).isEqualTo(latin);
            transports.sendOn(message.flow(), latin, message.flow().back(), () -> {});
            BareWebSocket.Frame back = phone.next();
            assertThat(back.opcode()).isEqualTo(BINARY);
            assertThat(back.payload()).isEqualTo(latin);
        }
    }

    /** RFC 7118 §6: pings of the WebSocket, and line breaks as RFC 5626 §3.5.1 has them. */
    @Test
    void pings_of_both_kinds_are_answered() throws Exception {
        SipTransports transports = open();
        try (BareWebSocket phone = BareWebSocket.open(at(transports))) {
            phone.send(ClientFrames.ping("hello"));
            assertThat(phone.next()).satisfies(pong -> {
                assertThat(pong.opcode()).isEqualTo(PONG);
                assertThat(pong.text()).isEqualTo("hello");
            });
            phone.send(ClientFrames.text("\r\n"));
            phone.send(ClientFrames.text(""));
            phone.send(ClientFrames.text("\r\n\r\n"));
            assertThat(phone.next()).satisfies(pong -> {
                assertThat(pong.opcode()).isEqualTo(TEXT);
                assertThat(pong.text()).isEqualTo("\r\n");
            });
            phone.send(ClientFrames.text(request()));
            assertThat(next().method()).isEqualTo("OPTIONS");
        }
    }

    /** RFC 7118 §5: a browser listens nowhere. */
    @Test
    void nobody_is_called_by_it_and_one_that_is_gone_is_not_called_back() throws Exception {
        SipTransports transports = open();
        Flow flow;
        try (BareWebSocket phone = BareWebSocket.open(at(transports))) {
            phone.send(ClientFrames.text(request()));
            flow = next().flow();
            CountDownLatch elsewhere = new CountDownLatch(1);
            transports.send(bytes(request()), new Hop(Transport.WS, flow.remote()), elsewhere::countDown);
            assertThat(elsewhere.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(ended.poll(10, TimeUnit.SECONDS)).isEqualTo(flow);
        CountDownLatch failed = new CountDownLatch(1);
        transports.sendOn(flow, bytes(request()), flow.back(), failed::countDown);
        assertThat(failed.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(transports.figures().opened()).isZero();
    }

    @Test
    void whoever_is_still_there_at_the_end_is_told_that_we_go() throws Exception {
        SipTransports transports = open();
        try (BareWebSocket phone = BareWebSocket.open(at(transports))) {
            phone.send(ClientFrames.text(request()));
            next();
            transports.close();
            assertThat(phone.next().status()).isEqualTo(1001);
            assertThat(phone.isClosed()).isTrue();
        }
    }
}
