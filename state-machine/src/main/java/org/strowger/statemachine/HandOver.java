package org.strowger.statemachine;

/**
 * What was handed from one thread to another in {@link VirtualTime}.
 *
 * @param from a loop by its name, {@link #THREADS}, or {@link #OUTSIDE}
 * @param to a loop by its name, or {@link #THREADS}
 * @param tasks how many
 * @param wakeUps how many of them came when nothing else waited there, so that a thread that sleeps has to be woken
 */
public record HandOver(String from, String to, long tasks, long wakeUps) {

    /** The threads of calls, all together. */
    public static final String THREADS = "threads of calls";

    /** Whoever drives the time. */
    public static final String OUTSIDE = "outside";
}
