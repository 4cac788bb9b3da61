package org.strowger.agent;

import java.net.URI;
import java.util.Map;
import org.strowger.statemachine.Secret;

/** Opens WebSockets (RFC 6455) to voice agents: over the network, or to one in memory. */
public interface AgentSockets {

    /**
     * Begins to open one. The first that the listener is told is whether it has come about.
     *
     * @param url {@code ws:} or {@code wss:}
     * @param headers of the opening request beside those of the protocol
     */
    AgentSocket open(URI url, Map<String, Secret> headers, Listener listener);

    /**
     * Told of one socket, one thing after the other, on any thread. After {@link #closed} and {@link #broken} nothing
     * more is told.
     */
    interface Listener {
        /** It is open. */
        void opened();

        /** A message; the next is not told before {@link AgentSocket#more}. */
        void text(String message);

        /** As {@link #text}; the octets are the listener's. */
        void binary(byte[] message);

        /** The peer has closed it. */
        void closed(int code, String reason);

        /** It can't be opened, or can't be used any longer. */
        void broken(String why);
    }

    /** None: every agent is out of reach. */
    static AgentSockets none() {
        return (_, _, listener) -> {
            listener.broken("there is no way to voice agents here");
            return AgentSocket.CLOSED;
        };
    }
}
