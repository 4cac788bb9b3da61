package org.strowger.sip.digest;

import java.util.Locale;

/**
 * What goes into a digest (RFC 7616 §3.4.1), as the credentials state it. Empty strings stand for what is absent.
 *
 * @param algorithm as written, {@code MD5-sess} for example
 * @param qop {@code auth}, or empty as with RFC 2069's clients
 */
record DigestResponse(
        String algorithm, String method, String uri, String nonce, String nonceCount, String cnonce, String qop) {

    /** The {@code response} parameter for a user's HA1, lower-case hex. */
    String of(DigestAlgorithm hash, String ha1) {
        boolean session = algorithm.toLowerCase(Locale.ROOT).endsWith("-sess");
        String a1 = session ? hash.hash(ha1 + ":" + nonce + ":" + cnonce) : ha1;
        String ha2 = hash.hash(method + ":" + uri);
        String middle = qop.isEmpty() ? nonce : nonce + ":" + nonceCount + ":" + cnonce + ":" + qop;
        return hash.hash(a1 + ":" + middle + ":" + ha2);
    }
}
