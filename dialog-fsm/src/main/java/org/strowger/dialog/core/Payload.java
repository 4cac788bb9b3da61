package org.strowger.dialog.core;

import java.util.Optional;
import org.strowger.sdp.SessionDescription;
import org.strowger.statemachine.Machine;

/** Session descriptions as what an event of a machine comes with. */
final class Payload {

    private Payload() {}

    static Object of(Optional<SessionDescription> description) {
        return description.isPresent() ? description.get() : Machine.NOTHING;
    }

    static Optional<SessionDescription> description(Object payload) {
        return payload instanceof SessionDescription description ? Optional.of(description) : Optional.empty();
    }
}
