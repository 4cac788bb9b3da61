package org.strowger.dialplan.literal;

import org.strowger.dialplan.text.ProblemCode;

/** A whole number that has a least and a greatest value. */
public abstract class Within implements Judge {

    private final int least;
    private final int most;

    /** Both are allowed. */
    protected Within(int least, int most) {
        this.least = least;
        this.most = most;
    }

    /** From the least to the greatest. */
    @Override
    public String toString() {
        return least + " to " + most;
    }

    @Override
    public void judge(Literal literal) {
        literal.number()
                .filter(number -> number < least || number > most)
                .ifPresent(number -> literal.problem(
                        ProblemCode.BAD_VALUE,
                        literal.option() + ": " + number + " is out of range",
                        "from " + least + " to " + most));
    }
}
