package org.strowger.dialplan.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Places under limits, however many ask at once. */
class PlacesTest {

    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final int THREADS = 8;

    private final Limits limits = new Limits();
    private final Deque<Place> places = new ArrayDeque<>();

    private LimitOutcome take(String name, int calls, int perSecond, Instant now) {
        OptionalInt most = calls > 0 ? OptionalInt.of(calls) : OptionalInt.empty();
        OptionalInt rate = perSecond > 0 ? OptionalInt.of(perSecond) : OptionalInt.empty();
        return limits.take(name, new Bounds(most, rate), now, places::add);
    }

    @Test
    void of_any_number_that_ask_and_leave_at_once_there_are_never_more_than_there_may_be() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Bounds bounds = new Bounds(OptionalInt.of(30), OptionalInt.empty());
        Callable<Boolean> caller = () -> {
            Deque<Place> own = new ArrayDeque<>();
            for (int i = 0; i < 20_000; i++) {
                if (limits.take("acme", bounds, NOW, own::add).asBoolean())
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                if (own.size() > 7 || (i % 3 == 0 && !own.isEmpty())) {
                    inside.decrementAndGet();
                    own.pop().close();
                }
            }
            for (Place place : own) {
                inside.decrementAndGet();
                place.close();
            }
            return true;
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (Future<Boolean> one :
                    threads.invokeAll(List.of(caller, caller, caller, caller, caller, caller, caller, caller)))
                assertThat(one.get()).isTrue();
        }
        assertThat(most.get()).isLessThanOrEqualTo(30); // and there were as many, or nobody would have been refused
        LimitFigures after = limits.figures();
        assertThat(after.places()).isZero();
        assertThat(after.refusedCalls()).isPositive();
        assertThat(after.byName())
                .singleElement()
                .isEqualTo(new LimitFigures.Named("acme", 0, after.refusedCalls(), 0));
    }

    @Test
    void a_place_is_given_back_once() {
        assertThat(take("acme", 1, 0, NOW)).isInstanceOf(LimitOutcome.Within.class);
        assertThat(take("acme", 1, 0, NOW)).isInstanceOf(LimitOutcome.TooMany.class);
        Place place = places.pop();
        place.close();
        place.close();
        assertThat(limits.figures().places()).isZero();
        assertThat(take("acme", 1, 0, NOW).asBoolean()).isTrue();
        assertThat(take("acme", 1, 0, NOW).asBoolean()).isFalse();
        assertThat(take("other", 1, 0, NOW).asBoolean()).isTrue();
    }

    @Test
    void within_any_second_so_many_begin_and_no_more() {
        List<Instant> begun = new ArrayList<>();
        for (int millis = 0; millis < 5_000; millis += 7) {
            Instant now = NOW.plusMillis(millis);
            if (take("acme", 0, 5, now).asBoolean()) begun.add(now);
        }
        for (Instant start : begun)
            assertThat(begun.stream().filter(other -> !other.isBefore(start) && other.isBefore(start.plusSeconds(1))))
                    .hasSizeLessThanOrEqualTo(5);
        assertThat(begun).hasSize(25);
        assertThat(limits.figures().refusedRate()).isEqualTo(715 - 25);
    }

    @Test
    void a_clock_that_is_set_back_locks_nobody_out() {
        for (int i = 0; i < 5; i++)
            assertThat(take("acme", 0, 5, NOW).asBoolean()).isTrue();
        assertThat(take("acme", 0, 5, NOW).asBoolean()).isFalse();
        assertThat(take("acme", 0, 5, NOW.minus(Duration.ofHours(1))).asBoolean())
                .isTrue();
    }

    @Test
    void who_looked_at_the_clock_before_another_and_asks_after_him_makes_no_room() {
        int begun = 0;
        for (int i = 0; i < 20; i++)
            if (take("acme", 0, 5, NOW.plusMillis(1 - i % 2)).asBoolean()) begun++;
        assertThat(begun).isEqualTo(5);
    }

    @Test
    void a_clock_that_is_set_back_keeps_no_names() {
        for (int i = 0; i < 3_000; i++) {
            take(
                    "number-" + i,
                    0,
                    1,
                    i == 0 ? NOW : NOW.minus(Duration.ofHours(2)).plusSeconds(i * 2L));
            places.pop().close();
        }
        assertThat(limits.figures().byName()).hasSize(Limits.MOST_IDLE);
    }

    @Test
    void names_without_calls_are_forgotten_beyond_a_thousand_but_none_who_began_within_the_second() {
        for (int i = 0; i < 3_000; i++) {
            assertThat(take("number-" + i, 0, 1, NOW).asBoolean()).isTrue();
            places.pop().close();
        }
        for (int i = 0; i < 3_000; i++)
            assertThat(take("number-" + i, 0, 1, NOW).asBoolean()).isFalse();
        assertThat(limits.figures().byName()).hasSize(3_000);
        assertThat(take("another", 0, 1, NOW.plusSeconds(2)).asBoolean()).isTrue();
        places.pop().close();
        assertThat(limits.figures().byName()).hasSize(Limits.MOST_IDLE);
    }

    @Test
    void who_only_looks_sees_what_there_is_and_takes_nothing() {
        take("acme", 2, 0, NOW);
        Limits looking = limits.looking();
        Bounds two = new Bounds(OptionalInt.of(2), OptionalInt.empty());
        assertThat(looking.take("acme", two, NOW, _ -> {}).asBoolean()).isTrue();
        assertThat(looking.take("acme", two, NOW, _ -> {}).asBoolean()).isFalse();
        assertThat(take("acme", 2, 0, NOW).asBoolean()).isTrue();
    }

    @Test
    void a_bound_that_is_none_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> take("acme", 0, 0, NOW))
                .withMessage("a limit wants calls:, perSecond:, or both");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> take("acme", 1_000_001, 0, NOW))
                .withMessage("calls: 1000001 is out of range: from 1 to 1000000");
    }
}
