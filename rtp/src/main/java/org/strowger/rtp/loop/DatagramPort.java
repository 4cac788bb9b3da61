package org.strowger.rtp.loop;

import org.strowger.rtp.Endpoint;
import org.strowger.rtp.Packet;

/** A bound UDP port. Opened on any thread, afterwards touched on its loop only; {@link #close} apart. */
public interface DatagramPort {

    /** Takes what arrives, in the loop's one packet, which is the receiver's until it returns. */
    interface Receiver {
        /** Takes a packet and the time at which it arrived, ns; with {@link Pace#AT_TICKS} that may be 20 ms ago. */
        void received(Packet packet, long now);
    }

    /** Begins to receive. Nothing of what has come to a port that {@link #rest rested} reaches its new receiver. */
    void start(Receiver receiver);

    /**
     * Is as it was when it was opened, but for this one, who is told what comes until it is started again: nothing is
     * sent any more.
     */
    void rest(Receiver meanwhile);

    /** When the loop looks for packets. */
    enum Pace {
        /** As soon as one comes. */
        AT_ONCE,
        /**
         * Just before each tick of the loop's clock, so that the loop needn't wake for each: of use where nothing is
         * done with them before.
         */
        AT_TICKS
    }

    /**
     * Says when to look for packets; whatever the pace, {@link Receiver#received} is told when a packet came. Some
     * loops always look at once.
     */
    void pace(Pace pace);

    /** Sends the packet; false if the system would not take it. */
    boolean send(Packet packet, Endpoint to);

    /**
     * Connects the socket to this peer, where the system has connected UDP sockets: only its packets are received then,
     * and all are sent to it.
     */
    void connect(Endpoint peer);

    /** Everybody is heard again. */
    void disconnect();

    /**
     * Gives the port back to the system: at once, or once the loop has looked at its sockets again. While it rests, and
     * before it was started, on any thread.
     */
    void close();
}
