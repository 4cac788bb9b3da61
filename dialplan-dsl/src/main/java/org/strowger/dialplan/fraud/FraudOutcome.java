package org.strowger.dialplan.fraud;

/** What a guard against toll fraud says of a call. In an {@code if}, only {@link Clear} is true. */
public sealed interface FraudOutcome {

    /** Within all bounds: the call counts, and its money is held. */
    record Clear() implements FraudOutcome {}

    /**
     * A bound is reached: the call counts nowhere, and the plan says what becomes of it.
     *
     * @param reason in words
     */
    record Suspect(String reason) implements FraudOutcome {}

    /**
     * A bound was reached with {@code hold: true}: nothing is clear until somebody lifts it.
     *
     * @param reason of then, in words
     */
    record Held(String reason) implements FraudOutcome {}

    /** {@code if (fraudGuard(…))}: whether nothing speaks against the call. */
    default boolean asBoolean() {
        return this instanceof Clear;
    }
}
