package org.strowger.call.subscription;

import org.strowger.dialog.Subscription;

/**
 * One subscription, as who owns it knows it.
 *
 * @param watched what it is for
 * @param subscriber the account that has it
 * @param address that it came from
 */
record Watch(Notifier notifier, Watched watched, String subscriber, String address) implements Subscription.Owner {

    @Override
    public Subscription.EventState state(long version) {
        return Subscription.EventState.of(
                watched.topic().event().type(), watched.document().version(version));
    }

    @Override
    public void ended(Subscription subscription, Subscription.End why) {
        notifier.ended(this, subscription, why);
    }
}
