package org.strowger.dialplan.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberPatternTest {

    @ParameterizedTest
    @CsvSource({
        "1XXX, 1000, true",
        "1XXX, 100, false",
        "1XXX, 10000, false",
        "1XXX, 100a, false",
        "ZXX, 100, true",
        "ZXX, 000, false",
        "NXX, 200, true",
        "NXX, 100, false",
        "[1-57]X, 50, true",
        "[1-57]X, 60, false",
        "[1-57]X, 70, true",
        "9., 9, false",
        "9., 91, true",
        "9., 9+anything, true",
        "9!, 9, true",
        "9!, 912, true",
        "9!, 8, false",
        "*43, *43, true",
        "+1NXX!, +1234, true",
        "+1NXX!, +1134, false",
        "support, support, true",
        "support, Support, false",
        "1.9, 129, true",
        "1.9, 19, false",
        "1!9, 19, true",
        "1!9, 1990, false",
        "[-]X, -5, true",
        "[X]1, X1, true",
        "[X]1, 11, false",
        "ä., äx, true"
    })
    void a_pattern_takes_what_its_signs_say(String pattern, String number, boolean fits) {
        assertThat(NumberPattern.compile(pattern).matches(number)).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({"1[2-, 1", "1[], 1", "[5-2], 1", "X[2ä], 3"})
    void a_bad_pattern_says_where(String pattern, int index) {
        assertThatThrownBy(() -> NumberPattern.compile(pattern))
                .isInstanceOfSatisfying(
                        NumberPattern.BadPattern.class,
                        bad -> assertThat(bad.index()).isEqualTo(index));
    }

    @Test
    void it_agrees_with_a_slow_reference_on_random_patterns_and_numbers() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            var elements = elements(random);
            var pattern = NumberPattern.compile(String.join("", elements));
            for (int j = 0; j < 10; j++) {
                String number = number(random);
                assertThat(pattern.matches(number))
                        .as("pattern %s, number %s, seed %d", pattern, number, seed)
                        .isEqualTo(reference(elements, number));
            }
        }
    }

    @Test
    void matching_takes_no_more_than_the_product_of_lengths_in_steps() {
        var pattern = NumberPattern.compile("!1".repeat(50) + "2");
        assertThat(pattern.matches("1".repeat(20_000))).isFalse(); // would not end if it were exponential
    }

    @Test
    void matching_allocates_nothing() {
        var pattern = NumberPattern.compile("+1[2-9]XX.5!");
        var bean = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().threadId();
        int hits = 0;
        for (int i = 0; i < 20_000; i++) if (pattern.matches("+12345678905")) hits++;
        long before = bean.getThreadAllocatedBytes(id);
        for (int i = 0; i < 20_000; i++) if (pattern.matches("+12345678905")) hits++;
        long bytes = bean.getThreadAllocatedBytes(id) - before;
        assertThat(hits).isEqualTo(40_000);
        assertThat(bytes).isLessThan(20_000); // less than a byte a match: what the bean itself takes
    }

    private static List<String> elements(SplittableRandom random) {
        var choices = new String[] {"X", "Z", "N", ".", "!", "[1-3]", "[07]", "1", "2", "+", "a"};
        return java.util.stream.IntStream.rangeClosed(1, 1 + random.nextInt(6))
                .mapToObj(_ -> choices[random.nextInt(choices.length)])
                .toList();
    }

    private static String number(SplittableRandom random) {
        var number = new StringBuilder();
        int length = random.nextInt(8);
        for (int i = 0; i < length; i++) number.append("01239+a".charAt(random.nextInt(7)));
        return number.toString();
    }

    /** The definition, tried in all ways. */
    private static boolean reference(List<String> elements, String number) {
        if (elements.isEmpty()) return number.isEmpty();
        var rest = elements.subList(1, elements.size());
        String element = elements.getFirst();
        if (element.equals(".") || element.equals("!")) {
            for (int eaten = element.equals(".") ? 1 : 0; eaten <= number.length(); eaten++) {
                if (reference(rest, number.substring(eaten))) return true;
            }
            return false;
        }
        return !number.isEmpty() && accepts(element, number.charAt(0)) && reference(rest, number.substring(1));
    }

    private static boolean accepts(String element, char c) {
        return switch (element) {
            case "X" -> "0123456789".indexOf(c) >= 0;
            case "Z" -> "123456789".indexOf(c) >= 0;
            case "N" -> "23456789".indexOf(c) >= 0;
            case "[1-3]" -> "123".indexOf(c) >= 0;
            case "[07]" -> "07".indexOf(c) >= 0;
            default -> element.charAt(0) == c;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "9XX, 9, true",
        "9XX, 91, true",
        "9XX, 912, false",
        "9XX, 8, false",
        "1, 1, false",
        "1., 1, true",
        "1., 123, true",
        "!, 1, true",
        "[1-3]*#, 2, true",
        "[1-3]*#, 2*, true",
        "[1-3]*#, 4, false",
        "X!#, 12, true"
    })
    void a_pattern_knows_whether_more_may_follow(String pattern, String beginning, boolean grows) {
        assertThat(NumberPattern.compile(pattern).canGrow(beginning)).isEqualTo(grows);
    }
}
