package org.strowger.testkit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.strowger.media.memory.MediaPhone;
import org.strowger.sdp.Codec;

/**
 * A phone on the network in memory whose session descriptions a test writes as text: for what no other phone would say.
 * One call at a time. Its sound comes and goes at port 4000.
 */
final class WirePhone {

    private static final Pattern MEDIA_PORT = Pattern.compile("(?m)^m=audio (\\d+)");
    private static final Pattern URI = Pattern.compile("<([^>]*)>");

    private final String user;
    private final String address;
    private final String via;
    private final RawHost host;
    private final MediaPhone media;
    private final List<String> statuses = new ArrayList<>();
    private String says;
    private String callId = "";
    private String local = "";
    private String remote = "";
    private String target = "";
    private String ringing = "";
    private String heard = "";
    private String inviteHeaders = "";
    private String offer = "";
    private boolean hungUp;
    private boolean proves;
    private boolean acknowledges = true;
    private int cseq;
    private int branches;
    private String answer = "";
    private String changeStatus = "200 OK";
    private String changeAnswer = "";

    /** Registered, if it has an account; else it is a trunk, or nobody. */
    WirePhone(VirtualSwitch home, String user, String address) {
        this(home, user, address, address, new RawHost(home, address));
    }

    /**
     * One behind a NAT, which asks to be answered where it sends from (RFC 3581). Its sound comes and goes as if it
     * were outside.
     *
     * @param inside what it calls itself
     */
    WirePhone(VirtualSwitch home, String user, Nat nat, String inside) {
        this(home, user, nat.outside(), inside + ";rport", new RawHost(home, nat, inside));
        says = inside;
    }

    private WirePhone(VirtualSwitch home, String user, String address, String via, RawHost host) {
        this.user = user;
        this.address = address;
        this.via = via;
        this.says = address;
        this.host = host;
        this.media = home.media().phone(new InetSocketAddress(InetAddress.ofLiteral(address), 4000));
        host.reacts(this::took);
    }

    WirePhone registers() {
        host.reacts(_ -> Optional.empty());
        host.registers(user, "Contact: <sip:" + user + "@" + address + ">");
        host.reacts(this::took);
        return this;
    }

    /** The same with what it says that its address is. */
    WirePhone registersWhereItSays() {
        host.reacts(_ -> Optional.empty());
        host.registers(user, "Contact: <sip:" + user + "@" + says + ">");
        host.reacts(this::took);
        return this;
    }

    /** A description at this phone's address: lines from {@code m=} on. */
    String sdp(String... lines) {
        return sdpAt(address, lines);
    }

    /** The same at another. */
    String sdpAt(String where, String... lines) {
        return "v=0\r\no=" + user + " 1 1 IN IP4 " + address + "\r\ns=-\r\nc=IN IP4 " + where + "\r\nt=0 0\r\n"
                + String.join("\r\n", lines) + "\r\n";
    }

    /** What it says when nothing else is asked for. */
    String usual() {
        return sdp("m=audio 4000 RTP/AVP 0 8");
    }

    /** From now on names this address in its Contacts. */
    WirePhone saysItIsAt(String where) {
        says = where;
        return this;
    }

    /** From now on answers calls so. */
    WirePhone answersWith(String description) {
        answer = description;
        return this;
    }

    /** From now on answers changes of the session so. */
    WirePhone takesChanges(String status, String description) {
        changeStatus = status;
        changeAnswer = description;
        return this;
    }

    /** From now on keeps its ACKs to itself, as one who doesn't get the answers. */
    WirePhone acknowledgesNothing() {
        acknowledges = false;
        return this;
    }

    WirePhone calls(String number, String description) {
        callId = "wire-" + user + "-" + ++branches + "@" + address;
        local = "<sip:" + user + "@switch.example>;tag=wire" + branches;
        remote = "<sip:" + number + "@switch.example>";
        target = "sip:" + number + "@switch.example";
        offer = description;
        inviteHeaders = "";
        proves = true;
        hungUp = false;
        cseq = 1;
        host.sends(request("INVITE", cseq, description));
        return this;
    }

    /** Answers the call that rings. */
    WirePhone answers(String description) {
        host.sends(response(ringing, "200 OK", description));
        return this;
    }

    /** Refuses it. */
    WirePhone refuses(String status) {
        host.sends(response(ringing, status, ""));
        return this;
    }

    /** Asks for another session in mid-call, by INVITE or UPDATE. */
    WirePhone changes(String method, String description) {
        offer = description;
        host.sends(request(method, ++cseq, description));
        return this;
    }

    /** Sends a request within its call, with such a body. */
    WirePhone asks(String method, String type, String body) {
        host.sends(RawHost.described(request(method, ++cseq, ""), body).replace("application/sdp", type));
        return this;
    }

    /** Transfers its call, with these further header lines. */
    WirePhone refers(String to, String... lines) {
        String more = "Refer-To: <" + to + ">\r\n" + (lines.length == 0 ? "" : String.join("\r\n", lines) + "\r\n");
        host.sends(request("REFER", ++cseq, "").replace("Content-Length: 0", more + "Content-Length: 0"));
        return this;
    }

