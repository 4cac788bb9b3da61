package org.strowger.configuration;

import org.strowger.call.setup.SubscriptionSettings;
import org.strowger.configuration.ExpiresKeys.Expires;
import org.strowger.directory.ResourceList;

/** The keys of what phones subscribe to. */
final class SubscriptionSchema {

    private static final Kind<Integer> MANY = Kinds.count("a number of subscriptions", 1, 10_000_000);

    private static final Key<SubscriptionSettings.Watchers> WATCHERS = Key.of(
            "watchers",
            Kinds.choice("a choice of watchers", SubscriptionSettings.Watchers.class),
            "accounts",
            "Who may watch the calls and the presence of an account: `accounts`, each account all others, or `owner`, each account"
                    + " itself alone. Others get 403.");
    private static final Key<SubscriptionSettings.Watchers> PICKUP = Key.of(
            "pickup",
            Kinds.choice("a choice of who picks up", SubscriptionSettings.Watchers.class),
            "owner",
            "Who may take a call that rings for an account by pressing the lamp (INVITE with Replaces, RFC 3891):"
                    + " `accounts`, or `owner`, its own other phones alone. Others get 403.");
    private static final Key<SubscriptionSettings.Parties> PARTIES = Key.of(
            "parties",
            Kinds.choice("a choice for parties", SubscriptionSettings.Parties.class),
            "hidden",
            "Whether watchers see with whom an account talks: `shown` or `hidden`. A caller that withholds its number"
                    + " is never shown.");
    private static final ExpiresKeys EXPIRES = ExpiresKeys.of("subscription");
    private static final Key<Integer> PER_ACCOUNT = Key.of(
            "per-account", MANY, "200", "Subscriptions of an account at once, those of all its phones. More get 503.");
    private static final Key<Integer> PER_ADDRESS =
            Key.of("per-address", MANY, "2000", "Subscriptions from an IP address at once. More get 503.");
    private static final Key<Integer> MOST =
            Key.of("max", MANY, "50000", "Subscriptions at once, all together; each takes about 3 kB. More get 503.");

    static final Section SECTION = new Section(
            "subscriptions",
            "What phones may subscribe to (RFC 6665): the calls of an account (`dialog`), for lamps, its presence (`presence`),"
                    + " where it is registered (`reg`) and how many messages wait for it (`message-summary`), which it may"
                    + " itself alone. `strowger status` counts them as `subscriptions`. The times are those of what phones publish as well (PUBLISH).",
            """
            subscriptions: {parties: shown, per-account: 500}
            """,
            WATCHERS,
            PICKUP,
            PARTIES,
            EXPIRES.min(),
            EXPIRES.usual(),
            EXPIRES.max(),
            PER_ACCOUNT,
            PER_ADDRESS,
            MOST);

    /** Each list of accounts that are watched together. */
    static final class Lists {
        static final Key<String> MEMBERS = Key.list(
                "members",
                Kinds.NAME_WORD,
                "(must be written)",
                "Accounts, each once, in the order in which a panel shows them; " + ResourceList.MOST_MEMBERS
                        + " at most.");
        static final Section SECTION = new Section(
                "lists.NAME",
                "Accounts that a phone watches by one subscription (RFC 4662), to `sip:NAME@` the domain: their lamps or their presence."
                        + " It takes one of the subscriptions that its account may have. See [lamps](how-to/lamps.md#one-subscription-for-a-panel).",
                """
                lists:
                  reception: {members: [1001, 1002, 1003]}
                """,
                MEMBERS);

        private Lists() {}
    }

    private SubscriptionSchema() {}

    static SubscriptionSettings read(KeyReader keys, Problems problems) {
        Expires expires = EXPIRES.read(keys, problems);
        return new SubscriptionSettings(
                keys.one(WATCHERS),
                keys.one(PICKUP),
                keys.one(PARTIES),
                expires.min(),
                expires.usual(),
                expires.max(),
                keys.one(PER_ACCOUNT),
                keys.one(PER_ADDRESS),
                keys.one(MOST));
    }
}
