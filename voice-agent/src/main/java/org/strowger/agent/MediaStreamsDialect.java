package org.strowger.agent;

import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.strowger.audio.AudioQueue.Fate;
import org.strowger.audio.codec.MuLaw;

/**
 * The shape of Twilio's bidirectional media streams, which many bots speak: JSON texts alone, audio as PCMU at 8 kHz in
 * base64, numbers as texts.
 */
final class MediaStreamsDialect implements AgentDialect {

    private static final int FRAME_MILLIS = 20;

    private final AgentRequest request;
    private String stream = "";
    private String call = "";
    private long sequence;
    private long chunk;

    MediaStreamsDialect(AgentRequest request) {
        this.request = request;
    }

    @Override
    public List<AgentMessage> started(AgentCall of, Beginning beginning) {
        stream = of.stream();
        call = of.call();
        sequence = 0;
        chunk = 0;
        Map<String, Object> parameters = new LinkedHashMap<>();
        request.metadata().forEach((name, value) -> parameters.put(name, String.valueOf(value)));
        AgentMessage connected = Json.text(Json.object("event", "connected", "protocol", "Call", "version", "1.0.0"));
        return List.of(
                connected,
                event(
                        "start",
                        Json.object(
                                "streamSid",
                                stream,
                                "accountSid",
                                "",
                                "callSid",
                                call,
                                "from",
                                of.from(),
                                "to",
                                of.to(),
                                "tracks",
                                List.of("inbound"),
                                "customParameters",
                                parameters,
                                "mediaFormat",
                                Json.object("encoding", "audio/x-mulaw", "sampleRate", 8000, "channels", 1))));
    }

    @Override
    public AgentMessage heard(short[] pcm) {
        chunk++;
        return event(
                "media",
                Json.object(
                        "track", "inbound",
                        "chunk", String.valueOf(chunk),
                        "timestamp", String.valueOf((chunk - 1) * FRAME_MILLIS),
                        "payload", Base64.getEncoder().encodeToString(MuLaw.of(pcm))));
    }

    @Override
    public AgentMessage pressed(char digit) {
        return event("dtmf", Json.object("track", "inbound_track", "digit", String.valueOf(digit)));
    }

    @Override
    public AgentMessage passed(String mark, Fate fate) {
        return event("mark", Json.object("name", mark));
    }

    @Override
    public Optional<AgentMessage> cleared(Duration length) {
        return Optional.empty();
    }

    /** Time stamps go on, so that the agent sees the gap. */
    @Override
    public Optional<AgentMessage> missed(Duration length) {
        chunk += length.toMillis() / FRAME_MILLIS;
        return Optional.empty();
    }

    @Override
    public Optional<AgentMessage> refused(String why) {
        return Optional.empty();
    }

    @Override
    public AgentMessage said(String name, Map<String, ?> message) {
        return event(name, message);
    }

    @Override
    public AgentMessage stopped(String why) {
        return event("stop", Json.object("accountSid", "", "callSid", call));
    }

    private AgentMessage event(String name, Map<String, ?> body) {
        return Json.text(Json.object(
                "event", name, "sequenceNumber", String.valueOf(++sequence), "streamSid", stream, name, body));
    }

    @Override
    public FromAgent read(String text) {
        Optional<Map<String, Object>> message = Json.read(text);
        Optional<String> event = message.flatMap(known -> Json.text(known, "event"));
        if (event.isEmpty()) return new FromAgent.Bad("a message is a JSON object with an \"event\"");
        return switch (event.get()) {
            case "media" -> media(Json.object(message.get(), "media"));
            case "mark" ->
                new FromAgent.Mark(
                        Json.text(Json.object(message.get(), "mark"), "name").orElse(""));
            case "clear" -> new FromAgent.Clear();
            case "stop" -> new FromAgent.Stop();
            case String other -> new FromAgent.Said(other, message.get());
        };
    }

    private static FromAgent media(Map<String, Object> media) {
        try {
            String payload = Json.text(media, "payload").orElse("");
            return new FromAgent.Speech(MuLaw.toPcm(Base64.getDecoder().decode(payload)));
        } catch (IllegalArgumentException notBase64) {
            return new FromAgent.Bad("media.payload is no base64");
        }
    }

    @Override
    public FromAgent read(byte[] octets) {
        return new FromAgent.Bad("this protocol has no binary messages");
    }
}
