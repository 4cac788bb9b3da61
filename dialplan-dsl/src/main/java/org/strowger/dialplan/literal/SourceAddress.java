package org.strowger.dialplan.literal;

import org.strowger.dialplan.number.AddressRange;
import org.strowger.dialplan.text.ProblemCode;

/** An address or a network that a call may come from. */
public final class SourceAddress implements Judge {

    @Override
    public void judge(Literal literal) {
        literal.text().ifPresent(range -> {
            try {
                AddressRange.parse(range);
            } catch (IllegalArgumentException bad) {
                literal.problem(
                        ProblemCode.BAD_VALUE,
                        "'" + range + "' is no address or network",
                        "such as '10.0.0.0/8' or '2001:db8::1'");
            }
        });
    }
}
