package org.strowger.sip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.strowger.sip.Flow;
import org.strowger.sip.Indexing;
import org.strowger.sip.Junk;
import org.strowger.sip.WireMessage;
import org.strowger.sip.message.SipCodec;
import org.strowger.sip.wire.Defect;

/** One connection. Its state is touched on the channel's loop only. */
final class TcpConnection extends ChannelInboundHandlerAdapter {

    /** Frames that may wait while the connection is being opened. */
    private static final int MOST_WAITING = 256;

    private static final byte[] PONG = "\r\n".getBytes(StandardCharsets.US_ASCII);

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Outgoing(byte[] frame, Runnable onFailure) {}

    /** What the peer owes us. */
    private enum Debt {
        NOTHING,
        FIRST_WORD,
        REST_OF_A_MESSAGE
    }

    private final TcpTransport transport;
    private final EventLoop loop;
    private final long id;
    private final InetSocketAddress remote;
    private final Intake intake;
    private final Framer framer = new Framer();
    private final ArrayDeque<Outgoing> waiting = new ArrayDeque<>();
    /** Set once connected. Read by the sweeper's thread. */
    private volatile @Nullable Channel channel;

    private @Nullable Flow flow;
    /** Read by the sweeper's thread. */
    private volatile boolean ended;
    /** Set before anybody else sees it. */
    private boolean openedByUs;

    private long waitingBytes;
    /** Read by the sweeper's thread. */
    private volatile long lastActiveNanos = System.nanoTime();
    /** Read by the sweeper's thread. */
    private volatile Debt debt = Debt.NOTHING;
    /** Whether the peer may stay: set by any thread, once and for all. */
    private volatile boolean proved = true;

    TcpConnection(TcpTransport transport, EventLoop loop, long id, InetSocketAddress remote, Intake intake) {
        this.transport = transport;
        this.loop = loop;
        this.id = id;
        this.remote = remote;
        this.intake = intake;
    }

    long id() {
        return id;
    }

    InetSocketAddress remote() {
        return remote;
    }

    EventLoop loop() {
        return loop;
    }

    /** Whether nothing has moved for so long that the connection should be closed. */
    boolean isStale(long now, TransportLimits limits) {
        Duration patience = switch (debt) {
            case NOTHING -> proved ? limits.idle() : limits.unprovedIdle();
            case FIRST_WORD -> limits.silence();
            case REST_OF_A_MESSAGE -> proved ? limits.silence() : limits.unprovedSilence();
        };
        return !isActiveWithin(patience.toNanos(), now);
    }

    /** Whether something has moved in that time. */
    boolean isActiveWithin(long nanos, long now) {
        return now - lastActiveNanos <= nanos;
    }

    /** For a connection that we open. */
    void opening() {
        openedByUs = true;
    }

    boolean isOpenedByUs() {
        return openedByUs;
    }

    /** Any thread. */
    boolean isConnected() {
        return channel != null;
    }

    /** Whether it is closed, or could not be opened. Any thread. */
    boolean isGone() {
        Channel open = channel;
        return ended || (open != null && !open.isOpen());
    }

    /** For a connection that the peer has opened: it is expected to speak, and to prove who it is. */
    void accepted() {
        debt = Debt.FIRST_WORD;
        proved = false;
    }

    /** Any thread. */
    void prove() {
        proved = true;
    }

    /** Whether it would be closed rather than another: it is open, and has proved nothing. */
    boolean isExpendable() {
        Channel open = channel;
        return !proved && (open == null || open.isOpen());
    }

    void cut() {
        intake.cut.increment();
        close();
    }

    /** Any thread. */
    void close() {
        Channel open = channel;
        if (open != null) open.close();
    }

    /** Sends, once connected if need be. Any thread. */
    void send(byte[] frame, Runnable onFailure) {
        try {
            if (loop.inEventLoop()) write(frame, onFailure);
            else loop.execute(() -> write(frame, onFailure));
        } catch (RejectedExecutionException _) {
            // The loops have ended.
            intake.failed(onFailure);
        }
    }

    private void write(byte[] frame, Runnable onFailure) {
        Channel open = channel;
        if (ended) {
            intake.failed(onFailure);
        } else if (open == null) {
            holdBack(frame, onFailure);
        } else if (!open.isWritable()) {
            // The peer does not read, and what waits for it already is as much as we keep.
            intake.failed(onFailure);
            cut();
        } else {
            put(open, frame, onFailure);
        }
    }

