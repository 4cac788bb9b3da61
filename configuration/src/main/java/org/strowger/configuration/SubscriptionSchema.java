package org.strowger.configuration;

import java.time.Duration;
import org.strowger.call.setup.SubscriptionSettings;

/** The keys of what phones subscribe to. */
final class SubscriptionSchema {

    private static final Kind<Duration> SPAN = Kinds.duration(Duration.ofSeconds(1), Duration.ofDays(1));
    private static final Kind<Integer> MANY = Kinds.count("a number of subscriptions", 1, 10_000_000);

    static final Key<SubscriptionSettings.Watchers> WATCHERS = Key.of(
            "watchers",
            Kinds.choice("a choice of watchers", SubscriptionSettings.Watchers.class),
            "accounts",
            "Who may watch the calls of an account: `accounts`, each account all others, or `owner`, each account"
                    + " itself alone. Others get 403.");
    static final Key<SubscriptionSettings.Watchers> PICKUP = Key.of(
            "pickup",
            Kinds.choice("a choice of who picks up", SubscriptionSettings.Watchers.class),
            "owner",
            "Who may take a call that rings for an account by pressing the lamp (INVITE with Replaces, RFC 3891):"
                    + " `accounts`, or `owner`, its own other phones alone. Others get 403.");
    static final Key<SubscriptionSettings.Parties> PARTIES = Key.of(
            "parties",
            Kinds.choice("a choice for parties", SubscriptionSettings.Parties.class),
            "hidden",
            "Whether watchers see with whom an account talks: `shown` or `hidden`. A caller that withholds its number"
                    + " is never shown.");
    static final Key<Duration> MIN =
            Key.of("min-expires", SPAN, "60s", "A shorter subscription gets 423 with Min-Expires.");
    static final Key<Duration> DEFAULT = Key.of("default-expires", SPAN, "1h", "For phones that name no time.");
    static final Key<Duration> MAX = Key.of("max-expires", SPAN, "2h", "A longer subscription is shortened to this.");
    static final Key<Integer> PER_ACCOUNT = Key.of(
            "per-account", MANY, "200", "Subscriptions of an account at once, those of all its phones. More get 503.");
    static final Key<Integer> PER_ADDRESS =
            Key.of("per-address", MANY, "2000", "Subscriptions from an IP address at once. More get 503.");
    static final Key<Integer> MOST =
            Key.of("max", MANY, "50000", "Subscriptions at once, all together; each takes about 3 kB. More get 503.");

    static final Section SECTION = new Section(
            "subscriptions",
            "What phones may subscribe to (RFC 6665): the calls of an account (`dialog`), for lamps, and how many messages wait for it (`message-summary`), which it may itself alone. `strowger status` counts them"
                    + " as `subscriptions`.",
            """
            subscriptions: {parties: shown, per-account: 500}
            """,
            WATCHERS,
            PICKUP,
            PARTIES,
            MIN,
            DEFAULT,
            MAX,
            PER_ACCOUNT,
            PER_ADDRESS,
            MOST);

    private SubscriptionSchema() {}
}
