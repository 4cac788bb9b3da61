package org.strowger.dialplan.script;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import groovy.transform.stc.ClosureParams;
import groovy.transform.stc.SimpleType;
import java.util.Map;
import org.strowger.agent.AgentOutcome;
import org.strowger.call.VoiceAgent;
import org.strowger.dialplan.option.WantedAgent;

/** A voice agent in the hands of a script. Lives on the call's thread. */
public final class ScriptAgent {

    private final ScriptedCall call;
    private final VoiceAgent agent;

    ScriptAgent(ScriptedCall call, VoiceAgent agent) {
        this.call = call;
        this.agent = agent;
    }

    /** Does this when the agent sends a message of this name; the action gets what the message holds. */
    public ScriptAgent on(
            String message,
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST)
                    @ClosureParams(value = SimpleType.class, options = "java.util.Map")
                    Closure<?> action) {
        agent.on(message, content -> call.run(action, content));
        return this;
    }

    /** The same without content. */
    public ScriptAgent send(String message) {
        return send(Map.of(), message);
    }

    /** Sends the agent a message with content: {@code bot.send 'balance', amount: 12}. */
    public ScriptAgent send(Map<String, ?> content, String message) {
        agent.send(message, WantedAgent.object(content));
        return this;
    }

    /** Lets the agent go. */
    public void stop() {
        agent.stop();
    }

    /** Waits until the agent has gone; answers how that came. */
    public AgentOutcome await() {
        return agent.await();
    }
}
