package org.strowger.sip.transport;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.Timeout;

/**
 * A loop on one of Netty's threads. Its timers are a {@link TimerWheel}, of which Netty knows no more than when to turn
 * it next: transactions outlive their calls by half a minute, so that a hundred timers run for each call that begins in
 * a second.
 */
final class NettyLoop implements Loop {

    private final EventLoop eventLoop;
    private final TimerWheel wheel = new TimerWheel(System.nanoTime());
    private final LongAdder handedOver = new LongAdder();
    private long turnsAt = TimerWheel.NEVER;
    private @Nullable Future<?> turning;

    NettyLoop(EventLoop eventLoop) {
        this.eventLoop = eventLoop;
    }

    @Override
    public void execute(Runnable task) {
        if (!eventLoop.inEventLoop()) handedOver.increment();
        eventLoop.execute(task);
    }

    /** Tasks that other threads have handed over. */
    long handedOver() {
        return handedOver.sum();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Timeout schedule(Duration delay, Runnable task) {
        return scheduleNanos(delay.toNanos(), task);
    }

    @Override
    public Timeout scheduleNanos(long delayNanos, Runnable task) {
        Timeout timeout = wheel.start(nanos() + delayNanos, task);
        turnInTime();
        return timeout;
    }

    /** Asks for the next turn, unless one comes early enough. */
    private void turnInTime() {
        long next = wheel.next();
        if (next >= turnsAt) return;
        if (turning != null) turning.cancel(false);
        turnsAt = next;
        turning = eventLoop.schedule(this::turn, Math.max(0, next - nanos()), TimeUnit.NANOSECONDS);
    }

    private void turn() {
        turning = null;
        turnsAt = TimerWheel.NEVER;
        wheel.run(nanos());
        turnInTime();
    }

    @Override
    public int timers() {
        return wheel.size();
    }

    @Override
    public boolean inLoop() {
        return eventLoop.inEventLoop();
    }
}
