package org.strowger.agent;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.strowger.statemachine.Secret;
import org.strowger.statemachine.ShownUrl;

/**
 * Which voice agent is wanted, and how it is spoken to.
 *
 * @param url {@code ws:} or {@code wss:}
 * @param protocol what is said on the WebSocket
 * @param rate of the audio both ways, Hz: 8000, 16000 or 24000; 8000 by the protocol of media streams
 * @param metadata told to the agent as it begins: what JSON can hold
 * @param headers of the request that opens the WebSocket
 * @param reconnect for how long a broken connection is tried again; zero for not at all
 */
public record AgentRequest(
        URI url,
        Protocol protocol,
        int rate,
        Map<String, Object> metadata,
        Map<String, Secret> headers,
        Duration reconnect) {

    /** Rates that there are, Hz. */
    public static final Set<Integer> RATES = Set.of(8000, 16_000, 24_000);

    private static final Duration RECONNECT = Duration.ofSeconds(5);

    /** The ways to speak to an agent. */
    public enum Protocol {
        /** JSON texts, and audio as binary messages of linear samples. */
        STROWGER,
        /** The widely used shape of JSON texts alone, with audio as PCMU in base64. */
        MEDIA_STREAMS;

        /** Its name in dialplans. */
        public String written() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** @throws IllegalArgumentException if there is none of this name */
        public static Protocol named(String written) {
            for (Protocol protocol : values()) if (protocol.written().equals(written)) return protocol;
            throw new IllegalArgumentException("protocol: '" + written + "' is none: 'strowger' or 'media-streams'");
        }
    }

    /** Checks. */
    public AgentRequest {
        if (!isUrl(url))
            throw new IllegalArgumentException(
                    "'" + ShownUrl.of(url) + "' is no WebSocket: write 'wss://…' or 'ws://…'");
        if (!RATES.contains(rate))
            throw new IllegalArgumentException("rate: " + rate + " is none: 8_000, 16_000 or 24_000");
        if (protocol == Protocol.MEDIA_STREAMS && rate != 8000)
            throw new IllegalArgumentException("rate: the protocol 'media-streams' has 8_000 alone");
        if (reconnect.isNegative()) throw new IllegalArgumentException("reconnect: a time of zero or more");
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** By our own protocol at 8 kHz. */
    public static AgentRequest of(URI url) {
        return new AgentRequest(url, Protocol.STROWGER, 8000, Map.of(), Map.of(), RECONNECT);
    }

    /** By another protocol. */
    public AgentRequest protocol(Protocol other) {
        return new AgentRequest(url, other, rate, metadata, headers, reconnect);
    }

    /** At another rate. */
    public AgentRequest rate(int hertz) {
        return new AgentRequest(url, protocol, hertz, metadata, headers, reconnect);
    }

    /** Told this as it begins. */
    public AgentRequest metadata(Map<String, Object> told) {
        return new AgentRequest(url, protocol, rate, told, headers, reconnect);
    }

    /** Opened with these headers. */
    public AgentRequest headers(Map<String, Secret> sent) {
        return new AgentRequest(url, protocol, rate, metadata, sent, reconnect);
    }

    /** Tried again for so long. */
    public AgentRequest reconnect(Duration time) {
        return new AgentRequest(url, protocol, rate, metadata, headers, time);
    }

    /** Without what may be secret. */
    @Override
    public String toString() {
        return ShownUrl.of(url) + " by " + protocol.written();
    }

    /** Whether this is the address of a WebSocket. */
    public static boolean isUrl(URI url) {
        return url.getHost() != null
                && ("ws".equalsIgnoreCase(url.getScheme()) || "wss".equalsIgnoreCase(url.getScheme()));
    }
}
