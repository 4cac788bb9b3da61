package org.strowger.sip.digest;

import java.util.ArrayList;
import java.util.List;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipUri;

/** The digest credentials of a request, as read. Empty strings stand for what is absent. */
record Credentials(String realm, String user, String response, DigestResponse digest) {

    /** Those of a request that are of the Digest scheme; any other is as good as none (RFC 4475 §3.3.7). */
    static List<Credentials> of(SipRequest request, String headerName) {
        List<Credentials> all = new ArrayList<>();
        for (SipHeader header : request.headers(headerName))
            if (header.scheme().equalsIgnoreCase("Digest")) all.add(read(header, request.method()));
        return all;
    }

    private static Credentials read(SipHeader header, String method) {
        DigestResponse digest = new DigestResponse(
                header.parameter("algorithm"),
                method,
                header.parameter("uri"),
                header.parameter("nonce"),
                header.parameter("nc"),
                header.parameter("cnonce"),
                header.parameter("qop"));
        return new Credentials(
                header.parameter("realm"), header.parameter("username"), header.parameter("response"), digest);
    }

    /** The count of this use of the nonce: 1 for a client that doesn't count; 0 if it is no number. */
    long nonceCount() {
        if (digest.qop().isEmpty()) return 1;
        String text = digest.nonceCount();
        if (text.isEmpty() || text.length() > 8) return 0;
        long count = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = Character.digit(text.charAt(i), 16);
            if (value < 0) return 0;
            count = count * 16 + value;
        }
        return count;
    }

    /**
     * Whether they were made for this request: the same user, whatever the rest, which proxies touch and which testers'
     * tools fill with the address that they send to. A nonce's count keeps them from being used twice.
     */
    boolean fit(SipRequest request) {
        String uri = digest.uri();
        if (uri.equals(request.uri().toString())) return true;
        if (!(request.uri() instanceof SipUri wanted)) return false;
        return SipUri.read(uri)
                .filter(given -> given.user().equals(wanted.user()))
                .isPresent();
    }
}
