package org.strowger.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.strowger.call.event.DeviceState;
import org.strowger.call.event.Happening;

/**
 * What the program of a call needs beside the verbs of telephony: the clock, work that blocks, and a say in how long
 * the call may last. Called on the call's thread.
 */
public interface CallServices {

    /** The time of day on the switch's clock. */
    Instant now();

    /** What the phones of an account do just now, those in this call too; of one that there isn't, offline. */
    DeviceState device(String account);

    /** Time since the caller was answered, until the call's end; zero before the answer. */
    Duration talked();

    /**
     * Has work done that blocks, such as a query, by a thread of its own, and waits for it as a verb does. It works
     * after the end of the call too. Work that comes too late, or whose call ends, is left to itself and never
     * interrupted: an interrupt in the midst of a write can close a database's file. So it must end by itself some
     * time.
     *
     * @throws WorkTimedOut if it has not ended within this time
     * @throws CallEnded if the call ends meanwhile
     */
    <T> T elsewhere(Duration atMost, Supplier<T> work);

    /**
     * Waits on the call's clock, as a verb does: callbacks run meanwhile, and the end of the call ends it. Longer than
     * a year is until the call ends.
     *
     * @throws IllegalArgumentException if the time is negative
     */
    void waitFor(Duration time);

    /**
     * Runs this on the call's thread after a delay, within the verb that waits then. Not at all if the call ends
     * before.
     */
    void alarm(Duration delay, Runnable task);

    /**
     * Ends the call as {@link EndCause.CutOff} when the caller has been answered for so long; takes the place of an
     * earlier limit. May be set before the answer.
     */
    void talkLimit(Duration sinceAnswer, String why);

    /**
     * The call has this from here on, and closes it when it is over, on its loop, whatever becomes of its script.
     *
     * @throws CallEnded if it is over already; it may have been closed then, or not
     */
    void owns(AutoCloseable held);

    /**
     * Writes a field of the plan's own into the call's charging record, or takes it away. Works after the end of the
     * call too, as long as its program runs.
     *
     * @param value a text, a number or a truth; what a caller has confided is hidden in it
     */
    void recordField(String name, Optional<Object> value);

    /** Publishes what has happened. Works after the end of the call too. */
    void publish(Happening what);

    /** Work took longer than it was given. */
    final class WorkTimedOut extends RuntimeException {
        private static final long serialVersionUID = 1;

        /** After this time. */
        public WorkTimedOut(Duration after) {
            super("no answer within " + after.toMillis() + " ms");
        }
    }
}
