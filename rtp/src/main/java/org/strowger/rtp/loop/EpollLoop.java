package org.strowger.rtp.loop;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.strowger.rtp.Endpoint;
import org.strowger.rtp.Packet;
import org.strowger.statemachine.Lifeline;

/**
 * A loop on Linux's epoll through the foreign-function API: level-triggered, one recvfrom and one sendto for each
 * packet, all memory laid out once, nothing allocated on the way. Ports that are read at ticks are in a second set of
 * epoll, which is asked just before each; the kernel notes when their packets came.
 */
public final class EpollLoop extends ThreadLoop {

    private static final int EVENTS = 256;
    private static final int EVENT_SIZE = Posix.packsEpollEvent() ? 12 : 16;
    private static final int EVENT_DATA = Posix.packsEpollEvent() ? 4 : 8;
    private static final int WAKE = -1;

    /**
     * What a port may bring at a tick, on average: packets of 10 ms, and those of a digit beside them, come to three.
     */
    private static final int PACED_PACKETS = 8;

    /** Packets that a socket's buffer holds are some three hundred, however small. */
    private static final int MOST_HELD = 1024;

    private final int tos;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment errno = arena.allocate(Posix.ERRNO);
    private final MemorySegment wakeErrno = arena.allocate(Posix.ERRNO);
    private final MemorySegment events = arena.allocate((long) EVENTS * EVENT_SIZE, 8);
    private final ByteBuffer eventBytes = events.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    private final MemorySegment name = arena.allocate(32, 8);
    private final ByteBuffer nameBytes = name.asByteBuffer();
    private final MemorySegment nameLength = arena.allocate(8, 8);
    private final ByteBuffer nameLengthBytes = nameLength.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    private final MemorySegment wakeValue = arena.allocate(8, 8);
    private final NativePacket incoming = new NativePacket(arena);
    private final NativePacket outgoing = new NativePacket(arena);
    private final StampedReceive stamped = new StampedReceive(arena, incoming.address, name.address());
    private final int epoll;
    private final int paced;
    private final int wake;

    /** The ports, by the number that epoll returns for each. */
    private final ArrayList<@Nullable EpollPort> ports = new ArrayList<>();

    private final ArrayDeque<Integer> freeSlots = new ArrayDeque<>();
    private int pacedPorts;

    /** A packet and where it lies. */
    private static final class NativePacket {
        final Packet packet;
        final long address;

        NativePacket(Arena arena) {
            MemorySegment memory = arena.allocate(Packet.CAPACITY, 64);
            packet = new Packet(memory.asByteBuffer());
            address = memory.address();
        }
    }

