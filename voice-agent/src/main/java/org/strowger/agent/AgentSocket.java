package org.strowger.agent;

/** A WebSocket to a voice agent. What is sent is sent in order; nobody waits. On one thread. */
public interface AgentSocket {

    /** One that takes nothing. */
    AgentSocket CLOSED = new AgentSocket() {
        @Override
        public void text(String message) {}

        @Override
        public void binary(byte[] message) {}

        @Override
        public int unsent() {
            return 0;
        }

        @Override
        public void more() {}

        @Override
        public void close(String why) {}
    };

    /** Sends a text. */
    void text(String message);

    /** Sends octets, which are the socket's from now on. */
    void binary(byte[] message);

    /** How many messages the peer has not taken yet. */
    int unsent();

    /** The next message may come. Once for each that came, and not for the first. */
    void more();

    /** Closes it in an orderly way (status 1000), behind what is unsent. */
    void close(String why);
}
