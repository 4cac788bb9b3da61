package org.strowger.sip.memory;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.strowger.sip.Transport;
import org.strowger.statemachine.Loop;

/**
 * A network between hosts of one process, in virtual time: the same seed gives the same run. What goes by datagrams is
 * lost, doubled and reordered as told; connections keep order and are refused where nobody listens. Used by one thread
 * at a time, as virtual time's loops are.
 *
 * {@snippet :
 * var time = new VirtualTime();
 * var network = new InMemoryNetwork(time, 42);
 * var alice = network.host("alice", new InetSocketAddress("192.0.2.1", 5060), time.newLoop("alice"));
 * alice.receiver(message -> System.out.println(message));
 * }
 */
public final class InMemoryNetwork {

    /**
     * How the network treats what it carries.
     *
     * @param delay the least time on the way, zero or more
     * @param jitter up to so much more; datagrams overtake one another by it
     * @param loss the share of datagrams lost, 0 to 1
     * @param duplication the share of datagrams that arrive twice, 0 to 1
     */
    public record Conditions(Duration delay, Duration jitter, double loss, double duplication) {

        /** Everything arrives at once, in order. */
        public static final Conditions PERFECT = new Conditions(Duration.ZERO, Duration.ZERO, 0, 0);

        /** Nothing is lost and nothing overtaken, but takes this long. */
        public static Conditions after(Duration delay) {
            return new Conditions(delay, Duration.ZERO, 0, 0);
        }

        /** Validates. */
        public Conditions {
            if (delay.isNegative() || jitter.isNegative()) throw new IllegalArgumentException("a negative delay");
            if (loss < 0 || loss > 1 || duplication < 0 || duplication > 1)
                throw new IllegalArgumentException("a share lies between 0 and 1");
        }
    }

    /** What became of a frame. */
    public enum Fate {
        /** It arrives. */
        DELIVERED,
        /** It arrives twice. */
        DUPLICATED,
        /** It is lost on the way, or nobody listens for the datagram. */
        LOST,
        /** Nobody listens for the connection. */
        REFUSED
    }

    /**
     * A frame seen leaving.
     *
     * @param nanos since the network was made, by its clock, which a test may set
     * @param from the sending host's name
     * @param to the receiving host's name; the address if there is no such host
     */
    @SuppressWarnings("ArrayRecordComponent") // Frames are handed on, never changed and never compared.
    public record Sighting(long nanos, String from, String to, Transport transport, byte[] frame, Fate fate) {}

    private final InstantSource time;
    private final java.time.Instant start;
    private final SplittableRandom random;
    private final List<InMemoryHost> hosts = new ArrayList<>();
    private final List<Consumer<Sighting>> taps = new ArrayList<>();
    private Conditions conditions = Conditions.PERFECT;
    private Predicate<Sighting> losing = _ -> false;
    private long connections;

    /** A perfect network without hosts. */
    public InMemoryNetwork(InstantSource time, long seed) {
        this.time = time;
        this.start = time.instant();
        this.random = new SplittableRandom(seed);
    }

    /** From now on, treats frames like this. */
    public void conditions(Conditions better) {
        conditions = better;
    }

    /** From now on, datagrams that the rule holds for are lost, besides those that are lost by chance. */
    public void losing(Predicate<Sighting> rule) {
        losing = rule;
    }

    /** Shows every frame as it leaves. */
    public void tap(Consumer<Sighting> tap) {
        taps.add(tap);
    }

    /**
     * A host that listens for every transport at its address and runs on the loop.
     *
     * @throws IllegalArgumentException if the address is taken
     */
    public InMemoryHost host(String name, InetSocketAddress address, Loop loop) {
        if (listener(address) != null) throw new IllegalArgumentException("taken: " + address);
        InMemoryHost host = new InMemoryHost(this, name, address, loop);
        hosts.add(host);
        return host;
    }

    @Nullable
    InMemoryHost listener(InetSocketAddress address) {
        for (InMemoryHost host : hosts) if (host.isUp() && host.address().equals(address)) return host;
        return null;
    }

    void leave(InMemoryHost host) {
        hosts.remove(host);
    }

    long nextConnection() {
        return ++connections;
    }

    long now() {
        return Duration.between(start, time.instant()).toNanos();
    }

    /** What becomes of a datagram, by chance and by rule. */
    Fate fate(String from, String to, Transport transport, byte[] frame) {
        boolean lost = random.nextDouble() < conditions.loss;
        boolean twice = random.nextDouble() < conditions.duplication;
        if (lost || losing.test(new Sighting(now(), from, to, transport, frame, Fate.LOST))) return Fate.LOST;
        return twice ? Fate.DUPLICATED : Fate.DELIVERED;
    }

    long nextDelay() {
        long jitter = conditions.jitter.toNanos();
        return conditions.delay.toNanos() + (jitter == 0 ? 0 : random.nextLong(jitter + 1));
    }

    void show(String from, String to, Transport transport, byte[] frame, Fate fate) {
        if (taps.isEmpty()) return;
        Sighting sighting = new Sighting(now(), from, to, transport, frame, fate);
        for (Consumer<Sighting> tap : taps) tap.accept(sighting);
    }

    static void later(Loop loop, long nanos, Runnable task) {
        if (nanos <= 0) loop.execute(task);
        else loop.execute(() -> loop.schedule(Duration.ofNanos(nanos), task));
    }
}
