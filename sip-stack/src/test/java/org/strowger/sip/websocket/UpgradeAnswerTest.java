package org.strowger.sip.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a handshake is answered (RFC 6455 §4.2, RFC 7118 §4.1). */
class UpgradeAnswerTest {

    /** RFC 7118 §8.1, with the key of RFC 6455 §1.3. */
    private static final String REQUEST = """
        GET / HTTP/1.1
        Host: sip-ws.example.com
        Upgrade: websocket
        Connection: keep-alive, Upgrade
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
        Origin: https://www.example.com
        Sec-WebSocket-Protocol: sip
        Sec-WebSocket-Version: 13

        """;

    private static String answer(String request, WebSocketSettings settings) {
        byte[] head = request.replace("\n", "\r\n").getBytes(US_ASCII);
        return new String(UpgradeAnswer.to(head, head.length, settings).bytes(), US_ASCII);
    }

    private static String answer(String request) {
        return answer(request, WebSocketSettings.DEFAULT);
    }

    @Test
    void the_request_of_the_rfc_is_welcome() {
        assertThat(answer(REQUEST))
                .startsWith("HTTP/1.1 101 ")
                .contains("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n")
                .contains("\r\nSec-WebSocket-Protocol: sip\r\n")
                .endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sec-WebSocket-Protocol: sip | Sec-WebSocket-Protocol: chat, sip | 101",
                "Connection: keep-alive, Upgrade | CONNECTION:upgrade | 101",
                "GET / | GET /?token=1 | 101",
                "Sec-WebSocket-Protocol: sip | Sec-WebSocket-Protocol: chat | 400",
                "Sec-WebSocket-Protocol: sip | Sec-WebSocket-Protocol: SIP | 400",
                "Sec-WebSocket-Protocol: sip | X: y | 400",
                "Sec-WebSocket-Version: 13 | Sec-WebSocket-Version: 8 | 426",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | Sec-WebSocket-Key: c2hvcnQ= | 400",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | Sec-WebSocket-Key: !!! | 400",
                "Host: sip-ws.example.com | X: y | 400",
                "Upgrade: websocket | Upgrade: h2c | 426",
                "Connection: keep-alive, Upgrade | Connection: keep-alive | 426",
                "GET / | POST / | 405",
                "GET / | GET /elsewhere | 404",
                "HTTP/1.1 | HTTP/1.0 | 505",
                "GET / HTTP/1.1 | OPTIONS sip:bob@example.com SIP/2.0 | 400",
                "Upgrade: websocket | Upgrade : websocket | 400",
                "Upgrade: websocket | nonsense | 400"
            })
    void what_is_missing_is_told(String line, String instead, int status) {
        String answer = answer(REQUEST.replace(line, instead));
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        if (status == 101) return;
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        assertThat(body).isNotBlank().endsWith("\n");
        assertThat(answer).contains("Content-Length: " + body.length() + "\r\n").contains("close\r\n");
    }

    @Test
    void whoever_opens_the_url_in_a_browser_reads_what_this_is() {
        assertThat(answer("GET / HTTP/1.1\nHost: office.example\n\n"))
                .startsWith("HTTP/1.1 426 Upgrade Required\r\n")
                .contains("\r\nUpgrade: websocket\r\n")
                .contains("SIP over WebSocket");
    }

    @Test
    void pages_of_named_origins_are_let_in_and_what_is_no_page() {
        WebSocketSettings named = new WebSocketSettings(
                "/sip", List.of("https://www.example.com", "http://localhost:8080"), Duration.ofSeconds(25));
        String request = REQUEST.replace("GET / ", "GET /sip ");
        assertThat(answer(request, named)).startsWith("HTTP/1.1 101 ");
        assertThat(answer(request.replace("https://www.example.com", "HTTPS://WWW.example.com"), named))
                .startsWith("HTTP/1.1 101 ");
        assertThat(answer(request.replace("Origin: https://www.example.com\n", ""), named))
                .startsWith("HTTP/1.1 101 ");
        for (String other : List.of("https://evil.example", "https://www.example.com.evil.example", "null"))
            assertThat(answer(request.replace("https://www.example.com", other), named))
                    .startsWith("HTTP/1.1 403 ");
        assertThat(answer(REQUEST, named)).startsWith("HTTP/1.1 404 ").contains(" /sip ");
    }
}
