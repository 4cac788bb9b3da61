package org.strowger.agent;

/** A message to an agent, as it goes on the wire. */
sealed interface AgentMessage {

    void send(AgentSocket socket);

    record Text(String json) implements AgentMessage {
        @Override
        public void send(AgentSocket socket) {
            socket.text(json);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // not written again
    record Binary(byte[] octets) implements AgentMessage {
        @Override
        public void send(AgentSocket socket) {
            socket.binary(octets);
        }
    }
}