    WirePhone hangsUp() {
        host.sends(request("BYE", ++cseq, ""));
        return this;
    }

    private Optional<String> took(String text) {
        return text.startsWith("SIP/2.0 ") ? responded(text) : requested(text);
    }

    private Optional<String> responded(String text) {
        int status = Integer.parseInt(text.substring(8, 11));
        String method = SipText.header(text, "CSeq").orElseThrow().split(" ", -1)[1];
        if (status < 200) {
            if (!SipText.body(text).isEmpty()) heard = SipText.body(text);
            return Optional.empty();
        }
        if (!method.equals("INVITE")) {
            statuses.add(method + " " + status);
            if (status < 300 && !SipText.body(text).isEmpty()) heard = SipText.body(text);
            return Optional.empty();
        }
        if (status == 407 && proves) {
            proves = false;
            inviteHeaders = "Proxy-Authorization: " + RawHost.credentials(text, user, user, "INVITE", target) + "\r\n";
            host.put(RawHost.acknowledgement(target, text));
            return Optional.of(request("INVITE", ++cseq, offer));
        }
        statuses.add("INVITE " + status);
        if (status >= 300) return Optional.of(RawHost.acknowledgement(target, text));
        remote = SipText.header(text, "To").orElseThrow();
        target = uri(SipText.header(text, "Contact").orElseThrow());
        if (!SipText.body(text).isEmpty()) heard = SipText.body(text);
        return acknowledges ? Optional.of(request("ACK", cseq, offer.isEmpty() ? answer : "")) : Optional.empty();
    }

    private Optional<String> requested(String text) {
        String method = text.substring(0, text.indexOf(' '));
        boolean within = SipText.header(text, "To").orElse("").contains(";tag=");
        if (method.equals("INVITE") || method.equals("UPDATE")) return Optional.of(offered(text, within));
        if (method.equals("ACK")) {
            if (!SipText.body(text).isEmpty()) heard = SipText.body(text);
            return Optional.empty();
        }
        if (method.equals("BYE") || method.equals("CANCEL")) hungUp = true;
        return Optional.of(response(text, "200 OK", ""));
    }

    private String offered(String text, boolean within) {
        if (!SipText.body(text).isEmpty()) heard = SipText.body(text);
        if (within) return response(text, changeStatus, changeAnswer);
        ringing = text;
        callId = SipText.header(text, "Call-ID").orElseThrow();
        local = SipText.header(text, "To").orElseThrow() + ";tag=raw";
        remote = SipText.header(text, "From").orElseThrow();
        target = uri(SipText.header(text, "Contact").orElseThrow());
        hungUp = false;
        return answer.isEmpty() ? response(text, "180 Ringing", "") : response(text, "200 OK", answer);
    }

    private String response(String request, String status, String description) {
        return RawHost.described(
                RawHost.response(request, status, "Contact: <sip:" + user + "@" + says + ">"), description);
    }

    private String request(String method, int number, String description) {
        return RawHost.described(
                method + " " + target + " SIP/2.0\r\nVia: SIP/2.0/UDP " + via + ";branch=z9hG4bK" + user
                        + ++branches
                        + "\r\nFrom: " + local + "\r\nTo: " + remote + "\r\nCall-ID: " + callId + "\r\nCSeq: " + number
                        + " " + method + "\r\nMax-Forwards: 70\r\nContact: <sip:" + user + "@" + says + ">\r\n"
                        + (method.equals("INVITE") ? inviteHeaders : "") + "Content-Length: 0\r\n\r\n",
                description);
    }

    /** Its dialog as it knows it, for {@code ?Replaces=} of a URI (RFC 3891 §6.1, RFC 3261 §25.1). */
    String replaces() {
        String dialog = callId + ";to-tag=" + tag(remote) + ";from-tag=" + tag(local);
        return "?Replaces=" + dialog.replace("@", "%40").replace(";", "%3B").replace("=", "%3D");
    }

    private static String tag(String header) {
        return header.replaceAll(".*;tag=([^;]*).*", "$1");
    }

    private static String uri(String header) {
        Matcher matcher = URI.matcher(header);
        return matcher.find() ? matcher.group(1) : header;
    }

    /** The last description that it was sent. */
    String heard() {
        return heard;
    }

    /** The final responses to its requests, as {@code INVITE 200}. */
    List<String> statuses() {
        return List.copyOf(statuses);
    }

    /** The last of them. */
    String status() {
        return statuses.isEmpty() ? "" : statuses.getLast();
    }

    boolean isRinging() {
        return !ringing.isEmpty() && !hungUp;
    }

    boolean isOver() {
        return hungUp;
    }

    RawHost host() {
        return host;
    }

    MediaPhone media() {
        return media;
    }

    /** What it has been told to send to. */
    InetSocketAddress told() {
        Matcher port = MEDIA_PORT.matcher(heard);
        if (!port.find()) throw new IllegalStateException("no audio in\n" + heard);
        return new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), Integer.parseInt(port.group(1)));
    }

    /** Speaks, to where it was told. */
    WirePhone says(int hertz) {
        media.sendTo(told());
        media.tone(Codec.PCMU, hertz);
        return this;
    }
}
