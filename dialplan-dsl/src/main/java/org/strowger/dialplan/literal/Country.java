package org.strowger.dialplan.literal;

import java.util.Locale;
import org.strowger.dialplan.number.E164;
import org.strowger.dialplan.text.ProblemCode;

/** A country whose numbers are known, by two letters (ISO 3166). */
public final class Country implements Judge {

    @Override
    public void judge(Literal literal) {
        literal.text()
                .filter(country -> !E164.countries().contains(country.toUpperCase(Locale.ROOT)))
                .ifPresent(country -> literal.problem(
                        ProblemCode.MISTAKE,
                        "the numbers of country '" + country + "' aren't known",
                        "one of " + String.join(", ", E164.countries())));
    }
}
