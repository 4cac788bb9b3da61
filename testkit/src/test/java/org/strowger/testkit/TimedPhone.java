package org.strowger.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A phone in one call of a kind that session timers meet (RFC 4028), its octets written by hand. It never sends sound: its calls are on hold from the start. */
final class TimedPhone {

    /** What it can, or does not do. */
    enum Trait {
        /** Supports timers. */
        TIMER,
        /** Takes UPDATE, and says so. */
        UPDATE,
        /** Wants to refresh by itself, and does. */
        REFRESHES,
        /** Wants to refresh by itself, and forgets to. */
        FORGETS,
        /** Refuses each re-INVITE. */
        REFUSES_CHANGES
    }

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int INTERVAL = 180;

    private final String user;
    private final String address;
    private final RawHost host;
    private final Set<Trait> traits;
    private final List<String> refreshes = new ArrayList<>();
    private String callId = "";
    private String local = "";
    private String remote = "";
    private String target = "";
    private String invite = "";
    private String bye = "";
    private boolean talks;
    private boolean dead;
    private int cseq = 1;
    private int branches;

    TimedPhone(VirtualSwitch home, String user, String address, Trait... traits) {
        this.user = user;
        this.address = address;
        this.traits = Set.of(traits);
        home.phone(user);
        this.host = new RawHost(home, address);
        host.registers(user, "Contact: <sip:" + user + "@" + address + ">");
        host.reacts(this::took);
    }

    private boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** Its registration goes on. */
    void registersAgain() {
        if (dead) return;
        host.reacts(_ -> Optional.empty());
        host.registers(user, "Contact: <sip:" + user + "@" + address + ">");
        host.reacts(this::took);
    }

    void calls(String number) {
        callId = "timed-" + COUNT.incrementAndGet() + "@" + address;
        local = "<sip:" + user + "@switch.example>;tag=timed" + user;
        remote = "<sip:" + number + "@switch.example>";
        target = "sip:" + number + "@switch.example";
        host.sends(request("INVITE", cseq, description(), asking()));
    }

    /** From now on hears and says nothing. */
    void dies() {
        dead = true;
    }

    /** Sends the refresh that it owes, if it does: to be called each half of its interval. */
    void refreshes() {
        boolean owes = talks && !dead && is(Trait.REFRESHES);
        if (!owes) return;
        if (is(Trait.UPDATE)) host.sends(request("UPDATE", ++cseq, "", asking()));
        else host.sends(request("INVITE", ++cseq, description(), asking()));
    }

    void hangsUp() {
        host.sends(request("BYE", ++cseq, "", ""));
        talks = false;
    }

    boolean talks() {
        return talks;
    }

    /** The BYE that it was sent; empty before. */
    String bye() {
        return bye;
    }

    /** The methods of the refreshes that it was sent. */
    List<String> refreshed() {
        return List.copyOf(refreshes);
    }

    /** The INVITE that called it. */
    String invite() {
        return invite;
    }

    private Optional<String> took(String text) {
        if (dead) return Optional.empty();
        return text.startsWith("SIP/2.0 ") ? responded(text) : requested(text);
    }

    private Optional<String> responded(String text) {
        int status = Integer.parseInt(text.substring(8, 11));
        if (!SipText.header(text, "CSeq").orElseThrow().endsWith("INVITE") || status < 200) return Optional.empty();
        if (status == 407) {
            host.put(acknowledgement(text, SipText.header(text, "Via").orElseThrow()));
            String proof = "Proxy-Authorization: " + RawHost.credentials(text, user, user, "INVITE", target) + "\r\n";
            return Optional.of(request("INVITE", ++cseq, description(), asking() + proof));
        }
        if (status >= 300)
            return Optional.of(acknowledgement(text, SipText.header(text, "Via").orElseThrow()));
        talks = true;
        remote = SipText.header(text, "To").orElseThrow();
        target = SipText.header(text, "Contact").orElseThrow().replaceAll(".*<([^>]*)>.*", "$1");
        return Optional.of(acknowledgement(text, "SIP/2.0/UDP " + address + ";branch=z9hG4bK" + user + ++branches));
    }

