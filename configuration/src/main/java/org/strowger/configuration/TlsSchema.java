package org.strowger.configuration;

import org.strowger.sip.tls.TlsSettings.Clients;
import org.strowger.sip.tls.TlsSettings.Servers;

/** The keys of SIP over TLS. */
final class TlsSchema {

    /** Who we are. */
    static final class Certificates {
        static final Key<String> FILE = Key.of(
                "file",
                Kinds.TEXT,
                "(must be written)",
                "A PEM file: the certificate, and behind it those that lead to its authority (`fullchain.pem`).");
        static final Key<String> KEY = Key.of(
                "key",
                Kinds.TEXT,
                "(must be written)",
                "A PEM file of its private key, in PKCS #8 and without a passphrase (`privkey.pem`).");
        static final Section SECTION = new Section(
                "certificates[]",
                "What is shown where `listen` says `tls` or `wss`: the certificate of the domain that is asked for,"
                        + " otherwise the first; and to servers that ask who we are, the first. The files are read again"
                        + " when they change, without a restart: connections that there are go on. Without this section a"
                        + " certificate is made at the first start and kept in `tls/self-signed.crt` beside the"
                        + " configuration: phones have to be told to trust it.",
                """
                certificates:
                  - {file: /etc/letsencrypt/live/office.example/fullchain.pem, key: /etc/letsencrypt/live/office.example/privkey.pem}
                """,
                FILE,
                KEY);

        private Certificates() {}
    }

    /** Whom we believe. */
    static final class Tls {
        static final Key<String> TRUST = Key.list(
                "trust",
                Kinds.TEXT,
                "(those that the JDK trusts)",
                "PEM files of the authorities, or the very certificates, that others' must lead to. They are read again"
                        + " when they change.");
        static final Key<Clients> CLIENTS = Key.of(
                "clients",
                Kinds.choice("what clients have to show", Clients.class),
                "any",
                "What those who connect to us have to show. `any`: nothing, they prove by digest who they are."
                        + " `verified`: a certificate that leads to `trust`.");
        static final Key<Servers> SERVERS = Key.of(
                "servers",
                Kinds.choice("what servers have to show", Servers.class),
                "verified",
                "What those whom we connect to have to show. `verified`: a certificate for the host that the trunk or"
                        + " URI names, which leads to `trust`. `any`: whatever they like, and whoever is between us and"
                        + " them may read everything; for laboratories.");
        static final Section SECTION = new Section("tls", "TLS is version 1.2 or 1.3.", """
            tls: {trust: [provider-ca.pem], clients: verified}
            """, TRUST, CLIENTS, SERVERS);

        private Tls() {}
    }

    private TlsSchema() {}
}
