package org.strowger.call;

import org.strowger.statemachine.RecordText;

/** Why a caller is not, or no longer, in a conference. Who hangs up has none: that ends the call. */
public sealed interface ConferenceOutcome {

    /** The conference is over: the last moderator has left, or ended it. */
    record Ended() implements ConferenceOutcome {
        @Override
        public String toString() {
            return RecordText.of(this);
        }
    }

    /** A moderator has sent the caller out. */
    record Kicked() implements ConferenceOutcome {
        @Override
        public String toString() {
            return RecordText.of(this);
        }
    }

    /** The room has another PIN. */
    record WrongPin() implements ConferenceOutcome {
        @Override
        public String toString() {
            return RecordText.of(this);
        }
    }

    /** A moderator has locked the room. */
    record Locked() implements ConferenceOutcome {
        @Override
        public String toString() {
            return RecordText.of(this);
        }
    }
}
