package org.strowger.sipp;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A path between a browser and a port of the switch on which every so many packets of media are lost, either way. ICE
 * takes it for the way there is.
 */
final class LossyPath implements AutoCloseable {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final int each;
    private final DatagramChannel toBrowser = bound();
    private final DatagramChannel toSwitch = bound();
    private final AtomicReference<Optional<SocketAddress>> browser = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<SocketAddress>> port = new AtomicReference<>(Optional.empty());
    private final AtomicLong lost = new AtomicLong();

    /** @param each the packet of media that is lost, of so many */
    LossyPath(int each) {
        this.each = each;
        Thread.ofPlatform().daemon().start(() -> carry(toBrowser, browser, toSwitch, port));
        Thread.ofPlatform().daemon().start(() -> carry(toSwitch, port, toBrowser, browser));
    }

    private static DatagramChannel bound() {
        try {
            return DatagramChannel.open().bind(new InetSocketAddress(HERE, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the browser is to send. */
    int port() {
        try {
            return ((InetSocketAddress) toBrowser.getLocalAddress()).getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The switch's port, of which its answer has told. */
    void leadsTo(int switches) {
        port.set(Optional.of(new InetSocketAddress(HERE, switches)));
    }

    long lost() {
        return lost.get();
    }

    private void carry(
            DatagramChannel from,
            AtomicReference<Optional<SocketAddress>> sender,
            DatagramChannel by,
            AtomicReference<Optional<SocketAddress>> to) {
        ByteBuffer packet = ByteBuffer.allocate(2048);
        long media = 0;
        try {
            while (true) {
                sender.set(Optional.of(from.receive(packet.clear())));
                packet.flip();
                if (isMedia(packet) && ++media % each == 0) lost.incrementAndGet();
                else send(packet, by, requireNonNull(to.get()));
            }
        } catch (ClosedChannelException e) {
            // the test is over
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(ByteBuffer packet, DatagramChannel by, Optional<SocketAddress> to) throws IOException {
        if (to.isPresent()) by.send(packet, to.get());
    }

    /** RTP and RTCP (RFC 7983); never a check or a handshake. */
    private static boolean isMedia(ByteBuffer packet) {
        int first = packet.hasRemaining() ? packet.get(0) & 0xFF : 0;
        return first >= 128 && first < 192;
    }

    @Override
    public void close() {
        try {
            toBrowser.close();
            toSwitch.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
