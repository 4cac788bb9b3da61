package org.strowger.media.memory;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.strowger.audio.Scratch;
import org.strowger.rtp.Endpoint;
import org.strowger.rtp.LoopCount;
import org.strowger.rtp.Packet;
import org.strowger.rtp.Tally;
import org.strowger.rtp.loop.DatagramPort;
import org.strowger.rtp.loop.LoopClock;
import org.strowger.rtp.loop.LoopFaults;
import org.strowger.rtp.loop.MediaLoop;
import org.strowger.rtp.loop.NioLoop;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.Timeout;

/** A media loop on virtual time and the network in memory. */
final class MemoryLoop implements MediaLoop {

    private final Loop loop;
    private final MemoryNetwork network;
    private final Scratch scratch = new Scratch();
    private final Tally<LoopCount> counters = new Tally<>(LoopCount.class);
    private final LoopFaults faults;
    private final LoopClock clock;
    private final Packet incoming = new Packet(ByteBuffer.allocate(Packet.CAPACITY));
    private final Packet outgoing = new Packet(ByteBuffer.allocate(Packet.CAPACITY));
    private Timeout alarm = Timeout.NONE;
    private long alarmAt = LoopClock.NEVER;
    private boolean ended;

    MemoryLoop(Loop loop, MemoryNetwork network) {
        this.loop = loop;
        this.network = network;
        this.faults = new LoopFaults("the media loop in memory", counters, this::nanos);
        this.clock = new LoopClock(faults);
    }

    @Override
    public boolean submit(Runnable command) {
        if (ended) return false;
        loop.execute(() -> turn(command));
        return true;
    }

    private void turn(Runnable command) {
        try {
            command.run();
        } catch (Throwable e) { // the top frame, as that of a loop with a thread
            faults.tell("what has come or was asked of it", e);
        }
        setAlarm();
    }

    private void setAlarm() {
        long next = clock.next();
        if (next == alarmAt) return;
        alarm.cancel();
        alarmAt = next;
        if (next == LoopClock.NEVER) return;
        alarm = loop.schedule(Duration.ofNanos(Math.max(0, next - nanos())), this::ring);
    }

    private void ring() {
        alarmAt = LoopClock.NEVER;
        clock.run(nanos());
        setAlarm();
    }

    @Override
    public long nanos() {
        return loop.nanos();
    }

    @Override
    public LoopClock clock() {
        return clock;
    }

    @Override
    public Scratch scratch() {
        return scratch;
    }

    @Override
    public Tally<LoopCount> counters() {
        return counters;
    }

    @Override
    public Packet outgoing() {
        return outgoing;
    }

    @Override
    public DatagramPort open(InetAddress address, int port) throws PortTakenException {
        MemoryPort opened = new MemoryPort(new InetSocketAddress(address, port));
        network.bind(opened.address, opened);
        return opened;
    }

    @Override
    public void close() {
        ended = true;
    }

    /** A port in memory; like those of {@link NioLoop} it stays unconnected. */
    private final class MemoryPort implements DatagramPort, MemoryNetwork.Inbox {

        private final InetSocketAddress address;
        private Receiver receiver = (packet, now) -> {};
        private volatile boolean closed;

        MemoryPort(InetSocketAddress address) {
            this.address = address;
        }

        @Override
        public void deliver(byte[] datagram, InetSocketAddress from) {
            loop.execute(() -> turn(() -> receive(datagram, from)));
        }

        private void receive(byte[] datagram, InetSocketAddress from) {
            if (closed) return;
            incoming.bytes.put(0, datagram);
            incoming.length = datagram.length;
            incoming.source(from);
            receiver.received(incoming, nanos());
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
            byte[] datagram = new byte[packet.length];
            packet.bytes.get(0, datagram);
            network.send(datagram, address, to.address());
            return true;
        }

        @Override
        public void connect(Endpoint peer) {}

        @Override
        public void disconnect() {}

        @Override
        public void close() {
            if (closed) return;
            closed = true;
            network.unbind(address);
        }
    }
}
