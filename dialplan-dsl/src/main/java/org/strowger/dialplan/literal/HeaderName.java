package org.strowger.dialplan.literal;

import java.util.regex.Pattern;
import org.strowger.dialplan.text.ProblemCode;

/** The name of a header: a token (RFC 3261 §25.1). */
public final class HeaderName implements Judge {

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9.!%*_+`'~-]+");

    @Override
    public void judge(Literal literal) {
        literal.text()
                .filter(name -> !TOKEN.matcher(name).matches())
                .ifPresent(name -> literal.problem(ProblemCode.BAD_VALUE, "'" + name + "' is no name of a header"));
    }
}
