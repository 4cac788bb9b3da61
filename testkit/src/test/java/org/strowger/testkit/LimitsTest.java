package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.testkit.LimitsTable.Limit;

/**
 * What {@code docs/limits.md} says of bounds is what the code has, what the configuration says, and what a peer gets.
 */
class LimitsTest {

    private static final Path ROOT = Path.of("..");

    static List<Limit> all() {
        return LimitsTable.read();
    }

    static Stream<Limit> probed() {
        return all().stream().filter(Limit::isProbed);
    }

    static Stream<Limit> shownElsewhere() {
        return all().stream().filter(limit -> !limit.isProbed());
    }

    static Stream<Limit> inTheCode() {
        return all().stream().filter(limit -> !limit.code().isEmpty());
    }

    static Stream<Limit> configured() {
        return all().stream().filter(limit -> !limit.isFixed());
    }

    static Stream<Limit> counted() {
        return all().stream().filter(limit -> !limit.figure().isEmpty());
    }

    @Test
    void a_row_has_a_probe_and_a_probe_has_a_row() {
        assertThat(all()).extracting(Limit::what).doesNotHaveDuplicates();
        assertThat(LimitProbes.ALL.keySet())
                .containsExactlyInAnyOrderElementsOf(probed().map(Limit::what).toList());
    }

    @ParameterizedTest
    @MethodSource("probed")
    void at_the_bound_it_passes_and_above_it_the_peer_gets_what_the_table_says(Limit limit) throws Exception {
        Objects.requireNonNull(LimitProbes.ALL.get(limit.what())).tries(limit);
    }

    @ParameterizedTest
    @MethodSource("shownElsewhere")
    void the_test_that_shows_it_is_there(Limit limit) throws IOException {
        assertThat(limit.shown()).as("probe, or: module Class#test").matches("[a-z-]+ \\w+#\\w+");
        String module = limit.shown().split(" ", 2)[0];
        String[] test = limit.shown().split(" ", 2)[1].split("#", 2);
        try (Stream<Path> sources = Files.walk(ROOT.resolve(module).resolve("src"))) {
            Path source = sources.filter(file -> file.endsWith(test[0] + ".java"))
                    .findFirst()
                    .orElseThrow();
            assertThat(source).content().contains(" " + test[1] + "(");
        }
    }

    @ParameterizedTest
    @MethodSource("inTheCode")
    void the_default_is_that_of_the_code(Limit limit) throws ReflectiveOperationException {
        assertThat(value(limit.code())).isEqualTo(limit.bound());
    }

    /**
     * {@code sip.FrameScan.MAX_VIAS}, or a component of a record that a constant holds:
     * {@code call.setup.CallLimits.DEFAULT.legs}.
     */
    private static long value(String code) throws ReflectiveOperationException {
        List<String> words = Arrays.asList(code.split("\\.", -1));
        int name = 0;
        while (!Character.isUpperCase(words.get(name).charAt(0))) name++;
        Class<?> type = Class.forName("org.strowger." + String.join(".", words.subList(0, name + 1)));
        Field constant = type.getDeclaredField(words.get(name + 1));
        constant.setAccessible(true);
        Object held = constant.get(null);
        if (words.size() == name + 3) {
            Method component = held.getClass().getDeclaredMethod(words.get(name + 2));
            component.setAccessible(true);
            held = component.invoke(held);
        }
        return held instanceof Duration time ? time.toSeconds() : ((Number) held).longValue();
    }

    @ParameterizedTest
    @MethodSource("configured")
    void the_default_is_that_of_the_configuration(Limit limit) throws IOException {
        int dot = limit.where().lastIndexOf('.');
        String section = limit.where().substring(0, dot);
        String key = limit.where().substring(dot + 1);
        List<String> lines = Files.readAllLines(ROOT.resolve("docs/configuration.md"));
        int begin = lines.indexOf("## `" + section + "`");
        assertThat(begin).as("the section " + section).isNotNegative();
        String row = lines.stream()
                .skip(begin + 1L)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `" + key + "` |"))
                .findFirst()
                .orElseThrow();
        assertThat(row).startsWith("| `" + key + "` | `" + limit.amount() + "` |");
    }

    @ParameterizedTest
    @MethodSource("counted")
    void the_figure_is_one_that_the_switch_tells(Limit limit) throws ReflectiveOperationException {
        Class<?> figure = Class.forName("org.strowger.administration.Figure");
        Field all = figure.getDeclaredField("FIXED");
        all.setAccessible(true);
        Method name = figure.getDeclaredMethod("name");
        name.setAccessible(true);
        List<Object> names = new java.util.ArrayList<>();
        for (Object one : (List<?>) all.get(null)) names.add(name.invoke(one));
        assertThat(names).contains(limit.figure());
    }
}
