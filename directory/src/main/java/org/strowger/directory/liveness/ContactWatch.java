package org.strowger.directory.liveness;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.strowger.directory.Account;
import org.strowger.directory.Binding;
import org.strowger.directory.Contacts;
import org.strowger.directory.RegistrarSettings.KeepAlive;

/**
 * Those contacts of some addresses of record that are asked whether they are there, on one loop. An address of record
 * has its contacts on one loop only. Any thread may say that something has changed.
 */
public final class ContactWatch {

    private final WatchSurroundings surroundings;
    /** On the loop. */
    private final Map<String, Map<WatchedContacts.Key, ContactLiveness>> asked = new HashMap<>();

    private @Nullable RandomGenerator random;

    /** Asks nobody yet. */
    public ContactWatch(WatchSurroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Contacts of an address of record have come, gone or been renewed. */
    public void changed(String aor) {
        if (surroundings.loop().inLoop()) look(aor);
        else surroundings.loop().execute(() -> look(aor));
    }

    private void look(String aor) {
        KeepAlive pace = surroundings
                .directory()
                .account(aor)
                .flatMap(Account::keepAlive)
                .orElse(surroundings.settings().keepAlive());
        Map<WatchedContacts.Key, ContactLiveness> here = asked.getOrDefault(aor, Map.of());
        if (here.isEmpty() && pace.whom() == KeepAlive.Whom.OFF) return;
        Set<WatchedContacts.Key> wanted = new HashSet<>();
        for (Binding binding : surroundings.locations().lookup(aor)) {
            if (!isAsked(binding, pace)) continue;
            WatchedContacts.Key key = WatchedContacts.Key.of(aor, binding);
            wanted.add(key);
            Optional.ofNullable(here.get(key))
                    .ifPresentOrElse(one -> one.stands(binding, pace), () -> begin(key, binding, pace));
        }
        List<ContactLiveness> others = new ArrayList<>();
        here.forEach((key, one) -> {
            if (!wanted.contains(key)) others.add(one);
        });
        others.forEach(ContactLiveness::gone);
    }

    private boolean isAsked(Binding binding, KeepAlive pace) {
        // A proxy keeps its own phones' flows; a WebSocket asks by pings of its own.
        if (!binding.path().isEmpty() || binding.flow().isOnlyWay()) return false;
        return switch (pace.whom()) {
            case OFF -> false;
            case ALL -> true;
            case NAT -> Contacts.isBehindNat(binding, surroundings.settings().contacts());
        };
    }

    private void begin(WatchedContacts.Key key, Binding binding, KeepAlive pace) {
        ContactLiveness one = new ContactLiveness(key, binding, pace, surroundings, random(), () -> over(key));
        asked.computeIfAbsent(key.aor(), _ -> new HashMap<>(2)).put(key, one);
        one.begin();
    }

    private RandomGenerator random() {
        if (random == null) random = surroundings.random().get();
        return random;
    }

    private void over(WatchedContacts.Key key) {
        Map<WatchedContacts.Key, ContactLiveness> left = asked.get(key.aor());
        if (left == null) return;
        left.remove(key);
        if (left.isEmpty()) asked.remove(key.aor());
    }
}
