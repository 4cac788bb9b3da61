package org.strowger.sip;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.Timeout;

/** A loop on one of Netty's threads. */
final class NettyLoop implements Loop {

    private final EventLoop eventLoop;
    private final AtomicInteger timers = new AtomicInteger();

    NettyLoop(EventLoop eventLoop) {
        this.eventLoop = eventLoop;
    }

    @Override
    public void execute(Runnable task) {
        eventLoop.execute(task);
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
        Alarm alarm = new Alarm(task);
        timers.incrementAndGet();
        alarm.future = eventLoop.schedule(alarm, delayNanos, TimeUnit.NANOSECONDS);
        return alarm;
    }

    @Override
    public int timers() {
        return timers.get();
    }

    @Override
    public boolean inLoop() {
        return eventLoop.inEventLoop();
    }

    private final class Alarm implements Runnable, Timeout {

        private final Runnable task;
        private @Nullable ScheduledFuture<?> future;

        Alarm(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            timers.decrementAndGet();
            task.run();
        }

        @Override
        public void cancel() {
            if (future != null && future.cancel(false)) timers.decrementAndGet();
        }
    }
}
