package org.strowger.call;

import java.time.Duration;

/** Two legs that a program has let hear each other. All verbs are called on the call's thread. */
public interface Talk {

    /**
     * Does this each time that one of the two presses these digits, one within three seconds of the other; within the
     * verb that waits then.
     */
    void on(String digits, Runnable action);

    /** Ends the talk after this time from now; takes the place of an earlier limit. */
    void limit(Duration length);

    /** Waits until one of the two has left; says how long they talked. */
    Duration await();
}
