package org.strowger.sip.digest;

import java.util.Locale;
import java.util.Optional;
import org.strowger.sip.message.SipHeader;

/**
 * A challenge that we can answer, as it was read. Empty strings stand for what is absent.
 *
 * @param algorithm as written
 * @param answer the header that answers it
 * @param stale whether the credentials were right but for their nonce
 */
record DigestChallenge(
        String realm,
        String nonce,
        String opaque,
        String algorithm,
        Protection protection,
        String answer,
        boolean stale) {

    /** What the digest covers (RFC 7616 §3.4). */
    enum Protection {
        /** As RFC 2069 had it: the request line, and nothing is counted. */
        UNCOUNTED(""),
        /** The request line. */
        LINE("auth"),
        /** The request line and the body. */
        BODY("auth-int");

        private final String token;

        Protection(String token) {
            this.token = token;
        }

        String token() {
            return token;
        }
    }

    /** Empty where it is of another scheme, or wants what we don't know. */
    static Optional<DigestChallenge> read(SipHeader header, String answer) {
        String algorithm = header.parameter("algorithm");
        Optional<Protection> protection = protection(header.parameter("qop"));
        if (!header.scheme().equalsIgnoreCase("Digest")
                || DigestAlgorithm.of(algorithm).isEmpty()
                || protection.isEmpty()
                || !isQuotable(header.parameter("realm") + header.parameter("nonce") + header.parameter("opaque")))
            return Optional.empty();
        return Optional.of(new DigestChallenge(
                header.parameter("realm"),
                header.parameter("nonce"),
                header.parameter("opaque"),
                algorithm,
                protection.get(),
                answer,
                header.parameter("stale").equalsIgnoreCase("true")));
    }

    /**
     * §25.1: what can stand between quotes as it is. Whether what came escaped is hashed so is read in both ways, so
     * that no answer to it would be right.
     */
    static boolean isQuotable(String text) {
        return text.chars().noneMatch(c -> c == '"' || c == '\\' || c < ' ');
    }

    /**
     * Bodies are rewritten on their way by more than would harm them, so they are covered only where nothing else will
     * do.
     */
    private static Optional<Protection> protection(String qop) {
        if (qop.isBlank()) return Optional.of(Protection.UNCOUNTED);
        String list = "," + qop.replace(" ", "").toLowerCase(Locale.ROOT) + ",";
        if (list.contains(",auth,")) return Optional.of(Protection.LINE);
        return list.contains(",auth-int,") ? Optional.of(Protection.BODY) : Optional.empty();
    }

    /** Who is answered with one set of credentials: a realm, of a proxy or of the far end. */
    String key() {
        return answer + " " + realm;
    }

    DigestAlgorithm hash() {
        return DigestAlgorithm.of(algorithm).orElseThrow();
    }

    static DigestChallenge stronger(DigestChallenge one, DigestChallenge other) {
        return other.hash().compareTo(one.hash()) < 0 ? other : one;
    }

    /** The value of the header that answers it. */
    String credentials(String user, DigestResponse digest, String response) {
        StringBuilder value =
                new StringBuilder("Digest username=\"").append(escaped(user)).append('"');
        quoted(value, "realm", realm);
        quoted(value, "nonce", nonce);
        quoted(value, "uri", digest.uri());
        quoted(value, "response", response);
        if (!algorithm.isEmpty()) value.append(",algorithm=").append(algorithm);
        if (!opaque.isEmpty()) quoted(value, "opaque", opaque);
        boolean counted = protection != Protection.UNCOUNTED;
        if (counted || algorithm.toLowerCase(Locale.ROOT).endsWith("-sess")) quoted(value, "cnonce", digest.cnonce());
        if (counted) value.append(",qop=").append(digest.qop()).append(",nc=").append(digest.nonceCount());
        return value.toString();
    }

    private static void quoted(StringBuilder value, String name, String text) {
        value.append(',').append(name).append("=\"").append(text).append('"');
    }

    /** §25.1: what would end a quoted string. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
