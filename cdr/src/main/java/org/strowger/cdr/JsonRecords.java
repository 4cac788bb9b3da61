package org.strowger.cdr;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.strowger.call.event.LegQuality;
import org.strowger.call.record.Charge;
import org.strowger.call.record.ChargingRecord;
import org.strowger.call.record.LegRecord;

/**
 * A record as a line of JSON, and a line read again. Control characters are escaped, so that a record is one line. The
 * names are those of {@code docs/records.md}.
 */
public final class JsonRecords {

    private static final JsonFactory JSON = new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    private static final int MILLIS = 3;
    private static final int MICROS = 6;

    /** Of one length always, so that lines sort as text. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private JsonRecords() {}

    /** One of them, without the end of its line. */
    public static String line(ChargingRecord call) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            write(call, line);
        } catch (IOException e) {
            throw new IllegalStateException("memory can be written to", e);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    /** Writes one, with the end of its line. */
    static void write(ChargingRecord call, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            for (RecordColumn column : RecordColumns.ALL) column(json, column, call);
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void column(JsonGenerator json, RecordColumn column, ChargingRecord call) throws IOException {
        switch (column.name()) {
            case RecordColumns.LEGS -> {
                json.writeArrayFieldStart(column.name());
                for (LegRecord leg : call.legs()) leg(json, leg);
                json.writeEndArray();
            }
            case RecordColumns.CHARGES -> {
                json.writeArrayFieldStart(column.name());
                for (Charge charge : call.charges()) charge(json, charge);
                json.writeEndArray();
            }
            case RecordColumns.FIELDS -> {
                json.writeObjectFieldStart(column.name());
                for (Map.Entry<String, Object> field : call.fields().entrySet())
                    field(json, field.getKey(), field.getValue());
                json.writeEndObject();
            }
            default -> maybe(json, column.name(), column.of().apply(call));
        }
    }

    private static void leg(JsonGenerator json, LegRecord leg) throws IOException {
        json.writeStartObject();
        value(json, "leg", leg.leg());
        value(json, "party", leg.party());
        maybe(json, "account", leg.account());
        maybe(json, "trunk", leg.trunk());
        value(json, "call_id", leg.callId());
        value(json, "started", leg.start());
        maybe(json, "rang", leg.ring());
        maybe(json, "answered", leg.answer());
        value(json, "ended", leg.end());
        value(json, "status", leg.status());
        value(json, "q850", leg.q850());
        if (!leg.why().isEmpty()) value(json, "why", leg.why());
        if (leg.quality().isPresent()) quality(json, leg.quality().get());
        json.writeEndObject();
    }

    private static void quality(JsonGenerator json, LegQuality heard) throws IOException {
        value(json, "codec", heard.codec());
        value(json, "received", heard.received());
        value(json, "lost", heard.lost());
        value(json, "sent", heard.sent());
        value(json, "far_loss", heard.farLoss());
        value(json, "jitter", heard.jitter());
        value(json, "round_trip", heard.roundTrip());
        maybe(json, "far_mos", heard.farMos());
        value(json, "mos", heard.mos());
    }

    private static void charge(JsonGenerator json, Charge charge) throws IOException {
        json.writeStartObject();
        value(json, "account", charge.account());
        value(json, "tariff", charge.tariff());
        value(json, "number", charge.number());
        value(json, "prefix", charge.prefix());
        value(json, "billed", charge.billed());
        value(json, "amount", charge.amount());
        value(json, "currency", charge.currency());
        json.writeEndObject();
    }

    /** A plan's decimal number is a number of JSON. */
    private static void field(JsonGenerator json, String name, Object value) throws IOException {
        if (value instanceof BigDecimal number) json.writeNumberField(name, number);
        else value(json, name, value);
    }

    private static void maybe(JsonGenerator json, String name, Optional<?> value) throws IOException {
        if (value.isPresent()) value(json, name, value.get());
    }

    private static void value(JsonGenerator json, String name, Object value) throws IOException {
        json.writeFieldName(name);
        switch (value) {
            case Instant time -> json.writeString(TIME.format(time));
            case Duration time -> json.writeNumber(seconds(time));
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            case BigDecimal amount -> json.writeString(money(amount));
            case Boolean truth -> json.writeBoolean(truth);
            default -> json.writeString(wellFormed(String.valueOf(value)));
        }
    }

    /** Half of a surrogate pair, which a script may make, is no character, and nothing that UTF-8 can say. */
    private static String wellFormed(String text) {
        @Nullable StringBuilder mended = null;
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (!Character.isSurrogate(each)) continue;
            boolean pair = i + 1 < text.length() && Character.isSurrogatePair(each, text.charAt(i + 1));
            if (pair) i++;
            else {
                if (mended == null) mended = new StringBuilder(text);
                mended.setCharAt(i, '\ufffd');
            }
        }
        return mended == null ? text : mended.toString();
    }

    private static BigDecimal seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), MILLIS);
    }

    private static String money(BigDecimal amount) {
        return amount.setScale(Math.min(MICROS, Math.max(0, amount.scale())), RoundingMode.HALF_UP)
                .toPlainString();
    }

    /** What a line says, by name: texts bare, all else as JSON has it. */
    static Map<String, String> read(byte[] line) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(line)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                values.put(name, value(json, json.nextToken()));
            }
        }
        return values;
    }

    /**
     * The texts, numbers and truths of a line, by name; lists and objects are left out.
     *
     * @throws IOException if it is no JSON object, or not a whole one
     */
    static Map<String, String> texts(byte[] line) throws IOException {
        Map<String, String> values = new HashMap<>();
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) throw new IOException("no object");
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken token = json.nextToken();
                if (token.isStructStart()) json.skipChildren();
                else if (token != JsonToken.VALUE_NULL) values.put(name, json.getText());
            }
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null)
                throw new IOException("not whole, or more than one");
        }
        return values;
    }

    private static String value(JsonParser json, JsonToken token) throws IOException {
        if (!token.isStructStart()) return json.getText();
        StringWriter text = new StringWriter();
        try (JsonGenerator copy = JSON.createGenerator(text)) {
            copy.copyCurrentStructure(json);
        }
        return text.toString();
    }
}
