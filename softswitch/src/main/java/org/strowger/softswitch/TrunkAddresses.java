package org.strowger.softswitch;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.directory.Trunk;
import org.strowger.sip.dns.HopResolver;

/**
 * The addresses that trunks send from: a map for the loops, which must not wait, kept by a thread of its own that looks
 * names up again and again. A name that can't be looked up keeps the addresses that it had for {@value #STALE_MINUTES}
 * minutes: somebody else may have them by then.
 */
final class TrunkAddresses implements AutoCloseable {

    /** Of no trunk. */
    static final TrunkAddresses NONE =
            new TrunkAddresses(List.of(), uri -> CompletableFuture.completedFuture(List.of()), InstantSource.system());

    private static final Logger LOG = LoggerFactory.getLogger(TrunkAddresses.class);
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final int STALE_MINUTES = 60;

    /** What a name last meant, and when. */
    private record Known(List<InetAddress> addresses, Instant at) {}

    /** What the thread is asked. */
    private enum Wish {
        LOOK_UP,
        END
    }

    /** Those that there are, and what is known of them. */
    private record Trunks(List<Trunk> named, Map<InetAddress, List<Trunk>> byAddress) {}

    private final HopResolver resolver;
    private final InstantSource time;
    /** By the host's name. */
    private final Map<String, Known> lookedUp = new ConcurrentHashMap<>();

    private final Set<String> unknown = new HashSet<>();
    private final BlockingQueue<Wish> wishes = new LinkedBlockingQueue<>();
    private final AtomicReference<Trunks> trunks;

    /** Knows numeric hosts. */
    private TrunkAddresses(Collection<Trunk> trunks, HopResolver resolver, InstantSource time) {
        this.resolver = resolver;
        this.time = time;
        this.trunks = new AtomicReference<>(known(List.copyOf(trunks)));
    }

    /** Knows numeric hosts at once and the others a moment later. */
    static TrunkAddresses start(Collection<Trunk> trunks, HopResolver resolver) {
        TrunkAddresses addresses = unwatched(trunks, resolver, InstantSource.system());
        Thread.ofVirtual().name("trunk-addresses").start(addresses::keepLookingUp);
        return addresses;
    }

    /** Knows numeric hosts, and the others when it is told to look them up. */
    static TrunkAddresses unwatched(Collection<Trunk> trunks, HopResolver resolver, InstantSource time) {
        return new TrunkAddresses(trunks, resolver, time);
    }

    /** The trunks of an address, in the order of the configuration. */
    List<Trunk> trunksAt(InetAddress source) {
        return trunks().byAddress.getOrDefault(source, List.of());
    }

    private Trunks trunks() {
        return Objects.requireNonNull(trunks.get());
    }

    /** The trunks are these from now on; of new ones, numeric hosts are known at once and the others a moment later. */
    void follow(Collection<Trunk> now) {
        trunks.set(known(List.copyOf(now)));
        wishes.add(Wish.LOOK_UP);
    }

    @Override
    public void close() {
        wishes.add(Wish.END);
    }

    private void keepLookingUp() {
        try {
            do round();
            while (wishes.poll(AGAIN.toSeconds(), TimeUnit.SECONDS) != Wish.END);
        } catch (InterruptedException ended) {
            return; // with the process
        }
    }

    /** What throws in one round must not be the end of all rounds: the addresses that were known stay. */
    void round() throws InterruptedException {
        try {
            lookUp();
        } catch (RuntimeException | Error e) {
            LOG.atError().setCause(e).log("the addresses of trunks could not be looked up; those that were known stay");
        }
    }

    /** Asks for all names once. */
    void lookUp() throws InterruptedException {
        for (Trunk trunk : trunks().named) if (literal(trunk.host()).isEmpty()) lookUp(trunk);
        trunks.updateAndGet(now -> known(now.named));
    }

    private void lookUp(Trunk trunk) throws InterruptedException {
        List<InetAddress> found = found(trunk);
        if (!found.isEmpty()) {
            lookedUp.put(trunk.host(), new Known(found, time.instant()));
            unknown.remove(trunk.name());
            return;
        }
        Known before = lookedUp.get(trunk.host());
        boolean stale = before != null
                && before.at().plus(Duration.ofMinutes(STALE_MINUTES)).isBefore(time.instant());
        if (stale) lookedUp.remove(trunk.host());
        // Once, not each minute: a name that is not there yet is told of like one that is there no longer.
        if (unknown.add(trunk.name()) || stale)
            LOG.atWarn()
                    .addKeyValue("trunk", trunk.name())
                    .log(
                            stale
                                    ? "the host {} can't be looked up any more; its last addresses are no trunk's from"
                                            + " now on"
                                    : "the host {} can't be looked up",
                            trunk.host());
    }

    private Trunks known(List<Trunk> named) {
        Map<InetAddress, List<Trunk>> now = new HashMap<>();
        for (Trunk trunk : named)
            for (InetAddress address : addresses(trunk))
                now.computeIfAbsent(address, _ -> new ArrayList<>()).add(trunk);
        now.replaceAll((_, list) -> List.copyOf(list));
        return new Trunks(named, Map.copyOf(now));
    }

    private Set<InetAddress> addresses(Trunk trunk) {
        Optional<InetAddress> numeric = literal(trunk.host());
        if (numeric.isPresent()) return Set.of(numeric.get());
        Known known = lookedUp.get(trunk.host());
        return known == null ? Set.of() : new LinkedHashSet<>(known.addresses());
    }

    private List<InetAddress> found(Trunk trunk) throws InterruptedException {
        try {
            return resolver.resolve(trunk.way()).toCompletableFuture().get().stream()
                    .map(hop -> hop.address().getAddress())
                    .toList();
        } catch (ExecutionException e) {
            return List.of();
        }
    }

    private static Optional<InetAddress> literal(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException name) {
            return Optional.empty();
        }
    }
}
