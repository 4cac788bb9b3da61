package org.strowger.call;

/** What is done with one call. All methods run on the call's thread. Whatever it throws ends that call alone. */
public interface CallProgram {

    /** How a call is treated when there are too many, or nobody is known. */
    enum Priority {
        /** Subject to limits and authentication. */
        NORMAL,
        /** Comes through: no authentication, no limit. */
        EMERGENCY
    }

    /** The route's body. When it returns, an answered call is hung up, and another refused with the status of its last failed dial, else 480. */
    void run(Call call) throws Exception;

    /** Before {@link #run}, exactly once. */
    default void started(Call call) throws Exception {}

    /** When the caller has been answered, at most once, before the verb that answered returns. */
    default void answered(Call call) throws Exception {}

    /** After all else, exactly once: no verb works any more. */
    default void ended(Call call, EndCause cause) throws Exception {}

    /**
     * After {@link #run} failed or was cut, at most once, with the reason in one line: last words to the caller, who gets 500 if they are none. They have a
     * budget of their own.
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
