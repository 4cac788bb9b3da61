package org.strowger.sip.digest;

import java.util.Locale;

/**
 * What goes into a digest (RFC 7616 §3.4.1), as the credentials state it. Empty strings stand for what is absent.
 *
 * @param algorithm as written, {@code MD5-sess} for example
 * @param qop {@code auth}, {@code auth-int}, or empty as with RFC 2069's clients
 */
record DigestResponse(
        String algorithm, String method, String uri, String nonce, String nonceCount, String cnonce, String qop) {

    /** The {@code response} parameter for a user's HA1, lower-case hex. */
    String of(DigestAlgorithm hash, String ha1) {
        return of(hash, ha1, method + ":" + uri);
    }

    /** The same where the body is covered as well (RFC 7616 §3.4.3). */
    String of(DigestAlgorithm hash, String ha1, byte[] body) {
        return of(hash, ha1, method + ":" + uri + ":" + hash.hash(body));
    }

    private String of(DigestAlgorithm hash, String ha1, String a2) {
        boolean session = algorithm.toLowerCase(Locale.ROOT).endsWith("-sess");
        String a1 = session ? hash.hash(ha1 + ":" + nonce + ":" + cnonce) : ha1;
        String ha2 = hash.hash(a2);
        String middle = qop.isEmpty() ? nonce : nonce + ":" + nonceCount + ":" + cnonce + ":" + qop;
        return hash.hash(a1 + ":" + middle + ":" + ha2);
    }
}
