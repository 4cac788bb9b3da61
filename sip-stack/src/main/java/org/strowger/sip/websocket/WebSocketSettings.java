package org.strowger.sip.websocket;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whom a listener lets in by WebSocket.
 *
 * @param path of the URL, beginning with a slash, without a query
 * @param origins of web pages whose browsers are let in, as {@code https://phone.example}; none for all
 * @param ping after which silence a peer is asked whether it is there still, and within which it has to answer. Proxies
 *     on the way close what is silent for a minute
 */
public record WebSocketSettings(String path, List<String> origins, Duration ping) {

    /** At the root, from everywhere; 25 s. */
    public static final WebSocketSettings DEFAULT = new WebSocketSettings("/", List.of(), Duration.ofSeconds(25));

    /** Validates, and copies. */
    public WebSocketSettings {
        if (!path.startsWith("/")) throw new IllegalArgumentException("a path begins with a slash: " + path);
        if (!ping.isPositive()) throw new IllegalArgumentException("a time limit is longer than nothing");
        origins = List.copyOf(origins);
    }

    /**
     * Whether a page of that origin may use us (RFC 6455 §10.2). What names none is no browser; it could name any, so
     * that keeping it out would keep nobody out.
     */
    boolean allows(Optional<String> origin) {
        return origins.isEmpty() || origin.isEmpty() || origins.stream().anyMatch(origin.get()::equalsIgnoreCase);
    }
}
