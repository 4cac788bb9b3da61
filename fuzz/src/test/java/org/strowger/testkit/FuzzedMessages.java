package org.strowger.testkit;

import org.strowger.testkit.Bodies.Body;
import org.strowger.testkit.FuzzedParty.Dialog;

/** A fuzzer's choices as requests and responses of a party: right, nearly right, and out of turn. */
final class FuzzedMessages {

    private static final String[] METHODS = {
        "INVITE",
        "ACK",
        "BYE",
        "CANCEL",
        "UPDATE",
        "INFO",
        "REFER",
        "NOTIFY",
        "PRACK",
        "OPTIONS",
        "MESSAGE",
        "SUBSCRIBE",
        "REGISTER",
        "PUBLISH",
        "ODD",
        "invite"
    };
    private static final String[] STATUSES = {
        "200 OK",
        "180 Ringing",
        "183 Progress",
        "100 Trying",
        "486 Busy",
        "487 Gone",
        "491 Pending",
        "302 Moved",
        "401 Who",
        "407 Who",
        "408 Late",
        "422 Short",
        "480 Away",
        "481 None",
        "488 No",
        "500 Oops",
        "503 Full",
        "600 Busy",
        "603 No",
        "202 Taken",
        "181 Forwarded",
        "300 Many",
        "404 None",
        "420 Bad",
        "423 Brief",
        "494 Security",
        "199 Gone",
        "299 Odd",
        "699 Odd",
        "305 Proxy",
        "380 Other",
        "182 Queued"
    };
    private static final String[] EXTRAS = {
        "",
        "Supported: 100rel, replaces, timer\r\nSession-Expires: 90;refresher=uac\r\nMin-SE: 90\r\n",
        "Require: 100rel\r\nRSeq: 1\r\n",
        "Require: unheard-of\r\n",
        "Route: <sip:192.0.2.1;lr>\r\n",
        "Record-Route: <sip:203.0.113.9;lr>\r\nRecord-Route: <sip:192.0.2.1;lr>\r\n",
        "Allow: INVITE, ACK, BYE, CANCEL\r\nAccept: text/plain\r\n",
        "Expires: 1\r\nRetry-After: 0\r\n",
        "Session-Expires: 1\r\nMin-SE: 4294967295\r\n",
        "P-Asserted-Identity: <sip:x@y>\r\nPrivacy: id\r\nDiversion: <sip:d@e>\r\n",
        "Event: refer\r\nSubscription-State: terminated;reason=noresource\r\n",
        "Event: refer;id=10\r\nSubscription-State: active;expires=60\r\n",
        "Event: message-summary\r\nSubscription-State: odd\r\n",
        "Reason: Q.850;cause=16\r\nWarning: 399 x \"y\"\r\nRAck: 1 1 INVITE\r\n",
        "Geolocation: <cid:where@198.51.100.1>\r\nGeolocation-Routing: yes\r\n",
        "Proxy-Authenticate: Digest realm=\"x\",nonce=\"y\"\r\nContent-Encoding: gzip\r\nUnsupported: 100rel\r\n"
    };
    private static final int DIALOGS = 8;
    private static final int ODD_BRANCH = 0x20;

    private final FuzzedParty party;
    private final FuzzedParty other;
    private int versions;

    FuzzedMessages(FuzzedParty party, FuzzedParty other) {
        this.party = party;
        this.other = other;
    }

    /**
     * Four choices, and those of the body: the method; the dialog, the branch and the count; tags and Contact; what
     * else it says.
     */
    void request(Choices choices) {
        int first = choices.next();
        String method = METHODS[first & 0xF];
        int how = choices.next();
        int tags = choices.next();
        String lines = EXTRAS[choices.next(EXTRAS.length)];
        if (method.equals("REFER")) lines += referTo(choices);
        int known = party.dialogs().size();
        boolean fresh = known == 0 || how % DIALOGS == DIALOGS - 1;
        Dialog dialog = tagged(fresh ? newDialog(first >> 4) : party.dialogs().get(how % DIALOGS % known), tags & 7);
        boolean odd = (how & ODD_BRANCH) != 0;
        if (method.equals("CANCEL") && !odd && !party.invites().isEmpty()) {
            party.sends(FuzzedParty.cancelOf(party.invites().getFirst()));
            return;
        }
        int count = count(method, how >> 6);
        String branch = odd && !party.sent().isEmpty() ? lastBranch() : party.newBranch();
        Body body = Bodies.chosen(choices, party.address(), 4000, ++versions);
        party.sends(method + " " + dialog.target() + " SIP/2.0\r\n" + party.via(branch) + "\r\nFrom: " + dialog.local()
                + "\r\nTo: "
                + dialog.remote() + "\r\nCall-ID: " + dialog.callId() + "\r\nCSeq: " + count + " " + method
                + "\r\nMax-Forwards: " + ((tags >> 3 & 1) == 0 ? "70" : "0") + "\r\n" + contact(tags >> 4) + lines
                + body.wire());
    }

