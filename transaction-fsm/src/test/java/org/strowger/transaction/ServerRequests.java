package org.strowger.transaction;

/** Requests as a phone sends them to a server. */
final class ServerRequests {

    private ServerRequests() {}

    static String request(String method, String branch) {
        return """
            %s sip:bob@192.0.2.1 SIP/2.0
            Via: SIP/2.0/UDP 192.0.2.9:5060;branch=%s
            From: <sip:alice@192.0.2.9>;tag=a
            To: <sip:bob@192.0.2.1>
            Call-ID: c1
            CSeq: 1 %s
            Max-Forwards: 70
            Content-Length: 0

            """.formatted(method, branch, method);
    }

    static String invite() {
        return request("INVITE", "z9hG4bK1");
    }

    static String tagged(String request, String tag) {
        return request.replace("To: <sip:bob@192.0.2.1>", "To: <sip:bob@192.0.2.1>;tag=" + tag);
    }
}
