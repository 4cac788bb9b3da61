package org.strowger.testkit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;
import org.strowger.sip.Transport;
import org.strowger.sip.memory.InMemoryHost;

/** Somebody who sends bytes to the switch, and reads what comes back without answering it. */
final class RawPeer {

    private static final InetSocketAddress SWITCH = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 5060);

    private final VirtualSwitch home;
    private final InMemoryHost host;
    private final String address;
    private final List<String> heard = new ArrayList<>();
    private int sent;

    RawPeer(VirtualSwitch home, String address) {
        this(home, address, 5060);
    }

    RawPeer(VirtualSwitch home, String address, int port) {
        this.home = home;
        this.address = address + ":" + port;
        InetSocketAddress at = new InetSocketAddress(InetAddress.ofLiteral(address), port);
        String name = "raw " + this.address;
        this.host = home.network().host(name, at, home.time().newLoop(name));
        host.receiver(message -> heard.add(new String(message.frame(), StandardCharsets.UTF_8)));
    }

    /** A request with headers of its own for each; further lines come before the blank one. */
    String request(String method, String uri, String to, String... lines) {
        return branched("b" + ++sent, method, uri, to, lines);
    }

    String branched(String branch, String method, String uri, String to, String... lines) {
        String more = String.join("\r\n", lines);
        return method + " " + uri + " SIP/2.0\r\nVia: SIP/2.0/UDP " + address + ";branch=z9hG4bK" + branch
                + "\r\nFrom: <sip:1001@switch.example>;tag=f" + branch + "\r\nTo: " + to + "\r\nCall-ID: c" + branch
                + "@" + address
                + "\r\nCSeq: 1 " + method + "\r\nMax-Forwards: 70\r\nContact: <sip:1001@" + address + ">\r\n" + more
                + (more.isEmpty() ? "" : "\r\n") + "Content-Length: 0\r\n\r\n";
    }

    /** Sends, and lets what it leads to happen. */
    RawPeer sends(String text) {
        posts(text);
        home.settle();
        return this;
    }

    /** Sends only. */
    void posts(String text) {
        host.send(text.getBytes(StandardCharsets.UTF_8), new Hop(Transport.UDP, SWITCH), () -> {});
    }

    /** What has come so far. */
    List<String> heard() {
        return List.copyOf(heard);
    }

    /** The start lines of what has come so far. */
    List<String> statuses() {
        return heard.stream().map(SipText::startLine).toList();
    }

    String last() {
        return heard.getLast();
    }

    /** The value of a header of a message. */
    static String header(String message, String name) {
        return message.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    /** Where it is, as the switch sees it. */
    Flow flow() {
        return new Flow(Transport.UDP, SWITCH, host.address(), 0);
    }
}
