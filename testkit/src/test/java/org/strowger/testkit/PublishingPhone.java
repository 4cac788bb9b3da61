package org.strowger.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A phone that publishes as an account with a password like its number (RFC 3903), and keeps what it is answered. */
final class PublishingPhone {

    private static final String DOMAIN = "switch.example";

    private final RawHost host;
    private final String number;
    private final String address;
    private String body = "";
    private String type = "application/pidf+xml";
    private String event = "presence";
    private String whose;
    private String response = "";
    private int sent;

    PublishingPhone(VirtualSwitch home, String number, String address) {
        this.number = number;
        this.whose = number;
        this.address = address;
        this.host = new RawHost(home, address).reacts(this::received);
    }

    private Optional<String> received(String text) {
        response = text;
        return Optional.empty();
    }

    /** From now on says this. */
    PublishingPhone says(String pidf) {
        body = pidf;
        return this;
    }

    /** From now on says it in this type. */
    PublishingPhone in(String contentType) {
        type = contentType;
        return this;
    }

    /** From now on names this event package; none if it is empty. */
    PublishingPhone of(String eventPackage) {
        event = eventPackage;
        return this;
    }

    /** From now on publishes for this account. */
    PublishingPhone as(String account) {
        whose = account;
        return this;
    }

    /** A document of presence with one tuple and one activity. */
    static String pidf(String basic, String activity, String note) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model"
                 xmlns:r="urn:ietf:params:xml:ns:pidf:rpid" entity="sip:1001@switch.example">
                 <tuple id="t1"><status><basic>%s</basic></status><note>%s</note></tuple>
                 <dm:person id="p1"><r:activities><r:%s/></r:activities></dm:person>
                </presence>
                """.formatted(basic, note, activity);
    }

    /** Publishes anew; a challenge is answered. */
    PublishingPhone publishes(int expires) {
        return publishes(body, "Expires: " + expires);
    }

    /** Publishes again what it has published under a tag. */
    PublishingPhone modifies(String tag, int expires) {
        return publishes(body, "Expires: " + expires, "SIP-If-Match: " + tag);
    }

    /** Refreshes what it has published under a tag, or takes it back by 0. */
    PublishingPhone refreshes(String tag, int expires) {
        return publishes("", "Expires: " + expires, "SIP-If-Match: " + tag);
    }

    private PublishingPhone publishes(String what, String... extra) {
        List<String> lines = new ArrayList<>(List.of(extra));
        if (!event.isEmpty()) lines.add("Event: " + event);
        if (!what.isEmpty() && !type.isEmpty()) lines.add("Content-Type: " + type);
        sends(what, lines);
        if (status() == 407) {
            lines.add("Proxy-Authorization: " + RawHost.credentials(response, number, number, "PUBLISH", uri()));
            sends(what, lines);
        }
        return this;
    }

    private String uri() {
        return "sip:" + whose + "@" + DOMAIN;
    }

    private void sends(String what, List<String> lines) {
        String content = what.replace("\n", "\r\n");
        int octets = content.getBytes(StandardCharsets.UTF_8).length;
        host.sends("PUBLISH " + uri() + " SIP/2.0\r\nVia: SIP/2.0/UDP " + address + ":5060;branch=z9hG4bKpub" + ++sent
                + address + "\r\nFrom: <sip:" + number + "@" + DOMAIN + ">;tag=pub\r\nTo: <" + uri()
                + ">\r\nCall-ID: pub" + sent + "@" + address + "\r\nCSeq: 1 PUBLISH\r\nMax-Forwards: 70\r\n"
                + String.join("\r\n", lines) + "\r\nContent-Length: " + octets + "\r\n\r\n" + content);
    }

    /** The status of the last response. */
    int status() {
        return Integer.parseInt(response.substring(8, 11));
    }

    /** The last response. */
    String response() {
        return response;
    }

    /** The entity tag of the last response. */
    String tag() {
        return RawPeer.header(response, "SIP-ETag");
    }
}
