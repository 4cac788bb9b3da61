package org.strowger.dialplan;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.strowger.directory.Account;
import org.strowger.directory.CallGroup;
import org.strowger.directory.CallQueue;
import org.strowger.directory.Directory;
import org.strowger.directory.Trunk;
import org.strowger.sip.Transport;
import org.strowger.sip.digest.DigestServer;

/** Users 1001 to 1099 or others, and the trunks carrier-a, carrier-b and psap. */
public final class FakeDirectory implements Directory {

    private final Predicate<String> users;

    public FakeDirectory() {
        this(user -> user.matches("10[0-9][0-9]"));
    }

    public FakeDirectory(Predicate<String> users) {
        this.users = users;
    }

    @Override
    public Set<String> domains() {
        return Set.of("office.example");
    }

    @Override
    public Optional<Account> account(String user) {
        if (!users.test(user)) return Optional.empty();
        return Optional.of(
                new Account(user, DigestServer.Verifier.Password.of("secret"), Optional.empty(), "default", 3));
    }

    @Override
    public Optional<Trunk> trunk(String name) {
        if (!Set.of("carrier-a", "carrier-b", "psap").contains(name)) return Optional.empty();
        return Optional.of(new Trunk(name, "192.0.2.9", 5060, Transport.UDP, "default"));
    }

    @Override
    public Optional<Trunk> trunkAt(InetAddress source) {
        return Optional.empty();
    }

    @Override
    public java.util.Map<String, CallGroup> groups() {
        return java.util.Map.of("sales", group("sales"));
    }

    @Override
    public java.util.Map<String, CallQueue> queues() {
        return java.util.Map.of("sales", queue("sales"), "support", queue("support"));
    }

    private static CallGroup group(String name) {
        return new CallGroup(
                name,
                java.util.List.of(new CallGroup.Member("1001", 1)),
                CallGroup.Strategy.RING_ALL,
                java.time.Duration.ofSeconds(15));
    }

    private static CallQueue queue(String name) {
        return new CallQueue(
                group(name),
                java.time.Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                100,
                java.util.List.of(),
                java.util.List.of(),
                Optional.empty());
    }
}
