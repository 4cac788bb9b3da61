package org.strowger.rtp.loop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.strowger.rtp.Endpoint;
import org.strowger.rtp.Packet;
import org.strowger.statemachine.Lifeline;

/**
 * A loop on a {@link Selector}, for systems without {@link EpollLoop}. Sockets stay unconnected: the latch alone keeps
 * strangers out.
 */
public final class NioLoop extends ThreadLoop {

    /** Packets that a socket's buffer holds are some three hundred, however small. */
    private static final int MOST_HELD = 1024;

    private final int tos;
    private final Selector selector = Selector.open();
    private final Packet incoming = new Packet(ByteBuffer.allocateDirect(Packet.CAPACITY));
    private final Packet outgoing = new Packet(ByteBuffer.allocateDirect(Packet.CAPACITY));

    public NioLoop(String threadName, int tos, Lifeline lifeline) throws IOException {
        super(threadName, lifeline);
        this.tos = tos;
    }

    @Override
    void poll(long nanos) throws IOException {
        if (nanos == LoopClock.NEVER) selector.select(this::receive);
        else if (nanos == 0) selector.selectNow(this::receive);
        else selector.select(this::receive, (nanos + 999_999) / 1_000_000);
    }

    @Override
    void pollPaced() {}

    private void receive(SelectionKey key) {
        awake();
        if (key.isValid() && key.attachment() instanceof NioPort port) port.receive();
    }

    @Override
    void wake() {
        selector.wakeup();
    }

    @Override
    public void release() {
        try {
            for (SelectionKey key : selector.keys()) key.channel().close();
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Packet outgoing() {
        return outgoing;
    }

    @Override
    public DatagramPort open(InetAddress address, int port) throws IOException {
        boolean four = address instanceof Inet4Address;
        DatagramChannel channel =
                DatagramChannel.open(four ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        try {
            channel.configureBlocking(false);
            if (tos != 0) channel.setOption(StandardSocketOptions.IP_TOS, tos);
            channel.bind(new InetSocketAddress(address, port));
        } catch (BindException e) {
            channel.close();
            throw new PortTakenException();
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new NioPort(channel);
    }

    /** A channel. */
    private final class NioPort implements DatagramPort {

        private final DatagramChannel channel;
        private Receiver receiver = (packet, now) -> {};

        NioPort(DatagramChannel channel) {
            this.channel = channel;
        }

        void receive() {
            try {
                ByteBuffer bytes = incoming.bytes.clear();
                if (!(channel.receive(bytes) instanceof InetSocketAddress from)) return;
                incoming.length = bytes.position();
                incoming.source(from);
                bytes.clear();
            } catch (IOException e) {
                // An ICMP error for what we sent; reading it has cleared it.
                return;
            }
            receiver.received(incoming, nanos());
        }

        @Override
        public void start(Receiver to) {
            if (channel.isRegistered()) drain();
            receiver = to;
            if (!channel.isRegistered()) watch();
        }

        @Override
        public void rest(Receiver meanwhile) {
            receiver = meanwhile;
        }

        private void drain() {
            for (int i = 0; i < MOST_HELD; i++) {
                try {
                    if (channel.receive(incoming.bytes.clear()) == null) return;
                } catch (ClosedChannelException e) {
                    return;
                } catch (IOException e) {
                    // An error of what was sent before is read like a packet.
                }
            }
        }

        private void watch() {
            try {
                channel.register(selector, SelectionKey.OP_READ, this);
            } catch (IOException e) {
                throw new IllegalStateException("a new channel can always be watched", e);
            }
        }

        @Override
        public void pace(Pace pace) {}

        @Override
        public boolean send(Packet packet, Endpoint to) {
            try {
                return channel.send(packet.bytes.position(0).limit(packet.length), to.address()) > 0;
            } catch (IOException e) {
                return false;
            } finally {
                packet.bytes.clear();
            }
        }

        @Override
        public void connect(Endpoint peer) {}

        @Override
        public void disconnect() {}

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (!isOnLoop()) selector.wakeup(); // a selector holds on to what it has watched until it looks again
        }
    }
}
