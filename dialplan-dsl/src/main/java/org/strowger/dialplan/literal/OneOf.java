package org.strowger.dialplan.literal;

import java.util.List;
import org.strowger.dialplan.text.ProblemCode;

/** Words of which one is to be written. A class of its own names its words, and reads them in calls, too. */
public abstract class OneOf implements Judge {

    private final List<String> words;
    private final String otherwise;

    /** @param otherwise what another word is, as in {@code no side of a call} */
    protected OneOf(String otherwise, List<String> words) {
        this.otherwise = otherwise;
        this.words = List.copyOf(words);
    }

    /** The words, as they are written. */
    @Override
    public String toString() {
        return "'" + String.join("', '", words) + "'";
    }

    @Override
    public void judge(Literal literal) {
        literal.text()
                .filter(word -> !words.contains(word))
                .ifPresent(word -> literal.problem(
                        ProblemCode.BAD_VALUE,
                        literal.option() + ": '" + word + "' is " + otherwise,
                        "one of " + String.join(", ", words)));
    }
}
