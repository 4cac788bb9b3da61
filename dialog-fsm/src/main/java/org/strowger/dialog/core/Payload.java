package org.strowger.dialog.core;

import java.util.Optional;
import org.strowger.sdp.SessionDescription;
import org.strowger.statemachine.Machine;

/** Session descriptions as what an event of a machine comes with. */
public final class Payload {

    private Payload() {}

    public static Object of(Optional<SessionDescription> description) {
        return description.isPresent() ? description.get() : Machine.NOTHING;
    }

    public static Optional<SessionDescription> description(Object payload) {
        return payload instanceof SessionDescription description ? Optional.of(description) : Optional.empty();
    }
}
