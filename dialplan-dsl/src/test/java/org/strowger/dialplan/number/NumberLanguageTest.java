package org.strowger.dialplan.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberLanguageTest {

    private static NumberLanguage language(String written) {
        return written.startsWith("~")
                ? ExpressionLanguage.of(Pattern.compile(written.substring(1))).orElseThrow()
                : new NumberLanguage(NumberPattern.compile(written).language().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            100 ; 1XX ; true
            1XX ; 100 ; false
            1XXX ; 1. ; true
            1. ; 1XXX ; false
            1! ; 1. ; false
            1. ; 1! ; true
            [2-4]X ; NX ; true
            ZX ; NX ; false
            *43 ; *. ; true
            ~\\d{3} ; XXX ; true
            XXX ; ~\\d{2,3} ; true
            ~\\d{2,3} ; XXX ; false
            ~(00|\\+)49\\d+ ; ~(00|\\+).* ; true
            ~a*b? ; ~[ab]* ; true
            ~[^5] ; ~[0-46-9] ; false
            ~(?<area>030)\\d ; 030. ; true
            ~^1\\d$ ; 1X ; true
            ~.* ; ! ; true
            ! ; ~.* ; true
            """)
    void a_language_lies_within_another(String inner, String outer, boolean within) {
        assertThat(language(inner).isWithin(List.of(language(outer)))).isEqualTo(within);
    }

    @ParameterizedTest
    @CsvSource({"(?i)a", "(\\d)\\1", "(?=1)\\d", "\\d++", "\\bx", "[a&&b]"})
    void what_is_no_regular_language_is_left_undecided(String expression) {
        assertThat(ExpressionLanguage.of(Pattern.compile(expression))).isEmpty();
    }

    @Test
    void an_example_is_one_of_its_numbers_and_short() {
        assertThat(language("1NX.").example()).contains("1200");
        assertThat(language("~(00|\\+)49\\d{2,}").example())
                .hasValueSatisfying(it -> assertThat(it).hasSize(5));
    }

    /** What it says of random patterns is what the matcher itself does with random numbers. */
    @Test
    void it_agrees_with_the_matcher() {
        var random = new SplittableRandom(7);
        int within = 0;
        for (int i = 0; i < 2_000; i++) {
            var one = NumberPattern.compile(random(random, "0123XZN.!", 4));
            var other = NumberPattern.compile(random(random, "0123XZN.!", 4));
            boolean is = language(one.toString()).isWithin(List.of(language(other.toString())));
            within += is ? 1 : 0;
            Optional<String> against = Optional.empty();
            for (int n = 0; n < 200; n++) {
                String number = random(random, "01234", 6);
                if (one.matches(number) && !other.matches(number)) against = Optional.of(number);
            }
            if (is) assertThat(against).as(one + " in " + other).isEmpty();
        }
        assertThat(within).isBetween(50, 1_950);
    }

    private static String random(SplittableRandom random, String alphabet, int most) {
        var text = new StringBuilder();
        int length = 1 + random.nextInt(most);
        for (int i = 0; i < length; i++) text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        return text.toString();
    }
}
