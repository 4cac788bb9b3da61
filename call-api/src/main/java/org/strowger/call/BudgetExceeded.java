package org.strowger.call;

/** A program has called more verbs than one call may. */
public final class BudgetExceeded extends RuntimeException {

    private static final long serialVersionUID = 1;

    public BudgetExceeded(int verbs) {
        super("more than " + verbs + " verbs in one call");
    }
}
