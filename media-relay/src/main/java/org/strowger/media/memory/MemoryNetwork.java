package org.strowger.media.memory;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.strowger.rtp.loop.MediaLoop.PortTakenException;
import org.strowger.statemachine.Loop;

/** Datagrams in memory, on virtual time. Bound on any thread; packets travel on its own loop. */
public final class MemoryNetwork {

    /** Where packets arrive; takes them to its own loop. */
    public interface Inbox {
        void deliver(byte[] datagram, InetSocketAddress from);
    }

    private final ConcurrentHashMap<InetSocketAddress, Inbox> bound = new ConcurrentHashMap<>();
    private final Loop wire;
    private final SplittableRandom random;
    private NetworkConditions conditions = NetworkConditions.PERFECT;

    MemoryNetwork(Loop wire, SplittableRandom random) {
        this.wire = wire;
        this.random = random;
    }

    void conditions(NetworkConditions other) {
        wire.execute(() -> conditions = other);
    }

    public void bind(InetSocketAddress address, Inbox inbox) throws PortTakenException {
        if (bound.putIfAbsent(address, inbox) != null) throw new PortTakenException();
    }

    void unbind(InetSocketAddress address) {
        bound.remove(address);
    }

    public void send(byte[] datagram, InetSocketAddress from, InetSocketAddress to) {
        wire.execute(() -> travel(datagram, from, to));
    }

    private void travel(byte[] datagram, InetSocketAddress from, InetSocketAddress to) {
        if (random.nextDouble() < conditions.loss()) return;
        arrive(datagram, from, to);
        if (random.nextDouble() < conditions.duplication()) arrive(datagram, from, to);
    }

    private void arrive(byte[] datagram, InetSocketAddress from, InetSocketAddress to) {
        Duration delay = delay();
        if (delay.isZero()) deliver(datagram, from, to);
        else wire.schedule(delay, () -> deliver(datagram, from, to));
    }

    private Duration delay() {
        long spread = conditions.longest().minus(conditions.shortest()).toNanos();
        return spread == 0 ? conditions.shortest() : conditions.shortest().plusNanos(random.nextLong(spread + 1));
    }

    private void deliver(byte[] datagram, InetSocketAddress from, InetSocketAddress to) {
        Inbox inbox = bound.get(to);
        if (inbox != null) inbox.deliver(datagram, from);
    }
}
