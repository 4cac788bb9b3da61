package org.strowger.configuration;

import java.time.Duration;
import org.strowger.call.setup.SubscriptionSettings;

/** Reads what phones may subscribe to. */
final class SubscriptionReader {

    private SubscriptionReader() {}

    static SubscriptionSettings read(KeyReader keys, Problems problems) {
        Duration least = keys.one(SubscriptionSchema.MIN);
        Duration usual = keys.one(SubscriptionSchema.DEFAULT);
        Duration most = keys.one(SubscriptionSchema.MAX);
        if (least.compareTo(usual) > 0 || usual.compareTo(most) > 0)
            problems.add(
                    keys.place(),
                    "min-expires, default-expires and max-expires must rise, but are " + Durations.text(least) + ", "
                            + Durations.text(usual) + " and " + Durations.text(most));
        return new SubscriptionSettings(
                keys.one(SubscriptionSchema.WATCHERS),
                keys.one(SubscriptionSchema.PICKUP),
                keys.one(SubscriptionSchema.PARTIES),
                least,
                usual,
                most,
                keys.one(SubscriptionSchema.PER_ACCOUNT),
                keys.one(SubscriptionSchema.PER_ADDRESS),
                keys.one(SubscriptionSchema.MOST));
    }
}
