package org.strowger.sip.websocket;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/**
 * What an HTTP request that comes where SIP over WebSocket is listened for is told (RFC 6455 §4.2, RFC 7118 §4.1): 101,
 * or in one line what is missing. Whoever reads that line is mostly a person who has written a URL into a browser, or
 * is setting up a phone.
 */
public final class UpgradeAnswer {

    /** Of a request's head. Browsers send half of it at most, cookies included. */
    public static final int MOST_BYTES = 8 * 1024;

    /** As registered for SIP. */
    public static final String PROTOCOL = "sip";

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;
    private static final String WHAT_THIS_IS =
            "This is a SIP server. It speaks SIP over WebSocket (RFC 7118): connect with a WebSocket client and the"
                    + " sub-protocol 'sip'.";

    private final int status;
    private final byte[] bytes;

    private UpgradeAnswer(int status, byte[] bytes) {
        this.status = status;
        this.bytes = bytes;
    }

    /** To a request whose head is in these octets, the empty line included. */
    public static UpgradeAnswer to(byte[] head, int length, WebSocketSettings settings) {
        Optional<UpgradeRequest> read = UpgradeRequest.parse(head, length);
        if (read.isEmpty()) return refusal(400, "Bad Request", "", WHAT_THIS_IS);
        UpgradeRequest request = read.get();
        if (!request.method().equals("GET")) return refusal(405, "Method Not Allowed", "Allow: GET\r\n", WHAT_THIS_IS);
        if (!request.version().equals("HTTP/1.1"))
            return refusal(505, "HTTP Version Not Supported", "", "HTTP/1.1 is spoken here. " + WHAT_THIS_IS);
        if (!request.says("upgrade", "websocket") || !request.says("connection", "upgrade"))
            return refusal(426, "Upgrade Required", "Sec-WebSocket-Version: 13\r\n", WHAT_THIS_IS);
        if (!request.path().equals(settings.path()))
            return refusal(404, "Not Found", "", "SIP over WebSocket is at " + settings.path() + " here.");
        if (!request.says("sec-websocket-version", "13"))
            return refusal(
                    426,
                    "Upgrade Required",
                    "Sec-WebSocket-Version: 13\r\n",
                    "Version 13 of WebSocket is spoken here.");
        Optional<String> key = request.header("sec-websocket-key").filter(UpgradeAnswer::isKey);
        if (key.isEmpty() || request.header("host").isEmpty())
            return refusal(400, "Bad Request", "", "A Host and a Sec-WebSocket-Key of 16 octets in base64 are needed.");
        if (!settings.allows(request.header("origin")))
            return refusal(
                    403,
                    "Forbidden",
                    "",
                    "Pages of this origin may not use this server: its configuration ('origins') names others.");
        // RFC 6455 §11.3.4: the names of protocols are told apart by case.
        if (!request.saysExactly("sec-websocket-protocol", PROTOCOL))
            return refusal(400, "Bad Request", "", "The sub-protocol 'sip' is missing: ask for it (RFC 7118).");
        return new UpgradeAnswer(
                101,
                ascii("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                        + "Connection: Upgrade\r\nSec-WebSocket-Accept: " + accepted(key.get())
                        + "\r\nSec-WebSocket-Protocol: "
                        + PROTOCOL + "\r\n\r\n"));
    }

    /** To one that begins as no request does. */
    public static UpgradeAnswer toNonsense() {
        return refusal(400, "Bad Request", "", WHAT_THIS_IS);
    }

    /** To one that is longer than we read. */
    public static UpgradeAnswer tooLong() {
        return refusal(
                431,
                "Request Header Fields Too Large",
                "",
                "The request's head has more than " + MOST_BYTES + " octets; are there cookies?");
    }

    /** To one that doesn't end. */
    public static UpgradeAnswer tooLate() {
        return refusal(408, "Request Timeout", "", "The request was not finished in time.");
    }

    /** As HTTP has them; 101 if what follows is frames. */
    public int status() {
        return status;
    }

    /** The whole answer. */
    public byte[] bytes() {
        return bytes;
    }

    /** Whether frames follow. */
    public boolean isWelcome() {
        return status == 101;
    }

    private static UpgradeAnswer refusal(int status, String reason, String headers, String text) {
        String body = text + "\n";
        String upgrade =
                status == 426 ? "Upgrade: websocket\r\nConnection: Upgrade, close\r\n" : "Connection: close\r\n";
        return new UpgradeAnswer(
                status,
                ascii("HTTP/1.1 " + status + " " + reason + "\r\n" + upgrade + headers
                        + "Content-Type: text/plain; charset=utf-8\r\nCache-Control: no-store\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body));
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static String accepted(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(ascii(key + GUID));
            return Base64.getEncoder().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
