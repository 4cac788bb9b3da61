package org.strowger.call;

import java.time.Duration;
import java.util.function.Consumer;
import org.strowger.statemachine.RecordText;

/** How a dial ended, from the callee's side. */
public sealed interface DialOutcome {

    /** The status that the caller gets if the program ends with this as its last word. */
    int status();

    /** {@code dial(…).answered}: whether the callee answered. */
    default boolean isAnswered() {
        return this instanceof Answered;
    }

    /** Does this unless the callee answered, with what came of it; {@code dial(…).otherwise { play 'sorry.wav' }}. */
    default DialOutcome otherwise(Consumer<DialOutcome> action) {
        if (!isAnswered()) action.accept(this);
        return this;
    }

    /** The callee answered, and the bridge has ended after this time. */
    record Answered(Duration duration) implements DialOutcome {
        @Override
        public String toString() {
            return RecordText.of(this);
        }

        @Override
        public int status() {
            return 200;
        }
    }

    /** The callee is busy: 486 or 600. */
    record Busy(int status) implements DialOutcome {
        @Override
        public String toString() {
            return RecordText.of(this);
        }
    }

    /** It rang, but nobody answered in time. */
    record NoAnswer() implements DialOutcome {
        @Override
        public String toString() {
            return RecordText.of(this);
        }

        @Override
        public int status() {
            return 480;
        }
    }

    /** The callee does not want the call: 603, 403, … */
    record Rejected(int status) implements DialOutcome {
        @Override
        public String toString() {
            return RecordText.of(this);
        }
    }

    /** The callee could not be reached: not registered, unknown, no route to it, 5xx, or no response at all. */
    record Unreachable(int status, String why, Reach reach) implements DialOutcome {
        @Override
        public String toString() {
            return RecordText.of(this);
        }

        /** How far the call got. */
        public enum Reach {
            /** Somebody was there to say no. */
            REFUSED,
            /** The host that was to bring us there does not work: 408, 5xx, no response, no address. */
            DOWN
        }

        /** What a final status means. */
        public Unreachable(int status, String why) {
            this(status, why, status == 408 || (status >= 500 && status < 600) ? Reach.DOWN : Reach.REFUSED);
        }

        /** Whether another way to the same callee is worth a try. */
        public boolean isDown() {
            return reach == Reach.DOWN;
        }
    }
}
