package org.strowger.testkit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.strowger.sip.Hop;
import org.strowger.sip.Transport;
import org.strowger.sip.WireMessage;
import org.strowger.sip.memory.InMemoryHost;

/**
 * A phone with lamps: it subscribes as an account with a password like its number, answers each NOTIFY, and keeps what
 * they say.
 */
final class LampPhone {

    private static final InetSocketAddress SWITCH = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 5060);
    private static final String DOMAIN = "switch.example";

    private final VirtualSwitch home;
    private final InMemoryHost host;
    private final String number;
    private final String address;
    private final String contact;
    private final List<String> heard = new ArrayList<>();
    private final List<String> notified = new ArrayList<>();
    private int answer = 200;
    private int cseq;
    private int branch;
    private String callId = "";
    private String to = "";
    private String event = "";
    private String uri = "";

    LampPhone(VirtualSwitch home, String number, String address) {
        this(home, number, address, address);
    }

    /** @param contact the address that it believes to have */
    LampPhone(VirtualSwitch home, String number, String address, String contact) {
        this.home = home;
        this.number = number;
        this.address = address;
        this.contact = contact;
        InetSocketAddress at = new InetSocketAddress(InetAddress.ofLiteral(address), 5060);
        this.host = home.network().host("lamps " + address, at, home.time().newLoop("lamps " + address));
        host.receiver(this::received);
    }

    /** From now on NOTIFYs are answered so; 0 leaves them without an answer. */
    LampPhone answersWith(int status) {
        answer = status;
        return this;
    }

    /** Subscribes to an event of an account, in a dialog of its own; answers a challenge. */
    LampPhone subscribes(String eventPackage, String watched, int expires, String... extra) {
        callId = "lamp" + ++branch + "@" + address;
        cseq = 0;
        event = eventPackage;
        uri = "sip:" + watched + "@" + DOMAIN;
        to = "<" + uri + ">";
        return subscribes(expires, extra);
    }

    /** Refreshes what it has subscribed to last, or ends it by 0. */
    LampPhone refreshes(int expires) {
        return subscribes(expires);
    }

    private LampPhone subscribes(int expires, String... extra) {
        List<String> lines = new ArrayList<>(List.of(extra));
        lines.add("Event: " + event);
        lines.add("Expires: " + expires);
        sends(lines);
        if (status() == 407) {
            lines.add("Proxy-Authorization: " + credentials(response()));
            sends(lines);
        }
        String tagged = RawPeer.header(response(), "To");
        if (status() < 300) to = tagged;
        return this;
    }

    private void sends(List<String> lines) {
        send("SUBSCRIBE " + uri + " SIP/2.0\r\nVia: SIP/2.0/UDP " + contact + ":5060;rport;branch=z9hG4bKlamp"
                + ++branch
                + address + "\r\nFrom: <sip:" + number + "@" + DOMAIN + ">;tag=lamp\r\nTo: " + to + "\r\nCall-ID: "
                + callId + "\r\nCSeq: " + ++cseq + " SUBSCRIBE\r\nMax-Forwards: 70\r\nContact: <sip:" + number + "@"
                + contact + ">\r\n" + String.join("\r\n", lines) + "\r\nContent-Length: 0\r\n\r\n");
        home.settle();
    }

    private String credentials(String challenge) {
        String asked = RawPeer.header(challenge, "Proxy-Authenticate");
        String realm = quoted(asked, "realm");
        String nonce = quoted(asked, "nonce");
        String one = md5(number + ":" + realm + ":" + number);
        String response = md5(one + ":" + nonce + ":00000001:c:auth:" + md5("SUBSCRIBE:" + uri));
        return "Digest username=\"" + number + "\", realm=\"" + realm + "\", nonce=\"" + nonce + "\", uri=\"" + uri
                + "\", response=\"" + response + "\", algorithm=MD5, qop=auth, nc=00000001, cnonce=\"c\"";
    }

    private static String quoted(String text, String name) {
        int at = text.indexOf(name + "=\"") + name.length() + 2;
        return text.substring(at, text.indexOf('"', at));
    }

    private static String md5(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void received(WireMessage message) {
        String text = new String(message.frame(), StandardCharsets.UTF_8);
        heard.add(text);
        if (!text.startsWith("NOTIFY ")) return;
        if (notified.isEmpty() || !notified.getLast().equals(text)) notified.add(text);
        if (answer == 0) return;
        String copied = text.lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.matches("(?i)(via|from|to|call-id|cseq):.*"))
                .collect(Collectors.joining("\r\n"));
        send("SIP/2.0 " + answer + " X\r\n" + copied + "\r\nContent-Length: 0\r\n\r\n");
    }

    private void send(String text) {
        host.send(text.getBytes(StandardCharsets.UTF_8), new Hop(Transport.UDP, SWITCH), () -> {});
    }

    /** The last response. */
    String response() {
        return heard.stream()
                .filter(text -> text.startsWith("SIP/2.0"))
                .reduce((_, later) -> later)
                .orElse("");
    }

    /** Its status. */
    int status() {
        return Integer.parseInt(response().substring(8, 11));
    }

    /** All NOTIFYs that have come, without those that were repeated. */
    List<String> notified() {
        return List.copyOf(notified);
    }

    /** The last of them. */
    String last() {
        return notified.getLast();
    }

    /** What stands in an element or attribute of the last, by what begins and ends it. */
    String between(String begin, String end) {
        String body = body();
        int at = body.indexOf(begin);
        if (at < 0) return "";
        return body.substring(at + begin.length(), body.indexOf(end, at + begin.length()));
    }

    /** The state of the first dialog of the last one. */
    String lamp() {
        return between("<state>", "</state>");
    }

    /** The body of the last one. */
    String body() {
        return last().substring(last().indexOf("\r\n\r\n") + 4);
    }
}
