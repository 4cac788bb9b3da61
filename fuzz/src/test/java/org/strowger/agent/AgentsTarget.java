package org.strowger.agent;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.strowger.agent.AgentRequest.Protocol;

/** Whatever a voice agent may say: it is understood, or refused with words. */
final class AgentsTarget {

    private static final AgentRequest REQUEST = AgentRequest.of(URI.create("ws://bot.example/"));

    private AgentsTarget() {}

    static void judge(byte[] message) {
        for (Protocol protocol : Protocol.values()) {
            AgentDialect dialect = AgentDialect.of(REQUEST.protocol(protocol));
            judge(dialect.read(message));
            judge(dialect.read(new String(message, StandardCharsets.UTF_8)));
        }
    }

    private static void judge(FromAgent read) {
        if (read instanceof FromAgent.Bad(String why) && why.isBlank())
            throw new AssertionError("refused without words");
    }
}
