package org.strowger.cdr;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.strowger.statemachine.Secret;

/** What a webhook's messages are signed with, in the way of Standard Webhooks 1.0.0 (HMAC-SHA256). */
final class WebhookKey {

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int LEAST_OCTETS = 24;
    private static final int MOST_OCTETS = 64;

    private final SecretKeySpec key;

    private WebhookKey(SecretKeySpec key) {
        this.key = key;
    }

    /**
     * That of a secret.
     *
     * @throws IllegalArgumentException if it is none
     */
    static WebhookKey of(Secret secret) {
        byte[] octets = octets(secret.reveal()).orElseThrow(() -> new IllegalArgumentException("no webhook's secret"));
        return new WebhookKey(new SecretKeySpec(octets, ALGORITHM));
    }

    /** Empty for what is no secret of a webhook. */
    static Optional<byte[]> octets(String text) {
        if (!text.startsWith(PREFIX)) return Optional.empty();
        try {
            byte[] octets = Base64.getDecoder().decode(text.substring(PREFIX.length()));
            boolean fits = octets.length >= LEAST_OCTETS && octets.length <= MOST_OCTETS;
            return fits ? Optional.of(octets) : Optional.empty();
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    /**
     * The value of {@code webhook-signature}.
     *
     * @param id of {@code webhook-id}; without a full stop
     * @param seconds of {@code webhook-timestamp}: since 1970, when it is sent
     */
    String signature(String id, long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