    /**
     * Three choices, and those of the body: the status; the request that it answers, tag and count; Contact and what
     * else it says.
     */
    void response(Choices choices) {
        String status = choices.of(STATUSES);
        int how = choices.next();
        int more = choices.next();
        if (party.asked().isEmpty()) return;
        String request = party.asked().get((how & 7) % party.asked().size());
        String tag = new String[] {"0", "1", "", "2"}[how >> 3 & 3];
        Body body = Bodies.chosen(choices, party.address(), 4000, ++versions);
        String text = party.response(request, status, tag, contact(more >> 4) + EXTRAS[more & 0xF], body);
        if ((how >> 5 & 7) == 6) text = text.replaceFirst("CSeq: (\\d+)", "CSeq: 1$1");
        if ((how >> 5 & 7) == 7) text = text.replaceFirst("branch=z9hG4bK", "branch=z9hG4bKx");
        party.sends(text);
    }

    /** Something that it has sent before. */
    void again(Choices choices) {
        int which = choices.next();
        var all = (which & 0x80) == 0 ? party.sent() : other.sent();
        if (!all.isEmpty()) party.sends(all.get(which % 0x80 % all.size()));
    }

    private Dialog newDialog(int digit) {
        String uri = "sip:" + digit % 10 + "@switch.example";
        String callId = "c" + party.nextCSeq() + "@" + party.address();
        return new Dialog(
                callId, "<sip:" + party.user() + "@switch.example>;tag=n" + party.cseq(), "<" + uri + ">", uri);
    }

    private Dialog tagged(Dialog dialog, int how) {
        String local = dialog.local();
        String remote = dialog.remote();
        return switch (how) {
            case 1 -> new Dialog(dialog.callId(), remote, local, dialog.target());
            case 2 -> new Dialog(dialog.callId(), local, remote.replaceFirst(";tag=.*", ""), dialog.target());
            case 3 -> new Dialog(dialog.callId(), local.replaceFirst(";tag=.*", ";tag=x"), remote, dialog.target());
            case 4 ->
                new Dialog(dialog.callId(), local, remote.replaceFirst(";tag=.*", "") + ";tag=y", dialog.target());
            case 5 -> new Dialog(dialog.callId(), local, remote, "sip:4@switch.example");
            case 6 ->
                new Dialog(
                        other.dialogs().isEmpty()
                                ? "x"
                                : other.dialogs().getFirst().callId(),
                        local,
                        remote,
                        dialog.target());
            default -> dialog;
        };
    }

    private int count(String method, int how) {
        if (method.equals("ACK") && how == 0 && !party.invites().isEmpty()) return inviteCount();
        return switch (how) {
            case 1 -> party.cseq();
            case 2 -> Math.max(0, party.cseq() - 5);
            case 3 -> party.nextCSeq() + 1000;
            default -> party.nextCSeq();
        };
    }

    private int inviteCount() {
        String digits = FuzzedParty.header(party.invites().getFirst(), "CSeq").replaceAll("\\D", "");
        return digits.isEmpty() || digits.length() > 9 ? 1 : Integer.parseInt(digits);
    }

    private String lastBranch() {
        String via = FuzzedParty.header(party.sent().getFirst(), "Via");
        int at = via.indexOf("branch=");
        return at < 0 ? "z9hG4bK" : via.substring(at + 7);
    }

    private String referTo(Choices choices) {
        int how = choices.next();
        String uri = "sip:" + (how & 0xF) % 10 + "@switch.example";
        return switch (how >> 4) {
            case 1 -> replaces(uri, party);
            case 2 -> replaces(uri, other);
            case 3 -> "Refer-To: <sip:x@203.0.113.7>\r\n";
            case 4 -> "Refer-To: <tel:+4930>\r\nReferred-By: <sip:a@b>\r\n";
            case 5 -> "";
            case 6 -> "Refer-To: <" + uri + ";method=BYE>\r\n";
            case 7 -> "Refer-To: <" + uri + ">\r\nRefer-Sub: false\r\n";
            default -> "Refer-To: <" + uri + ">\r\n";
        };
    }

    private static String replaces(String uri, FuzzedParty of) {
        if (of.dialogs().isEmpty()) return "Refer-To: <" + uri + "?Replaces=a%3Bto-tag%3Db%3Bfrom-tag%3Dc>\r\n";
        Dialog dialog = of.dialogs().getLast();
        return "Refer-To: <" + uri + "?Replaces=" + dialog.callId().replace("@", "%40") + "%3Bto-tag%3D"
                + tag(dialog.remote()) + "%3Bfrom-tag%3D" + tag(dialog.local()) + ">\r\n";
    }

    private static String tag(String value) {
        return value.replaceFirst(".*tag=", "").replaceFirst("[^\\w.-].*", "");
    }

    private String contact(int how) {
        return switch (how & 0xF) {
            case 1 -> "";
            case 2 -> other.contact();
            case 3 -> "Contact: <sip:nobody@203.0.113.9>\r\n";
            case 4 -> "Contact: <sip:1@switch.example>\r\n";
            case 5 -> "Contact: <sip:a@" + party.address() + ";transport=tcp>\r\n";
            case 6 -> "Contact: <:>\r\n";
            case 7 -> "Contact: <sip:a@" + party.address() + ":99>;expires=0\r\n";
            case 8 -> "Contact: <sip:a@[2001:db8::1]>, <sip:b@c>\r\n";
            case 9 -> "Contact: *\r\n";
            case 10 -> "Contact: <sips:a@name.example>\r\n";
            case 11 -> "Contact: <sip:" + party.user() + "@" + party.address() + ";maddr=203.0.113.1>\r\n";
            default -> party.contact();
        };
    }
}
