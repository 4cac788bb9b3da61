package org.strowger.directory.liveness;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.strowger.call.event.RegistrationEvent;
import org.strowger.directory.Binding;
import org.strowger.statemachine.Timeout;

/**
 * Tells when registrations expire that nobody renews: their phones say nothing. An address of record is looked after on
 * one loop only, by a timer for that of its contacts which expires first. Any thread may say that something has
 * changed.
 */
public final class ContactExpiries {

    /** Contacts that stand, and what tells of the first that doesn't. */
    private record Waiting(List<Binding> contacts, Timeout timer) {}

    private final WatchSurroundings surroundings;
    private final Predicate<String> wanted;
    private final Consumer<String> expired;
    /** On the loop. */
    private final Map<String, Waiting> waiting = new HashMap<>();

    /**
     * Waits for nobody yet.
     *
     * @param wanted whether anybody wants to know of an address of record; any thread
     * @param expired told of an address of record of whose contacts one has expired, on the loop
     */
    public ContactExpiries(WatchSurroundings surroundings, Predicate<String> wanted, Consumer<String> expired) {
        this.surroundings = surroundings;
        this.wanted = wanted;
        this.expired = expired;
    }

    /** Contacts of an address of record have come, gone or been renewed: those that stand are waited for. */
    public void changed(String aor) {
        if (surroundings.loop().inLoop()) look(aor);
        else surroundings.loop().execute(() -> look(aor));
    }

    private void look(String aor) {
        Optional<Waiting> before = Optional.ofNullable(waiting.remove(aor));
        before.ifPresent(known -> known.timer().cancel());
        if (!wanted.test(aor)) return;
        List<Binding> contacts = surroundings.locations().lookup(aor);
        contacts.stream()
                .map(Binding::expires)
                .min(Comparator.naturalOrder())
                .ifPresent(first -> waiting.put(aor, new Waiting(contacts, timer(aor, first))));
        before.ifPresent(known -> tell(aor, known.contacts(), contacts));
    }

    private Timeout timer(String aor, Instant expires) {
        Duration left = Duration.between(surroundings.time().instant(), expires);
        return surroundings.loop().schedule(left.isNegative() ? Duration.ZERO : left, () -> look(aor));
    }

    private void tell(String aor, List<Binding> before, List<Binding> now) {
        Instant at = surroundings.time().instant();
        List<Binding> gone = before.stream()
                .filter(known -> !known.expires().isAfter(at))
                .filter(known -> now.stream().noneMatch(one -> one.key().equals(known.key())))
                .toList();
        gone.forEach(one ->
                surroundings.events().publish(new RegistrationEvent.Unregistered(aor, one.contact(), "expired")));
        if (!gone.isEmpty()) expired.accept(aor);
    }
}
