package org.strowger.configuration;

import java.time.Duration;
import java.util.Optional;
import org.strowger.directory.TrunkAccount;
import org.strowger.statemachine.Secret;

/** The keys of how a trunk registers with its provider. */
final class RegisterSchema {

    private static final Key<String> USER = Key.of(
            "user",
            Kinds.TEXT,
            "(must be written)",
            "The user part of the address that is registered, as the provider has given it: often a telephone number"
                    + " or a customer's.");
    private static final Key<Secret> PASSWORD =
            Key.of("password", Kinds.PASSWORD, "(must be written)", "The password, in the clear.");
    private static final Key<String> AUTH_USER = Key.of(
            "auth-user",
            Kinds.TEXT,
            "(`user`)",
            "The user name of digest authentication, where the provider has given another one.");
    private static final Key<String> DOMAIN = Key.of(
            "domain",
            Kinds.HOST_NAME,
            "(the trunk's `host`)",
            "The domain of the address that is registered, where it is not the host that calls are sent to.");
    private static final Key<String> REGISTRAR = Key.of(
            "registrar",
            Kinds.HOST_NAME,
            "(the trunk's `host`)",
            "Where REGISTER is sent, where that is another host; by the trunk's `transport`.");
    private static final Key<Integer> PORT = Key.of(
            "port",
            Kinds.PORT,
            "(the trunk's `port`; by DNS where `registrar` is written)",
            "Where REGISTER is sent. Without it, the name is looked up as RFC 3263 has it, and each host that it means"
                    + " is tried in turn.");
    private static final Key<Duration> EXPIRES = Key.of(
            "expires",
            Kinds.duration(Duration.ofSeconds(60), Duration.ofDays(1)),
            "1h",
            "For how long a registration is asked for. What the provider grants counts; it is refreshed before its end.");

    static final Section SECTION = new Section(
            "trunks.NAME.register",
            "Where it is written, the switch registers with the provider (RFC 3261 §10.2), which then sends its calls here:"
                    + " see [how to register at a provider](how-to/register-at-a-provider.md).",
            """
            trunks:
              provider-a:
                host: sip.provider.example
                register: {user: "4930123456", password: correct-horse}
            """,
            USER,
            PASSWORD,
            AUTH_USER,
            DOMAIN,
            REGISTRAR,
            PORT,
            EXPIRES);

    private RegisterSchema() {}

    /**
     * What is written below a trunk, if anything is.
     *
     * @param host of the trunk
     * @param port of the trunk, 0 for what DNS says
     */
    static Optional<TrunkAccount> read(KeyReader trunk, String host, int port, Problems problems) {
        if (!trunk.hasSection(SECTION)) return Optional.empty();
        KeyReader keys = trunk.section(SECTION);
        if (!keys.has(USER)) problems.add(keys.place(), "needs a 'user'");
        if (!keys.has(PASSWORD)) problems.add(keys.place(), "needs a 'password'");
        String user = keys.maybe(USER).orElse("");
        int usual = keys.has(REGISTRAR) ? 0 : port;
        return Optional.of(new TrunkAccount(
                user,
                keys.maybe(DOMAIN).orElse(host),
                keys.maybe(AUTH_USER).orElse(user),
                keys.maybe(PASSWORD).orElse(Secret.of("")),
                keys.maybe(REGISTRAR).orElse(host),
                keys.maybe(PORT).orElse(usual),
                keys.one(EXPIRES)));
    }
}
