package org.strowger.sip.digest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;
import org.strowger.statemachine.Secret;

/**
 * Answers digest challenges for one user (RFC 3261 §22, RFC 7616, RFC 8760): of the challenges of a realm, the
 * strongest that we can. Counts the uses of each nonce. Runs on one loop.
 */
public final class DigestClient {

    private static final String ANSWER = "Authorization";
    private static final String PROXY_ANSWER = "Proxy-Authorization";

    private record Challenge(
            String realm, String nonce, String opaque, String algorithm, boolean counted, String header) {}

    private final String user;
    private final Secret password;
    private final RandomGenerator random;
    private final Map<String, Challenge> byRealm = new HashMap<>();
    private final Map<String, Integer> uses = new HashMap<>();

    /** A client for a user; chance is for cnonces. */
    public DigestClient(String user, Secret password, RandomGenerator random) {
        this.user = user;
        this.password = password;
        this.random = random;
    }

    /**
     * Puts credentials for each realm that a 401 or 407 asks for into the request that is to be sent again, in place of
     * those that it has.
     *
     * @return whether there was a challenge that we can answer
     */
    public boolean authorize(SipRequest request, SipResponse challenged) {
        List<Challenge> challenges = new ArrayList<>();
        read(challenged, "WWW-Authenticate", ANSWER, challenges);
        read(challenged, "Proxy-Authenticate", PROXY_ANSWER, challenges);
        for (Challenge challenge : challenges) {
            byRealm.put(challenge.header + challenge.realm, challenge);
            uses.remove(challenge.nonce);
        }
        authorize(request);
        return !challenges.isEmpty();
    }

    /** Puts credentials for the realms known so far into a new request, which may spare it the challenge. */
    public void authorize(SipRequest request) {
        request.remove(ANSWER);
        request.remove(PROXY_ANSWER);
        for (Challenge challenge : byRealm.values()) request.add(credentials(challenge, request));
    }

    private static void read(SipResponse response, String name, String answer, List<Challenge> into) {
        Map<String, Challenge> best = new HashMap<>();
        for (SipHeader header : response.headers(name)) {
            Optional<Challenge> read = read(header, answer);
            read.ifPresent(found -> best.merge(found.realm, found, DigestClient::stronger));
        }
        into.addAll(best.values());
    }

    private static Optional<Challenge> read(SipHeader header, String answer) {
        String algorithm = header.parameter("algorithm");
        if (!header.scheme().equalsIgnoreCase("Digest")
                || DigestAlgorithm.of(algorithm).isEmpty()) return Optional.empty();
        String qop = "," + header.parameter("qop").replace(" ", "") + ",";
        // auth-int alone is not for us.
        if (qop.length() > 2 && !qop.contains(",auth,")) return Optional.empty();
        return Optional.of(new Challenge(
                header.parameter("realm"),
                header.parameter("nonce"),
                header.parameter("opaque"),
                algorithm,
                qop.length() > 2,
                answer));
    }

    private static Challenge stronger(Challenge one, Challenge other) {
        return strength(other) < strength(one) ? other : one;
    }

    private static int strength(Challenge challenge) {
        return DigestAlgorithm.of(challenge.algorithm).map(Enum::ordinal).orElse(Integer.MAX_VALUE);
    }

    private SipHeader credentials(Challenge challenge, SipRequest request) {
        String uri = request.uri().toString();
        String cnonce = Long.toHexString(random.nextLong());
        String count = String.format("%08x", uses.merge(challenge.nonce, 1, Integer::sum));
        DigestAlgorithm hash = DigestAlgorithm.of(challenge.algorithm).orElseThrow();
        String qop = challenge.counted ? "auth" : "";
        DigestResponse digest =
                new DigestResponse(challenge.algorithm, request.method(), uri, challenge.nonce, count, cnonce, qop);
        String response = digest.of(hash, hash.ha1(user, challenge.realm, password.reveal()));
        return SipHeader.of(challenge.header, value(challenge, digest, response));
    }

    private String value(Challenge challenge, DigestResponse digest, String response) {
        StringBuilder value =
                new StringBuilder("Digest username=\"").append(user).append('"');
        quoted(value, "realm", challenge.realm);
        quoted(value, "nonce", challenge.nonce);
        quoted(value, "uri", digest.uri());
        quoted(value, "response", response);
        if (!challenge.algorithm.isEmpty()) value.append(",algorithm=").append(challenge.algorithm);
        if (!challenge.opaque.isEmpty()) quoted(value, "opaque", challenge.opaque);
        if (challenge.counted || challenge.algorithm.endsWith("-sess")) quoted(value, "cnonce", digest.cnonce());
        if (challenge.counted) value.append(",qop=auth,nc=").append(digest.nonceCount());
        return value.toString();
    }

    private static void quoted(StringBuilder value, String name, String text) {
        value.append(',').append(name).append("=\"").append(text).append('"');
    }
}
