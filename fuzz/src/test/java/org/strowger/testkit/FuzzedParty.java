package org.strowger.testkit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.strowger.sip.Hop;
import org.strowger.sip.Transport;
import org.strowger.sip.memory.InMemoryHost;
import org.strowger.statemachine.Loop;

/**
 * One of two who talk to the switch: no more than text that is sent and remembered. It reacts by itself to what a
 * test's manners say, so that a few octets of a fuzzer lead far into a call, and knows in the end what it has to hang
 * up.
 */
final class FuzzedParty {

    /** What it does of itself. */
    enum Manners {
        /** Nothing at all. */
        MUTE,
        /** Lets calls to it ring, and answers what is neither INVITE nor ACK with 200. */
        RINGS,
        /** Answers calls too. */
        ANSWERS,
        /** Takes nothing, and ends what is answered. */
        LEAVES
    }

    /** A dialog as it sees it: values of header fields, and where requests go. */
    record Dialog(String callId, String local, String remote, String target) {}

    static final Hop SWITCH = new Hop(Transport.UDP, new InetSocketAddress("192.0.2.1", 5060));
    private static final Pattern URI = Pattern.compile("<([^>]*)>");
    private static final int MOST_REMEMBERED = 64;
    private static final int LAST_CSEQ = 1_000_000;

    private final Loop loop;
    private final InMemoryHost host;
    private final String address;
    private final String user;
    private final Map<String, Dialog> dialogs = new LinkedHashMap<>();
    private final List<String> invites = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();
    private Manners manners = Manners.MUTE;
    private UnaryOperator<String> spoiling = UnaryOperator.identity();
    private Function<String, Bodies.Body> answer;
    private String described = "";
    private Bodies.Body acknowledgement = Bodies.Body.NONE;
    private int branches;
    private int cseq = 10;

    FuzzedParty(VirtualSwitch home, String user, String address) {
        this.user = user;
        this.address = address;
        this.loop = home.time().newLoop(user);
        this.host = home.network().host(user, new InetSocketAddress(InetAddress.ofLiteral(address), 5060), loop);
        this.answer = _ -> Bodies.chosen(new Choices(new byte[] {1}), address, 4000, 1);
        host.receiver(message -> took(new String(message.frame(), StandardCharsets.ISO_8859_1)));
    }

    String user() {
        return user;
    }

    String address() {
        return address;
    }

    FuzzedParty manners(Manners other) {
        manners = other;
        return this;
    }

    /** How it answers calls, by what they offer. */
    FuzzedParty answers(Function<String, Bodies.Body> how) {
        answer = how;
        return this;
    }

    /** What its ACKs of a 2xx say. */
    FuzzedParty acknowledgesWith(Bodies.Body body) {
        acknowledgement = body;
        return this;
    }

    /** Sends a request in its newest dialog; nothing, if it has none. */
    void asks(String method, String lines, Bodies.Body body) {
        if (dialogs.isEmpty()) return;
        Dialog dialog = dialogs().getFirst();
        sends(method + " " + dialog.target + " SIP/2.0\r\n" + via(newBranch()) + "\r\nFrom: " + dialog.local
                + "\r\nTo: "
                + dialog.remote + "\r\nCall-ID: " + dialog.callId + "\r\nCSeq: " + nextCSeq() + " " + method
                + "\r\nMax-Forwards: 70\r\n" + contact() + lines + body.wire());
    }

    /** Calls a number of the switch. */
    void calls(String number, Bodies.Body body) {
        String from = "<sip:" + user + "@switch.example>;tag=n" + nextCSeq();
        String uri = "sip:" + number + "@switch.example";
        sends("INVITE " + uri + " SIP/2.0\r\n" + via(newBranch()) + "\r\nFrom: " + from + "\r\nTo: <" + uri
                + ">\r\nCall-ID: c" + cseq + "@" + address + "\r\nCSeq: " + cseq + " INVITE\r\nMax-Forwards: 70\r\n"
                + contact() + body.wire());
    }

    /** The last session description that it was sent. */
    String described() {
        return described;
    }

    /** Changes what it sends next, and no more. */
    void spoils(UnaryOperator<String> change) {
        spoiling = change;
    }

    /** Its dialogs, the newest first. */
    List<Dialog> dialogs() {
        return new ArrayList<>(dialogs.values()).reversed();
    }

