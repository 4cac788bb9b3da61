package org.strowger.call.subscription;

import java.util.List;
import org.strowger.dialog.Subscription;

/** A subscription to an account, which is told all of it each time. */
record AccountWatch(Notifier notifier, Asked asked, List<Watched> watched) implements Watch {

    @Override
    public Subscription.EventState state(long version) {
        return Subscription.EventState.of(
                asked.event().type(), watched.getFirst().document().version(version));
    }

    @Override
    public void ended(Subscription subscription, Subscription.End why) {
        notifier.ended(this, subscription, why);
    }
}
