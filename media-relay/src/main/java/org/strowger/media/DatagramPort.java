package org.strowger.media;

/** A bound UDP port. Opened on any thread, afterwards touched on its loop only. */
interface DatagramPort {

    /** Takes what arrives, in the loop's one packet, which is the receiver's until it returns. */
    interface Receiver {
        void received(Packet packet, long now);
    }

    /** Begins to receive. */
    void start(Receiver receiver);

    /** Sends the packet; false if the system would not take it. */
    boolean send(Packet packet, Endpoint to);

    /** From now on only this peer is heard, where the system can see to that. What is sent goes to it as well. */
    void connect(Endpoint peer);

    /** Everybody is heard again. */
    void disconnect();

    /** Gives the port back to the system. */
    void close();
}
