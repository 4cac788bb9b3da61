package org.strowger.directory.liveness;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.strowger.directory.Binding;

/** What has come of asking contacts whether they are there, for whoever wants to know. Safe on any thread. */
public final class WatchedContacts {

    /** One contact of an address of record. */
    record Key(String aor, String binding) {
        static Key of(String aor, Binding binding) {
            return new Key(aor, binding.key());
        }
    }

    private final ConcurrentHashMap<Key, Reachability> known = new ConcurrentHashMap<>();
    private final LongAdder unreachable = new LongAdder();
    private final Consumer<String> changed;

    /** @param changed told of an address of record of whose contacts one answers no more, or again; any thread */
    public WatchedContacts(Consumer<String> changed) {
        this.changed = changed;
    }

    /** Whether a contact has been asked and does not answer any more: a call to it would ring nowhere. */
    public boolean isUnreachable(String aor, Binding binding) {
        Reachability now = known.get(Key.of(aor, binding));
        return now != null && now.isUnreachable();
    }

    /** What is known of a contact; empty for one that is not asked. */
    public Optional<Reachability> of(String aor, Binding binding) {
        return Optional.ofNullable(known.get(Key.of(aor, binding)));
    }

    /** How many are registered and don't answer. */
    public long unreachable() {
        return unreachable.sum();
    }

    /** How many are asked. */
    public int size() {
        return known.size();
    }

    void is(Key key, Reachability now) {
        count(key, known.put(key, now), now);
    }

    void gone(Key key) {
        count(key, known.remove(key), null);
    }

    private void count(Key key, @Nullable Reachability before, @Nullable Reachability after) {
        boolean was = before != null && before.isUnreachable();
        boolean is = after != null && after.isUnreachable();
        if (is && !was) unreachable.increment();
        if (was && !is) unreachable.decrement();
        if (was != is) changed.accept(key.aor());
    }
}
