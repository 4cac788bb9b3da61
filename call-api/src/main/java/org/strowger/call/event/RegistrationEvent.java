package org.strowger.call.event;

import java.time.Duration;

/** Which contacts are registered here, and which of them are there. */
public sealed interface RegistrationEvent extends Happening.OfNoCall {

    /**
     * A contact was registered, or its registration renewed.
     *
     * @param expires from now
     */
    record Registered(String aor, String contact, Duration expires, String source) implements RegistrationEvent {
        public Registered {
            aor = Text.bounded(aor);
            contact = Text.bounded(contact);
        }
    }

    /** A contact is registered no longer: removed, expired, or its WebSocket is closed. */
    record Unregistered(String aor, String contact, String why) implements RegistrationEvent {
        public Unregistered {
            aor = Text.bounded(aor);
            contact = Text.bounded(contact);
        }
    }

    /**
     * A registered contact answers no more: it is not called until it does, or registers again.
     *
     * @param source where it registered from
     * @param unanswered OPTIONS in a row that it has not answered
     */
    record ContactUnreachable(String aor, String contact, String source, int unanswered) implements RegistrationEvent {
        public ContactUnreachable {
            contact = Text.bounded(contact);
        }
    }

    /**
     * A contact that had not answered has done so, or has registered again.
     *
     * @param source where it registered from
     */
    record ContactReachable(String aor, String contact, String source) implements RegistrationEvent {
        public ContactReachable {
            contact = Text.bounded(contact);
        }
    }

    /** A registration was refused. */
    record RegistrationRefused(String aor, String source, int status, String why) implements RegistrationEvent {
        public RegistrationRefused {
            aor = Text.bounded(aor);
            why = Text.bounded(why);
        }
    }
}
