package org.strowger.dialplan.literal;

import java.util.Optional;
import java.util.regex.Pattern;
import org.strowger.dialplan.number.NumberPattern;
import org.strowger.dialplan.text.ProblemCode;

/** A pattern for numbers, such as {@code 10XX}; lists of them. */
public final class DialledPattern implements Judge {

    /** As other switches begin a pattern. Here it would stand for itself, which nobody dials. */
    private static final Pattern UNDERSCORE = Pattern.compile("_[0-9XZN*#+\\[.!].*");

    /** Marks of regular expressions that stand for themselves in a pattern, and that no number has. */
    private static final Pattern EXPRESSION = Pattern.compile("\\^.*|.*\\$|.*(?:\\\\[dDwWsS]|[\\])][+{]|\\(\\?).*");

    @Override
    public void judge(Literal literal) {
        literal.elements().forEach(this::judge);
        literal.text().ifPresent(pattern -> {
            try {
                NumberPattern.compile(pattern);
                foreign(pattern)
                        .ifPresent(hint -> literal.problem(
                                ProblemCode.BAD_VALUE, "pattern '" + pattern + "': no number fits it", hint));
            } catch (NumberPattern.BadPattern bad) {
                literal.problemWithin(
                        bad.index(),
                        Math.max(pattern.length() - bad.index(), 1),
                        ProblemCode.BAD_VALUE,
                        "pattern '" + pattern + "': " + bad.getMessage());
            }
        });
    }

    /** How to write what was written as elsewhere. */
    private static Optional<String> foreign(String pattern) {
        if (UNDERSCORE.matcher(pattern).matches()) return Optional.of("write '" + pattern.substring(1) + "'");
        if (!EXPRESSION.matcher(pattern).matches()) return Optional.empty();
        return Optional.of("a regular expression is written ~/"
                + pattern.replaceFirst("^\\^", "").replaceFirst("\\$$", "") + "/");
    }
}
