package org.strowger.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A phone in one call of a kind that session timers meet (RFC 4028), its octets written by hand. It never sends sound:
 * its calls are on hold from the start.
 */
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
        /** Refreshes by a description that it counts anew, though it says the same. */
        COUNTS,
        /** Refreshes by asking what it is offered. */
        ASKS,
        /** Refuses each re-INVITE. */
        REFUSES_CHANGES,
        /** Rings, until somebody answers. */
        RINGS
    }

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int INTERVAL = 180;

    private final String user;
    private final String address;
    private final RawHost host;
    private final Set<Trait> traits;
    private final boolean registered;
    private final List<String> refreshes = new ArrayList<>();
    private String callId = "";
    private String local = "";
    private String remote = "";
    private String target = "";
    private String invite = "";
    private String bye = "";
    private String ringing = "";
    private String extra = "";
    private boolean talks;
    private boolean dead;
    private int cseq = 1;
    private int branches;
    private int version = 1;

    TimedPhone(VirtualSwitch home, String user, String address, Trait... traits) {
        this(user, address, new RawHost(home, address), true, Set.of(traits));
        home.phone(user);
        registersAgain();
    }

    private TimedPhone(String user, String address, RawHost host, boolean registered, Set<Trait> traits) {
        this.user = user;
        this.address = address;
        this.host = host;
        this.registered = registered;
        this.traits = traits;
        host.reacts(this::took);
    }

    /** Another of the same account, which does not register. */
    TimedPhone another(VirtualSwitch home, String elsewhere) {
        return new TimedPhone(user, elsewhere, new RawHost(home, elsewhere), false, traits);
    }

    private boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** Its registration goes on. */
    void registersAgain() {
        if (dead || !registered) return;
        host.reacts(_ -> Optional.empty());
        host.registers(user, "Contact: <sip:" + user + "@" + address + ">");
        host.reacts(this::took);
    }

    void calls(String number) {
        calls(number, "");
    }

    /** Calls, to take the place of another phone (RFC 3891). */
    void replaces(TimedPhone other, String number) {
        calls(number, "Replaces: " + other.dialog() + "\r\n");
    }

    private void calls(String number, String more) {
        extra = more;
        callId = "timed-" + COUNT.incrementAndGet() + "@" + address;
        local = "<sip:" + user + "@switch.example>;tag=timed" + user;
        remote = "<sip:" + number + "@switch.example>";
        target = "sip:" + number + "@switch.example";
        host.sends(request("INVITE", cseq, description(), extra + asking()));
    }

    /** Takes the call that rings. */
    void answers() {
        host.sends(answered(ringing));
        ringing = "";
    }

    boolean isRinging() {
        return !ringing.isEmpty();
    }

    /** Sends whom it talks to elsewhere (RFC 3515). */
    void transfersTo(String number) {
        refers("<sip:" + number + "@switch.example>");
    }

    /** Connects whom it talks to with whom another phone of its account talks to. */
    void transfersTo(String number, TimedPhone other) {
        String dialog = other.dialog().replace(";", "%3B").replace("=", "%3D").replace("@", "%40");
        refers("<sip:" + number + "@switch.example?Replaces=" + dialog + ">");
    }

    private void refers(String where) {
        host.sends(request("REFER", ++cseq, "", "Refer-To: " + where + "\r\n"));
    }

    /** As Replaces names it to the switch. */
    private String dialog() {
        return callId + ";to-tag=" + tag(remote) + ";from-tag=" + tag(local);
    }

    private static String tag(String party) {
        return party.replaceAll(".*;tag=", "");
    }

    /** From now on hears and says nothing. */
    void dies() {
        dead = true;
    }

    /** Sends the refresh that it owes, if it does: to be called each half of its interval. */
    void refreshes() {
        boolean owes = talks && !dead && is(Trait.REFRESHES);
        if (!owes) return;
        if (is(Trait.COUNTS)) version++;
        if (is(Trait.UPDATE)) host.sends(request("UPDATE", ++cseq, "", asking()));
        else host.sends(request("INVITE", ++cseq, is(Trait.ASKS) ? "" : description(), asking()));
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
            return Optional.of(request("INVITE", ++cseq, description(), extra + asking() + proof));
        }
        if (status >= 300)
            return Optional.of(acknowledgement(text, SipText.header(text, "Via").orElseThrow()));
        boolean asked = talks && is(Trait.ASKS);
        talks = true;
        remote = SipText.header(text, "To").orElseThrow();
        target = SipText.header(text, "Contact").orElseThrow().replaceAll(".*<([^>]*)>.*", "$1");
        String ack = acknowledgement(text, "SIP/2.0/UDP " + address + ";branch=z9hG4bK" + user + ++branches);
        return Optional.of(RawHost.described(ack, asked ? description() : ""));
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
            case "CANCEL" -> {
                host.put(RawHost.response(ringing, "487 Request Terminated"));
                ringing = "";
                yield Optional.of(RawHost.response(text, "200 OK"));
            }
            case "INVITE", "UPDATE" -> Optional.of(offered(text, method));
            default -> Optional.of(RawHost.response(text, "200 OK"));
        };
    }

    private String offered(String text, String method) {
        boolean within = SipText.header(text, "To").orElse("").contains(";tag=");
        if (!within && is(Trait.RINGS)) {
            ringing = text;
            return RawHost.response(text, "180 Ringing", "Contact: <sip:" + user + "@" + address + ">");
        }
        if (within) refreshes.add(method);
        if (method.equals("UPDATE") && !is(Trait.UPDATE)) return RawHost.response(text, "405 Method Not Allowed");
        if (within && is(Trait.REFUSES_CHANGES)) return RawHost.response(text, "488 Not Acceptable Here");
        return within ? accepted(text, method) : answered(text);
    }

    private String answered(String text) {
        begins(text);
        return accepted(text, "INVITE");
    }

    private String accepted(String text, String method) {
        String answer = RawHost.response(text, "200 OK", headers(text));
        return method.equals("INVITE") ? RawHost.described(answer, description()) : answer;
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
        return "v=0\r\no=" + user + " 1 " + version + " IN IP4 " + address + "\r\ns=-\r\nc=IN IP4 " + address
                + "\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0 8\r\na=inactive\r\n";
    }

    private String request(String method, int number, String description, String headers) {
        return RawHost.described(
                method + " " + target + " SIP/2.0\r\nVia: SIP/2.0/UDP " + address + ";branch=z9hG4bK" + user
                        + ++branches
                        + "\r\nFrom: " + local + "\r\nTo: " + remote + "\r\nCall-ID: " + callId + "\r\nCSeq: " + number
                        + " " + method + "\r\nMax-Forwards: 70\r\nContact: <sip:" + user + "@" + address + ">\r\n"
                        + headers + "Content-Length: 0\r\n\r\n",
                description);
    }

    private String acknowledgement(String response, String via) {
        String number = SipText.header(response, "CSeq").orElseThrow().split(" ", -1)[0];
        return "ACK " + target + " SIP/2.0\r\nVia: " + via + "\r\nFrom: " + local + "\r\nTo: "
                + SipText.header(response, "To").orElseThrow() + "\r\nCall-ID: " + callId + "\r\nCSeq: " + number
                + " ACK\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n";
    }
}
