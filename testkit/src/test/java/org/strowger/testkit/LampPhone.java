package org.strowger.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/**
 * A phone with lamps: it subscribes as an account with a password like its number, answers each NOTIFY, and keeps what
 * they say.
 */
final class LampPhone {

    private static final String DOMAIN = "switch.example";

    private final RawHost host;
    private final String number;
    private final String address;
    private final String contact;
    private final List<String> notified = new ArrayList<>();
    private String response = "";
    private int answer = 200;
    private String[] answerHeaders = {};
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
        this.number = number;
        this.address = address;
        this.contact = contact;
        this.host = new RawHost(home, address).reacts(this::received);
    }

    /** From now on NOTIFYs are answered so; 0 leaves them without an answer. */
    LampPhone answersWith(int status, String... headers) {
        answer = status;
        answerHeaders = headers;
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
            String credentials = RawHost.credentials(response, number, number, "SUBSCRIBE", uri);
            lines.add("Proxy-Authorization: " + credentials);
            sends(lines);
        }
        if (status() < 300) to = SipText.header(response, "To").orElseThrow();
        return this;
    }

    private void sends(List<String> lines) {
        host.sends("SUBSCRIBE " + uri + " SIP/2.0\r\nVia: SIP/2.0/UDP " + contact + ":5060;rport;branch=z9hG4bKlamp"
                + ++branch
                + address + "\r\nFrom: <sip:" + number + "@" + DOMAIN + ">;tag=lamp\r\nTo: " + to + "\r\nCall-ID: "
                + callId + "\r\nCSeq: " + ++cseq + " SUBSCRIBE\r\nMax-Forwards: 70\r\nContact: <sip:" + number + "@"
                + contact + ">\r\n" + String.join("\r\n", lines) + "\r\nContent-Length: 0\r\n\r\n");
    }

    private Optional<String> received(String text) {
        if (text.startsWith("SIP/2.0")) response = text;
        if (!text.startsWith("NOTIFY ")) return Optional.empty();
        if (notified.isEmpty() || !notified.getLast().equals(text)) notified.add(text);
        return answer == 0 ? Optional.empty() : Optional.of(RawHost.response(text, answer + " X", answerHeaders));
    }

    /** The last response. */
    String response() {
        return response;
    }

    /** Its status. */
    int status() {
        return Integer.parseInt(response.substring(8, 11));
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

    /** The same, read as XML. */
    Document document() {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(body().getBytes(StandardCharsets.UTF_8)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError(body(), e);
        }
    }
}
