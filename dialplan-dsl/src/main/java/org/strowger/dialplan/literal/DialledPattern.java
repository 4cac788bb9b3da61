package org.strowger.dialplan.literal;

import org.strowger.dialplan.number.NumberPattern;
import org.strowger.dialplan.text.ProblemCode;

/** A pattern for numbers, such as {@code 10XX}; lists of them. */
public final class DialledPattern implements Judge {

    @Override
    public void judge(Literal literal) {
        literal.elements().forEach(this::judge);
        literal.text().ifPresent(pattern -> {
            try {
                NumberPattern.compile(pattern);
            } catch (NumberPattern.BadPattern bad) {
                literal.problemWithin(
                        bad.index(),
                        Math.max(pattern.length() - bad.index(), 1),
                        ProblemCode.BAD_VALUE,
                        "pattern '" + pattern + "': " + bad.getMessage());
            }
        });
    }
}
