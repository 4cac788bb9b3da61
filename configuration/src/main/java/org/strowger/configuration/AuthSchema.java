package org.strowger.configuration;

import java.util.Optional;
import org.strowger.directory.TrunkLogin;
import org.strowger.statemachine.Secret;

/** The keys of who we are to a trunk that asks for credentials in calls. */
final class AuthSchema {

    private static final Key<String> USER = Key.of(
            "user", Kinds.TEXT, "(must be written)", "The user name of digest authentication, as the trunk knows it.");
    private static final Key<Secret> PASSWORD =
            Key.of("password", Kinds.PASSWORD, "(must be written)", "The password, in the clear.");

    static final Section SECTION = new Section(
            "trunks.NAME.auth",
            "What a trunk is answered that challenges a request of a call (401 or 407, RFC 3261 §22). A trunk that"
                    + " registers needs it only where calls want another user than `register`, whose credentials are"
                    + " taken otherwise.",
            """
            trunks:
              carrier-b:
                host: sip.carrier.example
                auth: {user: office, password: correct-horse}
            """,
            USER,
            PASSWORD);

    private AuthSchema() {}

    /** What is written below a trunk, if anything is. */
    static Optional<TrunkLogin> read(KeyReader trunk, Problems problems) {
        if (!trunk.hasSection(SECTION)) return Optional.empty();
        KeyReader keys = trunk.section(SECTION);
        if (!keys.has(USER)) problems.add(keys.place(), "needs a 'user'");
        if (!keys.has(PASSWORD)) problems.add(keys.place(), "needs a 'password'");
        return Optional.of(
                new TrunkLogin(keys.maybe(USER).orElse(""), keys.maybe(PASSWORD).orElse(Secret.of(""))));
    }
}
