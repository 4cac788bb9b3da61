package org.strowger.cdr;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Set;
import org.strowger.statemachine.Secret;

/**
 * Who is sent each record by HTTP.
 *
 * @param url of {@code http} or {@code https}; a secret, since whoever knows it may often write there
 * @param secret that what is sent is signed with: {@code whsec_} and 24 to 64 octets in base 64
 * @param timeout how long an answer may take
 */
public record WebhookSettings(Secret url, Secret secret, Duration timeout) {

    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final int LAST_PORT = 65_535;

    /**
     * What they say is looked at.
     *
     * @throws IllegalArgumentException if the URL or the secret is none
     */
    public WebhookSettings {
        if (!isUrl(url.reveal())) throw new IllegalArgumentException("no URL of a webhook");
        if (!isSecret(secret.reveal())) throw new IllegalArgumentException("no secret of a webhook");
    }

    /** Whether records can be sent there. A user in a URL would not be sent, and a fragment never is. */
    public static boolean isUrl(String text) {
        try {
            URI url = new URI(text);
            return url.getScheme() != null
                    && SCHEMES.contains(url.getScheme())
                    && url.getHost() != null
                    && url.getUserInfo() == null
                    && url.getFragment() == null
                    && url.getPort() != 0
                    && url.getPort() <= LAST_PORT;
        } catch (URISyntaxException unreadable) {
            return false;
        }
    }

    /** Whether records can be signed with it. */
    public static boolean isSecret(String text) {
        return WebhookKey.octets(text).isPresent();
    }
}
