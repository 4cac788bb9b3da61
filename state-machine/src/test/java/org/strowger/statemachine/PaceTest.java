package org.strowger.statemachine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {

    private static final long SECOND = 1_000_000_000L;

    /** A clock may begin anywhere, and run over. */
    @ParameterizedTest
    @ValueSource(longs = {0, -5 * SECOND, Long.MAX_VALUE - SECOND / 2})
    void so_many_at_once_and_then_one_by_one(long start) {
        Pace pace = Pace.aSecond(10);
        for (int i = 0; i < 10; i++) assertThat(pace.allows(start)).isTrue();
        assertThat(pace.allows(start)).isFalse();
        assertThat(pace.allows(start + SECOND / 10 - 1)).isFalse();
        assertThat(pace.allows(start + SECOND / 10)).isTrue();
        assertThat(pace.allows(start + SECOND / 10)).isFalse();
    }

    @Test
    void no_more_is_saved_than_may_come_at_once() {
        Pace pace = new Pace(3, Duration.ofSeconds(6));
        for (int i = 0; i < 3; i++) assertThat(pace.allows(3600 * SECOND)).isTrue();
        assertThat(pace.allows(3600 * SECOND)).isFalse();
        assertThat(pace.allows(3606 * SECOND)).isTrue();
    }

    @Test
    void a_pace_of_nothing_is_refused() {
        assertThatThrownBy(() -> new Pace(0, Duration.ofSeconds(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Pace(1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}
