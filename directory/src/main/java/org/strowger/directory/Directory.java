package org.strowger.directory;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.strowger.dialog.ReliableProvisionals;
import org.strowger.dialog.SessionTimers;
import org.strowger.sip.Flow;

/** Who and what the switch knows. Asked on loops: must not block. */
public interface Directory {

    /** The domains that we are the registrar of; the first is the realm. */
    Set<String> domains();

    /**
     * The first of them: the host of the addresses that we speak for, and the realm. {@code localhost} where there is
     * none.
     */
    default String domain() {
        return domains().stream().findFirst().orElse("localhost");
    }

    /** An account. */
    Optional<Account> account(String user);

    /** A trunk. */
    Optional<Trunk> trunk(String name);

    /** The dialplan contexts that are named for somebody's calls, each with one whose calls enter it. */
    default Map<String, String> contexts() {
        return Map.of();
    }

    /** How the sessions of a party are timed, if not as all are. */
    default Optional<SessionTimers> timers(OnBehalf party) {
        return policy(party, SessionPolicy::timers);
    }

    /** Whether provisional responses to and from a party are sent reliably, if not as all are. */
    default Optional<ReliableProvisionals> provisionals(OnBehalf party) {
        return policy(party, SessionPolicy::provisionals);
    }

    private <T> Optional<T> policy(OnBehalf party, Function<SessionPolicy, Optional<T>> which) {
        return party.trunk()
                .map(Trunk::sessions)
                .flatMap(which)
                .or(() -> party.account()
                        .flatMap(this::account)
                        .map(Account::sessions)
                        .flatMap(which));
    }

    /** Groups by name. */
    default Map<String, CallGroup> groups() {
        return Map.of();
    }

    /** Queues by name. */
    default Map<String, CallQueue> queues() {
        return Map.of();
    }

    /** Lists of accounts that are watched by one subscription, by name. */
    default Map<String, ResourceList> lists() {
        return Map.of();
    }

    /** The trunk that sends from an address. */
    Optional<Trunk> trunkAt(InetAddress source);

    /** All trunks that send from an address, in the order of the configuration. */
    default List<Trunk> trunksAt(InetAddress source) {
        return trunkAt(source).map(List::of).orElse(List.of());
    }

    /**
     * The trunk that a flow is of, the first of those that send from its address; one that has to prove itself by
     * digest hasn't yet.
     */
    default Optional<Trunk> trunkOf(Flow flow) {
        for (Trunk trunk : trunksAt(flow.remote().getAddress()))
            if (trunk.evidence(flow) != TrunkTrust.Evidence.NONE) return Optional.of(trunk);
        return Optional.empty();
    }
}
