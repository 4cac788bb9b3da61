package org.strowger.dialplan.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What is kept of an account, from call to call. */
class HabitsTest {

    private static final FraudBounds HOUR = bounds(Duration.ofHours(1));
    private static final long EURO = 1_000_000;

    private Instant now = Instant.parse("2026-12-01T12:00:30Z");
    private Map<String, String> row = Map.of();

    private static FraudBounds bounds(Duration per) {
        return new FraudBounds(
                BigDecimal.valueOf(5),
                per,
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Duration.ZERO,
                FraudBounds.Reaction.REFUSE);
    }

    private FraudOutcome looks(FraudBounds bounds) {
        Habits habits = new Habits(row, now);
        FraudOutcome outcome = habits.look(bounds, Optional.empty(), 1);
        row = habits.written();
        return outcome;
    }

    private long reserves(FraudBounds bounds, long wanted, long least) {
        Habits habits = new Habits(row, now);
        long granted = habits.reserve(bounds, wanted, least);
        row = habits.written();
        return granted;
    }

    private void givesBack(long unspent) {
        Habits habits = new Habits(row, now);
        habits.giveBack(unspent);
        row = habits.written();
    }

    @Test
    void no_more_is_held_than_the_window_has_and_what_is_given_back_can_be_held_again() {
        assertThat(reserves(HOUR, 3 * EURO, 1)).isEqualTo(3 * EURO);
        assertThat(reserves(HOUR, 3 * EURO, 1)).isEqualTo(2 * EURO);
        assertThat(reserves(HOUR, 3 * EURO, 1)).isZero();
        assertThat(looks(HOUR)).isInstanceOf(FraudOutcome.Suspect.class);
        givesBack(EURO);
        assertThat(looks(HOUR)).isInstanceOf(FraudOutcome.Clear.class);
        assertThat(reserves(HOUR, 3 * EURO, 2 * EURO))
                .as("less than is any use")
                .isZero();
        assertThat(reserves(HOUR, 3 * EURO, EURO)).isEqualTo(EURO);
        now = now.plus(Duration.ofMinutes(59));
        assertThat(reserves(HOUR, 1, 1)).isZero();
        now = now.plus(Duration.ofMinutes(2));
        assertThat(reserves(HOUR, 5 * EURO, 1)).isEqualTo(5 * EURO);
    }

    @Test
    void no_more_is_kept_than_its_longest_window_needs() {
        for (int minute = 0; minute < 300; minute++) {
            looks(HOUR);
            now = now.plus(Duration.ofMinutes(1));
        }
        assertThat(row.getOrDefault("begun", "").split(",")).hasSizeBetween(60, 61);
        for (int minute = 0; minute < 300; minute++) {
            looks(minute == 0 ? bounds(Duration.ofHours(3)) : HOUR);
            now = now.plus(Duration.ofMinutes(1));
        }
        assertThat(row.getOrDefault("begun", "").split(",")).hasSizeBetween(180, 181);
    }
}
