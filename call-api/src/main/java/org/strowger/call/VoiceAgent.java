package org.strowger.call;

import java.util.Map;
import java.util.function.Consumer;
import org.strowger.agent.AgentOutcome;

/** A voice agent that the caller talks with. All verbs are called on the call's thread. */
public interface VoiceAgent {

    /**
     * Does this each time that the agent sends a message of this name, within the verb that waits then. Takes the place
     * of an earlier action.
     */
    void on(String message, Consumer<Map<String, Object>> action);

    /**
     * Sends the agent a message; nothing while it is not connected.
     *
     * @throws IllegalArgumentException for a name that the protocol gives a meaning, or what JSON can't hold
     */
    void send(String message, Map<String, ?> content);

    /** Lets the agent go. */
    void stop();

    /** Waits until the agent has gone; says how that came. At once if it could not be reached. */
    AgentOutcome await();
}
