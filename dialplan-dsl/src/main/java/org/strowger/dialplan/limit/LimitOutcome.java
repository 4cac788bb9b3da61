package org.strowger.dialplan.limit;

import org.strowger.call.Wording;

/** What asking for a place under a limit came to. In an {@code if}, only {@link Within} is true. */
public sealed interface LimitOutcome {

    /** There was a place, and the call has it until it is over. */
    record Within() implements LimitOutcome {
        @Override
        public String toString() {
            return Wording.record(this);
        }
    }

    /** There are as many calls as there may be. */
    record TooMany() implements LimitOutcome {
        @Override
        public String toString() {
            return Wording.record(this);
        }
    }

    /** As many calls have begun within the last second as may. */
    record TooFast() implements LimitOutcome {
        @Override
        public String toString() {
            return Wording.record(this);
        }
    }

    /** {@code if (limit(…))}: whether the call has a place. */
    default boolean asBoolean() {
        return this instanceof Within;
    }
}
