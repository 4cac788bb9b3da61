package org.strowger.dialplan.literal;

/**
 * Judges one thing that a verb was given, where it is written out in full; what is computed is left to the call. Named
 * by {@link Check}, made once by its constructor without parameters, and used for all plans: it has no state.
 */
@FunctionalInterface
public interface Judge {

    /** Looks at it, and tells it what is wrong. */
    void judge(Literal literal);
}
