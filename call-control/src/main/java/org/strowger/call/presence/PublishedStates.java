package org.strowger.call.presence;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What has been published of accounts, for those who tell of it. Changed on the loop of each account's publications;
 * any thread may look.
 */
public final class PublishedStates {

    private final ConcurrentHashMap<String, List<PublishedPresence>> states = new ConcurrentHashMap<>();
    private final Consumer<String> changed;

    /** @param changed told of an account of which something else has been published */
    public PublishedStates(Consumer<String> changed) {
        this.changed = changed;
    }

    /** All that stands, in the order in which it was published. */
    public List<PublishedPresence> of(String account) {
        return states.getOrDefault(account, List.of());
    }

    void are(String account, List<PublishedPresence> now) {
        if (now.isEmpty()) states.remove(account);
        else states.put(account, List.copyOf(now));
        changed.accept(account);
    }
}
