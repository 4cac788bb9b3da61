package org.strowger.call.event;

import java.time.Duration;

/** Who is told of what others do (RFC 6665). */
public sealed interface SubscriptionEvent extends Happening.OfNoCall {

    /**
     * A phone is told of what an account does from now on (RFC 6665); not told again at each refresh.
     *
     * @param account that has subscribed
     * @param watched the account that it watches, or the list of them
     * @param eventPackage what it is told: {@code dialog}
     * @param expires from now
     */
    record Subscribed(String account, String watched, String eventPackage, Duration expires, String source)
            implements SubscriptionEvent {}

    /**
     * A subscription is over.
     *
     * @param account that had subscribed
     * @param watched the account that it watched, or the list of them
     * @param eventPackage what it was told
     * @param why {@code timeout} where it was ended, fetched only or not refreshed; {@code nobody listens} where a
     *     NOTIFY was refused or got no answer; otherwise the reason of RFC 6665 §4.1.3
     */
    record SubscriptionEnded(String account, String watched, String eventPackage, String why)
            implements SubscriptionEvent {}

    /**
     * A SUBSCRIBE was refused.
     *
     * @param from who sent it, as it says itself
     * @param watched what it was for
     */
    record SubscriptionRefused(String from, String watched, String source, int status, String why)
            implements SubscriptionEvent {
        public SubscriptionRefused {
            from = Text.bounded(from);
            watched = Text.bounded(watched);
            why = Text.bounded(why);
        }
    }
}
