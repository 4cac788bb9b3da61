package org.strowger.testkit;

/** Bodies that phones and trunks send, and what is like them. */
final class Bodies {

    /** @param type the value of Content-Type; empty, where there is no body */
    record Body(String type, String text) {

        static final Body NONE = new Body("", "");

        /** Its header lines, the blank line, and itself. */
        String wire() {
            String head = type.isEmpty() ? "" : "Content-Type: " + type + "\r\n";
            return head + "Content-Length: " + text.length() + "\r\n\r\n" + text;
        }
    }

    private static final int FIRST_OF_OTHERS = 16;
    private static final int MUTATED = 0x80;
    private static final int SPLICED = 0x40;
    private static final String KEY = "inline:MTIzNDU2Nzg5MGFiY2RlZmdoaWprbG1ub3BxcnN0";
    private static final String[] TYPES = {
        "application/sdp",
        "multipart/mixed;boundary=x",
        "application/dtmf-relay",
        "message/sipfrag;version=2.0",
        "application/pidf+xml",
        "text/plain",
        "APPLICATION/SDP ;charset=x",
        "multipart/mixed"
    };

    private Bodies() {}

    /** One of them, of a party at this address, with its port for audio; changed in places, if the choices say so. */
    static Body chosen(Choices choices, String address, int port, int version) {
        int kind = choices.next();
        Body body = body(kind & 0x1F, choices, address, port, version);
        if ((kind & SPLICED) != 0) body = spliced(body, choices);
        return (kind & MUTATED) == 0 ? body : mutated(body, choices);
    }

    private static Body body(int kind, Choices choices, String address, int port, int version) {
        if (kind == 0) return Body.NONE;
        String head =
                "v=0\r\no=- 1 " + version + " IN IP4 " + address + "\r\ns=-\r\nc=IN IP4 " + address + "\r\nt=0 0\r\n";
        if (kind < FIRST_OF_OTHERS) return new Body("application/sdp", head + media(kind, port));
        return switch (kind) {
            case 16 -> new Body("application/dtmf-relay", "Signal=5\r\nDuration=160\r\n");
            case 17 -> new Body("application/dtmf", "#");
            case 18 -> new Body("message/sipfrag;version=2.0", "SIP/2.0 180 Ringing\r\n");
            case 19 -> new Body("message/sipfrag;version=2.0", "SIP/2.0 603 Declined\r\n");
            case 20 -> multipart("x", "application/sdp\r\n\r\n" + head + media(1, port), location(address));
            case 21 ->
                multipart(
                        "x",
                        "application/isup;version=itu\r\n\r\n\u0001\u0002",
                        "application/sdp\r\n\r\n" + head + media(2, port));
            case 22 ->
                new Body("application/sdp", head.replace("c=IN IP4 " + address, "c=IN IP4 0.0.0.0") + media(1, port));
            case 23 ->
                new Body("application/sdp", head.replace("c=IN IP4 " + address, "c=IN IP6 ::1") + media(1, port));
            case 24 -> new Body("application/sdp", head);
            default -> new Body(choices.of(TYPES), choices.text(choices.next()));
        };
    }

    private static String media(int kind, int port) {
        String audio = "m=audio " + port + " RTP/AVP ";
        String secure = "m=audio " + port + " RTP/SAVP 0\r\n";
        return switch (kind) {
            case 1 -> audio + "0 8 101\r\na=rtpmap:101 telephone-event/8000\r\n";
            case 2 -> audio + "8\r\na=ptime:30\r\n";
            case 3 -> audio + "9 96\r\na=rtpmap:96 telephone-event/8000\r\na=fmtp:96 0-15\r\n";
            case 4 -> audio + "0 8\r\na=sendonly\r\n";
            case 5 -> audio + "0\r\na=inactive\r\n";
            case 6 -> "m=audio 0 RTP/AVP 0\r\n";
            case 7 -> audio + "0\r\nm=video 4002 RTP/AVP 31\r\n";
            case 8 -> secure + "a=crypto:1 AES_CM_128_HMAC_SHA1_80 " + KEY + "\r\n";
            case 9 -> audio + "0\r\n" + secure + "a=crypto:2 AES_CM_128_HMAC_SHA1_32 " + KEY + "|2^20|1:4\r\n";
            case 10 -> audio + "77\r\na=rtpmap:77 nothing/1\r\n";
            case 11 -> "m=image 4004 udptl t38\r\na=T38FaxVersion:0\r\n";
            case 12 -> audio + "0\r\nm=image 4004 udptl t38\r\nm=audio 4006 RTP/AVP 8\r\n";
            case 13 -> audio + "111 0\r\na=rtpmap:111 opus/48000/2\r\na=rtcp-mux\r\na=rtcp:4009\r\n";
            case 14 -> "m=audio " + port + " UDP/TLS/RTP/SAVPF 0\r\na=fingerprint:sha-1 00\r\na=setup:actpass\r\n";
            default -> audio + "0\r\na=recvonly\r\na=ptime:10\r\na=maxptime:10\r\n";
        };
    }

    private static String location(String address) {
        return """
            application/pidf+xml
            Content-ID: <where@%s>

            <presence xmlns="urn:ietf:params:xml:ns:pidf" entity="pres:a@b"><tuple id="a"><status><geopriv xmlns="urn:ietf:params:xml:ns:pidf:geopriv10">\
            <location-info><civicAddress xmlns="urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr"><country>DE</country></civicAddress></location-info>\
            </geopriv></status></tuple></presence>
            """.formatted(address).replace("\n", "\r\n");
    }

    private static Body multipart(String boundary, String one, String other) {
        String text = "--" + boundary + "\r\nContent-Type: " + one + "\r\n--" + boundary + "\r\nContent-Type: " + other
                + "\r\n--" + boundary + "--\r\n";
        return new Body("multipart/mixed;boundary=" + boundary, text);
    }

    /** With text put in somewhere. */
    private static Body spliced(Body body, Choices choices) {
        int at = body.text.isEmpty() ? 0 : (choices.next() * 2) % body.text.length();
        String in = choices.text(choices.next(32));
        return new Body(body.type, body.text.substring(0, at) + in + body.text.substring(at));
    }

    /** With one octet changed. */
    private static Body mutated(Body body, Choices choices) {
        if (body.text.isEmpty()) return body;
        StringBuilder text = new StringBuilder(body.text);
        text.setCharAt((choices.next() * 2) % text.length(), (char) choices.next());
        return new Body(body.type, text.toString());
    }
}
