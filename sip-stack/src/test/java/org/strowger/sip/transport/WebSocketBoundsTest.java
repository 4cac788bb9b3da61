package org.strowger.sip.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.strowger.sip.Frames.bytes;
import static org.strowger.sip.Frames.options;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.sip.Flow;
import org.strowger.sip.Transport;
import org.strowger.sip.WireMessage;
import org.strowger.sip.websocket.ClientFrames;
import org.strowger.sip.websocket.UpgradeAnswer;
import org.strowger.sip.websocket.WebSocketSettings;
import org.strowger.statemachine.Loop;

/**
 * What a WebSocket's peer may not send, may not leave out and may not have too much of, on real sockets: the JDK's
 * client is too polite for most of it.
 */
@Timeout(60)
class WebSocketBoundsTest extends WebSocketFixture {

    /** RFC 7118 §4.1. */
    @Test
    void whoever_does_not_ask_for_sip_is_not_let_in() throws Exception {
        SipTransports transports = open();
        try (HttpClient client = HttpClient.newHttpClient()) {
            String url = "ws://127.0.0.1:" + at(transports).getPort() + "/";
            assertThatThrownBy(() -> connect(client, url, "chat", new Heard())).hasMessageContaining("Handshake");
        }
        try (BareWebSocket browser = BareWebSocket.silent(at(transports))) {
            browser.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(browser.rest()).startsWith("HTTP/1.1 426 ").contains("SIP over WebSocket");
        }
        assertThat(transports.figures().cut()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0016\u0003\u0001", "\u0000", " GET", "REGISTER sip:x SIP/2.0\r\n\r\n", "GET\r\n\r\n"})
    void what_is_no_http_is_told_so_and_closed(String garbage) throws Exception {
        SipTransports transports = open();
        try (BareWebSocket scanner = BareWebSocket.silent(at(transports))) {
            scanner.send(garbage);
            assertThat(scanner.rest()).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void a_request_head_is_bounded() throws Exception {
        SipTransports transports = open();
        String begun = "GET / HTTP/1.1\r\nCookie: ";
        String head = begun + "x".repeat(UpgradeAnswer.MOST_BYTES - begun.length() - 4) + "\r\n\r\n";
        try (BareWebSocket fits = BareWebSocket.silent(at(transports))) {
            fits.send(head);
            assertThat(fits.rest()).startsWith("HTTP/1.1 426 ");
        }
        try (BareWebSocket tooLong = BareWebSocket.silent(at(transports))) {
            tooLong.send(head.replace("Cookie: ", "Cookie: x").repeat(5));
            assertThat(tooLong.rest()).startsWith("HTTP/1.1 431 ");
        }
    }

    /** To the second, and what else takes its time: {@link ConnectionTimesTest}. */
    @Test
    void a_handshake_that_does_not_begin_is_ended() throws Exception {
        SipTransports transports = open(limits(100, SHORT, 1 << 20));
        try (BareWebSocket silent = BareWebSocket.silent(at(transports))) {
            assertThat(silent.rest()).startsWith("HTTP/1.1 408 ");
        }
        assertThat(transports.figures().cut()).isEqualTo(1);
    }

    @Test
    void so_many_connections_of_an_address_and_no_more() throws Exception {
        SipTransports transports = open(limits(2, LONG, 1 << 20));
        try (BareWebSocket one = BareWebSocket.open(at(transports));
                BareWebSocket two = BareWebSocket.open(at(transports))) {
            assertThatThrownBy(() -> BareWebSocket.open(at(transports))).isInstanceOf(IOException.class);
            assertThat(transports.figures().refused()).isEqualTo(1);
            one.send(ClientFrames.text(request()));
            two.send(ClientFrames.text(request()));
            next();
            next();
        }
    }

    @Test
    void a_peer_that_answers_no_ping_is_let_go() throws Exception {
        var settings = new WebSocketSettings("/", List.of(), SHORT);
        SipTransports transports = open(Transport.WS, limits(100, LONG, 1 << 20), settings);
        try (BareWebSocket phone = BareWebSocket.open(at(transports))) {
            assertThat(phone.next().opcode()).isEqualTo(PING);
            assertThat(phone.next().opcode()).isEqualTo(CLOSE);
            assertThat(phone.isClosed()).isTrue();
            Flow flow = ended.poll(10, TimeUnit.SECONDS);
            assertThat(flow).isNotNull();
            assertThat(flow.remote().getPort()).isEqualTo(phone.localPort());
            assertThat(transports.stands(flow)).isFalse();
        }
    }

    /** RFC 6455 §7.4: a status that nobody may send is no reason. */
    @Test
    void a_close_is_answered_by_its_own_status_if_it_may_have_that() throws Exception {
        SipTransports transports = open();
        for (int status : new int[] {1000, 1001, 1014, 3000, 4000, 4999})
            assertThat(answer(transports, status)).isEqualTo(status);
        for (int status : new int[] {0, 999, 1004, 1005, 1006, 1015, 2999, 5000})
            assertThat(answer(transports, status)).as("to %d", status).isEqualTo(1002);
        assertThat(transports.figures().cut()).isZero();
    }

    /** To a close with that status. */
    private static int answer(SipTransports transports, int status) throws IOException {
        try (BareWebSocket phone = BareWebSocket.open(at(transports))) {
            phone.send(ClientFrames.close(status));
            BareWebSocket.Frame last = phone.next();
            assertThat(last.opcode()).isEqualTo(CLOSE);
            assertThat(last.payload()).hasSize(2);
            assertThat(phone.isClosed()).isTrue();
            return last.status();
        }
    }

    /** RFC 6455 §5.5.1: half a status is none, and no close without one. */
    @Test
    void a_close_without_a_status_is_answered_by_one_without_and_half_a_status_by_1002() throws Exception {
        SipTransports transports = open();
        try (BareWebSocket phone = BareWebSocket.open(at(transports))) {
            phone.send(ClientFrames.frame(ClientFrames.FIN | CLOSE, new byte[0]));
            BareWebSocket.Frame last = phone.next();
            assertThat(last.opcode()).isEqualTo(CLOSE);
            assertThat(last.payload()).isEmpty();
            assertThat(phone.isClosed()).isTrue();
        }
        try (BareWebSocket phone = BareWebSocket.open(at(transports))) {
            phone.send(ClientFrames.frame(ClientFrames.FIN | CLOSE, new byte[1]));
            assertThat(phone.next().status()).isEqualTo(1002);
            assertThat(phone.isClosed()).isTrue();
        }
    }

    @Test
    void what_a_client_may_not_send_is_closed_with_1002() throws Exception {
        SipTransports transports = open();
        byte[] unmasked = {(byte) 0x81, 2, 'h', 'i'};
        for (byte[] wrong :
                List.of(unmasked, ClientFrames.frame(0xC1, new byte[3]), ClientFrames.frame(0x83, new byte[3])))
            try (BareWebSocket phone = BareWebSocket.open(at(transports))) {
                phone.send(wrong);
                BareWebSocket.Frame last = phone.next();
                assertThat(last.opcode()).isEqualTo(CLOSE);
                assertThat(last.status()).isEqualTo(1002);
                assertThat(phone.isClosed()).isTrue();
            }
        assertThat(transports.figures().cut()).isEqualTo(3);
    }

    @Test
    void what_is_no_sip_is_closed_with_1003() throws Exception {
        SipTransports transports = open();
        try (BareWebSocket phone = BareWebSocket.open(at(transports))) {
            phone.send(ClientFrames.text("{\"hello\": \"world, how do you do?\"}"));
            assertThat(phone.next().status()).isEqualTo(1003);
            assertThat(phone.isClosed()).isTrue();
        }
    }

    @Test
    void a_message_that_is_too_large_is_answered_with_513_and_closed_with_1009() throws Exception {
        SipTransports transports = open();
        try (BareWebSocket phone = BareWebSocket.open(at(transports))) {
            byte[] whole = ClientFrames.text((request() + "x".repeat(WireMessage.MAX_BYTES)).getBytes(UTF_8));
            phone.send(Arrays.copyOf(whole, 1000));
            assertThat(phone.next().text()).startsWith("SIP/2.0 513 ");
            assertThat(phone.next().status()).isEqualTo(1009);
        }
        try (BareWebSocket phone = BareWebSocket.open(at(transports))) {
            phone.send(ClientFrames.header(0x82, Long.MAX_VALUE));
            assertThat(phone.next().status()).isEqualTo(1009);
        }
        try (BareWebSocket phone = BareWebSocket.open(at(transports))) {
            String full = request().replace("Content-Length: 0\r\n", "");
            phone.send(ClientFrames.text(full + "x".repeat(WireMessage.MAX_BYTES - full.length())));
            assertThat(next().frame()).hasSize(WireMessage.MAX_BYTES);
        }
    }

    @Test
    void a_peer_that_does_not_read_is_cut_off() throws Exception {
        SipTransports transports = open(limits(100, LONG, 64 * 1024));
        try (BareWebSocket phone = BareWebSocket.open(at(transports))) {
            phone.send(ClientFrames.text(request()));
            Flow flow = next().flow();
            byte[] frame = bytes(options("Subject: " + "x".repeat(10_000) + "\nContent-Length: 0\n"));
            CountDownLatch failed = new CountDownLatch(1);
            for (int i = 0; i < 5_000 && failed.getCount() > 0; i++) {
                transports.sendOn(flow, frame, flow.back(), failed::countDown);
                if (i % 100 == 0) allIsHandedOver();
            }
            assertThat(failed.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(ended.poll(10, TimeUnit.SECONDS)).isEqualTo(flow);
            assertThat(transports.stands(flow)).isFalse();
            assertThat(transports.figures().cut()).isEqualTo(1);
        }
    }

    /** Waits until the loops have done what they were asked for. */
    private void allIsHandedOver() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(loops.loops().size());
        for (Loop loop : loops.loops()) loop.execute(done::countDown);
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
