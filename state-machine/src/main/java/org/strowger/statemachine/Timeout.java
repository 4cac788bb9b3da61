package org.strowger.statemachine;

/** A task that a {@link Loop} will run later. */
@FunctionalInterface
public interface Timeout {

    /** A timeout that is over. */
    Timeout NONE = () -> {};

    /** Makes sure that the task does not run, if it has not run yet. To be called on the loop that scheduled it. */
    void cancel();
}
