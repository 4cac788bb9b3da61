package org.strowger.dialplan.route;

import static org.assertj.core.api.Assertions.assertThat;

import groovy.lang.Closure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.dialplan.number.NumberPattern;

/** The index finds what asking each route in turn would find. */
public class RouteIndexTest {

    private static final String[] ELEMENTS = {"X", "Z", "N", "[1-57]", "[2468]", "0", "1", "2", "5", "*", "+", ".", "!"
    };
    private static final String DIGITS = "0123456789*#+ab";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void it_agrees_with_the_first_match_in_file_order_on_random_tables_and_numbers(long seed) {
        var random = new SplittableRandom(seed);
        var routes = new ArrayList<Route>();
        for (int i = 0; i < 200; i++) routes.add(route(i, random));
        var index = new RouteIndex(routes);
        int found = 0;
        for (int i = 0; i < 2_000; i++) {
            String number = text(random, DIGITS, random.nextInt(9));
            var all = routes.stream()
                    .filter(route -> route.criteria().takesNumber(number))
                    .toList();
            assertThat(matching(index, number)).as("%s, seed %d", number, seed).isEqualTo(all);
            found += all.isEmpty() ? 0 : 1;
        }
        assertThat(found).isGreaterThan(1_000);
    }

    private static List<Route> matching(RouteIndex index, String number) {
        var matching = new ArrayList<Route>();
        for (var candidates = index.candidates(number); candidates.hasNext(); ) {
            Route route = candidates.next();
            if (route.criteria().takesNumber(number)) matching.add(route);
        }
        return matching;
    }

    private static Route route(int i, SplittableRandom random) {
        int kind = random.nextInt(20);
        List<NumberPattern> numbers = new ArrayList<>();
        for (int n = kind == 0 ? 0 : kind == 1 ? 3 : 1; n > 0; n--) numbers.add(pattern(random));
        Optional<Pattern> expression =
                kind == 0 ? Optional.of(Pattern.compile(text(random, "0123456789", 2) + "\\d*")) : Optional.empty();
        var criteria = new Criteria(
                numbers,
                expression,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty());
        return new Route(
                new Route.Place(Path.of("plan.groovy"), i + 1),
                "route " + i,
                Priority.NORMAL,
                criteria,
                List.of(),
                Closure.IDENTITY);
    }

    private static NumberPattern pattern(SplittableRandom random) {
        var text = new StringBuilder();
        for (int n = 1 + random.nextInt(6); n > 0; n--) text.append(ELEMENTS[random.nextInt(ELEMENTS.length)]);
        return NumberPattern.compile(text.toString());
    }

    public static String text(SplittableRandom random, String characters, int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) text.append(characters.charAt(random.nextInt(characters.length())));
        return text.toString();
    }

    @Test
    void of_ten_thousand_routes_only_those_that_can_fit_are_asked() {
        var routes = new ArrayList<Route>();
        for (int i = 0; i < 10_000; i++) {
            var patterns = List.of(NumberPattern.compile("4" + String.format("%04d", i) + "XX"));
            var criteria = new Criteria(
                    patterns,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of(),
                    Optional.empty(),
                    Optional.empty());
            routes.add(new Route(
                    new Route.Place(Path.of("plan.groovy"), i + 1),
                    "route " + i,
                    Priority.NORMAL,
                    criteria,
                    List.of(),
                    Closure.IDENTITY));
        }
        var candidates = new RouteIndex(routes).candidates("4777712");
        assertThat(candidates.next()).isEqualTo(routes.get(7777));
        assertThat(candidates.hasNext()).isFalse();
    }
}
