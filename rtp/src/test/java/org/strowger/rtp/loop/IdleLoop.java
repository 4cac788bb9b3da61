package org.strowger.rtp.loop;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.strowger.audio.Scratch;
import org.strowger.rtp.Endpoint;
import org.strowger.rtp.LoopCount;
import org.strowger.rtp.Packet;
import org.strowger.rtp.Tally;

/** A loop without a thread, whose ports are there to be looked at. */
final class IdleLoop implements MediaLoop {

    private final Tally<LoopCount> counters = new Tally<>(LoopCount.class);

    /** All that were opened. */
    final List<IdlePort> opened = new ArrayList<>();

    /** A port, and what has become of it. */
    static final class IdlePort implements DatagramPort {
        final int number;
        Receiver receiver = (_, _) -> {};
        boolean closed;

        IdlePort(int number) {
            this.number = number;
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
            return true;
        }

        @Override
        public void connect(Endpoint peer) {}

        @Override
        public void disconnect() {}

        @Override
        public void close() {
            closed = true;
        }
    }

    /** Those that are open. */
    List<Integer> open() {
        return opened.stream()
                .filter(port -> !port.closed)
                .map(port -> port.number)
                .toList();
    }

    @Override
    public DatagramPort open(InetAddress address, int port) {
        IdlePort made = new IdlePort(port);
        opened.add(made);
        return made;
    }

    @Override
    public boolean submit(Runnable command) {
        command.run();
        return true;
    }

    @Override
    public long nanos() {
        return 0;
    }

    @Override
    public LoopClock clock() {
        throw new UnsupportedOperationException("nothing ticks");
    }

    @Override
    public Tally<LoopCount> counters() {
        return counters;
    }

    @Override
    public Scratch scratch() {
        throw new UnsupportedOperationException("nothing is heard");
    }

    @Override
    public Packet outgoing() {
        throw new UnsupportedOperationException("nothing is sent");
    }

    @Override
    public void close() {}
}
