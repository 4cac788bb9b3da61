package org.strowger.configuration;

import org.strowger.configuration.ExpiresKeys.Expires;
import org.strowger.directory.Networks;
import org.strowger.directory.RegistrarSettings;

/** The keys of where phones are registered. */
final class RegistrarSchema {

    private static final ExpiresKeys EXPIRES = ExpiresKeys.of("registration");
    private static final Key<Networks.Network> CONTACTS = Key.list(
            "contact-networks",
            Kinds.NETWORK,
            "(none)",
            "Networks where contacts may lead that were registered from elsewhere. All others lead only to the"
                    + " address that their REGISTER came from, whatever host they name.");
    private static final Key<Networks.Network> PROXIES = Key.list(
            "path-networks",
            Kinds.NETWORK,
            "(none)",
            "Networks whose proxies may say by Path how calls reach the phones behind them (RFC 3327). From"
                    + " elsewhere a REGISTER with Path gets 403.");

    static final Section SECTION = new Section(
            "registrar",
            "",
            "",
            EXPIRES.min(),
            EXPIRES.usual(),
            EXPIRES.max(),
            CONTACTS,
            PROXIES,
            KeepAliveSchema.KEEP_ALIVE,
            KeepAliveSchema.EVERY,
            KeepAliveSchema.UNANSWERED);

    private RegistrarSchema() {}

    static RegistrarSettings read(KeyReader keys, Problems problems) {
        Expires expires = EXPIRES.read(keys, problems);
        return new RegistrarSettings(
                expires.min(),
                expires.usual(),
                expires.max(),
                new Networks(keys.list(CONTACTS)),
                new Networks(keys.list(PROXIES)),
                KeepAliveSchema.read(keys));
    }
}
