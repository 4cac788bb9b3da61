package org.strowger.administration;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** JSON as it is answered: one value, with a line's end. */
final class JsonText {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonText() {}

    /** Writes what is between the brackets. */
    @FunctionalInterface
    interface Content {
        void to(JsonGenerator json) throws IOException;
    }

    static String object(Content fields) {
        return text(json -> {
            json.writeStartObject();
            fields.to(json);
            json.writeEndObject();
        });
    }

    static String array(Content elements) {
        return text(json -> {
            json.writeStartArray();
            elements.to(json);
            json.writeEndArray();
        });
    }

    private static String text(Content value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            value.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.append('\n').toString();
    }
}
