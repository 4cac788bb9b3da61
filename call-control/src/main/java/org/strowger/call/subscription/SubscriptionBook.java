package org.strowger.call.subscription;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.strowger.call.setup.SubscriptionSettings;

/**
 * How many subscriptions there are, of each account and address and all together. Who has none is forgotten. Any
 * thread.
 */
final class SubscriptionBook {

    private final SubscriptionSettings settings;
    private final ConcurrentHashMap<String, Integer> accounts = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Integer> addresses = new ConcurrentHashMap<>();
    private final AtomicInteger all = new AtomicInteger();

    SubscriptionBook(SubscriptionSettings settings) {
        this.settings = settings;
    }

    /** Counts one in, or says why not. */
    Optional<String> enter(String account, String address) {
        if (all.incrementAndGet() > settings.most()) {
            all.decrementAndGet();
            return Optional.of("so many subscriptions are taken");
        }
        if (!enter(accounts, account, settings.perAccount())) {
            all.decrementAndGet();
            return Optional.of("the account has as many subscriptions as it may");
        }
        if (!enter(addresses, address, settings.perAddress())) {
            leave(accounts, account);
            all.decrementAndGet();
            return Optional.of("the address has as many subscriptions as it may");
        }
        return Optional.empty();
    }

    void leave(String account, String address) {
        leave(accounts, account);
        leave(addresses, address);
        all.decrementAndGet();
    }

    private static boolean enter(ConcurrentHashMap<String, Integer> tallies, String whose, int most) {
        boolean[] entered = {false};
        tallies.compute(whose, (_, before) -> {
            int now = before == null ? 0 : before;
            entered[0] = now < most;
            return entered[0] ? Integer.valueOf(now + 1) : before;
        });
        return entered[0];
    }

    private static void leave(ConcurrentHashMap<String, Integer> tallies, String whose) {
        tallies.computeIfPresent(whose, (_, n) -> n == 1 ? null : n - 1);
    }
}
