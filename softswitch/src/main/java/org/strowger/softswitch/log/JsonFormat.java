package org.strowger.softswitch.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SegmentedStringWriter;
import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * An object on one line: {@code time}, {@code level}, {@code event}, {@code call} where there is one, and the event's
 * own fields.
 */
final class JsonFormat implements LogFormat {

    private static final JsonFactory JSON = new JsonFactory();

    /** Of one length always, so that lines sort as text. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    @Override
    public String text(LogLine line) {
        BufferRecycler buffers = JsonRecyclerPools.threadLocalPool().acquireAndLinkPooled();
        try (SegmentedStringWriter text = new SegmentedStringWriter(buffers);
                JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("time", TIME.format(line.at()));
            json.writeStringField("level", line.level().toString());
            json.writeStringField("event", line.event());
            if (!line.call().isEmpty()) json.writeStringField("call", line.call());
            for (LogLine.Field field : line.fields()) field(json, field);
            json.writeEndObject();
            json.flush();
            return text.getAndClear();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        } finally {
            buffers.releaseToPool();
        }
    }

    private static void field(JsonGenerator json, LogLine.Field field) throws IOException {
        json.writeFieldName(field.name());
        value(json, field.value());
    }

    private static void value(JsonGenerator json, Object value) throws IOException {
        switch (value) {
            case Long number -> json.writeNumber(number);
            case Integer number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            case Boolean truth -> json.writeBoolean(truth);
            case Map<?, ?> values -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> one : values.entrySet()) {
                    json.writeFieldName(String.valueOf(one.getKey()));
                    value(json, one.getValue());
                }
                json.writeEndObject();
            }
            case Object other -> json.writeString(String.valueOf(other));
        }
    }
}
