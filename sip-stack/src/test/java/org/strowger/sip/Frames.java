package org.strowger.sip;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Messages for tests. */
public final class Frames {

    static final InetSocketAddress HERE = new InetSocketAddress("192.0.2.1", 5060);
    public static final InetSocketAddress THERE = new InetSocketAddress("192.0.2.9", 4444);
    public static final Flow UDP = new Flow(Transport.UDP, HERE, THERE, 0);
    static final Flow TCP = new Flow(Transport.TCP, HERE, THERE, 7);

    private Frames() {}

    /** A message with LF written as CRLF. */
    public static byte[] bytes(String text) {
        return text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    public static WireMessage wire(String text) {
        return WireMessage.of(bytes(text), UDP);
    }

    public static String options(String moreHeaders) {
        return """
            OPTIONS sip:bob@example.com SIP/2.0
            Via: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK1
            From: <sip:alice@example.com>;tag=a
            To: <sip:bob@example.com>
            Call-ID: c1
            CSeq: 1 OPTIONS
            Max-Forwards: 70
            """ + moreHeaders + "\n";
    }

    public static String without(String message, String line) {
        if (!message.contains(line)) throw new IllegalArgumentException(line);
        return message.replace(line, "");
    }
}
