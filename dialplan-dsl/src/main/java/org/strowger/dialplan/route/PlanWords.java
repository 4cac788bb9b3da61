package org.strowger.dialplan.route;

import groovy.lang.Closure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.strowger.dialplan.literal.Judge;
import org.strowger.dialplan.literal.Literal;
import org.strowger.dialplan.script.Guard;
import org.strowger.dialplan.text.ProblemCode;
import org.strowger.dialplan.text.Spelling;

/** What can be wrong with what is given to the words that build a plan. */
final class PlanWords {

    private PlanWords() {}

    /** A regular expression, {@code ~/…/}. */
    static final class Expression implements Judge {

        @Override
        public void judge(Literal literal) {
            literal.expression().ifPresent(Expression::judgeText);
        }

        private static void judgeText(Literal literal) {
            literal.text().ifPresent(expression -> {
                try {
                    Pattern.compile(expression);
                } catch (PatternSyntaxException bad) {
                    literal.problemWithin(
                            Math.max(bad.getIndex(), 0),
                            1,
                            ProblemCode.BAD_VALUE,
                            "regular expression: " + bad.getDescription());
                }
            });
        }
    }

    /** What decides whether a route takes a call. */
    static final class Condition implements Judge {
        @Override
        public void judge(Literal literal) {
            if (!literal.mayBe(Closure.class, Guard.class))
                literal.problem(ProblemCode.WRONG_TYPE, "when: wants a guard", "write when: { … }");
        }
    }

    /** A file of numbers beside the script, and the column in it. */
    abstract static class TableFile implements Judge {

        private final String usual;

        TableFile(String usual) {
            this.usual = usual;
        }

        @Override
        public void judge(Literal literal) {
            literal.text().ifPresent(file -> judgeFile(literal, file));
        }

        private void judgeFile(Literal literal, String file) {
            Path path = literal.beside(file);
            if (!Files.isRegularFile(path)) {
                literal.problem(
                        ProblemCode.MISTAKE, "there is no table '" + file + "'", "looked for " + path.normalize());
                return;
            }
            Optional<Literal> named = literal.option("column");
            if (named.isEmpty() && literal.arguments().getFirst().isMap())
                return; // it is misspelt: the compiler says so
            if (named.isPresent() && named.get().text().isEmpty()) return; // known in time, not here
            String column = named.flatMap(Literal::text).orElse(usual);
            var columns = literal.facts().columns(path);
            if (columns.contains(column)) return;
            named.orElse(literal)
                    .problem(
                            ProblemCode.MISTAKE,
                            "'" + file + "' has no column '" + column + "'",
                            Spelling.didYouMean(column, Set.copyOf(columns))
                                    .orElse("it has " + String.join(", ", columns)));
        }
    }

    /** A table of whole numbers. */
    static final class Numbers extends TableFile {
        Numbers() {
            super("number");
        }
    }

    /** A table of prefixes. */
    static final class Prefixes extends TableFile {
        Prefixes() {
            super("prefix");
        }
    }
}
