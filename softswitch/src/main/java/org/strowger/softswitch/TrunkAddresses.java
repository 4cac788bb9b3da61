package org.strowger.softswitch;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.call.Trunk;
import org.strowger.sip.HopResolver;

/**
 * The addresses that trunks send from: a map for the loops, which must not wait, kept by a thread of its own that looks names up again and
 * again. A name that can't be looked up keeps the addresses that it had.
 */
final class TrunkAddresses implements AutoCloseable {

    /** Of no trunk. */
    static final TrunkAddresses NONE =
            new TrunkAddresses(List.of(), uri -> CompletableFuture.completedFuture(List.of()));

    private static final Logger LOG = LoggerFactory.getLogger(TrunkAddresses.class);
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final HopResolver resolver;
    private final List<Trunk> named;
    private final Map<String, List<InetAddress>> lookedUp = new HashMap<>();
    private final Map<InetAddress, Trunk> numeric = new HashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Map<InetAddress, Trunk> all;

    /** Knows numeric hosts at once and the others a moment later. */
    TrunkAddresses(Collection<Trunk> trunks, HopResolver resolver) {
        this.resolver = resolver;
        // The first trunk of an address is the one that calls from there belong to.
        for (Trunk trunk : trunks) literal(trunk.host()).ifPresent(address -> numeric.putIfAbsent(address, trunk));
        this.all = Map.copyOf(numeric);
        this.named =
                trunks.stream().filter(trunk -> literal(trunk.host()).isEmpty()).toList();
        if (!named.isEmpty()) Thread.ofVirtual().name("trunk-addresses").start(this::keepLookingUp);
    }

    Optional<Trunk> trunkAt(InetAddress source) {
        return Optional.ofNullable(all.get(source));
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void keepLookingUp() {
        try {
            do lookUp();
            while (!closed.await(AGAIN.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException ended) {
            return; // with the process
        }
    }

    private void lookUp() throws InterruptedException {
        Map<InetAddress, Trunk> now = new HashMap<>(numeric);
        for (Trunk trunk : named) {
            for (InetAddress address : addresses(trunk)) now.putIfAbsent(address, trunk);
        }
        all = Map.copyOf(now);
    }

    private List<InetAddress> addresses(Trunk trunk) throws InterruptedException {
        List<InetAddress> found = found(trunk);
        if (found.isEmpty())
            LOG.atWarn().addKeyValue("trunk", trunk.name()).log("the host {} can't be looked up", trunk.host());
        else lookedUp.put(trunk.name(), found);
        return lookedUp.getOrDefault(trunk.name(), List.of());
    }

    private List<InetAddress> found(Trunk trunk) throws InterruptedException {
        try {
            return resolver.resolve(trunk.uri(trunk.name())).toCompletableFuture().get().stream()
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
