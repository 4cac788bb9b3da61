package org.strowger.dialplan.literal;

import org.strowger.dialplan.text.ProblemCode;

/** A time of more than nothing. */
public final class PositiveTime implements Judge {

    @Override
    public void judge(Literal literal) {
        literal.units()
                .filter(number -> number < 1)
                .ifPresent(_ -> literal.problem(
                        ProblemCode.BAD_VALUE,
                        name(literal) + " wants a time of more than nothing",
                        "such as 20.seconds"));
    }

    private static String name(Literal literal) {
        return literal.option().isEmpty() ? literal.verb() : literal.option() + ":";
    }
}
