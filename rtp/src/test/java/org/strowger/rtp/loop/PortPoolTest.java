package org.strowger.rtp.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.strowger.rtp.MediaPorts;
import org.strowger.rtp.PortClaim;
import org.strowger.rtp.PortsExhaustedException;

/** Which pair goes out, where no sockets are kept. */
class PortPoolTest {

    private static final long SECOND = 1_000_000_000L;

    private long now;
    private final PortPool pool = new PortPool(
            new MediaPorts(20_001, 20_010, 0, Duration.ofSeconds(5)), () -> now, new SplittableRandom(1), 0);

    private final PortSpot spot = new PortSpot(new IdleLoop(), RealLoop.HERE);
    private final Map<Integer, PortLease> leases = new HashMap<>();

    private int lease(PortPool from, PortClaim claim) throws PortsExhaustedException {
        PortLease lease = from.lease(claim, spot);
        leases.put(lease.port(), lease);
        return lease.port();
    }

    private PortLease leased(int port) {
        return Objects.requireNonNull(leases.get(port));
    }

    private void release(PortPool to, int port) throws IOException {
        PortLease lease = leased(port);
        to.release(lease, lease.sockets());
    }

    @Test
    void pairs_are_even_with_the_odd_one_above_inside_the_range() throws Exception {
        TreeSet<Integer> ports = new TreeSet<>();
        for (int i = 0; i < 4; i++) ports.add(lease(pool, PortClaim.ORDINARY));
        assertThat(ports).containsExactly(20_002, 20_004, 20_006, 20_008);
    }

    @Test
    void an_exhausted_pool_says_what_is_where() throws Exception {
        for (int i = 0; i < 3; i++) lease(pool, PortClaim.ORDINARY);
        pool.setAside(leased(lease(pool, PortClaim.ORDINARY)));
        assertThatThrownBy(() -> lease(pool, PortClaim.ORDINARY))
                .isInstanceOf(PortsExhaustedException.class)
                .hasMessage("no media port is free in 20001 to 20010: 3 pairs in use, 0 resting after use, "
                        + "1 taken by other processes, 0 kept for emergency calls; widen the range");
    }

    @Test
    void a_pair_rests_after_use() throws Exception {
        int port = lease(pool, PortClaim.ORDINARY);
        release(pool, port);
        now += 5 * SECOND - 1;
        assertThat(pool.resting()).isEqualTo(1);
        for (int i = 0; i < 3; i++) assertThat(lease(pool, PortClaim.ORDINARY)).isNotEqualTo(port);
        now += 1;
        assertThat(pool.resting()).isZero();
        assertThat(lease(pool, PortClaim.ORDINARY)).isEqualTo(port);
        assertThat(pool.wentOutEarly()).isZero();
    }

    @Test
    void where_nothing_else_is_left_the_pair_that_has_rested_longest_goes_out_early() throws Exception {
        int first = lease(pool, PortClaim.ORDINARY);
        int second = lease(pool, PortClaim.ORDINARY);
        for (int i = 0; i < 2; i++) lease(pool, PortClaim.ORDINARY);
        release(pool, second);
        now += SECOND;
        release(pool, first);
        assertThat(lease(pool, PortClaim.ORDINARY)).isEqualTo(second);
        assertThat(lease(pool, PortClaim.ORDINARY)).isEqualTo(first);
        assertThat(pool.wentOutEarly()).isEqualTo(2);
        assertThatThrownBy(() -> lease(pool, PortClaim.ORDINARY)).isInstanceOf(PortsExhaustedException.class);
    }

    @Test
    void what_rests_is_kept_for_emergency_calls_as_what_is_free() throws Exception {
        PortPool kept = new PortPool(
                new MediaPorts(20_000, 20_007, 2, Duration.ofSeconds(5)), () -> now, new SplittableRandom(1), 0);
        int first = lease(kept, PortClaim.ORDINARY);
        int second = lease(kept, PortClaim.ORDINARY);
        release(kept, first);
        assertThat(lease(kept, PortClaim.ORDINARY))
                .as("those that have rested stay")
                .isEqualTo(first);
        lease(kept, PortClaim.EMERGENCY);
        release(kept, second);
        assertThatThrownBy(() -> lease(kept, PortClaim.ORDINARY)).isInstanceOf(PortsExhaustedException.class);
        lease(kept, PortClaim.EMERGENCY);
        assertThat(lease(kept, PortClaim.EMERGENCY)).isEqualTo(second);
    }

    @Test
    void a_pair_that_another_process_holds_is_tried_again_after_a_minute() throws Exception {
        pool.setAside(leased(lease(pool, PortClaim.ORDINARY)));
        assertThat(pool.free()).isEqualTo(3);
        now += 60 * SECOND;
        assertThat(pool.free()).isEqualTo(4);
        assertThat(pool.leased()).isZero();
    }

    @Test
    void the_pair_that_rested_longest_goes_out_first() throws Exception {
        int first = lease(pool, PortClaim.ORDINARY);
        release(pool, first);
        now += 5 * SECOND;
        for (int i = 0; i < 3; i++) assertThat(lease(pool, PortClaim.ORDINARY)).isNotEqualTo(first);
        assertThat(lease(pool, PortClaim.ORDINARY)).isEqualTo(first);
    }

    @Test
    void the_last_pairs_are_kept_for_emergency_calls() throws Exception {
        PortPool kept = new PortPool(
                new MediaPorts(20_000, 20_007, 2, Duration.ofSeconds(5)), () -> now, new SplittableRandom(1), 0);
        lease(kept, PortClaim.EMERGENCY);
        lease(kept, PortClaim.ORDINARY);
        assertThatThrownBy(() -> lease(kept, PortClaim.ORDINARY))
                .isInstanceOf(PortsExhaustedException.class)
                .hasMessageContaining("2 kept for emergency calls");
        lease(kept, PortClaim.EMERGENCY);
        lease(kept, PortClaim.EMERGENCY);
        assertThatThrownBy(() -> lease(kept, PortClaim.EMERGENCY)).isInstanceOf(PortsExhaustedException.class);
        assertThat(kept.free()).isZero();
    }
}
