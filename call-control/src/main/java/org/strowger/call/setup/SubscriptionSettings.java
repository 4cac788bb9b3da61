package org.strowger.call.setup;

import java.time.Duration;
import org.strowger.dialog.SubscriptionTerms;

/**
 * Who may be told of what others do, and how many (RFC 6665).
 *
 * @param watchers who may watch the calls of an account
 * @param pickup who may take a call that rings for an account, by what its lamp tells
 * @param parties whether watchers see with whom it talks
 * @param minimum shorter subscriptions get 423
 * @param usual where a phone names no time
 * @param maximum longer ones are shortened
 * @param perAccount subscriptions that an account may have at once, 1 or more
 * @param perAddress those of an IP address
 * @param most all together
 */
public record SubscriptionSettings(
        Watchers watchers,
        Watchers pickup,
        Parties parties,
        Duration minimum,
        Duration usual,
        Duration maximum,
        int perAccount,
        int perAddress,
        int most) {

    /** Any account; parties are hidden. */
    public static final SubscriptionSettings DEFAULT = new SubscriptionSettings(
            Watchers.ACCOUNTS,
            Watchers.OWNER,
            Parties.HIDDEN,
            Duration.ofMinutes(1),
            Duration.ofHours(1),
            Duration.ofHours(2),
            200,
            2000,
            50_000);

    /** How long what a phone publishes of itself may stand (RFC 3903 §6), which is as long as a subscription. */
    public SubscriptionTerms publications() {
        return new SubscriptionTerms(minimum, usual, maximum, Duration.ZERO, 1);
    }

    /** With calls that these may pick up. */
    public SubscriptionSettings pickup(Watchers other) {
        return new SubscriptionSettings(
                watchers, other, parties, minimum, usual, maximum, perAccount, perAddress, most);
    }

    /** Who may: watch, or pick up. */
    public enum Watchers {
        /** Each account, whatever others do. */
        ACCOUNTS,
        /** Each account, what it does itself. */
        OWNER
    }

    /** What watchers see of who talks with whom they watch. */
    public enum Parties {
        SHOWN,
        HIDDEN
    }

    /** With these watchers. */
    public SubscriptionSettings watchers(Watchers other) {
        return new SubscriptionSettings(other, pickup, parties, minimum, usual, maximum, perAccount, perAddress, most);
    }

    /** With parties that are shown, or not. */
    public SubscriptionSettings parties(Parties other) {
        return new SubscriptionSettings(watchers, pickup, other, minimum, usual, maximum, perAccount, perAddress, most);
    }

    /** With so many at once. */
    public SubscriptionSettings most(int ofAccount, int ofAddress, int all) {
        return new SubscriptionSettings(watchers, pickup, parties, minimum, usual, maximum, ofAccount, ofAddress, all);
    }
}
