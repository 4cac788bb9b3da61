package org.strowger.sip.tls;

import java.nio.file.Path;
import java.util.List;

/**
 * How connections are secured.
 *
 * @param identities who we are; the first for those who ask for nobody or for somebody else (RFC 6066 §3). None: we can
 *     neither listen nor show who we are
 * @param trusted PEM files of the authorities that certificates of others must lead to; none for those that the JDK
 *     trusts
 * @param clients what is asked of those who connect to us
 * @param servers what is asked of those whom we connect to
 */
public record TlsSettings(List<Identity> identities, List<Path> trusted, Clients clients, Servers servers) {

    /** Nobody, who trusts whom the JDK trusts. */
    public static final TlsSettings NONE = new TlsSettings(List.of(), List.of(), Clients.ANY, Servers.VERIFIED);

    /** Copies. */
    public TlsSettings {
        identities = List.copyOf(identities);
        trusted = List.copyOf(trusted);
    }

    /**
     * One that we are.
     *
     * @param certificate a PEM file of the certificate and those that lead to its authority
     * @param key a PEM file of its private key, in PKCS #8 (RFC 5958) and not encrypted
     */
    public record Identity(Path certificate, Path key) {}

    /** What those who connect to us have to show. */
    public enum Clients {
        /** Nothing: they prove by digest who they are, as phones do. */
        ANY,
        /** A certificate that leads to a trusted authority. */
        VERIFIED
    }

    /** What those whom we connect to have to show. */
    public enum Servers {
        /** A certificate for the domain that was asked for (RFC 5922 §7), which leads to a trusted authority. */
        VERIFIED,
        /** Any certificate: whoever is between us and them may read everything. */
        ANY
    }

    /** The same with this identity. */
    public TlsSettings as(Identity identity) {
        return new TlsSettings(List.of(identity), trusted, clients, servers);
    }

    /** The same, and whom we connect to may show any certificate: where we connect to ourselves. */
    public TlsSettings trustingAnybody() {
        return new TlsSettings(identities, trusted, clients, Servers.ANY);
    }
}
