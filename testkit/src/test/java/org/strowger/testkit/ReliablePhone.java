package org.strowger.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A phone in one call that knows reliable provisional responses (RFC 3262), or doesn't, its octets written by hand. */
final class ReliablePhone {

    private final String user;
    private final String address;
    private final RawHost host;
    private final List<String> heard = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private String knows = "";
    private String besides = "";
    private String callId = "";
    private String local = "";
    private String remote = "";
    private String target = "";
    private String invite = "";
    private String proof = "";
    private String offer = "";
    private String prackOffer = "";
    private String prackAnswer = "";
    private String latest = "";
    private boolean pracks = true;
    private boolean over;
    private long sequence = 7000;
    private int cseq = 1;
    private int branches;

    ReliablePhone(VirtualSwitch home, String user, String address) {
        this.user = user;
        this.address = address;
        this.host = new RawHost(home, address);
        home.phone(user);
        host.registers(user, "Contact: <sip:" + user + "@" + address + ">");
        host.reacts(this::took);
    }

    /** Says this line of itself when it calls, such as {@code Require: 100rel}. */
    ReliablePhone says(String line) {
        knows = line.isBlank() ? "" : line + "\r\n";
        return this;
    }

    /** From now on says this line in each of its requests and responses. */
    ReliablePhone saysBesides(String line) {
        besides = line + "\r\n";
        return this;
    }

    /** From now on acknowledges nothing by PRACK. */
    ReliablePhone withholdsPracks() {
        pracks = false;
        return this;
    }

    /** What its next PRACK describes. */
    ReliablePhone describesInPrack(String description) {
        prackOffer = description;
        return this;
    }

    /** What it answers the offer of a PRACK or UPDATE by. */
    ReliablePhone answersOffersBy(String description) {
        prackAnswer = description;
        return this;
    }

    String sdp() {
        return sdp("0 8");
    }

    String sdp(String formats) {
        return "v=0\r\no=" + user + " 1 1 IN IP4 " + address + "\r\ns=-\r\nc=IN IP4 " + address
                + "\r\nt=0 0\r\nm=audio 4000 RTP/AVP " + formats + "\r\n";
    }

    ReliablePhone calls(String number) {
        return calls(number, sdp());
    }

    ReliablePhone calls(String number, String description) {
        offer = description;
        callId = "reliable-" + ++branches + "@" + address;
        local = "<sip:" + user + "@switch.example>;tag=reliable" + user;
        remote = "<sip:" + number + "@switch.example>";
        target = "sip:" + number + "@switch.example";
        sends(request("INVITE", cseq, offer, asking()));
        return this;
    }

    private String asking() {
        return "Allow: INVITE, ACK, CANCEL, BYE, UPDATE, PRACK\r\n" + knows;
    }

    /** Acknowledges the latest reliable response. */
    ReliablePhone pracks() {
        sends(prack(latest));
        return this;
    }

    ReliablePhone updates(String description) {
        sends(request("UPDATE", ++cseq, description, ""));
        return this;
    }

    ReliablePhone cancels() {
        host.sends("CANCEL " + invite.substring(7, invite.indexOf(" SIP/2.0")) + " SIP/2.0\r\nVia: "
                + SipText.header(invite, "Via").orElseThrow() + "\r\nFrom: " + local + "\r\nTo: "
                + SipText.header(invite, "To").orElseThrow() + "\r\nCall-ID: " + callId + "\r\nCSeq: "
                + SipText.header(invite, "CSeq").orElseThrow().split(" ", -1)[0]
                + " CANCEL\r\nMax-Forwards: 70\r\n" + besides + "Content-Length: 0\r\n\r\n");
        return this;
    }

    /** Rings reliably. */
    ReliablePhone rings(String status, String description) {
        sequence++;
        return ringsAgain(status, description);
    }

    /** Repeats the latest that it rang by. */
    ReliablePhone ringsAgain(String status, String description) {
        sends(response(invite, status, description, "Require: 100rel", "RSeq: " + sequence));
        return this;
    }

    /** Rings as phones do that know nothing of it. */
    ReliablePhone ringsOnce(String status, String description) {
        sends(response(invite, status, description));
        return this;
    }

    ReliablePhone answers(String description) {
        sends(response(invite, "200 OK", description));
        return this;
    }

    /** Answers, and says that what it describes is of this type. */
    ReliablePhone answersAs(String type) {
        sends(response(invite, "200 OK", sdp()).replace("application/sdp", type));
        return this;
    }

    ReliablePhone refuses(String status) {
        sends(response(invite, status, ""));
        return this;
    }

    ReliablePhone hangsUp() {
        sends(request("BYE", ++cseq, "", ""));
        over = true;
        return this;
    }

    private void sends(String text) {
        if (text.startsWith("INVITE ")) invite = text;
        host.sends(text);
    }

    private Optional<String> took(String text) {
        return text.startsWith("SIP/2.0 ") ? responded(text) : requested(text);
    }

