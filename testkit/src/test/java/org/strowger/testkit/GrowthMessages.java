package org.strowger.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import org.strowger.call.Call;
import org.strowger.sdp.SessionDescription;
import org.strowger.testkit.GrowthInputs.Doing;
import org.strowger.testkit.GrowthInputs.Input;

/** Those inputs that are one message, or a session description. */
final class GrowthMessages {

    private static final String PEER = GrowthInputs.PEER;
    private static final String CRYPTO =
            "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj\r\n";

    private final List<Input> all = new ArrayList<>();

    private GrowthMessages() {}

    static List<Input> all() {
        GrowthMessages made = new GrowthMessages();
        made.messages();
        made.descriptions();
        return made.all;
    }

    private void messages() {
        message("a message", 60_000, n -> options("Content-Type: text/plain\n", "a".repeat(n)));
        message("a Request-URI", 960, n -> to("sip:" + "1".repeat(n) + "@switch.example"));
        message("a Request-URI that is refused", 60_000, n -> to("sip:a@b" + ";".repeat(n)));
        message("parameters of a URI or an address", 64, n -> to("sip:switch.example" + ";a=b".repeat(n)));
        message("parameters of a Contact", 64, n -> options("Contact: <sip:a@b" + ";c=d".repeat(n) + ">\n"));
        message(
                "long parameters of many Routes",
                64,
                n -> options(("Route: " + repeated("<sip:a@b" + (";c" + "d".repeat(50)).repeat(n) + ">", 4) + "\n")
                        .repeat(4)));
        message(
                "an element of a list of addresses or Vias",
                4000,
                n -> options("Contact: <sip:" + "a".repeat(n) + "@b>\n"));
        message("addresses of a line", 120, n -> options("Route: " + repeated("<sip:a@b;lr>", n) + "\n"));
        message(
                "addresses of a message, From and To among them",
                240,
                n -> options(("Route: " + repeated("<sip:a@b;lr>", n / 3) + "\n").repeat(3)));
        message("header lines of a message", 240, n -> options("X-Line: a\n".repeat(n)));
        message("a header's value", 16_000, n -> options("X-Long: " + "a".repeat(n) + "\n"));
        message("tokens of Require", 8000, n -> options("Require: " + repeated("a", n) + "\n"));
        message("Vias of a message", 64, n -> options("Via: " + repeated("SIP/2.0/UDP 192.0.2.9;branch=z9", n) + "\n"));
        message(
                "what a stranger wrote, in an event or a line of the log",
                16_000,
                n -> options("User-Agent: " + "a".repeat(n) + "\n"));
        message(
                "parts of a body",
                1200,
                n -> options(
                        "Content-Type: multipart/mixed;boundary=b\n",
                        "--b\r\nA: a\r\n\r\nc\r\n".repeat(n) + "--b--\r\n"));
    }

    private void descriptions() {
        description(
                "a session description",
                32_000,
                n -> "m=audio 9 RTP/AVP 0\r\n"
                        + "a=xxxxxxxxxxxxxxxx\r\n".repeat(n / 20 / 8).repeat(8));
        description("a line of a session description", 4000, n -> "m=audio 9 RTP/AVP 0\r\na=" + "x".repeat(n) + "\r\n");
        description("m= lines of a session description", 32, n -> "m=audio 9 RTP/AVP 0\r\n".repeat(n));
        description("formats of an m= line", 120, n -> "m=audio 9 RTP/AVP" + " 0".repeat(n) + "\r\n");
        description("attributes of a medium", 240, n -> "m=audio 9 RTP/AVP 0\r\n" + "a=x:y\r\n".repeat(n));
        description("a=crypto lines of a medium", 16, n -> "m=audio 9 RTP/SAVP 0\r\n" + CRYPTO.repeat(n));
        description("other lines of a medium", 64, n -> "m=audio 9 RTP/AVP 0\r\n" + "b=AS:64\r\n".repeat(n));
    }

    private void message(String name, int largest, IntFunction<String> text) {
        put(name, largest, (home, n) -> {
            RawHost peer = new RawHost(home, PEER);
            String message = text.apply(n);
            return () -> peer.sends(message);
        });
    }

    private void description(String name, int largest, IntFunction<String> lines) {
        put(name, largest, (_, n) -> {
            byte[] octets = text(lines.apply(n)).getBytes(StandardCharsets.US_ASCII);
            return () -> SessionDescription.parse(octets);
        });
    }

    static String text(String lines) {
        return "v=0\r\no=- 1 1 IN IP4 " + PEER + "\r\ns=-\r\nc=IN IP4 " + PEER + "\r\nt=0 0\r\n" + lines;
    }

    private static String options(String lines) {
        return options(lines, "");
    }

    private static String options(String lines, String body) {
        return "OPTIONS sip:switch.example SIP/2.0\nVia: SIP/2.0/UDP " + PEER + ";branch=z9hG4bKgrowth\n"
                + "From: <sip:a@switch.example>;tag=a\nTo: <sip:switch.example>\nCall-ID: growth\nCSeq: 1 OPTIONS\n"
                + "Max-Forwards: 70\n" + lines + "Content-Length: " + body.length() + "\n\n" + body;
    }

    private static String to(String uri) {
        return options("").replace("OPTIONS sip:switch.example ", "OPTIONS " + uri + " ");
    }

    private static String repeated(String element, int times) {
        return String.join(",", Collections.nCopies(times, element));
    }

    private void put(String name, int largest, Doing doing) {
        all.add(new Input(name, largest, VirtualSwitch.usualSettings(), Programs.always(Call::echo), doing));
    }
}
