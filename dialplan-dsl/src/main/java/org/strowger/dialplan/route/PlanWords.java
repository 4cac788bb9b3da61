package org.strowger.dialplan.route;

import groovy.lang.Closure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.strowger.dialplan.literal.Judge;
import org.strowger.dialplan.literal.Literal;
import org.strowger.dialplan.number.NumberTable;
import org.strowger.dialplan.script.Guard;
import org.strowger.dialplan.text.ProblemCode;
import org.strowger.dialplan.text.Spelling;

/** What can be wrong with what is given to the words that build a plan. */
final class PlanWords {

    private PlanWords() {}

    /** The one block that was written; none if it was left out. */
    static @Nullable Closure<?> only(Closure<?>... written) {
        return written.length == 0 ? null : written[0];
    }

    /**
     * What a route is given: its parts may be of several types, and some may be left out, in ways that the declared
     * forms don't tell.
     */
    static final class Form implements Judge {

        @Override
        public void judge(Literal first) {
            List<Literal> given = first.arguments();
            if (given.stream().anyMatch(Literal::isSpread)) return; // told already
            boolean hasOptions = first.is(Map.class);
            List<Literal> parts = hasOptions ? given.subList(1, given.size()) : given;
            Optional<Literal> to = hasOptions ? first.option("to") : Optional.empty();
            boolean handled = to.filter(value -> value.is(Closure.class)).isPresent();
            boolean hasBody = !parts.isEmpty() && parts.getLast().is(Closure.class) && !handled;
            List<Literal> numbers = hasBody ? parts.subList(0, parts.size() - 1) : parts;
            boolean fits = hasOptions ? fitsOptions(numbers, handled) : fits(numbers) && (hasBody || parts.size() == 2);
            if (!fits) {
                first.unfit(numbers.stream()
                        .flatMap(number -> number.number().stream())
                        .findFirst()
                        .map(number -> "a number dialled is a text: '" + number + "'"));
                return;
            }
            numbers.forEach(Form::judgeElements);
            if (!hasBody && !handled) judgeHandler(first, to);
            if (hasBody && !numbers.isEmpty()) to.ifPresent(value -> value.mustBe(String.class));
            judgePriority(numbers, first);
        }

        private static boolean fits(List<Literal> numbers) {
            if (numbers.size() > 1) return numbers.size() <= 3 && areTexts(numbers);
            return numbers.size() == 1
                    && numbers.getFirst()
                            .is(CharSequence.class, List.class, Pattern.class, NumberTable.class, Closure.class);
        }

        private static void judgeElements(Literal numbers) {
            numbers.elements().stream()
                    .filter(one -> !one.mayBe(CharSequence.class))
                    .forEach(one ->
                            one.problem(ProblemCode.WRONG_TYPE, "a pattern is a text", "write ['1XXX', '2XXX']"));
        }

        private static boolean areTexts(List<Literal> numbers) {
            return numbers.stream().allMatch(number -> number.is(CharSequence.class));
        }

        /** Beside options, numbers may be left out, and a guard stands for them only where a method takes the call. */
        private static boolean fitsOptions(List<Literal> numbers, boolean handled) {
            return numbers.isEmpty()
                    || (fits(numbers) && (handled || !numbers.getFirst().is(Closure.class)));
        }

        private static void judgeHandler(Literal first, Optional<Literal> to) {
            if (to.isPresent()) to.get().mustBe(Closure.class);
            else first.perhaps(ProblemCode.MISTAKE, "the route has no body", "write { … }, or to: this.&method");
        }

        /** Tables are looked up behind emergencies. */
        private static void judgePriority(List<Literal> numbers, Literal first) {
            if (numbers.isEmpty() || !numbers.getFirst().is(NumberTable.class)) return;
            first.option("priority")
                    .flatMap(Literal::name)
                    .ifPresent(name -> name.problem(ProblemCode.UNKNOWN_OPTION, "there is no option 'priority' here"));
        }
    }

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
