package org.strowger.sip.transport;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.strowger.statemachine.TurnEnd;

/**
 * Netty's selector, asked to wait until the next timer is due and not half a millisecond less: a selector counts in
 * milliseconds, Netty rounds to the nearest, and what is left of it then would be spent looking at the selector again
 * and again. Runs on its loop. Woken by a {@link SelectorAlarm}.
 */
final class WholeMillis implements IoHandler {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final IoHandler selector;
    private final SelectorAlarm alarm;
    private @Nullable Patience patience;
    private @Nullable TurnEnd turnEnd;

    private WholeMillis(IoHandler selector, SelectorAlarm alarm) {
        this.selector = selector;
        this.alarm = alarm;
    }

    /** @param made is given the alarm of each selector, in the order in which they are made */
    static IoHandlerFactory newFactory(Consumer<SelectorAlarm> made) {
        return executor -> {
            SelectorAlarm alarm = new SelectorAlarm();
            made.accept(alarm);
            return new WholeMillis(NioIoHandler.newFactory(alarm).newHandler(executor), alarm);
        };
    }

    /** What the loop tells its selector, with delays rounded up. */
    private static final class Patience implements IoHandlerContext {

        private final IoHandlerContext loop;
        private final SelectorAlarm alarm;

        Patience(IoHandlerContext loop, SelectorAlarm alarm) {
            this.loop = loop;
            this.alarm = alarm;
        }

        /**
         * Asked before each wait, of which there are several in one run: the selector waits again where it was woken
         * and there is no task.
         */
        @Override
        public boolean canBlock() {
            alarm.fallsAsleep();
            if (loop.canBlock()) return true;
            alarm.isAwake();
            return false;
        }

        @Override
        public long delayNanos(long now) {
            long delay = loop.delayNanos(now);
            return delay <= 0 || delay > Long.MAX_VALUE - MILLI ? delay : (delay + MILLI - 1) / MILLI * MILLI;
        }

        @Override
        public long deadlineNanos() {
            return loop.deadlineNanos();
        }

        @Override
        public void reportActiveIoTime(long nanos) {
            loop.reportActiveIoTime(nanos);
        }

        /** Asked once the selector has been waited for, and before what came is handled. */
        @Override
        public boolean shouldReportActiveIoTime() {
            alarm.isAwake();
            return loop.shouldReportActiveIoTime();
        }
    }

    @Override
    public int run(IoHandlerContext loop) {
        Patience patient = patience;
        if (patient == null || patient.loop != loop) {
            patient = new Patience(loop, alarm);
            patience = patient;
        }
        endTurn();
        try {
            return selector.run(patient);
        } finally {
            alarm.isAwake();
        }
    }

    /** Its loop has done all that has come, and looks for more. */
    private void endTurn() {
        TurnEnd end = turnEnd;
        if (end == null) {
            end = TurnEnd.ofThisThread();
            turnEnd = end;
        }
        end.comes();
    }

    @Override
    public void initialize() {
        selector.initialize();
    }

    @Override
    public void prepareToDestroy() {
        endTurn();
        selector.prepareToDestroy();
    }

    @Override
    public void destroy() {
        selector.destroy();
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return selector.register(handle);
    }

    @Override
    public void wakeup() {
        alarm.ring();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return selector.isCompatible(handleType);
    }
}
