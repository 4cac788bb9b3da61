package org.strowger.statemachine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.strowger.statemachine.Phone.Length;

class DelayTest {

    private static final Timings LOSSY = Timings.unreliable(
            Length.class, Map.of(Length.SHORT, Duration.ofNanos(10), Length.LONG, Duration.ofNanos(35)));

    @Test
    void a_plain_delay_is_the_same_each_time() {
        Delay delay = Delay.of(64, Length.SHORT);

        assertThat(delay.firstNanos(LOSSY)).isEqualTo(640);
        assertThat(delay.nextNanos(640, LOSSY)).isEqualTo(640);
        assertThat(delay.firstNanos(LOSSY.onReliable())).isEqualTo(640);
    }

    @Test
    void a_length_that_varies_is_asked_for_each_time() {
        Map<Length, Duration> now = new HashMap<>(Map.of(Length.SHORT, Duration.ofNanos(10)));
        Timings varying = Timings.varying(Length.class, now::get);
        Delay delay = Delay.of(2, Length.SHORT);
        assertThat(delay.firstNanos(varying)).isEqualTo(20);
        now.put(Length.SHORT, Duration.ofNanos(7));
        assertThat(delay.nextNanos(20, varying)).isEqualTo(14);
        assertThat(delay.firstNanos(varying.onReliable())).isEqualTo(14);
    }

    @Test
    void a_doubling_delay_doubles_without_end_or_up_to_its_cap() {
        assertThat(runs(Delay.doubling(Length.SHORT))).containsExactly(10L, 20L, 40L, 80L);
        assertThat(runs(Delay.doubling(Length.SHORT, Length.LONG))).containsExactly(10L, 20L, 35L, 35L);
    }

    private static List<Long> runs(Delay delay) {
        long first = delay.nextNanos(0, LOSSY);
        long second = delay.nextNanos(first, LOSSY);
        long third = delay.nextNanos(second, LOSSY);
        return List.of(first, second, third, delay.nextNanos(third, LOSSY));
    }

    @Test
    void a_reliable_transport_makes_it_fire_at_once_or_never() {
        assertThat(Delay.of(1, Length.LONG).atOnceIfReliable().firstNanos(LOSSY.onReliable()))
                .isZero();
        assertThat(Delay.of(1, Length.LONG).atOnceIfReliable().firstNanos(LOSSY))
                .isEqualTo(35);
        assertThat(Delay.of(1, Length.LONG).onlyIfUnreliable().firstNanos(LOSSY.onReliable()))
                .isNegative();
        assertThat(Delay.of(1, Length.LONG).onlyIfUnreliable().firstNanos(LOSSY))
                .isEqualTo(35);
    }

    @Test
    void what_makes_no_sense_is_refused() {
        Delay doubling = Delay.doubling(Length.SHORT);
        assertThatIllegalArgumentException().isThrownBy(() -> Delay.of(0, Length.SHORT));
        assertThatIllegalArgumentException().isThrownBy(doubling::atOnceIfReliable);
    }

    @Test
    void it_reads_as_the_standard_writes_it() {
        assertThat(Delay.of(64, Length.SHORT)).hasToString("64·SHORT");
        assertThat(Delay.doubling(Length.SHORT)).hasToString("SHORT doubling");
        assertThat(Delay.doubling(Length.SHORT, Length.LONG).onlyIfUnreliable())
                .hasToString("SHORT doubling up to LONG (reliable: never)");
        assertThat(Delay.of(1, Length.LONG).atOnceIfReliable()).hasToString("LONG (reliable: at once)");
    }

    @Test
    void a_base_may_be_so_long_that_its_timers_never_start() {
        Timings patient = Timings.unreliable(
                Length.class, Map.of(Length.SHORT, Duration.ofNanos(10), Length.LONG, Timings.NEVER));
        assertThat(Delay.of(2, Length.LONG).firstNanos(patient)).isNegative();
        assertThat(Delay.of(2, Length.SHORT).firstNanos(patient)).isEqualTo(20);
    }

    @Test
    void whatever_length_is_asked_for_is_one_that_a_timer_can_have() {
        assertThat(Timings.asked(Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(3));
        assertThat(Timings.asked(Duration.ZERO)).isEqualTo(Duration.ofNanos(1));
        assertThat(Timings.asked(Duration.ofDays(-1))).isEqualTo(Duration.ofNanos(1));
        assertThat(Timings.asked(Duration.ofDays(200_000))).isEqualTo(Timings.NEVER);
        assertThat(Timings.asked(Optional.empty())).isEqualTo(Timings.NEVER);
    }
}
