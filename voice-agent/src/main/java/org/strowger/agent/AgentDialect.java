package org.strowger.agent;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.strowger.audio.AudioQueue.Fate;

/**
 * A protocol on the WebSocket, for one stream: writes what we have to say, and reads what the agent says. Reads
 * whatever comes: what is wrong is {@link FromAgent.Bad}.
 */
interface AgentDialect {

    /** Whether the agent has heard the beginning of the call. */
    enum Beginning {
        FIRST,
        AGAIN
    }

    /** The first messages of a connection. */
    List<AgentMessage> started(AgentCall call, Beginning beginning);

    /** 20 ms of what the caller says. */
    AgentMessage heard(short[] pcm);

    /** The caller has pressed a digit. */
    AgentMessage pressed(char digit);

    /** All that was said before a mark is over. */
    AgentMessage passed(String mark, Fate fate);

    /** So much was thrown away. */
    Optional<AgentMessage> cleared(Duration length);

    /** So much of what the caller said could not be sent, since the agent didn't take it. */
    Optional<AgentMessage> missed(Duration length);

    /** Something that the agent said was not understood. */
    Optional<AgentMessage> refused(String why);

    /** Something from the script. */
    AgentMessage said(String name, Map<String, ?> message);

    /** The last message. */
    AgentMessage stopped(String why);

    FromAgent read(String text);

    FromAgent read(byte[] octets);

    static AgentDialect of(AgentRequest request) {
        return switch (request.protocol()) {
            case STROWGER -> new StrowgerDialect(request);
            case MEDIA_STREAMS -> new MediaStreamsDialect(request);
        };
    }
}
