package org.strowger.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.strowger.audio.codec.MuLaw;

/**
 * How an agent speaks on its WebSocket: {@code docs/audio-stream.md}, written from the agent's side.
 *
 * @param rate of the audio, Hz
 * @param stream its name, where audio is JSON as well; empty where it is binary
 */
record AgentWire(int rate, Optional<String> stream) {

    static final AgentWire STROWGER = new AgentWire(8000, Optional.empty());

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};

    /** As the first messages have it. */
    AgentWire agreed(Map<String, Object> message) {
        if (!"start".equals(message.get("event"))) return this;
        if (message.get("streamSid") instanceof String name) return new AgentWire(8000, Optional.of(name));
        int agreed = (Integer) Objects.requireNonNull(member(message, "audio").get("rate"));
        return new AgentWire(agreed, Optional.empty());
    }

    static Map<String, Object> read(String text) {
        try {
            return JSON.readValue(text, OBJECT);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the switch sent what is no JSON: " + text, e);
        }
    }

    private static String write(Map<String, ?> message) {
        try {
            return JSON.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    static String event(String name, Map<String, ?> content) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("event", name);
        all.putAll(content);
        return write(all);
    }

    String mark(String name) {
        return stream.map(id -> event("mark", Map.of("streamSid", id, "mark", Map.of("name", name))))
                .orElseGet(() -> event("mark", Map.of("name", name)));
    }

    String clear() {
        return event("clear", stream.map(id -> Map.of("streamSid", id)).orElse(Map.of()));
    }

    static String stop() {
        return event("stop", Map.of());
    }

    /** Audio as a text; empty where it is binary. */
    Optional<String> speech(short[] pcm) {
        return stream.map(id -> event(
                "media",
                Map.of(
                        "streamSid",
                        id,
                        "media",
                        Map.of("payload", Base64.getEncoder().encodeToString(MuLaw.of(pcm))))));
    }

    static byte[] octets(short[] pcm) {
        ByteBuffer octets = ByteBuffer.allocate(2 * pcm.length).order(ByteOrder.LITTLE_ENDIAN);
        octets.asShortBuffer().put(pcm);
        return octets.array();
    }

    static short[] samples(byte[] octets) {
        short[] pcm = new short[octets.length / 2];
        ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(pcm);
        return pcm;
    }

    /** The audio in a text. */
    static Optional<short[]> audio(Map<String, Object> message) {
        if (!"media".equals(message.get("event"))) return Optional.empty();
        return Optional.of(MuLaw.toPcm(
                Base64.getDecoder().decode((String) member(message, "media").get("payload"))));
    }

    static String digit(Map<String, Object> message) {
        return String.valueOf(
                message.containsKey("digit")
                        ? message.get("digit")
                        : member(message, "dtmf").get("digit"));
    }

    @SuppressWarnings("unchecked") // the keys of a JSON object are texts
    private static Map<String, Object> member(Map<String, Object> message, String name) {
        return (Map<String, Object>) Objects.requireNonNull(message.get(name), name);
    }
}
