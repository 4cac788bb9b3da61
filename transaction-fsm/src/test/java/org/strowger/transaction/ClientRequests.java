package org.strowger.transaction;

/** Requests of ours, as tests write them. */
final class ClientRequests {

    private ClientRequests() {}

    static String request(String method) {
        return """
            %s sip:bob@192.0.2.9 SIP/2.0
            Route: <sip:192.0.2.9;lr>
            Route: <sip:192.0.2.10;lr>
            From: <sip:alice@192.0.2.1>;tag=a
            To: <sip:bob@192.0.2.9>
            Call-ID: c1
            CSeq: 7 %s
            Max-Forwards: 70
            Content-Length: 0

            """.formatted(method, method);
    }
}
