package org.strowger.statemachine;

/** Performs the effects of a machine. Run to completion: it may {@link Machine#post} events, never fire them. */
@FunctionalInterface
public interface Effects<X extends Enum<X>> {

    /**
     * Performs one effect.
     *
     * @param payload what came with the event, {@link Machine#NOTHING} where nothing did
     */
    void perform(X effect, Object payload);
}
