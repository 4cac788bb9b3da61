package org.strowger.sip.digest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;
import org.strowger.statemachine.Secret;

/**
 * Answers digest challenges for one user (RFC 3261 §22, RFC 7616, RFC 8760): of the challenges of a realm, the
 * strongest that we can. Counts the uses of each nonce, and remembers no more than {@value #MOST_REALMS} realms, the
 * latest. Runs on one loop.
 */
public final class DigestClient {

    /** More than the proxies that a request passes on its way through a provider. */
    public static final int MOST_REALMS = 8;

    /** So often one request is sent again: a nonce that is stale each time leads nowhere. */
    static final int MOST_ROUNDS = 6;

    private static final String ANSWER = "Authorization";
    private static final String PROXY_ANSWER = "Proxy-Authorization";

    /** What a challenge comes to for the request that has met it. */
    public enum Verdict {
        /** The next request has credentials for it. */
        ANSWERED,
        /** The credentials that it has had already are not taken: nobody is asked a third time (§22.2). */
        REJECTED,
        /** There is nothing in it that we can answer. */
        UNANSWERABLE
    }

    private static final byte[] NO_BODY = {};

    private final String user;
    private final Secret password;
    private final RandomGenerator random;
    private final Map<String, KnownRealm> realms = new LinkedHashMap<>(2);

    /** A client for a user; chance is for cnonces. */
    public DigestClient(String user, Secret password, RandomGenerator random) {
        this.user = user;
        this.password = password;
        this.random = random;
    }

    /** The challenges that one new request meets, however often it is sent again for them. */
    public final class Round {
        private final Set<String> answered = new HashSet<>(2);
        private int met;

        private Round() {}

        /**
         * Learns what a 401 or 407 asks for. Whose nonce alone was wrong says so, and is answered again (RFC 7616
         * §3.3).
         */
        public Verdict meets(SipResponse challenged) {
            List<DigestChallenge> challenges = challenges(challenged);
            if (challenges.isEmpty()) return Verdict.UNANSWERABLE;
            if (++met > MOST_ROUNDS) return Verdict.REJECTED;
            for (DigestChallenge challenge : challenges)
                if (!answered.add(challenge.key()) && !challenge.stale()) return Verdict.REJECTED;
            challenges.forEach(DigestClient.this::learn);
            return Verdict.ANSWERED;
        }
    }

    /** For a new request. */
    public Round round() {
        return new Round();
    }

    /**
     * Puts credentials for each realm that a 401 or 407 asks for into the request that is to be sent again, in place of
     * those that it has.
     *
     * @return whether there was a challenge that we can answer
     */
    public boolean authorize(SipRequest request, SipResponse challenged) {
        List<DigestChallenge> challenges = challenges(challenged);
        challenges.forEach(this::learn);
        authorize(request);
        return !challenges.isEmpty();
    }

    /** Puts credentials for the realms known so far into a new request, which may spare it the challenge. */
    public void authorize(SipRequest request) {
        withdraw(request);
        // the peer may have named its URI so that it can't be quoted
        if (!DigestChallenge.isQuotable(request.uri().toString())) return;
        for (KnownRealm realm : realms.values()) request.add(credentials(realm, request));
    }

    /** Takes out of a request the credentials that it has. */
    public static void withdraw(SipRequest request) {
        request.remove(ANSWER);
        request.remove(PROXY_ANSWER);
    }

    /** The credentials that a request has. */
    public static List<SipHeader> credentialsOf(SipRequest request) {
        List<SipHeader> all = new ArrayList<>(request.headers(ANSWER));
        all.addAll(request.headers(PROXY_ANSWER));
        return all;
    }

    /** A realm, and how often its nonce has been used. */
    private static final class KnownRealm {
        private final DigestChallenge challenge;
        private int uses;

        KnownRealm(DigestChallenge challenge) {
            this.challenge = challenge;
        }
    }

    private void learn(DigestChallenge challenge) {
        KnownRealm before = realms.remove(challenge.key());
        KnownRealm now = new KnownRealm(challenge);
        // a nonce that is still asked for goes on counting: its server takes no count twice
        if (before != null && before.challenge.nonce().equals(challenge.nonce())) now.uses = before.uses;
        realms.put(challenge.key(), now);
        if (realms.size() > MOST_REALMS)
            realms.remove(realms.keySet().iterator().next());
    }

    private static List<DigestChallenge> challenges(SipResponse response) {
        List<DigestChallenge> all = new ArrayList<>(1);
        read(response, "WWW-Authenticate", ANSWER, all);
        read(response, "Proxy-Authenticate", PROXY_ANSWER, all);
        return all;
    }

    private static void read(SipResponse response, String name, String answer, List<DigestChallenge> into) {
        Map<String, DigestChallenge> best = new HashMap<>(2);
        for (SipHeader header : response.headers(name)) {
            Optional<DigestChallenge> read = DigestChallenge.read(header, answer);
            read.ifPresent(found -> best.merge(found.realm(), found, DigestChallenge::stronger));
        }
        into.addAll(best.values());
    }

    private SipHeader credentials(KnownRealm realm, SipRequest request) {
        DigestChallenge challenge = realm.challenge;
        DigestResponse digest = new DigestResponse(
                challenge.algorithm(),
                request.method(),
                request.uri().toString(),
                challenge.nonce(),
                String.format("%08x", ++realm.uses),
                Long.toHexString(random.nextLong()),
                challenge.protection().token());
        DigestAlgorithm hash = challenge.hash();
        String ha1 = hash.ha1(user, challenge.realm(), password.reveal());
        String response = challenge.protection() == DigestChallenge.Protection.BODY
                ? digest.of(hash, ha1, request.body().orElse(NO_BODY))
                : digest.of(hash, ha1);
        return SipHeader.of(challenge.answer(), challenge.credentials(user, digest, response));
    }
}
