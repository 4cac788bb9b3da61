package org.strowger.sip.transport;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoOps;
import io.netty.channel.nio.NioSelectableChannelIoHandle;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.sip.Flow;
import org.strowger.sip.Transport;

/**
 * One UDP socket. Read on the loop where it is registered, many datagrams each time it wakes; written by any thread,
 * straight into the kernel: there is nothing to queue, since UDP may lose what doesn't fit.
 */
final class UdpSocket extends NioSelectableChannelIoHandle<DatagramChannel> {

    private static final Logger LOG = LoggerFactory.getLogger(UdpSocket.class);

    private static final int BUFFER_BYTES = 4 * 1024 * 1024;
    private static final int LARGEST_DATAGRAM = 65_536;
    /** So many and the loop's other work gets its turn. */
    private static final int DATAGRAMS_PER_TURN = 64;

    /** One failure of so many is told: they come in crowds. */
    private static final int TELL_EACH = 1000;

    private final DatagramChannel channel;
    private final Intake intake;
    private final InetSocketAddress bound;
    private long failures;
    private final Backlog backlog = new Backlog();
    private final StunKeepAlive stun = new StunKeepAlive();
    /** Where our own probes reach it. */
    private final InetSocketAddress here;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);

    private UdpSocket(DatagramChannel channel, Intake intake) throws IOException {
        super(channel);
        this.channel = channel;
        this.bound = (InetSocketAddress) channel.getLocalAddress();
        this.intake = intake;
        this.here = reached(bound);
    }

    private static InetSocketAddress reached(InetSocketAddress bound) {
        return bound.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), bound.getPort())
                : bound;
    }

    static UdpSocket open(InetSocketAddress address, Intake intake, IoEventLoop loop) throws IOException {
        UdpSocket socket = new UdpSocket(bound(address), intake);
        Future<IoRegistration> registration = loop.register(socket).awaitUninterruptibly();
        if (!registration.isSuccess()) throw new IOException(registration.cause());
        registration.getNow().submit(NioIoOps.READ);
        return socket;
    }

    private static DatagramChannel bound(InetSocketAddress address) throws IOException {
        DatagramChannel channel = DatagramChannel.open(
                address.getAddress() instanceof Inet6Address
                        ? StandardProtocolFamily.INET6
                        : StandardProtocolFamily.INET);
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_BYTES);
            return channel.bind(address);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Its address, with the port that it was given. */
    InetSocketAddress bound() {
        return bound;
    }

    @Override
    protected void handle(DatagramChannel readable, SelectionKey key) {
        try {
            long waited = backlog.nanos(System.nanoTime());
            for (int i = 0; i < DATAGRAMS_PER_TURN; i++) {
                if (!readOne(waited)) {
                    backlog.emptied();
                    return;
                }
            }
            probe(System.nanoTime());
        } catch (ClosedChannelException _) {
            // Closed while datagrams waited: they are the peer's to repeat.
        } catch (IOException _) {
            // What the kernel says about an earlier datagram of ours; reading goes on.
            intake.failed.increment();
        } catch (RuntimeException | Error e) {
            // Netty would end the loop's thread over an Error, such as a heap that has no room for this datagram.
            intake.failed.increment();
            if (failures++ % TELL_EACH == 0) LoopFailure.tell(LOG, "datagrams are lost on " + bound, e);
        }
    }

    private void probe(long now) {
        if (!backlog.wantsProbe(now)) return;
        try {
            if (channel.send(backlog.probe(now), here) == 0) backlog.unsent();
        } catch (IOException _) {
            backlog.unsent(); // then nothing is known, and nobody is refused for it
        }
    }

    /** For how long what is read now has waited; zero while each turn reads the queue empty. Any thread. */
    long backlogNanos() {
        return backlog.nanos(System.nanoTime());
    }

    private boolean readOne(long waited) throws IOException {
        buffer.clear();
        InetSocketAddress source = (InetSocketAddress) channel.receive(buffer);
        if (source == null) return false;
        buffer.flip();
        if (backlog.takes(buffer, System.nanoTime())) return true;
        if (StunKeepAlive.looksLike(buffer)) {
            ByteBuffer answer = stun.answer(buffer, source, System.nanoTime());
            if (answer.hasRemaining()) channel.send(answer, source);
            return true;
        }
        Flow flow = new Flow(Transport.UDP, bound, source, 0);
        if (!intake.reads(flow, buffer, waited)) return true;
        byte[] frame = new byte[buffer.remaining()];
        buffer.get(frame);
        intake.take(frame, flow);
        return true;
    }

    void send(byte[] frame, InetSocketAddress to, Runnable onFailure) {
        try {
            // 0 when the socket's buffer is full: lost, as on any full link.
            if (channel.send(ByteBuffer.wrap(frame), to) > 0) intake.sent.increment();
            else intake.failed.increment();
        } catch (IOException | IllegalArgumentException | SecurityException _) {
            intake.failed(onFailure);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
