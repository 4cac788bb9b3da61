package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.strowger.statemachine.HandOver;

/**
 * What one thread hands to another for a bridged call, which is what wakes threads and enters the kernel: counted over
 * a hundred calls of the same course, and held to what is recorded in {@code hand-overs.properties}. What is handed
 * over in one turn wakes once.
 */
class HandOversTest {

    private static final int WARM_UP = 80;
    private static final int CALLS = 100;
    private static final Duration BETWEEN = Duration.ofMillis(30);
    private static final double TOLERANCE = 1.05;

    @Test
    void a_bridged_call_is_handed_over_no_more_often_than_is_recorded() throws IOException {
        Map<String, Long> counted = counted();
        Properties recorded = new Properties();
        try (InputStream file = HandOversTest.class.getResourceAsStream("hand-overs.properties")) {
            recorded.load(Objects.requireNonNull(file));
        }
        assertThat(counted).containsOnlyKeys(recorded.stringPropertyNames());
        counted.forEach((what, count) -> assertThat((double) count)
                .as("%s of a hundred calls; all: %s", what, counted)
                .isLessThanOrEqualTo(TOLERANCE * Long.parseLong(recorded.getProperty(what))));
    }

    /** Of {@value #CALLS} calls behind others that have left their ports. */
    private static Map<String, Long> counted() {
        try (VirtualSwitch home = BareCalls.unlimited()) {
            BareCalls calls = new BareCalls(home);
            for (int i = 0; i < WARM_UP; i++) calls.call(BETWEEN);
            home.passes(Duration.ofMinutes(2));
            home.time().handOvers();
            long bound = home.media().figures().portsBound();
            for (int i = 0; i < CALLS; i++) {
                calls.call(BETWEEN);
                home.passes(Duration.ofSeconds(1));
            }
            List<HandOver> all = home.time().handOvers();
            Map<String, Long> counted = new TreeMap<>();
            counted.put("media.tasks", sum(all, "switch-", "media-loop-", HandOver::tasks));
            counted.put("media.wake-ups", sum(all, "switch-", "media-loop-", HandOver::wakeUps));
            counted.put("signalling.messages", sum(all, "switch-", "switch-", HandOver::tasks));
            counted.put("signalling.commands", sum(all, HandOver.THREADS, "switch-", HandOver::tasks));
            counted.put("signalling.of-media", sum(all, "media-loop-", "switch-", HandOver::tasks));
            counted.put("threads.wake-ups", sum(all, "switch-", HandOver.THREADS, HandOver::wakeUps));
            counted.put("ports.bound", home.media().figures().portsBound() - bound);
            return counted;
        }
    }

    private static long sum(List<HandOver> all, String from, String to, ToLongFunction<HandOver> what) {
        return all.stream()
                .filter(one -> one.from().startsWith(from) && one.to().startsWith(to))
                .mapToLong(what)
                .sum();
    }
}
