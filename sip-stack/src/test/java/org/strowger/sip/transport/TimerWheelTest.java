package org.strowger.sip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.statemachine.Timeout;

class TimerWheelTest {

    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1000 * MILLI;
    private static final long COARSENESS = 9 * MILLI;

    private final List<String> fired = new ArrayList<>();

    @Test
    void a_timer_fires_once_and_not_early() {
        TimerWheel wheel = new TimerWheel(0);
        wheel.start(500 * MILLI, () -> fired.add("A"));
        wheel.run(499 * MILLI);
        assertEquals(List.of(), fired);
        assertEquals(1, wheel.size());
        wheel.run(500 * MILLI + COARSENESS);
        wheel.run(SECOND);
        assertEquals(List.of("A"), fired);
        assertEquals(0, wheel.size());
    }

    @Test
    void a_stopped_timer_does_not_fire_and_may_be_stopped_again() {
        TimerWheel wheel = new TimerWheel(0);
        Timeout timeout = wheel.start(10 * MILLI, () -> fired.add("A"));
        timeout.cancel();
        timeout.cancel();
        wheel.run(SECOND);
        assertEquals(List.of(), fired);
        assertEquals(0, wheel.size());
        assertEquals(TimerWheel.NEVER, new TimerWheel(0).next());
    }

    @Test
    void a_timer_may_stop_another_that_is_due_in_the_same_turn() {
        TimerWheel wheel = new TimerWheel(0);
        List<Timeout> later = new ArrayList<>();
        wheel.start(10 * MILLI, () -> later.getFirst().cancel());
        later.add(wheel.start(10 * MILLI, () -> fired.add("B")));
        wheel.run(SECOND);
        assertEquals(List.of(), fired);
        assertEquals(0, wheel.size());
    }

    @Test
    void a_timer_that_starts_itself_again_without_delay_waits_for_the_next_turn() {
        TimerWheel wheel = new TimerWheel(0);
        wheel.start(0, () -> {
            fired.add("A");
            wheel.start(0, () -> fired.add("B"));
        });
        wheel.run(SECOND);
        assertEquals(List.of("A"), fired);
        wheel.run(SECOND + COARSENESS);
        assertEquals(List.of("A", "B"), fired);
    }

    @Test
    void what_one_timer_throws_does_not_keep_the_others() {
        TimerWheel wheel = new TimerWheel(0);
        wheel.start(10 * MILLI, () -> {
            throw new IllegalStateException("on purpose");
        });
        wheel.start(10 * MILLI, () -> fired.add("B"));
        wheel.run(SECOND);
        assertEquals(List.of("B"), fired);
    }

    @Test
    void a_timer_longer_than_a_turn_of_the_wheel_stays_for_several() {
        TimerWheel wheel = new TimerWheel(0);
        wheel.start(600 * SECOND, () -> fired.add("A"));
        for (int second = 1; second < 600; second++) wheel.run(second * SECOND);
        assertEquals(List.of(), fired);
        wheel.run(600 * SECOND + COARSENESS);
        assertEquals(List.of("A"), fired);
    }

    @Test
    void a_wheel_that_stood_still_for_longer_than_a_turn_fires_all_that_is_due() {
        TimerWheel wheel = new TimerWheel(0);
        for (int i = 1; i <= 50; i++) wheel.start(i * SECOND, () -> fired.add("due"));
        wheel.start(1000 * SECOND, () -> fired.add("not due"));
        wheel.run(100 * SECOND);
        assertEquals(50, fired.size());
        assertEquals(1, wheel.size());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void many_timers_fire_in_time_when_the_wheel_is_run_whenever_it_asks_to_be(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long start = random.nextLong(-SECOND, SECOND);
        long[] now = {start};
        TimerWheel wheel = new TimerWheel(start);
        List<Timeout> running = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            long due = start + random.nextLong(90 * SECOND);
            running.add(wheel.start(due, () -> {
                assertTrue(now[0] >= due && now[0] - due < COARSENESS, "due " + due + ", fired " + now[0]);
                fired.add("");
            }));
        }
        for (int i = 0; i < 500; i++) running.get(i).cancel();
        for (long next = wheel.next(); next != TimerWheel.NEVER; next = wheel.next()) {
            assertTrue(next > now[0] || now[0] == start);
            now[0] = next;
            wheel.run(next);
        }
        assertEquals(1500, fired.size());
        assertEquals(0, wheel.size());
    }
}
