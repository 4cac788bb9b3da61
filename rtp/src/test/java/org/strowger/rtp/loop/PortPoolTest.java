package org.strowger.rtp.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.strowger.rtp.MediaPorts;
import org.strowger.rtp.PortClaim;
import org.strowger.rtp.PortsExhaustedException;

class PortPoolTest {

    private static final long SECOND = 1_000_000_000L;

    private long now;
    private final PortPool pool =
            new PortPool(new MediaPorts(20_001, 20_010, 0, Duration.ofSeconds(5)), () -> now, new SplittableRandom(1));

    @Test
    void pairs_are_even_with_the_odd_one_above_inside_the_range() throws Exception {
        TreeSet<Integer> ports = new TreeSet<>();
        for (int i = 0; i < 4; i++) ports.add(pool.lease(PortClaim.ORDINARY));
        assertThat(ports).containsExactly(20_002, 20_004, 20_006, 20_008);
    }

    @Test
    void an_exhausted_pool_says_what_is_where() throws Exception {
        for (int i = 0; i < 3; i++) pool.lease(PortClaim.ORDINARY);
        pool.setAside(pool.lease(PortClaim.ORDINARY));
        assertThatThrownBy(() -> pool.lease(PortClaim.ORDINARY))
                .isInstanceOf(PortsExhaustedException.class)
                .hasMessage("no media port is free in 20001 to 20010: 3 pairs in use, 0 resting after use, "
                        + "1 taken by other processes, 0 kept for emergency calls; widen the range");
    }

    @Test
    void a_pair_rests_after_use() throws Exception {
        int port = pool.lease(PortClaim.ORDINARY);
        pool.release(port);
        now += 5 * SECOND - 1;
        assertThat(pool.resting()).isEqualTo(1);
        for (int i = 0; i < 3; i++) assertThat(pool.lease(PortClaim.ORDINARY)).isNotEqualTo(port);
        now += 1;
        assertThat(pool.resting()).isZero();
        assertThat(pool.lease(PortClaim.ORDINARY)).isEqualTo(port);
        assertThat(pool.wentOutEarly()).isZero();
    }

    @Test
    void where_nothing_else_is_left_the_pair_that_has_rested_longest_goes_out_early() throws Exception {
        int first = pool.lease(PortClaim.ORDINARY);
        int second = pool.lease(PortClaim.ORDINARY);
        for (int i = 0; i < 2; i++) pool.lease(PortClaim.ORDINARY);
        pool.release(second);
        now += SECOND;
        pool.release(first);
        assertThat(pool.lease(PortClaim.ORDINARY)).isEqualTo(second);
        assertThat(pool.lease(PortClaim.ORDINARY)).isEqualTo(first);
        assertThat(pool.wentOutEarly()).isEqualTo(2);
        assertThatThrownBy(() -> pool.lease(PortClaim.ORDINARY)).isInstanceOf(PortsExhaustedException.class);
    }

    @Test
    void what_rests_is_kept_for_emergency_calls_as_what_is_free() throws Exception {
        PortPool kept = new PortPool(
                new MediaPorts(20_000, 20_007, 2, Duration.ofSeconds(5)), () -> now, new SplittableRandom(1));
        int first = kept.lease(PortClaim.ORDINARY);
        int second = kept.lease(PortClaim.ORDINARY);
        kept.release(first);
        assertThat(kept.lease(PortClaim.ORDINARY))
                .as("those that have rested stay")
                .isEqualTo(first);
        kept.lease(PortClaim.EMERGENCY);
        kept.release(second);
        assertThatThrownBy(() -> kept.lease(PortClaim.ORDINARY)).isInstanceOf(PortsExhaustedException.class);
        kept.lease(PortClaim.EMERGENCY);
        assertThat(kept.lease(PortClaim.EMERGENCY)).isEqualTo(second);
    }

    @Test
    void a_pair_that_another_process_holds_is_tried_again_after_a_minute() throws Exception {
        pool.setAside(pool.lease(PortClaim.ORDINARY));
        assertThat(pool.free()).isEqualTo(3);
        now += 60 * SECOND;
        assertThat(pool.free()).isEqualTo(4);
        assertThat(pool.leased()).isZero();
    }

    @Test
    void the_pair_that_rested_longest_goes_out_first() throws Exception {
        int first = pool.lease(PortClaim.ORDINARY);
        pool.release(first);
        now += 5 * SECOND;
        for (int i = 0; i < 3; i++) assertThat(pool.lease(PortClaim.ORDINARY)).isNotEqualTo(first);
        assertThat(pool.lease(PortClaim.ORDINARY)).isEqualTo(first);
    }

    @Test
    void the_last_pairs_are_kept_for_emergency_calls() throws Exception {
        PortPool kept = new PortPool(
                new MediaPorts(20_000, 20_007, 2, Duration.ofSeconds(5)), () -> now, new SplittableRandom(1));
        kept.lease(PortClaim.EMERGENCY);
        kept.lease(PortClaim.ORDINARY);
        assertThatThrownBy(() -> kept.lease(PortClaim.ORDINARY))
                .isInstanceOf(PortsExhaustedException.class)
                .hasMessageContaining("2 kept for emergency calls");
        kept.lease(PortClaim.EMERGENCY);
        kept.lease(PortClaim.EMERGENCY);
        assertThatThrownBy(() -> kept.lease(PortClaim.EMERGENCY)).isInstanceOf(PortsExhaustedException.class);
        assertThat(kept.free()).isZero();
    }
}
