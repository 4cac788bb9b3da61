package org.strowger.dialog;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.strowger.sip.Hop;
import org.strowger.sip.Transport;
import org.strowger.sip.WireMessage;
import org.strowger.sip.memory.InMemoryHost;

/** A far end that says exactly what a test wants it to say, and nothing of itself. */
public final class Peer {

    final Bench bench;
    public final InMemoryHost host;
    public final List<WireMessage> received = new ArrayList<>();
    private int branch;

    Peer(Bench bench, InMemoryHost host) {
        this.bench = bench;
        this.host = host;
        host.receiver(received::add);
    }

    String address() {
        return host.address().getAddress().getHostAddress();
    }

    public WireMessage last(String method) {
        return received.stream()
                .filter(m -> m.isRequest() && m.method().equals(method))
                .reduce((_, later) -> later)
                .orElseThrow(() -> new AssertionError("no " + method + " in " + summaries()));
    }

    public long count(String method) {
        return received.stream()
                .filter(m -> m.isRequest() && m.method().equals(method))
                .count();
    }

    public WireMessage lastResponse(String method) {
        return received.stream()
                .filter(m -> !m.isRequest() && m.cseqMethod().equals(method))
                .reduce((_, later) -> later)
                .orElseThrow(() -> new AssertionError("no response to " + method + " in " + summaries()));
    }

    public List<String> summaries() {
        return received.stream().map(m -> Bench.summary(text(m))).toList();
    }

    public static String text(WireMessage message) {
        return new String(message.frame(), StandardCharsets.UTF_8);
    }

    public static List<String> headers(WireMessage message, String name) {
        return text(message)
                .lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .toList();
    }

    public static String header(WireMessage message, String name) {
        return String.join(", ", headers(message, name));
    }

    public static String body(WireMessage message) {
        String text = text(message);
        return text.substring(text.indexOf("\r\n\r\n") + 4);
    }

    public String contact() {
        return "Contact: <sip:peer@" + address() + ">";
    }

    /** Answers a request; {@code tag} is the To tag where there is none yet, empty for none. */
    public void answer(WireMessage request, int status, String tag, String body, String... extra) {
        Predicate<String> copied =
                line -> line.toLowerCase(Locale.ROOT).matches("(via|from|to|call-id|cseq|record-route):.*");
        String lines = text(request)
                .lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(copied)
                .map(line -> line.startsWith("To:") && !line.contains(";tag=") && !tag.isEmpty()
                        ? line + ";tag=" + tag
                        : line)
                .collect(Collectors.joining("\r\n"));
        send(
                "SIP/2.0 " + status + " X\r\n" + lines + "\r\n" + rest(body, extra),
                request.flow().back());
    }

    /** Sends a request of its own; {@code from} and {@code to} are the headers' values. */
    public void request(
            String method,
            String target,
            String from,
            String to,
            String callId,
            int cseq,
            String body,
            String... extra) {
        request(hop(target), ++branch, method, target, from, to, callId, cseq, body, extra);
    }

    /** The same with this branch: sent again it is a retransmission. */
    public void request(
            Hop hop,
            int branchNumber,
            String method,
            String target,
            String from,
            String to,
            String callId,
            int cseq,
            String body,
            String... extra) {
        send(
                method + " " + target + " SIP/2.0\r\nVia: SIP/2.0/UDP " + address() + ":5060;branch=z9hG4bK" + address()
                        + "x" + branchNumber + "\r\nMax-Forwards: 70\r\nFrom: " + from + "\r\nTo: " + to
                        + "\r\nCall-ID: "
                        + callId + "\r\nCSeq: " + cseq + " " + method + "\r\n" + rest(body, extra),
                hop);
    }

    /** A request within the dialog that an INVITE of the agent's has made with the tag of ours. */
    public void within(WireMessage invite, String tag, String method, int cseq, String body, String... extra) {
        String target = header(invite, "Contact").replaceAll("[<>]", "");
        String us = header(invite, "To") + (header(invite, "To").contains(";tag=") ? "" : ";tag=" + tag);
        request(method, target, us, header(invite, "From"), header(invite, "Call-ID"), cseq, body, extra);
    }

    public void send(String text, Hop to) {
        host.send(text.getBytes(StandardCharsets.UTF_8), to, () -> {});
        bench.settle();
    }

    private static Hop hop(String target) {
        String host = target.replaceAll("^sips?:", "").replaceAll("^.*@", "").replaceAll("[;:?].*$", "");
        return new Hop(Transport.UDP, new InetSocketAddress(host, 5060));
    }

    private static String rest(String body, String... extra) {
        StringBuilder lines = new StringBuilder();
        for (String line : extra) lines.append(line).append("\r\n");
        if (!body.isEmpty() && lines.indexOf("Content-Type:") < 0) lines.append("Content-Type: application/sdp\r\n");
        return lines + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }
}
