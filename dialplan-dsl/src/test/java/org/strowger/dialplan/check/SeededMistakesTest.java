package org.strowger.dialplan.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.dialplan.Plans;

/**
 * Plans with a mistake each, under {@code src/test/resources/mistakes}. A comment below the line underlines what is to
 * be found, as the checker itself does, and says the beginning of what is to be said.
 */
class SeededMistakesTest {

    private static final Path MISTAKES = Path.of("src/test/resources/mistakes");
    private static final Pattern MARK = Pattern.compile("//( *)(\\^+) (.+)");

    private record Expected(int line, int column, int length, String message) {}

    @TempDir
    Path folder;

    static List<Path> mistakes() throws IOException {
        try (var files = Files.list(MISTAKES)) {
            return files.sorted().toList();
        }
    }

    @Test
    void there_are_more_than_a_hundred_and_fifty() throws IOException {
        assertThat(mistakes()).hasSizeGreaterThan(150);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_underlined_where_it_stands(Path file) throws IOException {
        var expected = expected(Files.readAllLines(file));
        var problems = new Plans(folder).problems(Files.readString(file));
        assertThat(problems)
                .as(problems.toString())
                .extracting(problem -> new Expected(
                        problem.line(), problem.column(), problem.span().endColumn() - problem.column(), ""))
                .containsExactlyElementsOf(expected.stream()
                        .map(one -> new Expected(one.line, one.column, one.length, ""))
                        .toList());
        for (int i = 0; i < problems.size(); i++)
            assertThat(problems.get(i).toString()).contains(expected.get(i).message);
    }

    private static List<Expected> expected(List<String> lines) {
        var all = new ArrayList<Expected>();
        int line = 0; // the last that is no mark
        for (int i = 0; i < lines.size(); i++) {
            var mark = MARK.matcher(lines.get(i));
            if (!mark.matches()) line = i + 1;
            else all.add(new Expected(line, mark.start(2) + 1, mark.group(2).length(), mark.group(3)));
        }
        return all;
    }

    @Test
    void a_problem_for_people_shows_the_line_and_underlines_it() throws IOException {
        var problem = new Plans(folder)
                .problems("route('100') {\n\tdial user('1001'), timout: 2.seconds\n}\n")
                .getFirst();
        assertThat(problem.lines())
                .containsExactly(
                        folder + "/plan.groovy:2:21: there is no option 'timout' here",
                        "    2 | \tdial user('1001'), timout: 2.seconds",
                        "      | \t                   ^^^^^^ did you mean 'timeout'?");
        assertThat(problem.code()).hasToString("unknown-option");
    }
}
