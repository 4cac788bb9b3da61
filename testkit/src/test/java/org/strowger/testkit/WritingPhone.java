package org.strowger.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A phone that writes messages as an account with a password like its number (RFC 3428), and answers those that come.
 */
final class WritingPhone {

    private static final String DOMAIN = "switch.example";

    private final RawHost host;
    private final String number;
    private final String address;
    private final List<String> got = new ArrayList<>();
    private String answer = "200 OK";
    private String[] said = {};
    private int deaf;
    private boolean isThere;
    private String from;
    private String domain = DOMAIN;
    private String type = "text/plain";
    private String request = "";
    private int sent;

    WritingPhone(VirtualSwitch home, String number, String address) {
        this.number = number;
        this.address = address;
        this.from = "<sip:" + number + "@" + DOMAIN + ">";
        this.host = new RawHost(home, address).reacts(this::received);
    }

    private Optional<String> received(String text) {
        if (text.startsWith("OPTIONS ") && isThere) return Optional.of(RawHost.response(text, "200 OK"));
        if (!text.startsWith("MESSAGE ")) return Optional.empty();
        got.add(text);
        return answer.isEmpty() || deaf-- > 0 ? Optional.empty() : Optional.of(RawHost.response(text, answer, said));
    }

    /** Registers at its address, with these further parameters of its contact. */
    WritingPhone registers(String... parameters) {
        host.registers(number, "Supported: outbound", contact() + String.join("", parameters));
        return this;
    }

    /** Is registered no longer. */
    WritingPhone leaves() {
        return registers(";expires=0");
    }

    private String contact() {
        return "Contact: <sip:" + number + "@" + address + ":5060>";
    }

    /** From now on answers each message so; not at all if that is empty. */
    WritingPhone answersWith(String status, String... headers) {
        answer = status;
        said = headers;
        return this;
    }

    /** From now on answers who asks whether it is there. */
    WritingPhone answersQuestions() {
        isThere = true;
        return this;
    }

    /** Doesn't hear the next few messages. */
    WritingPhone misses(int count) {
        deaf = count;
        return this;
    }

    /** From now on says that it is this one. */
    WritingPhone as(String nameAddress) {
        from = nameAddress;
        return this;
    }

    /** From now on writes to this domain. */
    WritingPhone at(String other) {
        domain = other;
        return this;
    }

    /** From now on writes in this type. */
    WritingPhone in(String contentType) {
        type = contentType;
        return this;
    }

    /** Writes to an account; a challenge is answered. */
    WritingPhone writes(String to, String text, String... lines) {
        host.forgets();
        List<String> more = new ArrayList<>(List.of(lines));
        sends(to, text, more);
        if (host.status() != 407) return this;
        more.add("Proxy-Authorization: "
                + RawHost.credentials(host.last(), number, number, "MESSAGE", "sip:" + to + "@" + domain));
        host.forgets();
        sends(to, text, more);
        return this;
    }

    private void sends(String to, String text, List<String> lines) {
        String uri = "sip:" + to + "@" + domain;
        String extra = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
        request = "MESSAGE " + uri + " SIP/2.0\nVia: SIP/2.0/UDP " + address + ":5060;branch=z9hG4bKmsg" + ++sent
                + address + "\nFrom: " + from + ";tag=msg\nTo: <" + uri + ">\nCall-ID: msg" + sent + "@" + address
                + "\nCSeq: 1 MESSAGE\nMax-Forwards: 70\nContent-Type: " + type + "\n" + extra + "Content-Length: "
                + text.getBytes(StandardCharsets.UTF_8).length + "\n\n" + text;
        host.sends(request);
    }

    /** Sends what it has sent last once more, as it was. */
    WritingPhone repeats() {
        host.sends(request);
        return this;
    }

    /** The status of the last final response to what it has written last; 0 where there is none yet. */
    int status() {
        return host.status();
    }

    /** The last response. */
    String response() {
        return host.last();
    }

    /** What has come since it wrote last. */
    List<String> heard() {
        return host.received();
    }

    /** The messages that have come, repetitions too. */
    List<String> got() {
        return List.copyOf(got);
    }

    /** What the messages say that have come, in order, each once. */
    List<String> read() {
        return got.stream()
                .map(text -> text.substring(text.indexOf("\r\n\r\n") + 4))
                .distinct()
                .toList();
    }
}
