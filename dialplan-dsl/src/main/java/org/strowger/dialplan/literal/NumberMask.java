package org.strowger.dialplan.literal;

import java.util.regex.Pattern;
import org.strowger.dialplan.text.ProblemCode;

/** A number whose last digits may be those of another: {@code +1555123XXXX}. */
public final class NumberMask implements Judge {

    private static final Pattern MASK = Pattern.compile("[+]?[0-9*#]*X*");

    @Override
    public void judge(Literal literal) {
        literal.text()
                .filter(mask -> !MASK.matcher(mask).matches())
                .ifPresent(mask -> literal.problem(
                        ProblemCode.BAD_VALUE,
                        "'" + mask + "' is no number mask",
                        "digits, +, *, # and then X for each digit to keep"));
    }
}
