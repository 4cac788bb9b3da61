package org.strowger.call.subscription;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.strowger.call.core.AccountDialogs;
import org.strowger.call.core.MessageWatchers;
import org.strowger.call.presence.DeviceStates;
import org.strowger.call.presence.Presence;
import org.strowger.call.presence.PublishedStates;
import org.strowger.call.setup.SubscriptionSettings;
import org.strowger.directory.LocationService;
import org.strowger.directory.liveness.WatchedContacts;
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
    private final AccountDialogs dialogs = new AccountDialogs(this::dialogsChanged);
    private final PublishedStates published = new PublishedStates(account -> changed(EventPackage.PRESENCE, account));
    private final DeviceStates devices;

    /**
     * Nobody watches yet.
     *
     * @param contacts which of those that are registered answer
     * @param told of each change of what phones do, whoever watches
     */
    public Watchers(
            SubscriptionSettings settings,
            LocationService locations,
            WatchedContacts contacts,
            DeviceStates.Listener told) {
        this.book = new SubscriptionBook(settings);
        this.devices = new DeviceStates(dialogs, locations, contacts, (account, before, now) -> {
            told.changed(account, before, now);
            changed(EventPackage.PRESENCE, account);
        });
    }

    private void dialogsChanged(String account) {
        changed(EventPackage.DIALOG, account);
        devices.changed(account);
    }

    /** What the phones of accounts do. */
    public DeviceStates devices() {
        return devices;
    }

    /** What has been published of accounts. */
    public PublishedStates published() {
        return published;
    }

    Presence presence(String account) {
        return new Presence(devices.of(account), published.of(account));
    }

    /** Whether somebody is to be told when a contact of an account expires. */
    public boolean areThereForContacts(String account) {
        return notifiers.containsKey(new Topic(EventPackage.PRESENCE, account))
                || notifiers.containsKey(new Topic(EventPackage.REG, account));
    }

    /** Contacts of an account have come, been renewed, expired or gone. */
    public void contactsChanged(String account) {
        changed(EventPackage.REG, account);
        devices.changed(account);
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
