package org.strowger.sip.transport;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Wakes a loop that waits at its selector, and leaves alone one that is awake, since it looks for tasks before it waits
 * again. Netty writes a wake-up whatever the loop does, and a second one after each that it has been woken by; every
 * one is read again, and makes the loop turn for nothing. Gives Netty its selector, so as to know which it is.
 */
final class SelectorAlarm extends SelectorProvider {

    private final SelectorProvider system = SelectorProvider.provider();
    private final AtomicBoolean asleep = new AtomicBoolean();
    private final AtomicLong rung = new AtomicLong();
    private volatile @Nullable Selector selector;

    /**
     * The loop is going to wait: what is handed over from now on has to wake it. On the loop, before it looks for tasks
     * for the last time.
     */
    void fallsAsleep() {
        asleep.set(true);
    }

    /** The loop waits no more, and will look for tasks before it does. On the loop. */
    void isAwake() {
        if (asleep.get()) asleep.set(false);
    }

    /** Wakes the loop if need be. Any thread, after it has handed over its task. */
    void ring() {
        Selector waited = selector;
        if (waited == null || !asleep.get() || !asleep.compareAndSet(true, false)) return;
        rung.incrementAndGet();
        waited.wakeup();
    }

    /** How often it had to be woken. */
    long rung() {
        return rung.get();
    }

    @Override
    public AbstractSelector openSelector() throws IOException {
        AbstractSelector opened = system.openSelector();
        selector = opened;
        return opened;
    }

    @Override
    public DatagramChannel openDatagramChannel() throws IOException {
        return system.openDatagramChannel();
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
        return system.openDatagramChannel(family);
    }

    @Override
    public Pipe openPipe() throws IOException {
        return system.openPipe();
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() throws IOException {
        return system.openServerSocketChannel();
    }

    @Override
    public SocketChannel openSocketChannel() throws IOException {
        return system.openSocketChannel();
    }
}
