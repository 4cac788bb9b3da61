package org.strowger.sip.transport;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.strowger.statemachine.Lifeline;
import org.strowger.statemachine.Loop;

/**
 * The threads of signalling: each is an event loop that owns calls and, at the same time, reads sockets, so that a
 * message seldom changes threads. Named {@code sip-loop-0} and so on.
 */
public final class SipLoops implements AutoCloseable {

    private static final long CLOSE_SECONDS = 3;
    private static final int SETTLING_ROUNDS = 2;

    private final MultiThreadIoEventLoopGroup group;
    private final List<EventLoop> eventLoops = new ArrayList<>();
    private final List<NettyLoop> loops = new ArrayList<>();
    private final List<SelectorAlarm> alarms = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    private volatile boolean closing;

    private SipLoops(int count, Lifeline lifeline) {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory threads = task -> {
            String name = "sip-loop-" + number.getAndIncrement();
            return Thread.ofPlatform().name(name).daemon(false).unstarted(lifeline.watching(name, task, () -> closing));
        };
        this.group = new MultiThreadIoEventLoopGroup(count, threads, WholeMillis.newFactory(alarms::add));
        group.forEach(executor -> {
            EventLoop loop = (EventLoop) executor;
            eventLoops.add(loop);
            loops.add(new NettyLoop(loop));
        });
    }

    /**
     * Starts loops.
     *
     * @param count threads, 1 to 1295; one per core is a good number
     */
    public static SipLoops start(int count) {
        return start(count, new Lifeline());
    }

    /**
     * The same, and loops that end unasked are seen.
     *
     * @param count as above
     * @param lifeline told of them
     */
    public static SipLoops start(int count, Lifeline lifeline) {
        if (count < 1 || count > 1295) throw new IllegalArgumentException("1 to 1295 loops, not " + count);
        return new SipLoops(count, lifeline);
    }

    /** The loops, in the order of their numbers. */
    public List<Loop> loops() {
        return List.copyOf(loops);
    }

    /** How many tasks other threads have handed to the loops, and how often that had to wake one; since the start. */
    public HandOvers handOvers() {
        return new HandOvers(
                loops.stream().mapToLong(NettyLoop::handedOver).sum(),
                alarms.stream().mapToLong(SelectorAlarm::rung).sum());
    }

    /**
     * What is asked of loops from elsewhere.
     *
     * @param tasks handed over by other threads
     * @param wakeUps of a loop that waited; those that come while it is awake need none
     */
    public record HandOvers(long tasks, long wakeUps) {}

    /** Lets what runs finish, for up to three seconds, and ends the threads. */
    @Override
    public void close() {
        closing = true;
        group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(2 * CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * Waits until each loop has looked at its selector again: only then does the kernel free the ports of closed
     * sockets. Does nothing on a loop.
     */
    void settle() {
        for (EventLoop loop : eventLoops) if (loop.inEventLoop() || loop.isShuttingDown()) return;
        for (int round = 0; round < SETTLING_ROUNDS; round++)
            for (EventLoop loop : eventLoops)
                loop.schedule(() -> {}, 1, TimeUnit.MILLISECONDS).awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    MultiThreadIoEventLoopGroup group() {
        return group;
    }

    /** The loop that runs on one of its threads. */
    Loop of(EventLoop eventLoop) {
        return loops.get(eventLoops.indexOf(eventLoop));
    }

    /** The caller's own loop; from elsewhere, each in turn. */
    public EventLoop nearest() {
        for (EventLoop loop : eventLoops) if (loop.inEventLoop()) return loop;
        return eventLoops.get(Math.floorMod(next.getAndIncrement(), eventLoops.size()));
    }
}
