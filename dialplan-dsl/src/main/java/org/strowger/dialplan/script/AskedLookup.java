package org.strowger.dialplan.script;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.strowger.call.CallServices.WorkTimedOut;
import org.strowger.dialplan.lookup.DataServices;
import org.strowger.dialplan.lookup.Lookup;
import org.strowger.dialplan.lookup.LookupOutcome;

/** Makes a lookup for a call: within its time, kept for as long as the script says, and told of once where it fails. On the call's thread. */
final class AskedLookup {

    private AskedLookup() {}

    /** Asks on behalf of a call, which waits meanwhile. */
    static LookupOutcome run(RouteCall call, Map<String, ?> options, List<?> arguments) {
        DataServices services = call.services();
        Lookup lookup = Lookup.of(options, arguments, services.databases().names());
        Duration timeout = options.get("timeout") instanceof Duration named ? named : lookup.timeout(services);
        Optional<Duration> keep =
                options.get("cache") instanceof Duration named ? Optional.of(named) : Optional.empty();
        Optional<LookupOutcome> known = keep.flatMap(_ -> services.cache().find(lookup, call.time()));
        if (known.isPresent()) return known.get();
        LookupOutcome outcome = ask(call, lookup, services, timeout);
        if (outcome instanceof LookupOutcome.Failed(String why)) call.lookupFailed(lookup.toString(), why);
        else
            keep.ifPresent(
                    time -> services.cache().keep(lookup, outcome, call.time().plus(time)));
        return outcome;
    }

    private static LookupOutcome ask(RouteCall call, Lookup lookup, DataServices services, Duration timeout) {
        try {
            return call.acting().elsewhere(timeout, () -> lookup.ask(services, timeout));
        } catch (WorkTimedOut late) {
            return new LookupOutcome.Failed(lookup + ": " + late.getMessage());
        }
    }
}
