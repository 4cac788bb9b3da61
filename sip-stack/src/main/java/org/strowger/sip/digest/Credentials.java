package org.strowger.sip.digest;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.sip.address.SipURI;
import javax.sip.header.AuthorizationHeader;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;
import org.strowger.sip.message.MessageParser;

/** The digest credentials of a request, as read. Empty strings stand for what is absent. */
record Credentials(String realm, String user, String response, DigestResponse digest) {

    /** Those of a request that are of the Digest scheme; any other is as good as none (RFC 4475 §3.3.7). */
    static List<Credentials> of(Request request, String headerName) {
        List<Credentials> all = new ArrayList<>();
        Iterator<?> headers = request.getHeaders(headerName);
        while (headers != null && headers.hasNext())
            if (headers.next() instanceof AuthorizationHeader header && "Digest".equalsIgnoreCase(header.getScheme()))
                all.add(read(header, request.getMethod()));
        return all;
    }

    private static Credentials read(AuthorizationHeader header, String method) {
        DigestResponse digest = new DigestResponse(
                parameter(header, "algorithm"),
                method,
                parameter(header, "uri"),
                parameter(header, "nonce"),
                parameter(header, "nc"),
                parameter(header, "cnonce"),
                parameter(header, "qop"));
        return new Credentials(
                parameter(header, "realm"), parameter(header, "username"), parameter(header, "response"), digest);
    }

    private static String parameter(AuthorizationHeader header, String name) {
        @Nullable String value = header.getParameter(name);
        if (value == null) return "";
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
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
    boolean fit(Request request) {
        String uri = digest.uri();
        if (uri.equals(request.getRequestURI().toString())) return true;
        if (!(request.getRequestURI() instanceof SipURI wanted)) return false;
        return MessageParser.uri(uri) instanceof SipURI given
                && String.valueOf(wanted.getUser()).equals(String.valueOf(given.getUser()));
    }
}