    /** The requests that it was sent, the newest first. */
    List<String> asked() {
        return asked.reversed();
    }

    /** What it has sent, the newest first. */
    List<String> sent() {
        return sent.reversed();
    }

    /** The INVITEs that it has sent, the newest first. */
    List<String> invites() {
        return invites.reversed();
    }

    /** Registers an account, whose password is its name. */
    FuzzedParty registers() {
        puts(register(""));
        return this;
    }

    private String register(String lines) {
        String itself = "<sip:" + user + "@switch.example>";
        return "REGISTER sip:switch.example SIP/2.0\r\n" + via(newBranch()) + "\r\nFrom: " + itself + ";tag=r\r\nTo: "
                + itself + "\r\nCall-ID: r-" + user + "\r\nCSeq: " + nextCSeq() + " REGISTER\r\nMax-Forwards: 70\r\n"
                + contact() + lines + "Content-Length: 0\r\n\r\n";
    }

    /** The count for its next request. */
    int nextCSeq() {
        return ++cseq;
    }

    int cseq() {
        return cseq;
    }

    String newBranch() {
        return "z9hG4bK-" + user + "-" + ++branches;
    }

    String contact() {
        return "Contact: <sip:" + user + "@" + address + ">\r\n";
    }

    /** Sends a message, once the loop comes to it. */
    void sends(String text) {
        loop.execute(() -> puts(text));
    }

    private void puts(String whole) {
        String text = spoiling.apply(whole);
        spoiling = UnaryOperator.identity();
        keep(sent, text);
        if (text.startsWith("INVITE ")) keep(invites, text);
        learns(text);
        host.send(text.getBytes(StandardCharsets.ISO_8859_1), SWITCH, () -> {});
    }

    private static void keep(List<String> list, String text) {
        if (list.size() == MOST_REMEMBERED) list.removeFirst();
        list.add(text);
    }

    /** Of a response that it sends to an INVITE: a dialog, as the switch will see it too. */
    private void learns(String response) {
        if (!response.startsWith("SIP/2.0 ") || !method(response).equals("INVITE")) return;
        String to = header(response, "To");
        if (!to.contains("tag=")) return;
        String callId = header(response, "Call-ID");
        String target = asked.stream()
                .filter(request -> header(request, "Call-ID").equals(callId))
                .map(request -> uri(header(request, "Contact")))
                .findFirst()
                .orElse("sip:192.0.2.1");
        dialogs.put(callId + to, new Dialog(callId, to, header(response, "From"), target));
    }

    private void took(String text) {
        String body = SipText.body(text);
        if (!body.isEmpty()) described = body;
        if (text.startsWith("SIP/2.0 ")) responded(text);
        else requested(text);
    }

    private void responded(String text) {
        int status = Integer.parseInt(text.substring(8, 11));
        if (status == 401 && method(text).equals("REGISTER") && sent.size() == 1)
            puts(register("Authorization: " + PhoneCredentials.answer(text, user, "REGISTER", "sip:switch.example")
                    + "\r\n"));
        if (!method(text).equals("INVITE")) return;
        String to = header(text, "To");
        if (to.contains("tag=") && status > 100 && status < 300) {
            String callId = header(text, "Call-ID");
            dialogs.put(callId + to, new Dialog(callId, header(text, "From"), to, uri(header(text, "Contact"))));
        }
        if (status >= 200 && manners != Manners.MUTE) acknowledges(text, status);
        if (status == 407) proves(text);
    }

    private void acknowledges(String response, int status) {
        String uri = status < 300 ? uri(header(response, "Contact")) : "sip:switch.example";
        String via = status < 300 ? via(newBranch()) : "Via: " + header(response, "Via");
        String number = header(response, "CSeq").split(" ", -1)[0];
        puts("ACK " + uri + " SIP/2.0\r\n" + via + "\r\n" + same(response, "From", "To", "Call-ID") + "CSeq: " + number
                + " ACK\r\nMax-Forwards: 70\r\n" + (status < 300 ? acknowledgement : Bodies.Body.NONE).wire());
        if (status < 300 && manners == Manners.LEAVES)
            hangsUp(new Dialog(
                    header(response, "Call-ID"),
                    header(response, "From"),
                    header(response, "To"),
                    uri(header(response, "Contact"))));
    }

