package org.strowger.directory.registration;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a trunk stands with its provider at one moment.
 *
 * @param aor {@code sip:user@domain}
 * @param since since when it stands so
 * @param registrar the address that has registered it, or that was tried last; empty before
 * @param expires when the registration ends unless it is refreshed; empty where there is none
 * @param refusal why the latest try came to nothing; empty where it didn't
 * @param next when it is tried or refreshed next; empty while something is under way
 */
public record RegistrationState(
        String trunk,
        String aor,
        Standing standing,
        Instant since,
        String registrar,
        Optional<Instant> expires,
        String refusal,
        Optional<Instant> next) {

    /** What it comes to. */
    public enum Standing {
        /** The first REGISTER is under way. */
        TRYING,
        REGISTERED,
        /** Registered, but the latest refresh came to nothing. */
        AT_RISK,
        /** Not registered, and tried again soon. */
        RESTING,
        /** Not registered, and tried again much later: the registrar has said no. */
        REFUSED,
        /** It is removing its registration. */
        LEAVING
    }

    /** Whether the provider sends calls, as far as it has said. */
    public boolean isRegistered() {
        return standing == Standing.REGISTERED || standing == Standing.AT_RISK;
    }

    RegistrationState now(Standing other, Instant at) {
        return new RegistrationState(
                trunk, aor, other, other == standing ? since : at, registrar, expires, refusal, next);
    }

    static RegistrationState before(String trunk, String aor, Instant at) {
        return new RegistrationState(trunk, aor, Standing.TRYING, at, "", Optional.empty(), "", Optional.empty());
    }

    RegistrationState underWay() {
        return new RegistrationState(trunk, aor, standing, since, registrar, expires, refusal, Optional.empty());
    }

    RegistrationState at(String hop) {
        return new RegistrationState(trunk, aor, standing, since, hop, expires, refusal, next);
    }

    RegistrationState granted(Instant at, Duration seconds, Instant refresh) {
        return new RegistrationState(
                trunk, aor, standing, since, registrar, Optional.of(at.plus(seconds)), "", Optional.of(refresh));
    }

    RegistrationState failed(String why, Instant again) {
        return new RegistrationState(trunk, aor, standing, since, registrar, expires, why, Optional.of(again));
    }

    RegistrationState lost() {
        return new RegistrationState(trunk, aor, standing, since, registrar, Optional.empty(), refusal, next);
    }
}
