package org.strowger.call;

import java.time.Duration;

/** How a dial ended, from the callee's side. */
public sealed interface DialOutcome {

    /** The status that the caller gets if the program ends with this as its last word. */
    int status();

    /** The callee answered, and the bridge has ended after this time. */
    record Answered(Duration duration) implements DialOutcome {
        @Override
        public int status() {
            return 200;
        }
    }

    /** The callee is busy: 486 or 600. */
    record Busy(int status) implements DialOutcome {}

    /** It rang, but nobody answered in time. */
    record NoAnswer() implements DialOutcome {
        @Override
        public int status() {
            return 480;
        }
    }

    /** The callee does not want the call: 603, 403, … */
    record Rejected(int status) implements DialOutcome {}

    /** The callee could not be reached: not registered, unknown, no route to it, 5xx, or no response at all. */
    record Unreachable(int status, String why) implements DialOutcome {}
}