    /** Sends the INVITE again, with the credentials of an account whose password is its name. */
    private void proves(String challenge) {
        String callId = header(challenge, "Call-ID");
        Optional<String> invite = invites().stream()
                .filter(text -> header(text, "Call-ID").equals(callId) && !text.contains("Proxy-Authorization"))
                .findFirst();
        if (invite.isEmpty()) return;
        String uri = invite.get().split(" ", -1)[1];
        String credentials = PhoneCredentials.answer(challenge, user, "INVITE", uri);
        puts(invite.get()
                .replaceFirst("branch=[^\r;]*", "branch=" + newBranch())
                .replaceFirst("CSeq: \\d+", "CSeq: " + nextCSeq())
                .replaceFirst(
                        "\r\nMax-Forwards",
                        Matcher.quoteReplacement("\r\nProxy-Authorization: " + credentials + "\r\nMax-Forwards")));
    }

    private void requested(String text) {
        String method = text.substring(0, text.indexOf(' '));
        if (!method.equals("ACK")) keep(asked, text);
        switch (manners) {
            case MUTE -> {}
            case RINGS, ANSWERS, LEAVES -> reacts(method, text);
        }
    }

    private void reacts(String method, String text) {
        if (method.equals("ACK")) return;
        if (!method.equals("INVITE")) {
            puts(response(text, "200 OK", "0", contact(), Bodies.Body.NONE));
            return;
        }
        if (manners == Manners.LEAVES) puts(response(text, "480 Gone", "0", "", Bodies.Body.NONE));
        else if (manners == Manners.RINGS) puts(response(text, "180 Ringing", "0", contact(), Bodies.Body.NONE));
        else puts(response(text, "200 OK", "0", contact(), answer.apply(SipText.body(text))));
    }

    /** A response to a request that it was sent. */
    String response(String request, String status, String tag, String lines, Bodies.Body body) {
        String to = header(request, "To");
        boolean tags = !tag.isEmpty() && !to.contains("tag=");
        return "SIP/2.0 " + status + "\r\n" + same(request, "Via", "From", "Call-ID", "CSeq") + "To: " + to
                + (tags ? ";tag=" + user + tag : "") + "\r\n" + lines + body.wire();
    }

    /** Ends whatever it knows of, and takes part in nothing more. */
    void leaves() {
        loop.execute(() -> {
            manners = Manners.LEAVES;
            spoiling = UnaryOperator.identity();
            for (String request : asked())
                if (request.startsWith("INVITE ")) puts(response(request, "480 Gone", "0", "", Bodies.Body.NONE));
            for (String invite : invites()) puts(cancelOf(invite));
            for (Dialog dialog : dialogs()) hangsUp(dialog);
        });
    }

    static String cancelOf(String invite) {
        String number = header(invite, "CSeq").split(" ", -1)[0];
        return "CANCEL " + invite.split(" ", 3)[1] + " SIP/2.0\r\n" + same(invite, "Via", "From", "To", "Call-ID")
                + "CSeq: " + number + " CANCEL\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n";
    }

    private void hangsUp(Dialog dialog) {
        puts("BYE " + dialog.target + " SIP/2.0\r\n" + via(newBranch()) + "\r\nFrom: " + dialog.local + "\r\nTo: "
                + dialog.remote + "\r\nCall-ID: " + dialog.callId + "\r\nCSeq: " + (LAST_CSEQ + nextCSeq())
                + " BYE\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n");
    }

    String via(String branch) {
        return "Via: SIP/2.0/UDP " + address + ";branch=" + branch;
    }

    static String method(String response) {
        String cseq = header(response, "CSeq");
        return cseq.substring(cseq.indexOf(' ') + 1);
    }

    private static String uri(String header) {
        Matcher matcher = URI.matcher(header);
        return matcher.find() ? matcher.group(1) : "sip:192.0.2.1";
    }

    static String header(String text, String name) {
        return SipText.header(text, name).orElse("");
    }

    private static String same(String text, String... names) {
        StringBuilder lines = new StringBuilder();
        for (String name : names)
            for (String value : SipText.headers(text, name))
                lines.append(name).append(": ").append(value).append("\r\n");
        return lines.toString();
    }
}
