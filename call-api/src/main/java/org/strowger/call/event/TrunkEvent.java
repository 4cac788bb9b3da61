package org.strowger.call.event;

import java.time.Duration;
import java.util.Optional;

/** How trunks stand: whether a provider has registered them, and whether they answer. */
public sealed interface TrunkEvent extends Happening.OfNoCall {

    /**
     * A provider has registered a trunk of ours, and may send calls; not told again at each refresh.
     *
     * @param trunk its name in the configuration
     * @param aor the address that is registered
     * @param registrar transport, address and port of who has registered it
     * @param expires from now, as the registrar has granted it
     */
    record TrunkRegistered(String trunk, String aor, String registrar, Duration expires) implements TrunkEvent {}

    /**
     * A trunk of ours is not registered at its provider: refused, not answered, expired, or we have left. Told after
     * each try that comes to nothing.
     *
     * @param trunk its name in the configuration
     * @param aor the address that was to be registered
     * @param why what came instead, and what to look at; empty where we have left
     * @param again how long until the next try; left out where one is under way, or there will be none
     */
    record TrunkUnregistered(String trunk, String aor, String why, Optional<Duration> again) implements TrunkEvent {
        public TrunkUnregistered {
            why = Text.bounded(why);
        }
    }

    /**
     * A trunk that is probed answers: for the first time, or again.
     *
     * @param trunk its name in the configuration
     * @param host that has answered
     */
    record TrunkUp(String trunk, String host) implements TrunkEvent {}

    /**
     * A trunk that is probed answers no more. Calls pass it over until it does.
     *
     * @param trunk its name in the configuration
     * @param why what the latest question came to, and what to look at
     */
    record TrunkDown(String trunk, String why) implements TrunkEvent {
        public TrunkDown {
            why = Text.bounded(why);
        }
    }
}
