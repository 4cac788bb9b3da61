package org.strowger.directory;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.strowger.dialog.PeerCredentials;
import org.strowger.sip.Hop;
import org.strowger.sip.digest.DigestClient;

/**
 * What the challenges of trunks are answered with in calls of one loop. Each loop has nonces of its own, and counts
 * their uses, so that no loop waits for another. A call has credentials at once for the realms that a call before it
 * was asked for. Runs on its loop.
 */
public final class TrunkCredentials {

    private record Known(TrunkLogin login, DigestClient digest) {}

    private final Directory directory;
    private final Supplier<RandomGenerator> random;
    private final Map<String, Known> byTrunk = new HashMap<>();

    /** @param random asked for once for each trunk */
    public TrunkCredentials(Directory directory, Supplier<RandomGenerator> random) {
        this.directory = directory;
        this.random = random;
    }

    /**
     * For an INVITE to a trunk; empty for a trunk without credentials.
     *
     * @param hop where it goes: one of the hosts that the trunk's name means
     */
    public Optional<PeerCredentials> of(Trunk trunk, Hop hop) {
        InetAddress called = hop.address().getAddress();
        return trunk.credentials()
                .map(login -> new PeerCredentials(
                        digest(trunk.name(), login), address -> address.equals(called) || isOf(trunk, address)));
    }

    /**
     * For a call that a trunk has made: wherever it came from, the addresses that the trunk is called at alone are sent
     * them.
     */
    public Optional<PeerCredentials> ofCaller(Trunk trunk) {
        return trunk.credentials()
                .map(login -> new PeerCredentials(digest(trunk.name(), login), address -> isOf(trunk, address)));
    }

    private boolean isOf(Trunk trunk, InetAddress address) {
        return directory.trunksAt(address).stream()
                .anyMatch(there -> there.name().equals(trunk.name()));
    }

    private DigestClient digest(String trunk, TrunkLogin login) {
        return byTrunk.compute(
                        trunk,
                        (_, known) -> known != null && known.login.equals(login)
                                ? known
                                : new Known(login, new DigestClient(login.user(), login.password(), random.get())))
                .digest;
    }
}