    private Optional<String> responded(String text) {
        int status = Integer.parseInt(text.substring(8, 11));
        String method = SipText.header(text, "CSeq").orElseThrow().split(" ", -1)[1];
        if (status == 100) return Optional.empty();
        if (status == 407) {
            host.put(RawHost.acknowledgement(target, text));
            proof = "Proxy-Authorization: " + RawHost.credentials(text, user, user, "INVITE", target) + "\r\n";
            invite = request("INVITE", ++cseq, offer, asking() + proof);
            return Optional.of(invite);
        }
        boolean reliable = SipText.header(text, "RSeq").isPresent();
        heard.add(status + " " + method + (reliable ? " reliable" : "")
                + (SipText.body(text).isEmpty() ? "" : " sdp"));
        if (!method.equals("INVITE")) return Optional.empty();
        remote = SipText.header(text, "To").orElseThrow();
        target = SipText.header(text, "Contact").map(ReliablePhone::uri).orElse(target);
        if (status >= 300) {
            over = true;
            return Optional.of(RawHost.acknowledgement(target, text));
        }
        if (status >= 200) return Optional.of(request("ACK", inviteNumber(), offer.isEmpty() ? prackOffer : "", ""));
        boolean again = text.equals(latest);
        latest = text;
        return reliable && pracks && !again ? Optional.of(prack(text)) : Optional.empty();
    }

    private int inviteNumber() {
        return Integer.parseInt(SipText.header(invite, "CSeq").orElseThrow().split(" ", -1)[0]);
    }

    private String prack(String ringing) {
        String description = prackOffer;
        prackOffer = "";
        return request(
                "PRACK",
                ++cseq,
                description,
                "RAck: " + SipText.header(ringing, "RSeq").orElseThrow() + " " + inviteNumber() + " INVITE\r\n");
    }

    private Optional<String> requested(String text) {
        String method = text.substring(0, text.indexOf(' '));
        requests.add(method + (SipText.body(text).isEmpty() ? "" : " sdp"));
        return switch (method) {
            case "ACK" -> Optional.empty();
            case "INVITE" -> {
                // within its call the switch lets both sides agree again
                if (SipText.header(text, "To").orElse("").contains(";tag="))
                    yield Optional.of(response(text, "200 OK", sdp()));
                invite = text;
                callId = SipText.header(text, "Call-ID").orElseThrow();
                local = SipText.header(text, "To").orElseThrow() + ";tag=raw";
                remote = SipText.header(text, "From").orElseThrow();
                target = uri(SipText.header(text, "Contact").orElseThrow());
                yield Optional.empty();
            }
            case "CANCEL" -> {
                over = true;
                host.put(response(invite, "487 Request Terminated", ""));
                yield Optional.of(response(text, "200 OK", ""));
            }
            case "BYE" -> {
                over = true;
                yield Optional.of(response(text, "200 OK", ""));
            }
            default -> Optional.of(response(text, "200 OK", SipText.body(text).isEmpty() ? "" : prackAnswer));
        };
    }

    private String response(String request, String status, String description, String... lines) {
        List<String> headers = new ArrayList<>(List.of(lines));
        headers.add("Contact: <sip:" + user + "@" + address + ">");
        headers.add("Allow: INVITE, ACK, CANCEL, BYE, UPDATE, PRACK");
        return described(RawHost.response(request, status, headers.toArray(String[]::new)), description);
    }

    private String request(String method, int number, String description, String headers) {
        return described(
                method + " " + target + " SIP/2.0\r\nVia: SIP/2.0/UDP " + address + ";branch=z9hG4bK" + user
                        + ++branches
                        + "\r\nFrom: " + local + "\r\nTo: " + remote + "\r\nCall-ID: " + callId + "\r\nCSeq: " + number
                        + " " + method + "\r\nMax-Forwards: 70\r\nContact: <sip:" + user + "@" + address + ">\r\n"
                        + headers + "Content-Length: 0\r\n\r\n",
                description);
    }

    private String described(String text, String description) {
        return RawHost.described(text.replace("Content-Length: 0\r\n", besides + "Content-Length: 0\r\n"), description);
    }

    private static String uri(String header) {
        return header.replaceAll(".*<([^>]*)>.*", "$1");
    }

    /** The INVITE that called it, or that it called by. */
    String invite() {
        return invite;
    }

    /** What answered its requests, as {@code 183 INVITE reliable sdp}, each repetition as well. */
    List<String> heard() {
        return List.copyOf(heard);
    }

    /** The last response that it was sent. */
    String lastResponse() {
        return host.received("SIP/2.0 ").getLast();
    }

    /** What it was asked, as {@code PRACK sdp}. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** The last request that it was sent. */
    String lastRequest(String method) {
        return host.received(method + " ").getLast();
    }

    /** Whether somebody has called it. */
    boolean isCalled() {
        return !requests.isEmpty();
    }

    /** Whether it has heard of ringing that wants a PRACK. */
    boolean isRung() {
        return SipText.header(latest, "RSeq").isPresent();
    }

    boolean isOver() {
        return over;
    }
}
