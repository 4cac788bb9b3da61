package org.strowger.configuration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
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

    private static final Key<Store> STORE = Key.of(
            "store",
            Kinds.choice("a store", Store.class),
            "disk",
            "Where registrations are besides memory. `disk`: in an embedded database too, so that phones are called at"
                    + " once after a restart, even after `kill -9`, which loses those of its last tenth of a second,"
                    + " and of a second while the file is compacted. Contacts that nothing but their connection led to"
                    + " (WebSocket, behind NAT by TCP or TLS)"
                    + " register anew. `memory`: nowhere.");
    private static final Key<String> DIRECTORY = Key.of(
            "directory",
            Kinds.TEXT,
            "registrations",
            "The directory of that database, beside this file. Made when somebody first registers; one switch uses it at"
                    + " a time. It may be deleted while none does.");

    private static final Key<RegistrarSettings.DeviceEvents> DEVICE_EVENTS = Key.of(
            "device-events",
            Kinds.choice("on or off", RegistrarSettings.DeviceEvents.class),
            "on",
            "Whether each change of what the phones of an account do (offline, idle, ringing, busy) is an event,"
                    + " `device_state`: about six for each call between two accounts. With `off`, `status`, dialplans and"
                    + " subscriptions know it all the same, and registrations that expire are told of by no event.");

    /** Where registrations are besides memory. */
    private enum Store {
        DISK,
        MEMORY
    }

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
            KeepAliveSchema.UNANSWERED,
            STORE,
            DIRECTORY,
            DEVICE_EVENTS);

    private RegistrarSchema() {}

    static RegistrarSettings read(KeyReader keys, Problems problems, Function<String, Path> resolve) {
        Expires expires = EXPIRES.read(keys, problems);
        return new RegistrarSettings(
                expires.min(),
                expires.usual(),
                expires.max(),
                new Networks(keys.list(CONTACTS)),
                new Networks(keys.list(PROXIES)),
                KeepAliveSchema.read(keys),
                directory(keys, problems, resolve),
                keys.one(DEVICE_EVENTS));
    }

    private static Optional<Path> directory(KeyReader keys, Problems problems, Function<String, Path> resolve) {
        Store store = keys.one(STORE);
        Path directory = resolve.apply(keys.one(DIRECTORY));
        if (store == Store.MEMORY) {
            if (keys.has(DIRECTORY))
                problems.add(
                        keys.place(DIRECTORY), "nothing is kept there with 'store: memory'; remove one of the two");
            return Optional.empty();
        }
        if (Files.exists(directory) && !Files.isDirectory(directory))
            problems.add(keys.place(DIRECTORY), directory + " is no directory; name one, or a place for a new one");
        return Optional.of(directory);
    }
}
