package org.strowger.configuration;

import java.util.List;
import java.util.Optional;
import org.strowger.call.setup.CallLimits;
import org.strowger.call.setup.CallLimits.EmergencyCallers;
import org.strowger.directory.Networks;
import org.strowger.directory.Quota;

/** The keys of how many calls there may be and how far they may go, and what they make together. */
final class CallLimitKeys {

    static final Kind<Integer> CALLS = Kinds.count("a number of calls", 1, 1_000_000);
    static final Kind<Integer> RATE = Kinds.count("a number of calls a second", 1, 1_000_000);

    /** Who may call for help without a password. */
    enum EmergencyAccess {
        KNOWN,
        ANYBODY
    }

    private static final Key<Integer> LEGS = Key.of(
            "legs-per-call",
            Kinds.count("a number of legs", 1, 10_000),
            "100",
            "Legs that one call may have at once, those of the calls that it is forwarded to included; one more is"
                    + " refused with 440 (RFC 5393).");
    private static final Key<Integer> LEGS_PER_ACCOUNT = Key.of(
            "legs-per-account",
            Kinds.count("a number of legs", 1, 1_000_000),
            "500",
            "Legs that all calls of one account may have at once, those that they are forwarded to included; one more"
                    + " is refused with 503 and Retry-After. Emergency calls are not held by it.");
    private static final Key<Integer> TURNS = Key.of(
            "turns-per-call",
            Kinds.count("a number of turns", 1, 1000),
            "10",
            "How often one call may be sent on in a row, by redirections and transfers, before it is refused with 483."
                    + " One more is allowed every 6 s. A call that comes round to a number that it has been through gets"
                    + " 482 at once.");
    private static final Key<Integer> MAX_PER_ACCOUNT = Key.of(
            "max-per-account",
            CALLS,
            "100",
            "Calls at once of one account, those that it forwards or transfers included; one more gets 486. An account"
                    + " may have a limit of its own.");
    private static final Key<Integer> RATE_PER_ACCOUNT = Key.of(
            "rate-per-account",
            RATE,
            "20",
            "Calls that one account may begin in a second, those that it forwards or transfers included; more get 503"
                    + " with Retry-After.");
    private static final Key<Integer> MAX_PER_TRUNK = Key.of(
            "max-per-trunk", CALLS, "(no limit)", "Calls at once from one trunk; one more gets 503 with Retry-After.");
    private static final Key<Integer> RATE_PER_TRUNK =
            Key.of("rate-per-trunk", RATE, "(no limit)", "Calls that one trunk may begin in a second.");
    private static final Key<Integer> MAX_PER_SOURCE = Key.of(
            "max-per-source",
            CALLS,
            "(no limit)",
            "Calls at once from one address that is no trunk's; one more gets 503 with Retry-After. Behind one address"
                    + " may be a whole office.");
    private static final Key<Integer> RATE_PER_SOURCE = Key.of(
            "rate-per-source",
            RATE,
            "(no limit)",
            "Calls that may begin in a second from one address that is no trunk's.");
    private static final Key<Integer> MAX_EMERGENCIES = Key.of(
            "max-emergencies",
            CALLS,
            "100",
            "Emergency calls at once, beside `max` and all limits of accounts, trunks and addresses; one more gets"
                    + " 503.");
    private static final Key<EmergencyAccess> EMERGENCY_CALLERS = Key.of(
            "emergency-callers",
            Kinds.choice("a choice of emergency callers", EmergencyAccess.class),
            "known",
            "Who may call an `emergency(…)` number without a password. `known`: trunks, addresses that a phone is"
                    + " registered from, and `emergency-networks`; others are asked for their password as for any call."
                    + " `anybody`: whoever can send the switch a packet, so false alarms too.");
    private static final Key<Networks.Network> EMERGENCY_NETWORKS = Key.list(
            "emergency-networks",
            Kinds.NETWORK,
            "(none)",
            "Networks from which emergency numbers may be called without a password.");

    /** All of them, in the order of the documentation. */
    static final List<Key<?>> ALL = List.of(
            MAX_PER_ACCOUNT,
            RATE_PER_ACCOUNT,
            MAX_PER_TRUNK,
            RATE_PER_TRUNK,
            MAX_PER_SOURCE,
            RATE_PER_SOURCE,
            LEGS,
            LEGS_PER_ACCOUNT,
            TURNS,
            MAX_EMERGENCIES,
            EMERGENCY_CALLERS,
            EMERGENCY_NETWORKS);

    private CallLimitKeys() {}

    /** What the section {@code calls} says of limits. */
    static CallLimits read(KeyReader calls) {
        return new CallLimits(
                calls.one(LEGS),
                calls.one(LEGS_PER_ACCOUNT),
                calls.one(TURNS),
                new Quota(calls.one(MAX_PER_ACCOUNT), calls.one(RATE_PER_ACCOUNT)),
                quota(calls, MAX_PER_TRUNK, RATE_PER_TRUNK, Quota.UNLIMITED),
                quota(calls, MAX_PER_SOURCE, RATE_PER_SOURCE, Quota.UNLIMITED),
                calls.one(MAX_EMERGENCIES),
                switch (calls.one(EMERGENCY_CALLERS)) {
                    case ANYBODY -> new EmergencyCallers.Anybody();
                    case KNOWN -> new EmergencyCallers.Known(new Networks(calls.list(EMERGENCY_NETWORKS)));
                });
    }

    private static Quota quota(KeyReader keys, Key<Integer> calls, Key<Integer> rate, Quota otherwise) {
        return new Quota(
                keys.maybe(calls).orElse(otherwise.calls()), keys.maybe(rate).orElse(otherwise.perSecond()));
    }

    /** A party's own quota, where either key is written; what is not is as for all. */
    static Optional<Quota> own(KeyReader keys, Key<Integer> calls, Key<Integer> rate, Quota ofAll) {
        return keys.has(calls) || keys.has(rate) ? Optional.of(quota(keys, calls, rate, ofAll)) : Optional.empty();
    }
}
