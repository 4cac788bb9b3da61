package org.strowger.call.core;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The legs that the calls of each account have at once, those of the calls that they lead to included: without a bound,
 * as many calls as an account may have times as many legs as a call may have. What has no leg is forgotten. Any thread;
 * two loops that ask at once may both be told yes, so that there may be one more for each loop.
 */
public final class AccountLegs {

    private final int most;
    private final ConcurrentHashMap<String, Integer> legs = new ConcurrentHashMap<>();

    /** @param most legs of one account at once, 1 or more */
    public AccountLegs(int most) {
        this.most = most;
    }

    /** The share of calls that this account makes. */
    Share of(String account) {
        return new Share(Optional.of(account));
    }

    /** The share of calls that no account makes, which is as large as they like: trunks carry thousands of calls. */
    Share ofNobody() {
        return new Share(Optional.empty());
    }

    int size() {
        return legs.size();
    }

    /** What one account has. */
    final class Share {
        private final Optional<String> account;

        private Share(Optional<String> account) {
            this.account = account;
        }

        Optional<String> name() {
            return account;
        }

        boolean mayCall() {
            return account.isEmpty() || legs.getOrDefault(account.get(), 0) < most;
        }

        void legBegins() {
            account.ifPresent(name -> legs.merge(name, 1, Integer::sum));
        }

        void legEnds() {
            account.ifPresent(name -> legs.computeIfPresent(name, (_, n) -> n == 1 ? null : n - 1));
        }
    }
}
