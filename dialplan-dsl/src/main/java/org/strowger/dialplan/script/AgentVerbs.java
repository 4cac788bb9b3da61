package org.strowger.dialplan.script;

import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.time.Duration;
import java.util.Map;
import org.strowger.dialplan.literal.Check;
import org.strowger.dialplan.option.WantedAgent;

/** The verb of voice agents. */
public interface AgentVerbs<C> extends Verbs<C> {

    /**
     * Lets the caller talk with a voice agent at the far end of a WebSocket; returns when the agent is there, or can't
     * be reached.
     */
    default ScriptAgent stream(String url) {
        return stream(Map.of(), url);
    }

    /**
     * Lets the caller talk with a voice agent at the far end of a WebSocket ({@code ws:} or {@code wss:}), and
     * returns when the agent is there, or can't be reached.
     *
     * <ul>
     *   <li>{@code rate}: of the audio both ways, in Hz. Default: 8000.
     *   <li>{@code metadata}: what the agent gets with {@code start}. Default: nothing.
     *   <li>{@code headers}: of the request for the WebSocket, such as {@code [Authorization: "Bearer $token"]}.
     *       Default: none.
     *   <li>{@code protocol}: what is spoken; {@code media-streams} is for bots of that kind, at 8000 Hz.
     *       Default: {@code strowger}.
     *   <li>{@code reconnect}: for how long a broken connection is tried again, each half second. Default: 5
     *       seconds.
     * </ul>
     */
    @Check(WantedAgent.Url.class)
    @Check(value = WantedAgent.Rate.class, option = "rate")
    @Check(value = WantedAgent.Protocol.class, option = "protocol")
    default ScriptAgent stream(
            @NamedParams({
                        @NamedParam(value = "rate", type = Integer.class),
                        @NamedParam(value = "metadata", type = Map.class),
                        @NamedParam(value = "headers", type = Map.class),
                        @NamedParam(value = "protocol", type = String.class),
                        @NamedParam(value = "reconnect", type = Duration.class)
                    })
                    Map<String, ?> options,
            String url) {
        return new ScriptAgent(scripted(), scripted().acting().stream(WantedAgent.agent(url, options)));
    }
}
