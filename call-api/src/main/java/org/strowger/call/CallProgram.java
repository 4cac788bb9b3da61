package org.strowger.call;

import java.time.Duration;
import org.strowger.call.event.MachineTone;

/** What is done with one call. All methods run on the call's thread. Whatever it throws ends that call alone. */
public interface CallProgram {

    /** How a call is treated when there are too many, or nobody is known. */
    enum Priority {
        /** Subject to limits and authentication. */
        NORMAL,
        /** Comes through: no authentication, no limit. */
        EMERGENCY
    }

    /**
     * The route's body. When it returns, an answered call is hung up, and another refused with the status of its last
     * failed dial, else 480.
     */
    void run(Call call) throws Exception;

    /** Before {@link #run}, exactly once. */
    default void started(Call call) throws Exception {}

    /** When the caller has been answered, at most once, before the verb that answered returns. */
    default void answered(Call call) throws Exception {}

    /** The caller has pressed a digit: each press once, while a verb waits, or at the next one. */
    default void pressed(Call call, char digit) throws Exception {}

    /** The caller has been silent for as long as {@link Call#listenForSilence} says. */
    default void fellSilent(Call call, Duration silence) throws Exception {}

    /** A tone with a meaning was heard from the caller or, in a connection, from the callee. */
    default void heardTone(Call call, MachineTone tone) throws Exception {}

    /** No media comes any more. Whether the call is to be ended for it, with {@link EndCause.MediaTimeout}. */
    default MediaLoss mediaTimedOut(Call call) throws Exception {
        return MediaLoss.END;
    }

    /** What becomes of a call without media. */
    enum MediaLoss {
        /** It is ended. */
        END,
        /** The program has seen to it. */
        GO_ON
    }

    /** After all else, exactly once: no verb works any more. */
    default void ended(Call call, EndCause cause) throws Exception {}

    /**
     * After {@link #run} failed or was cut, at most once, with the reason in one line: last words to the caller, who
     * gets 500 if they are none. They have a budget of their own.
     */
    default void failed(Call call, String why) throws Exception {}

    /** What took the call, for logs: file, line and pattern. */
    String label();

    /** The version of the plan that it belongs to, from 1; 0 for a program that belongs to none. */
    default int version() {
        return 0;
    }

    /** Says in one line why the program failed, with file and line where they are known. */
    default String explain(Throwable thrown) {
        return thrown.toString();
    }

    /** Normal unless overridden. {@link CallRouter#isEmergency} says the same before the program is found. */
    default Priority priority() {
        return Priority.NORMAL;
    }
}
