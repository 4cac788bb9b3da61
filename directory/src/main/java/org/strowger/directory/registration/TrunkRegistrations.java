package org.strowger.directory.registration;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.strowger.call.event.EventBus;
import org.strowger.directory.Trunk;
import org.strowger.directory.TrunkAccount;
import org.strowger.sip.Identifiers;
import org.strowger.sip.SipNetwork;
import org.strowger.sip.dns.HopResolver;
import org.strowger.statemachine.Loop;
import org.strowger.transaction.TransactionLayer;

/** The registrations of trunks at their providers (RFC 3261 §10.2), all on one loop. Safe on any thread. */
public final class TrunkRegistrations {

    private record Live(Trunk trunk, String token, TrunkRegistration registration, CompletableFuture<Void> gone) {}

    private final RegistrationSurroundings surroundings;
    private final Supplier<RandomGenerator> random;
    private final RegisteredTrunks registered;
    /** On the loop. */
    private final Map<String, Live> live = new LinkedHashMap<>();
    /** By name; on the loop. */
    private Map<String, Trunk> wanted = Map.of();

    /**
     * None yet.
     *
     * @param registered told of what becomes of them
     * @param random asked for once for each trunk that registers: who guesses what it gives takes calls for the
     *     provider's
     */
    public TrunkRegistrations(
            Loop loop,
            TransactionLayer transactions,
            SipNetwork network,
            HopResolver resolver,
            Identifiers ids,
            InstantSource time,
            EventBus events,
            RegisteredTrunks registered,
            Supplier<RandomGenerator> random) {
        this.surroundings =
                new RegistrationSurroundings(loop, transactions, network, resolver, ids, time, events, registered);
        this.registered = registered;
        this.random = random;
    }

    /**
     * From now on those of these trunks are registered that have an account, and no others. Who is to leave removes its
     * registration; who has changed does so before it registers anew; the rest isn't touched.
     *
     * @return completes when those who leave have left, after four seconds at most
     */
    public CompletionStage<Void> follow(Collection<Trunk> trunks) {
        Map<String, Trunk> now = new LinkedHashMap<>();
        for (Trunk trunk : trunks) if (trunk.account().isPresent()) now.put(trunk.name(), trunk);
        if (now.isEmpty() && registered.isEmpty()) return CompletableFuture.completedStage(null);
        CompletableFuture<Void> done = new CompletableFuture<>();
        surroundings.loop().execute(() -> change(now, done));
        return done;
    }

    private void change(Map<String, Trunk> now, CompletableFuture<Void> done) {
        wanted = now;
        List<CompletableFuture<Void>> leaving = new ArrayList<>();
        for (Live one : List.copyOf(live.values())) {
            if (one.trunk.equals(now.get(one.trunk.name()))) continue;
            leaving.add(one.gone);
            one.registration.stop();
        }
        now.values().forEach(this::begin);
        CompletableFuture.allOf(leaving.toArray(CompletableFuture[]::new)).thenRun(() -> done.complete(null));
    }

    private void begin(Trunk trunk) {
        if (live.containsKey(trunk.name())) return;
        TrunkAccount account = trunk.account().orElseThrow();
        RandomGenerator chance = random.get();
        String token = TrunkToken.fresh(chance);
        RegistrationState before = RegistrationState.before(
                trunk.name(), account.aor().toString(), surroundings.time().instant());
        registered.begins(token, trunk, before);
        TrunkRegistration registration =
                new TrunkRegistration(trunk, account, token, surroundings, chance, () -> over(trunk.name()));
        live.put(trunk.name(), new Live(trunk, token, registration, new CompletableFuture<>()));
        registration.begin();
    }

    private void over(String name) {
        Live one = live.remove(name);
        if (one == null) return;
        registered.ends(one.token, one.trunk);
        one.gone.complete(null);
        Optional.ofNullable(wanted.get(name)).ifPresent(this::begin);
    }
}
