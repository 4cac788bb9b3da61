package org.strowger.sip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;
import org.strowger.sip.Transport;
import org.strowger.sip.transport.ConnectionTable.Effect;
import org.strowger.sip.transport.ConnectionTable.Event;
import org.strowger.sip.transport.ConnectionTable.State;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.Machine;
import org.strowger.statemachine.MachineLog;
import org.strowger.statemachine.MachineObserver;
import org.strowger.statemachine.Timings;

/**
 * One connection ({@link ConnectionTable}). Its machine runs on the loop that reads its socket; what other threads ask
 * is handed to that loop.
 */
final class TcpConnection extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(TcpConnection.class);
    private static final MachineObserver OBSERVER = new MachineLog(LOG::isDebugEnabled, LOG::debug, LOG::warn);

    /** What it is one of. */
    interface Owner {

        Transport kind();

        TransportLimits limits();

        /** Those, as lengths of timers. */
        Timings timings();

        /** It is gone. Called on its loop. */
        void forget(TcpConnection connection);
    }

    /** Frames that may wait while the connection is being opened. */
    private static final int MOST_WAITING = 256;

    private final Owner owner;
    private final Loop loop;
    private final long id;
    private final Hop hop;
    private final Event opening;
    private final Intake intake;
    private final ConnectionTimer timer;
    private final Machine<State, Event, Effect> machine;
    private final Framing framing;
    private final ArrayDeque<Outgoing> waiting = new ArrayDeque<>();
    /** Of frames that weren't delivered: told once the machine has taken its step, since senders may send again. */
    private final ArrayDeque<Runnable> untold = new ArrayDeque<>(1);

    /** Whether the machine is taking a step: what comes of it meanwhile waits for its end. */
    private boolean stepping;

    private long waitingBytes;
    private @Nullable Channel channel;
    private volatile @Nullable Flow flow;
    /** Where the machine is, for other threads. */
    private volatile State state = State.OPENING;

    /** One that is about to be open, which this event will tell. */
    private TcpConnection(
            Owner owner, Loop loop, long id, Hop hop, Event opening, Intake intake, Framing.Maker framing) {
        this.owner = owner;
        this.loop = loop;
        this.id = id;
        this.hop = hop;
        this.opening = opening;
        this.intake = intake;
        this.timer = new ConnectionTimer(loop);
        this.framing = framing.of(this, intake);
        this.machine = new Machine<>(ConnectionTable.TABLE, timer, owner.timings(), this::perform, OBSERVER, this);
    }

    /** For a connection that we open. */
    static TcpConnection toward(Hop hop, Owner owner, Loop loop, long id, Intake intake) {
        return new TcpConnection(owner, loop, id, hop, Event.CONNECTED, intake, ConnectionReader::new);
    }

    /** For a connection that the peer has opened: it is expected to speak, and to prove who it is. */
    static TcpConnection from(Hop hop, Owner owner, Loop loop, long id, Intake intake, Framing.Maker framing) {
        return new TcpConnection(owner, loop, id, hop, Event.ACCEPTED, intake, framing);
    }

    long id() {
        return id;
    }

    /** What came by it; empty if it has never been open. Any thread. */
    Optional<Flow> flow() {
        return Optional.ofNullable(flow);
    }

    /** Whom it leads to. */
    Hop hop() {
        return hop;
    }

    boolean isOpenedByUs() {
        return opening == Event.CONNECTED;
    }

    /** Whether something has moved in that time. Any thread. */
    boolean isActiveWithin(long nanos, long now) {
        return timer.isYoungerThan(nanos, now);
    }

    /** Any thread. */
    boolean isConnected() {
        return state != State.OPENING;
    }

    /** Whether it is closed or about to be, or could not be opened. Any thread. */
    boolean isGone() {
        return state == State.CLOSING || state == State.GONE;
    }

    /** Whether it would be closed rather than another: it is open, and has proved nothing. Any thread. */
    boolean isExpendable() {
        return switch (state) {
            case OPENING -> !isOpenedByUs();
            case SILENT, UNPROVED, UNPROVED_AMIDST -> true;
            case QUIET, AMIDST, CLOSING, GONE -> false;
        };
    }

    /** Its peer has said who it is. Any thread. */
    void prove() {
        // With each message of a peer that is known: only the first changes something.
        if (isExpendable()) tell(Event.PROVED);
    }

    /** It could not be opened. Any thread. */
    void failed() {
        tell(Event.FAILED);
    }

    /** Makes room for another. Any thread. */
    void cut() {
        tell(Event.CUT);
    }

    /** Any thread. */
    void close() {
        tell(Event.CLOSE);
    }

    /**
     * Closes it if nothing has moved for so long that its state's timer is over, and asks a silent peer whether it is
     * there. Any thread.
     */
    void closeIfStale(long now) {
        if (timer.isOver(now)) hand(this::ring);
        if (framing.isQuiet(now)) hand(() -> framing.keepAlive(now));
    }

    /** By the clock of its loop, in nanoseconds. */
    long now() {
        return loop.nanos();
    }

    /**
     * It was asked whether we are here. A peer that pings and doesn't read is cut, as one that has messages waiting.
     */
    void pinged(byte[] pongs) {
        if (isUnread()) fire(Event.UNREAD);
        else fire(Event.PINGED, pongs);
    }

    private void tell(Event event) {
        hand(() -> fire(event));
    }

    private void hand(Runnable task) {
        if (loop.inLoop()) {
            task.run();
            return;
        }
        try {
            loop.execute(task);
        } catch (RejectedExecutionException _) {
            // The loops have ended, and have closed what they had.
        }
    }

    /** Sends, once connected if need be. Any thread. */
    void send(byte[] frame, Runnable onFailure) {
        Outgoing outgoing = new Outgoing(frame, onFailure);
        if (loop.inLoop()) {
            outgoing.run();
            return;
        }
        try {
            loop.execute(outgoing);
        } catch (RejectedExecutionException _) {
            // The loops have ended.
            intake.failed(onFailure);
        }
    }

    /** A frame: on its way to the loop its task, on its way to the peer told what became of it. */
    private final class Outgoing implements Runnable, ChannelFutureListener {
        private final byte[] frame;
        private final Runnable onFailure;

        Outgoing(byte[] frame, Runnable onFailure) {
            this.frame = frame;
            this.onFailure = onFailure;
        }

        @Override
        public void run() {
            if (machine.isOver()) fail(this);
            else if (isUnread()) cutAfter(this);
            else fire(Event.SEND, this);
        }

        @Override
        public void operationComplete(ChannelFuture result) {
            if (result.isSuccess()) intake.sent.increment();
            else fail(this);
        }
    }

    /** Whether what comes still means something. */
    boolean isRead() {
        return channel != null && channel.isOpen() && !isGone();
    }

    boolean isUnread() {
        Channel open = channel;
        return open != null && open.isOpen() && !open.isWritable();
    }

    private void cutAfter(Outgoing outgoing) {
        fail(outgoing);
        fire(Event.UNREAD);
    }

    void fire(Event event) {
        fire(event, Machine.NOTHING);
    }

    void fire(Event event, Object payload) {
        if (stepping) {
            // Closing a socket that is being opened says at once that it could not be.
            machine.post(event, payload);
            return;
        }
        stepping = true;
        try {
            machine.fire(event, payload);
        } finally {
            stepped();
        }
    }

    private void ring() {
        stepping = true;
        try {
            timer.ring();
        } finally {
            stepped();
        }
    }

    private void stepped() {
        stepping = false;
        State now = machine.state();
        if (state != now) state = now;
        tellFailures();
    }

    private void fail(Outgoing outgoing) {
        intake.failed.increment();
        untold.add(outgoing.onFailure);
        if (!stepping) tellFailures();
    }

    private void tellFailures() {
        for (Runnable onFailure = untold.poll(); onFailure != null; onFailure = untold.poll()) onFailure.run();
    }

    private void perform(Effect effect, Object payload) {
        switch (effect) {
            case HOLD_BACK -> holdBack((Outgoing) payload);
            case FAIL_WAITING -> failWaiting();
            case WRITE -> write((Outgoing) payload);
            case FAIL -> fail((Outgoing) payload);
            case PONG -> write((byte[]) payload);
            case ANSWER_AND_CLOSE -> write((byte[]) payload).addListener(ChannelFutureListener.CLOSE);
            case WAIT_ANEW -> timer.begin();
            case COUNT_CUT -> intake.cut.increment();
            case CLOSE_SOCKET -> closeSocket();
            case FORGET -> owner.forget(this);
        }
    }

    /** The socket, which is there in all states in which something comes or goes. */
    private Channel open() {
        return Objects.requireNonNull(channel);
    }

    private void holdBack(Outgoing outgoing) {
        if (waiting.size() >= MOST_WAITING
                || waitingBytes + outgoing.frame.length > owner.limits().unsentBytes()) {
            fail(outgoing);
            return;
        }
        waitingBytes += outgoing.frame.length;
        waiting.add(outgoing);
    }

    private void failWaiting() {
        for (Outgoing outgoing = waiting.poll(); outgoing != null; outgoing = waiting.poll()) fail(outgoing);
    }

    private void write(Outgoing outgoing) {
        write(framing.framed(outgoing.frame)).addListener(outgoing);
    }

    /** Octets as they are, which are no message. */
    ChannelFuture write(byte[] bytes) {
        return open().writeAndFlush(Unpooled.wrappedBuffer(bytes));
    }

    private void closeSocket() {
        // None yet if it is closed before it could even be tried: it is tried, and closed then.
        if (channel == null) return;
        if (flow != null && channel.isWritable()) {
            byte[] farewell = framing.farewell();
            if (farewell.length > 0) write(farewell);
        }
        channel.close();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context.channel();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        flow = new Flow(owner.kind(), (InetSocketAddress) context.channel().localAddress(), hop.address(), id);
        fire(opening);
        for (Outgoing outgoing = waiting.poll(); outgoing != null; outgoing = waiting.poll()) outgoing.run();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fire(Event.LOST);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // Whatever it was, the stream is not to be trusted any more.
        fire(Event.ERROR);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
        ByteBuf bytes = (ByteBuf) read;
        try {
            Flow known = flow;
            if (known != null && isRead()) framing.read(bytes, known);
        } finally {
            bytes.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        Flow known = flow;
        if (known != null && isRead() && intake.hasSpent(known)) ReadingRest.begin(context.channel(), loop);
    }

    /** For the log. */
    @Override
    public String toString() {
        return owner.kind().name() + " connection " + id + " of " + hop.address();
    }
}
