package org.strowger.call.setup;

import java.net.InetAddress;
import java.time.Duration;
import org.strowger.directory.Networks;
import org.strowger.directory.Quota;

/**
 * How far calls may go, and how many there may be.
 *
 * @param legs at once, of one original call and all that it leads to, 1 or more
 * @param accountLegs at once, of all calls of one account and all that they lead to, 1 or more
 * @param turns how often one original call may be sent on, by redirections and transfers, in a row, 1 or more; one
 *     comes back every {@link #TURN_COMES_BACK}
 * @param account of each account that has none of its own
 * @param trunk from each trunk that has none of its own
 * @param source from each address that calls come from
 * @param emergencies calls to emergency numbers at once, beside all other limits
 * @param emergencyCallers who may make them
 */
public record CallLimits(
        int legs,
        int accountLegs,
        int turns,
        Quota account,
        Quota trunk,
        Quota source,
        int emergencies,
        EmergencyCallers emergencyCallers) {

    /** How long it takes until a call may be sent on once more. */
    public static final Duration TURN_COMES_BACK = Duration.ofSeconds(6);

    /**
     * 100 legs and 10 turns a call; 100 calls, 20 calls/s and 500 legs an account; 100 emergencies, of those whom we
     * know.
     */
    public static final CallLimits DEFAULT = new CallLimits(
            100,
            500,
            10,
            new Quota(100, 20),
            Quota.UNLIMITED,
            Quota.UNLIMITED,
            100,
            new EmergencyCallers.Known(Networks.NONE));

    /** Who may call emergency numbers without proving who it is. */
    public sealed interface EmergencyCallers {

        /**
         * Trunks, addresses that a phone is registered from, and these networks. All others are asked for their
         * password as for any call.
         */
        record Known(Networks networks) implements EmergencyCallers {}

        /** Anybody who can send us a packet. */
        record Anybody() implements EmergencyCallers {}

        /** Whether the address alone is reason enough. */
        default boolean includes(InetAddress address) {
            return switch (this) {
                case Anybody _ -> true;
                case Known(Networks networks) -> networks.contains(address);
            };
        }
    }

    /** The same with other emergency callers. */
    public CallLimits emergencyCallers(EmergencyCallers others) {
        return new CallLimits(legs, accountLegs, turns, account, trunk, source, emergencies, others);
    }

    /** The same with other quotas. */
    public CallLimits quotas(Quota ofAccounts, Quota ofTrunks, Quota ofSources) {
        return new CallLimits(legs, accountLegs, turns, ofAccounts, ofTrunks, ofSources, emergencies, emergencyCallers);
    }

    /** The same with so many emergencies. */
    public CallLimits emergencies(int most) {
        return new CallLimits(legs, accountLegs, turns, account, trunk, source, most, emergencyCallers);
    }

    /** The same with so many legs of an account at once. */
    public CallLimits accountLegs(int most) {
        return new CallLimits(legs, most, turns, account, trunk, source, emergencies, emergencyCallers);
    }
}
