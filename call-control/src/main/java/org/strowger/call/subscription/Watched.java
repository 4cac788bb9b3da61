package org.strowger.call.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.strowger.dialog.Subscription;

/**
 * What somebody on this loop has subscribed to: its state, encoded when it is told first, and all who are told. Runs on
 * its loop.
 */
final class Watched {

    private final Topic topic;
    private final Supplier<Object> state;
    private final Function<Object, Document> encoding;
    private final List<Subscription> subscriptions = new ArrayList<>(1);
    private @Nullable Object encoded;
    private @Nullable Document document;

    /**
     * Something that nobody has subscribed to yet.
     *
     * @param state as it is now; equal to what it was where nothing has changed
     * @param encoding of such a state
     */
    Watched(Topic topic, Supplier<Object> state, Function<Object, Document> encoding) {
        this.topic = topic;
        this.state = state;
        this.encoding = encoding;
    }

    Topic topic() {
        return topic;
    }

    Document document() {
        Object now = state.get();
        Document known = document;
        if (known != null && now.equals(encoded)) return known;
        Document fresh = encoding.apply(now);
        encoded = now;
        document = fresh;
        return fresh;
    }

    void add(Subscription subscription) {
        subscriptions.add(subscription);
    }

    void remove(Subscription subscription) {
        subscriptions.remove(subscription);
    }

    boolean isForgotten() {
        return subscriptions.isEmpty();
    }

    void changed() {
        for (Subscription subscription : List.copyOf(subscriptions)) subscription.changed();
    }
}
