package org.strowger.agent;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.strowger.audio.AudioQueue.Fate;

/**
 * Our own protocol: JSON texts for what happens, binary messages of 16-bit samples, low octet first, for what is heard.
 */
final class StrowgerDialect implements AgentDialect {

    static final int VERSION = 1;

    /** Names that the protocol gives a meaning: a script's own messages have others. */
    static final Set<String> OURS = Set.of("start", "dtmf", "mark", "clear", "cleared", "missed", "error", "stop");

    private static final int LONGEST_NAME = 128;

    private final AgentRequest request;

    StrowgerDialect(AgentRequest request) {
        this.request = request;
    }

    @Override
    public List<AgentMessage> started(AgentCall call, Beginning beginning) {
        return List.of(event(
                "start",
                "version",
                VERSION,
                "stream",
                call.stream(),
                "call",
                call.call(),
                "from",
                call.from(),
                "to",
                call.to(),
                "audio",
                Json.object("encoding", "s16le", "rate", request.rate(), "channels", 1, "milliseconds", 20),
                "metadata",
                request.metadata(),
                "again",
                beginning == Beginning.AGAIN));
    }

    @Override
    public AgentMessage heard(short[] pcm) {
        ByteBuffer octets = ByteBuffer.allocate(2 * pcm.length).order(ByteOrder.LITTLE_ENDIAN);
        octets.asShortBuffer().put(pcm);
        return new AgentMessage.Binary(octets.array());
    }

    @Override
    public AgentMessage pressed(char digit) {
        return event("dtmf", "digit", String.valueOf(digit));
    }

    @Override
    public AgentMessage passed(String mark, Fate fate) {
        return event("mark", "name", mark, "cleared", fate == Fate.CLEARED);
    }

    @Override
    public Optional<AgentMessage> cleared(Duration length) {
        return Optional.of(event("cleared", "milliseconds", length.toMillis()));
    }

    @Override
    public Optional<AgentMessage> missed(Duration length) {
        return Optional.of(event("missed", "milliseconds", length.toMillis()));
    }

    @Override
    public Optional<AgentMessage> refused(String why) {
        return Optional.of(event("error", "message", why));
    }

    @Override
    public AgentMessage said(String name, Map<String, ?> message) {
        if (OURS.contains(name))
            throw new IllegalArgumentException("send '" + name + "': the protocol itself has a message of this name");
        Map<String, Object> all = new LinkedHashMap<>(Json.object("event", name));
        message.forEach(all::putIfAbsent);
        return Json.text(all);
    }

    @Override
    public AgentMessage stopped(String why) {
        return event("stop", "reason", why);
    }

    private static AgentMessage event(String name, Object... members) {
        Map<String, Object> event = Json.object("event", name);
        event.putAll(Json.object(members));
        return Json.text(event);
    }

    @Override
    public FromAgent read(String text) {
        Optional<Map<String, Object>> message = Json.read(text);
        if (message.isEmpty()) return new FromAgent.Bad("a text message is a JSON object");
        Optional<String> name =
                Json.text(message.get(), "event").filter(n -> !n.isEmpty() && n.length() <= LONGEST_NAME);
        if (name.isEmpty())
            return new FromAgent.Bad("a message has an \"event\", a text of 1 to " + LONGEST_NAME + " characters");
        return switch (name.get()) {
            case "mark" -> mark(message.get());
            case "clear" -> new FromAgent.Clear();
            case "stop" -> new FromAgent.Stop();
            case String other
            when OURS.contains(other) -> new FromAgent.Bad("\"" + other + "\" is said by the switch alone");
            case String other -> new FromAgent.Said(other, message.get());
        };
    }

    private static FromAgent mark(Map<String, Object> message) {
        return Json.text(message, "name")
                .filter(name -> name.length() <= LONGEST_NAME)
                .<FromAgent>map(FromAgent.Mark::new)
                .orElseGet(() ->
                        new FromAgent.Bad("a mark has a \"name\", a text of at most " + LONGEST_NAME + " characters"));
    }

    @Override
    public FromAgent read(byte[] octets) {
        if (octets.length % 2 != 0)
            return new FromAgent.Bad("audio comes in samples of two octets: " + octets.length + " are none");
        short[] pcm = new short[octets.length / 2];
        ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(pcm);
        return new FromAgent.Speech(pcm);
    }
}
