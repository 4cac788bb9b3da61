package org.strowger.statemachine;

/** A named length of time from which delays are made, such as T1 of RFC 3261 §17.1.1.1. Implemented by enums. */
public interface Base {

    /** The name in the standard, as diagrams print it. */
    String name();

    /** Index into {@link Timings}. */
    int ordinal();
}
