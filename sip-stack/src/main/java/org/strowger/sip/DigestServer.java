package org.strowger.sip;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.sip.message.Request;
import javax.sip.message.Response;

/**
 * Checks digest credentials (RFC 3261 §22, RFC 7616, RFC 8760: SHA-256 and MD5). Nonces expire and their use is counted; comparison takes the
 * same time whatever is wrong. Safe on any thread.
 */
public final class DigestServer {

    /** Who asks for credentials. */
    public enum Role {
        /** Answers 401 with WWW-Authenticate, reads Authorization. */
        REGISTRAR,
        /** Answers 407 with Proxy-Authenticate, reads Proxy-Authorization. */
        PROXY
    }

    /** Where secrets are kept. */
    @FunctionalInterface
    public interface Secrets {
        /** The secret of a user, if there is such a user. */
        Optional<Secret> secret(String user, String realm);
    }

    /** A secret that can be checked against. */
    public sealed interface Secret {
        /** A plain password, from which each HA1 is made. */
        record Password(String password) implements Secret {
            @Override
            public String toString() {
                return "Password[hidden]";
            }
        }

        /** HA1 in lower-case hex by algorithm; an empty string where that algorithm is not to be had. */
        record Ha1(String md5, String sha256) implements Secret {
            @Override
            public String toString() {
                return "Ha1[hidden]";
            }
        }
    }

    /** What a request's credentials are worth. */
    public sealed interface Verdict {
        /** They are right. */
        record Authenticated(String user) implements Verdict {}

        /** There are none for this realm, or their nonce is too old: ask with {@link DigestServer#challenge}. */
        record Missing(boolean stale) implements Verdict {}

        /** They are wrong: 403 to a caller who has had the chance to ask its user. */
        record Wrong(String user) implements Verdict {}
    }

    /**
     * A checker for one realm.
     *
     * @param nonceLife how long a nonce may be used
     */
    public DigestServer(String realm, Secrets secrets, Duration nonceLife, InstantSource time) {
        throw new UnsupportedOperationException();
    }

    /** Judges the credentials of a request. */
    public Verdict verify(Request request, Role role) {
        throw new UnsupportedOperationException();
    }

    /** Adds the challenges, one for each algorithm, strongest first, to a 401 or 407. */
    public void challenge(Response response, Role role, boolean stale) {
        throw new UnsupportedOperationException();
    }
}
