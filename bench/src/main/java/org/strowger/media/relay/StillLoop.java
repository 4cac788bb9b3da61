package org.strowger.media.relay;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.strowger.audio.Frames;
import org.strowger.audio.Scratch;
import org.strowger.rtp.Endpoint;
import org.strowger.rtp.LoopCount;
import org.strowger.rtp.Packet;
import org.strowger.rtp.Tally;
import org.strowger.rtp.loop.DatagramPort;
import org.strowger.rtp.loop.LoopClock;
import org.strowger.rtp.loop.LoopFaults;
import org.strowger.rtp.loop.MediaLoop;

/**
 * A media loop whose time stands still until it is told to go on, and whose ports take and bring packets without a
 * system call: for what our own code costs.
 */
final class StillLoop implements MediaLoop {

    private final Scratch scratch = new Scratch();
    private final Tally<LoopCount> counters = new Tally<>(LoopCount.class);
    private final LoopClock clock = new LoopClock(new LoopFaults("the still loop", counters, this::nanos));
    private final Packet incoming = new Packet(ByteBuffer.allocateDirect(Packet.CAPACITY));
    private final Packet outgoing = new Packet(ByteBuffer.allocateDirect(Packet.CAPACITY));
    private final Map<Integer, StillPort> ports = new HashMap<>();
    private long now;
    private long sent;

    /** Packets that were sent. */
    long sent() {
        return sent;
    }

    /** The port of this number. */
    StillPort port(int number) {
        StillPort port = ports.get(number);
        if (port == null) throw new IllegalArgumentException("nobody has port " + number);
        return port;
    }

    /** Lets a tick pass, and does what is due. */
    void tick() {
        now += Frames.TICK_NANOS;
        clock.run(now);
    }

    @Override
    public boolean submit(Runnable command) {
        command.run();
        return true;
    }

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public LoopClock clock() {
        return clock;
    }

    @Override
    public Tally<LoopCount> counters() {
        return counters;
    }

    @Override
    public Scratch scratch() {
        return scratch;
    }

    @Override
    public Packet outgoing() {
        return outgoing;
    }

    @Override
    public DatagramPort open(InetAddress address, int port) {
        StillPort opened = new StillPort();
        ports.put(port, opened);
        return opened;
    }

    @Override
    public void close() {}

    /** A port. */
    final class StillPort implements DatagramPort {

        private Receiver receiver = (_, _) -> {};

        /** Brings a packet, now. */
        void bring(byte[] octets, int length, Endpoint from) {
            incoming.bytes.put(0, octets, 0, length);
            incoming.length = length;
            incoming.sourceHigh = from.high();
            incoming.sourceLow = from.low();
            incoming.sourcePort = from.port();
            incoming.sourceScope = from.scope();
            receiver.received(incoming, now);
        }

        @Override
        public void start(Receiver to) {
            receiver = to;
        }

        @Override
        public void rest(Receiver meanwhile) {
            receiver = meanwhile;
        }

        @Override
        public void pace(Pace pace) {}

        @Override
        public boolean send(Packet packet, Endpoint to) {
            sent++;
            return true;
        }

        @Override
        public void connect(Endpoint peer) {}

        @Override
        public void disconnect() {}

        @Override
        public void close() {}
    }
}
