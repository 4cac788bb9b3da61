package org.strowger.sip.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;
import org.strowger.statemachine.Secret;

/**
 * Checks digest credentials (RFC 3261 §22, RFC 7616, RFC 8760: SHA-256 and MD5). Nonces expire and their use is
 * counted; comparison takes the same time whatever is wrong. Safe on any thread.
 */
public final class DigestServer {

    /** Who asks for credentials. */
    public enum Role {
        /** Answers 401 with WWW-Authenticate, reads Authorization. */
        REGISTRAR,
        /** Answers 407 with Proxy-Authenticate, reads Proxy-Authorization. */
        PROXY
    }

    /** Where verifiers are kept. */
    @FunctionalInterface
    public interface Verifiers {
        /** That of a user, if there is such a user. */
        Optional<Verifier> verifier(String user, String realm);
    }

    /** What credentials are checked against. */
    public sealed interface Verifier {
        /** A plain password, from which each HA1 is made. */
        record Password(Secret password) implements Verifier {
            /** Of this text. */
            public static Password of(String text) {
                return new Password(Secret.of(text));
            }
        }

        /**
         * HA1 in lower-case hex by algorithm, as good as the password in this realm; an empty one where that algorithm
         * is not to be had.
         */
        record Ha1(Secret md5, Secret sha256) implements Verifier {}
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

    /** What an unknown user's password is, so that judging one takes as long as judging a known one. */
    private static final Verifier NOBODYS = Verifier.Password.of("");

    private static final Secret NOTHING = Secret.of("");

    private final String realm;
    private final Verifiers verifiers;
    private final Nonces nonces;
    private final List<DigestAlgorithm> offered;

    /**
     * A checker for one realm that offers SHA-256 and MD5.
     *
     * @param nonceLife how long a nonce may be used
     */
    public DigestServer(String realm, Verifiers verifiers, Duration nonceLife, InstantSource time) {
        this(realm, verifiers, nonceLife, time, List.of(DigestAlgorithm.values()));
    }

    /**
     * A checker for one realm.
     *
     * @param offered what to ask for, most wanted first; a phone takes the first that it knows (RFC 8760 §2.4), so
     * leave out
     *     SHA-256 where some secret is an HA1 of MD5 alone
     */
    public DigestServer(
            String realm, Verifiers verifiers, Duration nonceLife, InstantSource time, List<DigestAlgorithm> offered) {
        if (realm.chars().anyMatch(c -> c == '"' || c == '\\' || c < ' '))
            throw new IllegalArgumentException("a realm holds no quotes, backslashes or control characters");
        if (offered.isEmpty()) throw new IllegalArgumentException("at least one algorithm is to be offered");
        this.realm = realm;
        this.verifiers = verifiers;
        this.nonces = new Nonces(nonceLife, time);
        this.offered = List.copyOf(offered);
    }

    /** Judges the credentials of a request. */
    public Verdict verify(SipRequest request, Role role) {
        Verdict verdict = new Verdict.Missing(false);
        for (Credentials credentials : Credentials.of(request, answerHeader(role))) {
            if (!credentials.realm().equals(realm)) continue;
            Verdict judged = judge(credentials, request);
            if (judged instanceof Verdict.Authenticated) return judged;
            if (verdict instanceof Verdict.Missing(boolean stale) && !stale) verdict = judged;
        }
        return verdict;
    }

    private Verdict judge(Credentials credentials, SipRequest request) {
        DigestResponse digest = credentials.digest();
        // RFC 8760 §2.4, §3: an algorithm that was not offered is a downgrade.
        Optional<DigestAlgorithm> algorithm =
                DigestAlgorithm.of(digest.algorithm()).filter(offered::contains);
        if (algorithm.isEmpty() || !isOfferedQop(digest.qop(), algorithm.get())) return new Verdict.Missing(false);
        boolean right = isRight(credentials, algorithm.get()) && credentials.fit(request);
        // The nonce comes last: a guess must not use up a count, nor learn that the nonce was good.
        if (right && !nonces.use(digest.nonce(), credentials.nonceCount())) return new Verdict.Missing(true);
        if (right) return new Verdict.Authenticated(credentials.user());
        return nonces.isFresh(digest.nonce()) ? new Verdict.Wrong(credentials.user()) : new Verdict.Missing(false);
    }

    /**
     * We offer {@code auth}. Without a word of it answers who knows no more than RFC 2069 (RFC 3261 §22.4), and such a
     * one has MD5 alone.
     */
    private static boolean isOfferedQop(String qop, DigestAlgorithm algorithm) {
        return qop.equals("auth") || (qop.isEmpty() && algorithm == DigestAlgorithm.MD5);
    }

    private boolean isRight(Credentials credentials, DigestAlgorithm algorithm) {
        Optional<Verifier> known = verifiers.verifier(credentials.user(), realm);
        String ha1 = ha1(known.orElse(NOBODYS), credentials.user(), algorithm);
        byte[] expected = credentials.digest().of(algorithm, ha1).getBytes(StandardCharsets.UTF_8);
        byte[] given = credentials.response().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        boolean equal = MessageDigest.isEqual(expected, given);
        return equal && known.isPresent() && !ha1.isEmpty();
    }

    private String ha1(Verifier verifier, String user, DigestAlgorithm algorithm) {
        // Hashed in either case, for the same time.
        Secret clear = verifier instanceof Verifier.Password(Secret password) ? password : NOTHING;
        String hashed = algorithm.ha1(user, realm, clear.reveal());
        return switch (verifier) {
            case Verifier.Password _ -> hashed;
            case Verifier.Ha1(Secret md5, Secret sha256) ->
                (algorithm == DigestAlgorithm.MD5 ? md5 : sha256).reveal().toLowerCase(Locale.ROOT);
        };
    }

    /** Adds the challenges, one for each algorithm, strongest first, to a 401 or 407. */
    public void challenge(SipResponse response, Role role) {
        challenge(response, role, "");
    }

    /**
     * The same to who knew the password and came with a nonce too old: the phone tries again by itself (RFC 7616 §3.3).
     */
    public void challengeStale(SipResponse response, Role role) {
        challenge(response, role, ",stale=true");
    }

    private void challenge(SipResponse response, Role role, String stale) {
        String nonce = nonces.next();
        for (DigestAlgorithm algorithm : offered) {
            String value = "Digest realm=\"" + realm + "\",nonce=\"" + nonce + "\",algorithm=" + algorithm.token()
                    + ",qop=\"auth\"" + stale;
            response.add(SipHeader.of(questionHeader(role), value));
        }
    }

    private static String answerHeader(Role role) {
        return role == Role.REGISTRAR ? "Authorization" : "Proxy-Authorization";
    }

    private static String questionHeader(Role role) {
        return role == Role.REGISTRAR ? "WWW-Authenticate" : "Proxy-Authenticate";
    }
}
