package org.strowger.agent;

import org.strowger.statemachine.RecordText;

/** How a stream to a voice agent came to its end. */
public sealed interface AgentOutcome {

    /** The agent has said that it is through. */
    record Finished() implements AgentOutcome {
        @Override
        public String toString() {
            return RecordText.of(this);
        }
    }

    /** The script has ended it, or the caller has been connected with somebody else. */
    record Released() implements AgentOutcome {
        @Override
        public String toString() {
            return RecordText.of(this);
        }
    }

    /** The connection broke, and could not be made again in time. */
    record Lost(String why) implements AgentOutcome {
        @Override
        public String toString() {
            return RecordText.of(this);
        }
    }

    /** There never was a connection. */
    record NotConnected(String why) implements AgentOutcome {
        @Override
        public String toString() {
            return RecordText.of(this);
        }
    }

    /** As events say it: a promise to whoever reads the log, whatever the class is called. */
    default String wire() {
        return switch (this) {
            case Finished _ -> "Finished";
            case Released _ -> "Released";
            case Lost _ -> "Lost";
            case NotConnected _ -> "NotConnected";
        };
    }
}
