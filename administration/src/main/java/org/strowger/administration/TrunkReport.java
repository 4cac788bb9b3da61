package org.strowger.administration;

import java.util.List;
import org.strowger.directory.probe.TrunkStanding;
import org.strowger.directory.probe.TrunkStanding.Reach;
import org.strowger.directory.registration.RegistrationState;

/**
 * How trunks stand.
 *
 * @param registering those that register at their providers, by name
 * @param probed those that are asked whether they are there, by name
 */
public record TrunkReport(List<RegistrationState> registering, List<TrunkStanding> probed) {

    long registered() {
        return registering.stream().filter(RegistrationState::isRegistered).count();
    }

    long unregistered() {
        return registering.size() - registered();
    }

    long up() {
        return count(Reach.UP);
    }

    long down() {
        return count(Reach.DOWN);
    }

    private long count(Reach reach) {
        return probed.stream().filter(trunk -> trunk.reach() == reach).count();
    }
}
