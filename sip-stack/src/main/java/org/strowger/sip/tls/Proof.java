package org.strowger.sip.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.strowger.sip.tls.TlsSettings.Identity;

/**
 * Who we are, as its files have it.
 *
 * @param chain our own first; at least one
 */
record Proof(Identity from, PrivateKey key, List<X509Certificate> chain) {

    X509Certificate leaf() {
        return chain.getFirst();
    }

    X509Certificate[] certificates() {
        return chain.toArray(X509Certificate[]::new);
    }
}
