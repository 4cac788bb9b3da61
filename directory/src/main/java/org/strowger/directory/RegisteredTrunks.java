package org.strowger.directory;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the registrations of trunks have come to, for whoever asks. Safe on any thread. */
public final class RegisteredTrunks {

    private final Map<String, RegistrationState> states = new ConcurrentHashMap<>();
    private final Map<String, Trunk> byToken = new ConcurrentHashMap<>();

    /** The trunk that registers a Contact with this user part: only its provider has been told. */
    public Optional<Trunk> trunkOf(String token) {
        return Optional.ofNullable(byToken.get(token));
    }

    /** How those that register stand, by name. */
    public List<RegistrationState> states() {
        return states.values().stream()
                .sorted(Comparator.comparing(RegistrationState::trunk))
                .toList();
    }

    void begins(String token, Trunk trunk, RegistrationState state) {
        byToken.put(token, trunk);
        states.put(trunk.name(), state);
    }

    void ends(String token, Trunk trunk) {
        byToken.remove(token);
        states.remove(trunk.name());
    }

    RegistrationState state(Trunk trunk) {
        return Optional.ofNullable(states.get(trunk.name()))
                .orElseThrow(() -> new IllegalStateException(trunk.name() + " is not registered by us"));
    }

    void changes(RegistrationState state) {
        states.put(state.trunk(), state);
    }

    boolean isEmpty() {
        return states.isEmpty();
    }
}
