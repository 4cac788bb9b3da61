package org.strowger.call.subscription;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.strowger.call.core.AccountDialogs;
import org.strowger.call.core.MessageWatchers;
import org.strowger.call.setup.SubscriptionSettings;
import org.strowger.voicemail.Mailboxes;

/**
 * What the loops have in common of all subscriptions: how many there are, and on which loops anybody watches what. A
 * change that nobody watches costs a look. Any thread.
 */
public final class Watchers {

    private static final Mailboxes.Count NO_MESSAGES = new Mailboxes.Count(0, 0);

    final SubscriptionBook book;
    private final ConcurrentHashMap<Topic, Set<Notifier>> notifiers = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Mailboxes.Count> counts = new ConcurrentHashMap<>();
    private final AccountDialogs dialogs = new AccountDialogs(account -> changed(EventPackage.DIALOG, account));

    public Watchers(SubscriptionSettings settings) {
        this.book = new SubscriptionBook(settings);
    }

    /** How many messages wait in the mailboxes that are watched, as counted last. */
    Mailboxes.Count messages(String box) {
        return counts.getOrDefault(box, NO_MESSAGES);
    }

    /** Those who have subscribed to how many messages wait. */
    public MessageWatchers ofMessages() {
        return new MessageWatchers() {
            @Override
            public boolean areThere(String box) {
                return notifiers.containsKey(new Topic(EventPackage.MESSAGE_SUMMARY, box));
            }

            @Override
            public void counted(String box, Mailboxes.Count count) {
                // Within the step in which the last one may go: nothing is kept for nobody.
                notifiers.computeIfPresent(new Topic(EventPackage.MESSAGE_SUMMARY, box), (_, watchers) -> {
                    counts.put(box, count);
                    return watchers;
                });
                changed(EventPackage.MESSAGE_SUMMARY, box);
            }
        };
    }

    /** The dialogs that the phones of accounts are in. */
    public AccountDialogs dialogs() {
        return dialogs;
    }

    void begins(Topic topic, Notifier on) {
        notifiers.compute(topic, (_, before) -> {
            Set<Notifier> now = before == null ? ConcurrentHashMap.newKeySet() : before;
            now.add(on);
            return now;
        });
    }

    void ends(Topic topic, Notifier on) {
        notifiers.computeIfPresent(topic, (_, before) -> {
            before.remove(on);
            if (!before.isEmpty()) return before;
            if (topic.event() == EventPackage.MESSAGE_SUMMARY) counts.remove(topic.account());
            return null;
        });
    }

    private void changed(EventPackage event, String account) {
        if (notifiers.isEmpty()) return;
        Topic topic = new Topic(event, account);
        for (Notifier notifier : notifiers.getOrDefault(topic, Set.of())) notifier.hears(topic);
    }
}
