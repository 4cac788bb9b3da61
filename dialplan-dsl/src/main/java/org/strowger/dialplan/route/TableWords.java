package org.strowger.dialplan.route;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.strowger.dialplan.literal.Judge;
import org.strowger.dialplan.literal.Literal;
import org.strowger.dialplan.table.ColumnType;
import org.strowger.dialplan.table.TableShape;
import org.strowger.dialplan.text.ProblemCode;
import org.strowger.dialplan.text.Spelling;

/** How a table is declared, and what can be wrong with that. */
final class TableWords {

    private TableWords() {}

    /** What a script wrote. */
    static TableShape shape(Map<String, ?> options, String name) {
        Map<String, ColumnType> columns = new LinkedHashMap<>();
        if (options.get("columns") instanceof Map<?, ?> written)
            written.forEach((column, type) -> columns.put(String.valueOf(column), type(String.valueOf(type))));
        Optional<Duration> lasts =
                options.get("lasts") instanceof Duration named ? Optional.of(named) : Optional.empty();
        return new TableShape(name, String.valueOf(options.get("key")), columns, lasts);
    }

    private static ColumnType type(String word) {
        return ColumnType.of(word)
                .orElseThrow(() -> new IllegalArgumentException("there is no type '" + word + "'; " + types(word)));
    }

    private static String types(String word) {
        return Spelling.didYouMean(word, Set.copyOf(ColumnType.words()))
                .orElse("one of " + String.join(", ", ColumnType.words()));
    }

    private static void judgeName(Literal literal) {
        literal.text()
                .filter(name -> !TableShape.NAME.matcher(name).matches())
                .ifPresent(name -> literal.problem(
                        ProblemCode.BAD_VALUE,
                        "'" + name + "' can't be a name of a table",
                        "letters, digits, - and _, a letter first, at most 64"));
    }

    /** The name of a table, or of its key. */
    static final class Named implements Judge {
        @Override
        public void judge(Literal literal) {
            judgeName(literal);
        }

        @Override
        public String toString() {
            return "letters, digits, `-` and `_`";
        }
    }

    /** Names of columns, and a type for each. */
    static final class Columns implements Judge {

        @Override
        public void judge(Literal columns) {
            List<Literal> names = columns.keys();
            names.forEach(TableWords::judgeName);
            columns.values().forEach(Columns::judgeType);
            if (names.size() > TableShape.MOST_COLUMNS)
                columns.problem(ProblemCode.BAD_VALUE, "a table has " + TableShape.MOST_COLUMNS + " columns at most");
            columns.option("key")
                    .flatMap(Literal::text)
                    .ifPresent(key -> names.stream()
                            .filter(name -> name.text().filter(key::equals).isPresent())
                            .forEach(name ->
                                    name.problem(ProblemCode.BAD_VALUE, "'" + key + "' is the key, and no column")));
        }

        private static void judgeType(Literal type) {
            if (type.text().isEmpty()) {
                type.problem(
                        ProblemCode.WRONG_TYPE,
                        "a column's type is written in quotes",
                        "one of " + String.join(", ", ColumnType.words()));
                return;
            }
            type.text()
                    .filter(word -> ColumnType.of(word).isEmpty())
                    .ifPresent(word ->
                            type.problem(ProblemCode.BAD_VALUE, "there is no type '" + word + "'", types(word)));
        }

        @Override
        public String toString() {
            return String.join(", ", ColumnType.words());
        }
    }
}
