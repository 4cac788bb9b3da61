package org.strowger.sip.transport;

import io.netty.buffer.ByteBuf;
import org.strowger.sip.Flow;

/**
 * How messages lie in what a connection carries, both ways. One for each connection; runs on its loop, but for what
 * says otherwise.
 */
interface Framing {

    /** Makes one for a connection. */
    interface Maker {
        Framing of(TcpConnection connection, Intake intake);
    }

    /**
     * Takes what has come: messages go to the {@link Intake}, and what they are to the connection is told as its
     * events.
     */
    void read(ByteBuf bytes, Flow flow);

    /** A message as it is sent. */
    default byte[] framed(byte[] message) {
        return message;
    }

    /** What is sent last, before we close the socket; nothing if it has been sent. */
    default byte[] farewell() {
        return NOTHING;
    }

    /** Whether it is to {@link #keepAlive}. Any thread. */
    default boolean isQuiet(long now) {
        return false;
    }

    /** Asks a silent peer whether it is there, or does without it. */
    default void keepAlive(long now) {}

    /** Nothing to send. */
    byte[] NOTHING = {};
}
