package org.strowger.call.event;

import java.time.Duration;

/** What becomes of the connection of a call to a voice agent. */
public sealed interface AgentEvent extends Happening {

    /** A voice agent has been connected. {@code agent} is its URL without user and query. */
    record AgentConnected(String call, String agent) implements AgentEvent {}

    /** The connection to a voice agent has broken, and is tried again. */
    record AgentBroken(String call, String agent, String why) implements AgentEvent {
        public AgentBroken {
            why = Text.bounded(why);
        }
    }

    /**
     * A voice agent has gone, or could not be reached; {@code missed} is how much of what the caller said it did not
     * take.
     *
     * @param outcome {@code Finished}, {@code Released}, {@code Lost} or {@code NotConnected}
     */
    record AgentLeft(String call, String agent, String outcome, String why, Duration missed) implements AgentEvent {
        public AgentLeft {
            why = Text.bounded(why);
        }
    }
}
