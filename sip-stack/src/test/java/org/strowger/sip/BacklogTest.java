package org.strowger.sip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BacklogTest {

    private static final long MILLI = 1_000_000;

    private final Backlog backlog = new Backlog(100);

    private void fullTurns(int from, int to) {
        for (int i = from; i <= to; i++) {
            backlog.turnBegins(10L * i * MILLI);
            backlog.turnEndsFull((10L * i + 9) * MILLI);
        }
    }

    @Test
    void a_queue_that_is_never_read_empty_is_as_old_as_its_first_full_turn() {
        fullTurns(0, 9);
        assertThat(backlog.nanos(109 * MILLI)).isEqualTo(100 * MILLI);
        backlog.emptied();
        assertThat(backlog.nanos(110 * MILLI)).isZero();
    }

    @Test
    void nothing_waits_longer_than_it_takes_to_read_all_that_the_kernel_holds() {
        fullTurns(0, 249);
        assertThat(backlog.nanos(2_509 * MILLI)).isEqualTo(1_010 * MILLI);
    }

    @Test
    void a_short_burst_is_no_backlog() {
        fullTurns(0, 2);
        assertThat(backlog.nanos(30 * MILLI)).isZero();
    }

    @Test
    void a_queue_that_its_last_full_turn_happened_to_empty_is_no_backlog_for_the_next_datagram() {
        fullTurns(0, 9);
        backlog.turnBegins(5_000 * MILLI);
        assertThat(backlog.nanos(5_000 * MILLI)).isZero();
    }
}
