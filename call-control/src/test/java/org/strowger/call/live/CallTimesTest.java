package org.strowger.call.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallTimesTest {

    private final CallTimes ringing = CallTimes.begun(1_000);
    private final CallTimes talking = ringing.answeredAt(1_400);

    @Test
    void a_call_lasts_from_its_beginning_and_talks_from_its_answer() {
        assertThat(ringing.isAnswered()).isFalse();
        assertThat(ringing.lasted(1_300)).isEqualTo(Duration.ofNanos(300));
        assertThat(ringing.talked(1_300)).isZero();
        assertThat(talking.isAnswered()).isTrue();
        assertThat(talking.lasted(2_000)).isEqualTo(Duration.ofNanos(1_000));
        assertThat(talking.talked(2_000)).isEqualTo(Duration.ofNanos(600));
    }

    @Test
    void neither_goes_on_after_the_end() {
        CallTimes over = talking.endedAt(5_000);
        assertThat(over.lasted(9_000)).isEqualTo(Duration.ofNanos(4_000));
        assertThat(over.talked(9_000)).isEqualTo(Duration.ofNanos(3_600));
        assertThat(ringing.endedAt(5_000).talked(9_000)).isZero();
    }

    /** The clock of a loop is that of the machine: it may be below zero. */
    @Test
    void a_clock_may_begin_anywhere() {
        CallTimes times = CallTimes.begun(-500).answeredAt(-100);
        assertThat(times.isAnswered()).isTrue();
        assertThat(times.talked(50)).isEqualTo(Duration.ofNanos(150));
    }
}