    private Optional<String> requested(String text) {
        String method = text.substring(0, text.indexOf(' '));
        return switch (method) {
            case "ACK" -> Optional.empty();
            case "BYE" -> {
                bye = text;
                talks = false;
                yield Optional.of(RawHost.response(text, "200 OK"));
            }
            case "INVITE", "UPDATE" -> Optional.of(offered(text, method));
            default -> Optional.of(RawHost.response(text, "200 OK"));
        };
    }

    private String offered(String text, String method) {
        boolean within = SipText.header(text, "To").orElse("").contains(";tag=");
        if (within) refreshes.add(method);
        else begins(text);
        if (within && is(Trait.REFUSES_CHANGES)) return RawHost.response(text, "488 Not Acceptable Here");
        String answer = RawHost.response(text, "200 OK", headers(text));
        return method.equals("INVITE") ? withBody(answer, description()) : answer;
    }

    private void begins(String text) {
        invite = text;
        talks = true;
        callId = SipText.header(text, "Call-ID").orElseThrow();
        local = SipText.header(text, "To").orElseThrow() + ";tag=raw";
        remote = SipText.header(text, "From").orElseThrow();
        target = SipText.header(text, "Contact").orElseThrow().replaceAll(".*<([^>]*)>.*", "$1");
    }

    private String[] headers(String request) {
        List<String> headers = new ArrayList<>();
        headers.add("Contact: <sip:" + user + "@" + address + ">");
        headers.add(allow());
        if (!is(Trait.TIMER)) return headers.toArray(String[]::new);
        String asked = SipText.header(request, "Session-Expires").orElse("180");
        String refresher = asked.contains("refresher=")
                ? ""
                : ";refresher=" + (is(Trait.REFRESHES) || is(Trait.FORGETS) ? "uas" : "uac");
        headers.add("Session-Expires: " + asked + refresher);
        headers.add("Require: timer");
        headers.add("Supported: timer");
        return headers.toArray(String[]::new);
    }

    private String allow() {
        return "Allow: INVITE, ACK, CANCEL, BYE, OPTIONS" + (is(Trait.UPDATE) ? ", UPDATE" : "");
    }

    private String asking() {
        String basic = allow() + "\r\n";
        if (!is(Trait.TIMER)) return basic;
        boolean own = is(Trait.REFRESHES) || is(Trait.FORGETS);
        return basic + "Supported: timer\r\nx: " + INTERVAL + ";refresher=" + (own ? "uac" : "uas") + "\r\n";
    }

    private String description() {
        return "v=0\r\no=" + user + " 1 1 IN IP4 " + address + "\r\ns=-\r\nc=IN IP4 " + address
                + "\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0 8\r\na=inactive\r\n";
    }

    private String request(String method, int number, String description, String headers) {
        return withBody(
                method + " " + target + " SIP/2.0\r\nVia: SIP/2.0/UDP " + address + ";branch=z9hG4bK" + user
                        + ++branches
                        + "\r\nFrom: " + local + "\r\nTo: " + remote + "\r\nCall-ID: " + callId + "\r\nCSeq: " + number
                        + " " + method + "\r\nMax-Forwards: 70\r\nContact: <sip:" + user + "@" + address + ">\r\n"
                        + headers + "Content-Length: 0\r\n\r\n",
                description);
    }

    private static String withBody(String message, String description) {
        if (description.isEmpty()) return message;
        return message.replace(
                "Content-Length: 0\r\n\r\n",
                "Content-Type: application/sdp\r\nContent-Length: " + description.length() + "\r\n\r\n" + description);
    }

    private String acknowledgement(String response, String via) {
        String number = SipText.header(response, "CSeq").orElseThrow().split(" ", -1)[0];
        return "ACK " + target + " SIP/2.0\r\nVia: " + via + "\r\nFrom: " + local + "\r\nTo: "
                + SipText.header(response, "To").orElseThrow() + "\r\nCall-ID: " + callId + "\r\nCSeq: " + number
                + " ACK\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n";
    }
}
