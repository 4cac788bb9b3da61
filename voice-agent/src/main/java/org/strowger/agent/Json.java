package org.strowger.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON objects (RFC 8259) as maps. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};

    private Json() {}

    /** An object, its members in this order: names and values by turns. */
    static Map<String, Object> object(Object... members) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) object.put((String) members[i], members[i + 1]);
        return object;
    }

    /** @throws IllegalArgumentException for what JSON can't hold */
    static AgentMessage.Text text(Map<String, ?> object) {
        try {
            return new AgentMessage.Text(MAPPER.writeValueAsString(object));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this can't be said in JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Empty if the text is no JSON object. */
    static Optional<Map<String, Object>> read(String text) {
        try {
            @Nullable Map<String, Object> object = MAPPER.readValue(text, OBJECT);
            return Optional.ofNullable(object);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** A member that is a text. */
    static Optional<String> text(Map<String, Object> object, String name) {
        return object.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** A member that is an object. */
    @SuppressWarnings("unchecked") // the keys of a JSON object are texts
    static Map<String, Object> object(Map<String, Object> object, String name) {
        return object.get(name) instanceof Map<?, ?> inner ? (Map<String, Object>) inner : Map.of();
    }
}
