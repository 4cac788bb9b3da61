package org.strowger.sip.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DuplexChannel;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.strowger.sip.Hop;
import org.strowger.sip.Transport;
import org.strowger.sip.WireMessage;
import org.strowger.sip.websocket.WebSocketSettings;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.Timings;
import org.strowger.statemachine.VirtualTime;

/** A connection that a peer has opened, in virtual time: its bytes come and go without a socket; swept each second. */
final class VirtualConnection implements TcpConnection.Owner {

    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final InetSocketAddress HERE = new InetSocketAddress("192.0.2.1", 80);
    private static final InetSocketAddress THERE = new InetSocketAddress("192.0.2.9", 4444);

    final List<WireMessage> received = new ArrayList<>();
    final Intake intake = new Intake(received::add);
    private final Transport kind;
    private final VirtualTime time = new VirtualTime();
    private final Loop loop = time.newLoop("sip");
    private final TcpConnection connection;
    private final Socket socket = new Socket();
    private boolean forgotten;

    private VirtualConnection(Transport kind, Framing.Maker framing, ChannelHandler... before) {
        this.kind = kind;
        this.connection = TcpConnection.from(new Hop(kind, THERE), this, loop, 1, intake, framing);
        socket.freezeTime();
        socket.pipeline().addLast(before).addLast(connection);
        run(() -> socket.pipeline().fireChannelActive());
    }

    /** Of TCP. */
    static VirtualConnection stream() {
        return new VirtualConnection(Transport.TCP, ConnectionReader::new);
    }

    /** Of WebSocket, before its handshake. */
    static VirtualConnection silentWebSocket() {
        TransportLimits limits = TransportLimits.DEFAULT;
        WebSocketSettings settings = WebSocketSettings.DEFAULT;
        Intake handshakes = new Intake(_ -> {});
        return new VirtualConnection(
                Transport.WS,
                new WebSocketWrapping(Wrapping.NONE, limits).framing(settings),
                new WebSocketHandshake(settings, limits.unprovedSilence(), handshakes));
    }

    /** Of WebSocket, after its handshake. */
    static VirtualConnection webSocket() {
        VirtualConnection open = silentWebSocket().says(BareWebSocket.REQUEST);
        if (!open.text().startsWith("HTTP/1.1 101 ")) throw new AssertionError("no handshake");
        return open;
    }

    VirtualConnection says(byte[] bytes) {
        run(() -> socket.writeInbound(Unpooled.wrappedBuffer(bytes)));
        return this;
    }

    VirtualConnection says(String text) {
        return says(text.getBytes(UTF_8));
    }

    /** Its peer is somebody known. */
    VirtualConnection proves() {
        run(connection::prove);
        return this;
    }

    VirtualConnection passes(Duration duration) {
        for (Duration left = duration; left.isPositive(); left = left.minus(SWEEP)) {
            time.advance(SWEEP);
            run(() -> {
                socket.advanceTimeBy(SWEEP.toNanos(), TimeUnit.NANOSECONDS);
                socket.runScheduledPendingTasks();
                connection.closeIfStale(loop.nanos());
            });
        }
        return this;
    }

    /** What it has been told since it was asked for last. */
    byte[] told() {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        for (ByteBuf bytes = socket.readOutbound(); bytes != null; bytes = socket.readOutbound()) {
            while (bytes.isReadable()) told.write(bytes.readByte());
            bytes.release();
        }
        return told.toByteArray();
    }

    String text() {
        return new String(told(), UTF_8);
    }

    boolean isOpen() {
        return socket.isOpen();
    }

    /** Whether nothing more will be said to it, open as it may be. */
    boolean isToldNoMore() {
        return socket.outputOver;
    }

    boolean isForgotten() {
        return forgotten;
    }

    private void run(Runnable task) {
        loop.execute(task);
        time.settle();
    }

    @Override
    public Transport kind() {
        return kind;
    }

    @Override
    public TransportLimits limits() {
        return TransportLimits.DEFAULT;
    }

    @Override
    public Timings timings() {
        return ConnectionTable.Time.timings(limits());
    }

    @Override
    public void forget(TcpConnection gone) {
        forgotten = true;
    }

    /** Netty's channel without a socket, whose two directions end each for itself. */
    private static final class Socket extends EmbeddedChannel implements DuplexChannel {
        private boolean outputOver;

        @Override
        protected SocketAddress localAddress0() {
            return HERE;
        }

        @Override
        protected SocketAddress remoteAddress0() {
            return THERE;
        }

        @Override
        public boolean isInputShutdown() {
            return false;
        }

        @Override
        public ChannelFuture shutdownInput() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ChannelFuture shutdownInput(ChannelPromise promise) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOutputShutdown() {
            return outputOver;
        }

        @Override
        public ChannelFuture shutdownOutput() {
            return shutdownOutput(newPromise());
        }

        @Override
        public ChannelFuture shutdownOutput(ChannelPromise promise) {
            outputOver = true;
            return promise.setSuccess();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public ChannelFuture shutdown() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ChannelFuture shutdown(ChannelPromise promise) {
            throw new UnsupportedOperationException();
        }
    }
}
