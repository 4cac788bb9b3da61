package org.strowger.testkit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.strowger.sip.Hop;
import org.strowger.sip.Transport;
import org.strowger.sip.memory.InMemoryHost;
import org.strowger.statemachine.Loop;

/**
 * A host on the network in memory that sends octets as a test has written them, and keeps what comes. No transactions,
 * no dialogs: what no phone would send is sent here.
 */
final class RawHost {

    private static final InetSocketAddress SWITCH = new InetSocketAddress("192.0.2.1", 5060);
    private static final Pattern REALM = Pattern.compile("realm=\"([^\"]*)\"");
    private static final Pattern NONCE = Pattern.compile("nonce=\"([^\"]*)\"");

    private final VirtualSwitch home;
    private final Transport transport;
    private final Consumer<byte[]> way;
    private final Runnable disconnection;
    /** What it calls itself. */
    private final String at;
    /** What stands behind that in its Contact. */
    private final String by;

    private final String via;
    private final Loop loop;
    private final List<String> received = new ArrayList<>();
    private Function<String, Optional<String>> reaction = _ -> Optional.empty();
    private int calls;
    private String sdp = String.join(
            "\r\n",
            "v=0",
            "o=- 1 1 IN IP4 192.0.2.200",
            "s=-",
            "c=IN IP4 192.0.2.200",
            "t=0 0",
            "m=audio 9000 RTP/AVP 0",
            "");

    RawHost(VirtualSwitch home, String address) {
        this(home, address, 5060);
    }

    RawHost(VirtualSwitch home, String address, int port) {
        this(home, Transport.UDP, address, port, address + ":" + port, "");
    }

    /** One that comes by WebSocket, and calls itself something. */
    static RawHost browser(VirtualSwitch home, String address, String name) {
        return new RawHost(home, Transport.WS, address, 5060, name, ";transport=ws");
    }

    /** One that comes by a TCP connection. */
    static RawHost connected(VirtualSwitch home, String address) {
        return new RawHost(home, Transport.TCP, address, 5060, address + ":5060", ";transport=tcp");
    }

    private RawHost(VirtualSwitch home, Transport transport, String address, int port, String at, String by) {
        this.home = home;
        this.transport = transport;
        this.at = at;
        this.via = at;
        this.by = by;
        this.loop = home.time().newLoop("raw-" + address + ":" + port);
        InMemoryHost host = home.network()
                .host("raw-" + address + ":" + port, new InetSocketAddress(InetAddress.ofLiteral(address), port), loop);
        host.receiver(message -> took(new String(message.frame(), StandardCharsets.UTF_8)));
        this.way = frame -> host.send(frame, new Hop(transport, SWITCH), () -> {});
        this.disconnection = host::dropConnections;
    }

    /** One behind a NAT, at an address that means nothing outside. */
    RawHost(VirtualSwitch home, Nat nat, String inside) {
        this.home = home;
        this.transport = Transport.UDP;
        this.at = inside;
        this.via = inside + ";rport";
        this.by = "";
        this.loop = nat.loop();
        this.way = frame -> nat.send(frame, SWITCH);
        this.disconnection = nat::forgets;
        nat.host(message -> took(new String(message.frame(), StandardCharsets.UTF_8)));
    }

    /** What it calls itself, with its port. */
    String at() {
        return at;
    }

    private void took(String text) {
        received.add(text);
        reaction.apply(text).ifPresent(this::put);
    }