    public EpollLoop(String threadName, int tos, Lifeline lifeline) throws IOException {
        super(threadName, lifeline);
        this.tos = tos;
        wakeValue.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN).putLong(0, 1);
        epoll = checked("epoll_create1", Posix.epollCreate(errno), errno);
        paced = checked("epoll_create1", Posix.epollCreate(errno), errno);
        wake = checked("eventfd", Posix.eventfd(errno), errno);
        // By its edge: each write is told once and never read. What it counts up to would take centuries to be full.
        register(epoll, wake, WAKE, Posix.EPOLLIN | Posix.EPOLLET);
    }

    private static int checked(String call, int result, MemorySegment errno) throws IOException {
        if (result < 0) throw failure(call, errno);
        return result;
    }

    private static IOException failure(String call, MemorySegment errno) {
        int code = Posix.errno(errno);
        return switch (code) {
            case Posix.EADDRINUSE -> new PortTakenException();
            case 23, 24 ->
                new IOException("too many open files; raise the limit (ulimit -n) to four for each call and more");
            default -> new IOException(call + " failed with errno " + code);
        };
    }

    private void register(int set, int fd, int slot, int kinds) throws IOException {
        eventBytes.putInt(0, kinds);
        eventBytes.putLong(EVENT_DATA, slot);
        checked("epoll_ctl", Posix.epollCtl(errno, set, Posix.EPOLL_CTL_ADD, fd, events.address()), errno);
    }

    @Override
    void poll(long nanos) throws IOException {
        int count = Posix.epollWait(epoll, events.address(), EVENTS, millis(nanos));
        awake();
        if (count < 0) count = pollAgain();
        long now = nanos();
        for (int i = 0; i < count; i++) {
            int slot = eventBytes.getInt(i * EVENT_SIZE + EVENT_DATA);
            if (slot != WAKE) receive(slot, now);
        }
    }

    /**
     * Until nothing is left; a port that is flooded gets its share, and the rest of the flood overflows in the kernel.
     */
    @Override
    void pollPaced() throws IOException {
        int budget = PACED_PACKETS * pacedPorts;
        while (budget > 0) {
            int count = Posix.epollWait(paced, events.address(), EVENTS, 0);
            if (count <= 0) return;
            stamped.look(nanos());
            for (int i = 0; i < count; i++) receiveStamped(eventBytes.getInt(i * EVENT_SIZE + EVENT_DATA));
            budget -= count;
        }
    }

    private void receiveStamped(int slot) {
        EpollPort port = ports.get(slot);
        if (port == null) return;
        long length = stamped.receive(port.fd);
        if (length < 0) return; // as below
        incoming.packet.length = (int) length;
        SocketAddress.read(nameBytes, incoming.packet);
        port.receiver.received(incoming.packet, stamped.arrivedAt());
    }

    /** Asks again after a failure, now with its cause: nothing is wrong where a signal had interrupted the wait. */
    private int pollAgain() throws IOException {
        int count = Posix.epollPoll(errno, epoll, events.address(), EVENTS);
        if (count < 0 && Posix.errno(errno) != Posix.EINTR) throw failure("epoll_wait", errno);
        return count;
    }

    /** Rounded up to whole milliseconds: the loop wakes a fraction late rather than turning with nothing to do. */
    private static int millis(long nanos) {
        if (nanos == LoopClock.NEVER) return -1;
        return (int) Math.min(60_000, (nanos + 999_999) / 1_000_000);
    }

    private void receive(int slot, long now) {
        EpollPort port = ports.get(slot);
        if (port == null) return;
        long length = port.resting ? receiveAtRest(port) : receive(port);
        // Nothing there after all, or an ICMP error for what we sent, which this call has cleared.
        if (length < 0) return;
        incoming.packet.length = (int) length;
        SocketAddress.read(nameBytes, incoming.packet);
        port.receiver.received(incoming.packet, now);
    }

    private long receive(EpollPort port) {
        nameLengthBytes.putInt(0, SocketAddress.MAX_LENGTH);
        return Posix.recvfrom(port.fd, incoming.address, Packet.CAPACITY, name.address(), nameLength.address());
    }

    /** Another thread may be closing it, and its number be that of another's socket a moment later. */
    private long receiveAtRest(EpollPort port) {
        synchronized (port) {
            return port.closed ? -1 : receive(port);
        }
    }

    @Override
    void wake() {
        Posix.write(wakeErrno, wake, wakeValue.address(), 8);
    }

    @Override
    public Packet outgoing() {
        return outgoing.packet;
    }

    @Override
    public DatagramPort open(InetAddress address, int port) throws IOException {
        try (Arena call = Arena.ofConfined()) {
            return open(address, port, call);
        }
    }

    private DatagramPort open(InetAddress address, int port, Arena call) throws IOException {
        MemorySegment state = call.allocate(Posix.ERRNO);
        boolean four = address instanceof Inet4Address;
        int fd = checked("socket", Posix.socket(state, four ? Posix.AF_INET : Posix.AF_INET6), state);
        try {
            MemorySegment value = call.allocate(32, 8);
            configure(fd, four, value, state);
            int length = writeLocal(value.asByteBuffer(), address, port, four);
            checked("bind", Posix.bind(state, fd, value.address(), length), state);
        } catch (IOException e) {
            Posix.close(fd);
            throw e;
        }
        return new EpollPort(fd, !address.isAnyLocalAddress());
    }

    private void configure(int fd, boolean four, MemorySegment value, MemorySegment state) {
        ByteBuffer number = value.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        if (!four) {
            number.putInt(0, 1);
            Posix.setsockopt(state, fd, Posix.IPPROTO_IPV6, Posix.IPV6_V6ONLY, value.address());
        }
        if (tos == 0) return;
        number.putInt(0, tos);
        int level = four ? Posix.IPPROTO_IP : Posix.IPPROTO_IPV6;
        Posix.setsockopt(state, fd, level, four ? Posix.IP_TOS : Posix.IPV6_TCLASS, value.address());
    }

    private static int writeLocal(ByteBuffer bytes, InetAddress address, int port, boolean four) {
        if (address.isAnyLocalAddress()) return SocketAddress.write(bytes, 0, 0, port, 0, four);
        return SocketAddress.write(bytes, Endpoint.of(new InetSocketAddress(address, port)));
    }

    @Override
    public void release() {
        for (EpollPort port : ports) if (port != null) port.closeSocket();
        Posix.close(wake);
        Posix.close(paced);
        Posix.close(epoll);
        arena.close();
    }

    /** A socket. */
    private final class EpollPort implements DatagramPort {

        final int fd;

        /** A connect would bind a wildcard socket to the one address that the route to the peer has. */
        private final boolean connectable;

        Receiver receiver = (packet, now) -> {};
        private int slot = -1;
        private boolean connected;
        private Pace pace = Pace.AT_ONCE;
        boolean resting;
        boolean closed; // guarded by this

        EpollPort(int fd, boolean connectable) {
            this.fd = fd;
            this.connectable = connectable;
        }

        @Override
        public void start(Receiver to) {
            if (resting) drain();
            resting = false;
            receiver = to;
            if (slot < 0) watch();
        }

        @Override
        public void rest(Receiver meanwhile) {
            disconnect();
            pace(Pace.AT_ONCE);
            receiver = meanwhile;
            resting = true;
        }

        /**
         * As many as a socket holds, and no more: whoever goes on sending is the latch's to judge, as ever. An error of
         * what was sent before is read like a packet.
         */
        private void drain() {
            for (int i = 0; i < MOST_HELD; i++)
                if (Posix.discard(errno, fd) < 0 && Posix.errno(errno) == Posix.EAGAIN) return;
        }

        private void watch() {
            Integer free = freeSlots.poll();
            slot = free == null ? ports.size() : free;
            if (free == null) ports.add(this);
            else ports.set(slot, this);
            try {
                register(set(), fd, slot, Posix.EPOLLIN);
            } catch (IOException e) {
                throw new IllegalStateException("a new socket can always be watched", e);
            }
        }

        private int set() {
            return pace == Pace.AT_TICKS ? paced : epoll;
        }

        @Override
        public void pace(Pace wanted) {
            if (pace == wanted || slot < 0) return;
            Posix.epollCtl(errno, set(), Posix.EPOLL_CTL_DEL, fd, events.address());
            pace = wanted;
            pacedPorts += wanted == Pace.AT_TICKS ? 1 : -1;
            stamped.stamps(errno, fd, wanted == Pace.AT_TICKS);
            try {
                register(set(), fd, slot, Posix.EPOLLIN);
            } catch (IOException e) {
                throw new IllegalStateException("a socket that was watched can be again", e);
            }
        }

        @Override
        public boolean send(Packet packet, Endpoint to) {
            long from = packet == outgoing.packet ? outgoing.address : incoming.address;
            int length = connected ? 0 : SocketAddress.write(nameBytes, to);
            return Posix.sendto(fd, from, packet.length, connected ? 0 : name.address(), length) >= 0;
        }

        @Override
        public void connect(Endpoint peer) {
            if (!connectable) return;
            int length = SocketAddress.write(nameBytes, peer);
            connected = Posix.connect(errno, fd, name.address(), length) == 0;
        }

        @Override
        public void disconnect() {
            if (!connected) return;
            connected = false;
            int length = SocketAddress.writeNone(nameBytes);
            Posix.connect(errno, fd, name.address(), length);
        }

        /** Closing takes it out of epoll as well. */
        @Override
        public void close() {
            if (!closeSocket() || slot < 0) return;
            if (isOnLoop()) forget();
            else submit(this::forget);
        }

        private void forget() {
            if (pace == Pace.AT_TICKS) pacedPorts--;
            ports.set(slot, null);
            freeSlots.add(slot);
        }

        /** False if it was closed before. */
        synchronized boolean closeSocket() {
            if (closed) return false;
            closed = true;
            Posix.close(fd);
            return true;
        }
    }
}
