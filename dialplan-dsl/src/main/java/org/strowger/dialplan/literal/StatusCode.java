package org.strowger.dialplan.literal;

import org.strowger.dialplan.text.ProblemCode;

/** A status by which a call is refused (RFC 3261 §21): 300 to 699. */
public final class StatusCode implements Judge {

    @Override
    public void judge(Literal literal) {
        literal.number()
                .filter(status -> status < 300 || status > 699)
                .ifPresent(status -> literal.problem(
                        ProblemCode.BAD_VALUE, "a call is refused with a status of 300 to 699, not " + status));
    }
}