    private void holdBack(byte[] frame, Runnable onFailure) {
        if (waiting.size() >= MOST_WAITING
                || waitingBytes + frame.length > transport.limits().unsentBytes()) {
            intake.failed(onFailure);
            return;
        }
        waitingBytes += frame.length;
        waiting.add(new Outgoing(frame, onFailure));
    }

    private void put(Channel open, byte[] frame, Runnable onFailure) {
        lastActiveNanos = System.nanoTime();
        open.writeAndFlush(Unpooled.wrappedBuffer(frame)).addListener(result -> {
            if (result.isSuccess()) intake.sent.increment();
            else intake.failed(onFailure);
        });
    }

    /** The connection could not be opened, or is gone. */
    void end() {
        if (ended) return;
        ended = true;
        transport.forget(this);
        for (Outgoing outgoing = waiting.poll(); outgoing != null; outgoing = waiting.poll())
            intake.failed(outgoing.onFailure);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        Channel open = context.channel();
        flow = new Flow(transport.kind(), (InetSocketAddress) open.localAddress(), remote, id);
        channel = open;
        lastActiveNanos = System.nanoTime();
        for (Outgoing outgoing = waiting.poll(); outgoing != null; outgoing = waiting.poll())
            put(open, outgoing.frame, outgoing.onFailure);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
        ByteBuf bytes = (ByteBuf) read;
        try {
            framer.add(bytes);
        } finally {
            bytes.release();
        }
        Flow known = flow;
        if (known != null) frames(context.channel(), known);
    }

    private void frames(Channel open, Flow known) {
        boolean spoken = false;
        int pings = 0;
        while (open.isOpen()) {
            switch (framer.next()) {
                case FRAME -> {
                    if (!isSip(intake.take(framer.frame(), known))) {
                        cut();
                        return;
                    }
                    spoken = true;
                }
                case PING -> {
                    // Whoever has proved nothing doesn't hold his place by them.
                    spoken |= proved;
                    pings++;
                    intake.drop(Junk.KEEPALIVE);
                }
                case MORE -> {
                    if (pings > 0) pong(open, pings);
                    // A message that trickles in does not count as activity: its time runs from its first byte.
                    boolean amidst = framer.isAmidst();
                    if (spoken || (amidst && debt != Debt.REST_OF_A_MESSAGE)) lastActiveNanos = System.nanoTime();
                    if (amidst) debt = Debt.REST_OF_A_MESSAGE;
                    else if (spoken) debt = Debt.NOTHING;
                    return;
                }
                case BROKEN -> {
                    refuse(open, known, Defect.badRequest("Bad Content-Length"), Junk.NOT_SIP);
                    return;
                }
                case TOO_LARGE -> {
                    refuse(open, known, new Defect(513, "Message Too Large"), Junk.TOO_LARGE);
                    return;
                }
            }
        }
    }

    /** Answers in one piece what came in one; a peer that pings and doesn't read is cut, as one that has messages waiting. */
    private void pong(Channel open, int pings) {
        if (!open.isWritable()) {
            cut();
            return;
        }
        byte[] pongs = new byte[pings * PONG.length];
        for (int i = 0; i < pongs.length; i++) pongs[i] = PONG[i % PONG.length];
        open.writeAndFlush(Unpooled.wrappedBuffer(pongs));
    }

    /** Whether the stream still makes sense behind what was read. */
    private static boolean isSip(Indexing indexing) {
        return switch (indexing) {
            case Indexing.Indexed _ -> true;
            case Indexing.Rejected(Junk why) ->
                switch (why) {
                    case NOT_SIP, TOO_LARGE, KEEPALIVE -> false;
                    case NO_VIA, BAD_RESPONSE, BAD_ACK -> true;
                };
        };
    }

    /** §18.3, RFC 4475 §3.1.2.3: answers what can be answered, and closes, since nobody knows where the next message begins. */
    private void refuse(Channel open, Flow known, Defect defect, Junk otherwise) {
        intake.cut.increment();
        Optional<byte[]> answer =
                WireMessage.index(framer.frame(), known) instanceof Indexing.Indexed(WireMessage message)
                                && message.isRequest()
                        ? SipCodec.printedRefusal(message, defect)
                        : Optional.empty();
        if (answer.isEmpty()) {
            intake.drop(otherwise);
            open.close();
            return;
        }
        open.writeAndFlush(Unpooled.wrappedBuffer(answer.get())).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A reset by the peer, mostly. Whatever it was, the stream is not to be trusted any more.
        context.channel().close();
    }
}
