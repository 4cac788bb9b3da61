package org.strowger.sip.transport;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Netty's selector, asked to wait until the next timer is due and not half a millisecond less: a selector counts in milliseconds, Netty rounds to
 * the nearest, and what is left of it then would be spent looking at the selector again and again. Runs on its loop.
 */
final class WholeMillis implements IoHandler {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final IoHandler selector;
    private @Nullable Patience patience;

    private WholeMillis(IoHandler selector) {
        this.selector = selector;
    }

    static IoHandlerFactory newFactory() {
        IoHandlerFactory selectors = NioIoHandler.newFactory();
        return executor -> new WholeMillis(selectors.newHandler(executor));
    }

    /** What the loop tells its selector, with delays rounded up. */
    private static final class Patience implements IoHandlerContext {

        private final IoHandlerContext loop;

        Patience(IoHandlerContext loop) {
            this.loop = loop;
        }

        @Override
        public boolean canBlock() {
            return loop.canBlock();
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

        @Override
        public boolean shouldReportActiveIoTime() {
            return loop.shouldReportActiveIoTime();
        }
    }

    @Override
    public int run(IoHandlerContext loop) {
        Patience patient = patience;
        if (patient == null || patient.loop != loop) {
            patient = new Patience(loop);
            patience = patient;
        }
        return selector.run(patient);
    }

    @Override
    public void initialize() {
        selector.initialize();
    }

    @Override
    public void prepareToDestroy() {
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
        selector.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return selector.isCompatible(handleType);
    }
}