    /** Sends this at once. On its loop: from a reaction. */
    void put(String text) {
        way.accept(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Closes its connections; the next thing that it sends opens another. */
    RawHost disconnects() {
        disconnection.run();
        home.settle();
        return this;
    }

    /** From now on answers what comes so. */
    RawHost reacts(Function<String, Optional<String>> with) {
        reaction = with;
        return this;
    }

    /** From now on answers each INVITE with a final response of this status, and these further header lines. */
    RawHost answers(String status, String... headers) {
        return reacts(
                text -> text.startsWith("INVITE ") ? Optional.of(response(text, status, headers)) : Optional.empty());
    }

    /** A response to a request, as text. */
    static String response(String request, String status, String... headers) {
        StringBuilder text = new StringBuilder("SIP/2.0 " + status + "\r\n");
        for (String name : List.of("Via", "From", "Call-ID", "CSeq"))
            SipText.headers(request, name)
                    .forEach(value ->
                            text.append(name).append(": ").append(value).append("\r\n"));
        String to = SipText.header(request, "To").orElseThrow();
        text.append("To: ")
                .append(to)
                .append(to.contains(";tag=") ? "" : ";tag=raw")
                .append("\r\n");
        for (String header : headers) text.append(header).append("\r\n");
        return text + "Content-Length: 0\r\n\r\n";
    }

    /** A message that has no body yet, with this description of a session; as it is where that is empty. */
    static String described(String message, String description) {
        if (description.isEmpty()) return message;
        return message.replace(
                "Content-Length: 0\r\n\r\n",
                "Content-Type: application/sdp\r\nContent-Length: " + description.length() + "\r\n\r\n" + description);
    }

    /** The ACK of a final response that is no success: in the transaction of its INVITE (RFC 3261 §17.1.1.3). */
    static String acknowledgement(String uri, String refusal) {
        StringBuilder text = new StringBuilder("ACK " + uri + " SIP/2.0\r\n");
        for (String name : List.of("Via", "From", "To", "Call-ID"))
            text.append(name)
                    .append(": ")
                    .append(SipText.header(refusal, name).orElseThrow())
                    .append("\r\n");
        String number = SipText.header(refusal, "CSeq").orElseThrow().split(" ", -1)[0];
        return text + "CSeq: " + number + " ACK\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n";
    }

    /** Sends this text, with the line ends of SIP. */
    RawHost sends(String text) {
        loop.execute(() -> put(text.replace("\r\n", "\n").replace("\n", "\r\n")));
        home.settle();
        return this;
    }

    /**
     * Sends a request without a body, each time with another Call-ID and branch; lines are those between CSeq and
     * Content-Length.
     */
    RawHost asks(String method, String uri, String from, String to, String... lines) {
        return sends(request(method, uri, from, to, lines));
    }

    /** Sends an INVITE that names this Call-ID. */
    RawHost invites(String uri, String callId) {
        String text = request("INVITE", uri, "<sip:raw@switch.example>", "<" + uri + ">");
        return sends(text.replaceFirst("Call-ID: .*", Matcher.quoteReplacement("Call-ID: " + callId)));
    }

    /** The same, and again with credentials, once they are asked for. */
    RawHost asksAs(String user, String password, String method, String uri, String from, String to, String... lines) {
        asks(method, uri, from, to, lines);
        String challenge = last();
        boolean proxy = challenge.startsWith("SIP/2.0 407");
        if (!proxy && !challenge.startsWith("SIP/2.0 401")) return this;
        List<String> more = new ArrayList<>(List.of(lines));
        more.add((proxy ? "Proxy-Authorization: " : "Authorization: ")
                + credentials(challenge, user, password, method, uri));
        return asks(method, uri, from, to, more.toArray(String[]::new));
    }

    private String request(String method, String uri, String from, String to, String... lines) {
        int call = ++calls;
        StringBuilder text = new StringBuilder(method + " " + uri + " SIP/2.0\n");
        text.append("Via: SIP/2.0/" + transport.name() + " ")
                .append(via)
                .append(";branch=z9hG4bK-raw-")
                .append(call)
                .append("\n");
        text.append("From: ").append(from).append(";tag=raw").append(call).append("\n");
        text.append("To: ").append(to).append("\n");
        text.append("Call-ID: raw-").append(call).append("@").append(at).append("\n");
        text.append("CSeq: 1 ").append(method).append("\nMax-Forwards: 70\n");
        for (String line : lines) text.append(line).append("\n");
        if (method.equals("INVITE")) {
            text.append("Contact: <sip:raw@").append(at).append(by).append(">\nContent-Type: application/sdp\n");
            return text + "Content-Length: " + sdp.length() + "\n\n" + sdp;
        }
        return text + "Content-Length: 0\n\n";
    }

    /** What its calls offer from now on. */
    RawHost describes(String description) {
        sdp = description;
        return this;
    }

    /** Sends the ACK of a 2xx to a call of its own. */
    RawHost acknowledges(String response) {
        return within("ACK", response);
    }

    /** Sends BYE in the dialog of a 2xx to a call of its own. */
    RawHost hangsUp(String response) {
        return within("BYE", response);
    }

    /** Sends a request in the dialog of a 2xx to a call of its own. */
    RawHost within(String method, String response) {
        String contact = SipText.header(response, "Contact").orElseThrow();
        String target = contact.replaceAll(".*<([^>]*)>.*", "$1");
        String count = SipText.header(response, "CSeq").orElseThrow().replaceAll("\\D", "");
        int number = Integer.parseInt(count) + (method.equals("ACK") ? 0 : 1);
        StringBuilder text = new StringBuilder(method + " " + target + " SIP/2.0\n");
        text.append("Via: SIP/2.0/" + transport.name() + " ")
                .append(via)
                .append(";branch=z9hG4bK-raw-in-")
                .append(++calls)
                .append("\n");
        for (String name : List.of("From", "To", "Call-ID"))
            text.append(name)
                    .append(": ")
                    .append(SipText.header(response, name).orElseThrow())
                    .append("\n");
        for (String route : SipText.headers(response, "Record-Route"))
            text.append("Route: ").append(route).append("\n");
        return sends(text + "CSeq: " + number + " " + method + "\nMax-Forwards: 70\nContent-Length: 0\n\n");
    }

    /** Registers an account, whose password is its name, with these contacts and further lines. */
    RawHost registers(String user, String... lines) {
        String aor = "<sip:" + user + "@switch.example>";
        return asksAs(user, user, "REGISTER", "sip:switch.example", aor, aor, lines);
    }

    /** Calls as an account, whose password is its name. */
    RawHost calls(String user, String uri, String... lines) {
        String from = "<sip:" + user + "@switch.example>";
        return asksAs(user, user, "INVITE", uri, from, "<" + uri + ">", lines);
    }

    static String credentials(String challenge, String user, String password, String method, String uri) {
        String realm = found(REALM, challenge);
        String nonce = found(NONCE, challenge);
        String ha1 = md5(user + ":" + realm + ":" + password);
        String ha2 = md5(method + ":" + uri);
        String response = md5(ha1 + ":" + nonce + ":00000001:c:auth:" + ha2);
        return "Digest username=\"" + user + "\",realm=\"" + realm + "\",nonce=\"" + nonce + "\",uri=\"" + uri
                + "\",qop=auth,nc=00000001,cnonce=\"c\",algorithm=MD5,response=\"" + response + "\"";
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) throw new IllegalStateException(pattern + " is not in\n" + text);
        return matcher.group(1);
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All that has come, in order. */
    List<String> received() {
        return List.copyOf(received);
    }

    /** What has come that begins so. */
    List<String> received(String start) {
        return received.stream().filter(text -> text.startsWith(start)).toList();
    }

    /** What has come last; empty before. */
    String last() {
        return received.isEmpty() ? "" : received.getLast();
    }

    /** The status of the last final response; 0 before. */
    int status() {
        return received.reversed().stream()
                .filter(text -> text.startsWith("SIP/2.0 "))
                .map(text -> Integer.parseInt(text.substring(8, 11)))
                .filter(status -> status >= 200)
                .findFirst()
                .orElse(0);
    }

    /** Forgets what has come. */
    RawHost forgets() {
        received.clear();
        return this;
    }
}
