package org.strowger.rtp.loop;

import java.io.IOException;
import java.net.InetAddress;
import org.strowger.audio.Scratch;
import org.strowger.rtp.LoopCount;
import org.strowger.rtp.Packet;
import org.strowger.rtp.Tally;

/**
 * One thread, real or virtual, that owns ports and the streams on them: receives their packets, runs commands, keeps
 * their time.
 */
public interface MediaLoop {

    /**
     * Runs the command on this loop, after those submitted before. Any thread. False, and never run, once the loop has
     * ended.
     */
    boolean submit(Runnable command);

    /** The time, as every loop of this process tells it. */
    long nanos();

    /** What the streams of this loop share. Touched on the loop only. */
    LoopClock clock();

    /** What this loop has counted. */
    Tally<LoopCount> counters();

    /** For audio on its way. Touched on the loop only. */
    Scratch scratch();

    /** To build packets in. Touched on the loop only. */
    Packet outgoing();

    /**
     * Binds a port. Any thread.
     *
     * @throws PortTakenException if somebody else has it
     * @throws IOException if it can not be bound for another reason
     */
    DatagramPort open(InetAddress address, int port) throws IOException;

    /** Ends the loop after the commands submitted so far, and waits for that. */
    void close();

    /** The port belongs to another socket. */
    final class PortTakenException extends IOException {
        private static final long serialVersionUID = 1;

        public PortTakenException() {
            super("the port belongs to another socket");
        }
    }
}
