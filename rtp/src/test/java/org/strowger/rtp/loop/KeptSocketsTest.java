package org.strowger.rtp.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.strowger.rtp.LoopCount;
import org.strowger.rtp.MediaPorts;
import org.strowger.rtp.Packet;
import org.strowger.rtp.PortClaim;
import org.strowger.rtp.PortsExhaustedException;

/** Which sockets stay bound while their pairs rest, and who gets them. */
class KeptSocketsTest {

    private static final long SECOND = 1_000_000_000L;
    private static final Packet STRAY = new Packet(ByteBuffer.allocate(16));

    private final IdleLoop loop = new IdleLoop();
    private final PortSpot spot = new PortSpot(loop, RealLoop.HERE);
    private long now;

    private PortPool pool(int first, int last, int most) {
        return new PortPool(
                new MediaPorts(first, last, 0, Duration.ofSeconds(5)), () -> now, new SplittableRandom(1), most);
    }

    /** A pair that a stream has. */
    private record Used(PortPool pool, PortLease lease, PortPair sockets) {
        static Used of(PortPool pool, PortSpot spot) throws PortsExhaustedException, IOException {
            PortLease lease = pool.lease(PortClaim.ORDINARY, spot);
            return new Used(pool, lease, lease.sockets());
        }

        void end() {
            pool.release(lease, sockets);
        }
    }

    private List<Used> used(PortPool pool, int pairs) throws Exception {
        List<Used> all = new ArrayList<>();
        for (int i = 0; i < pairs; i++) all.add(Used.of(pool, spot));
        return all;
    }

    @Test
    void calls_one_after_the_other_bind_no_more_pairs_than_rest_at_a_time() throws Exception {
        PortPool pool = pool(20_000, 23_999, KeptSockets.MOST);
        ArrayDeque<Used> calls = new ArrayDeque<>();
        for (int i = 0; i < 5_000; i++) { // ten a second, each of a second
            calls.add(Used.of(pool, spot));
            if (calls.size() == 10) calls.remove().end();
            now += SECOND / 10;
        }
        assertThat(pool.bound()).isBetween(KeptSockets.FEWEST_READY + 50L, KeptSockets.FEWEST_READY + 60L);
        assertThat(loop.opened).hasSize((int) pool.bound() * 2);
        assertThat(pool.kept() + pool.leased()).isEqualTo((int) pool.bound());
        assertThat(pool.wentOutEarly()).isZero();
        assertThat(pool.free() + pool.resting() + pool.leased()).isEqualTo(2_000);
    }

    @Test
    void none_goes_out_again_before_there_are_enough_that_nobody_could_tell_which() throws Exception {
        PortPool pool = pool(20_000, 23_999, KeptSockets.MOST);
        Used last = Used.of(pool, spot);
        for (int i = 1; i < KeptSockets.FEWEST_READY; i++) {
            last.end();
            now += 5 * SECOND;
            last = Used.of(pool, spot);
        }
        last.end();
        now += 5 * SECOND;
        assertThat(pool.bound()).isEqualTo(KeptSockets.FEWEST_READY);
        assertThat(Used.of(pool, spot).lease.port()).isEqualTo(loop.opened.getFirst().number);
        assertThat(pool.bound()).isEqualTo(KeptSockets.FEWEST_READY);
    }

    @Test
    void beyond_the_bound_sockets_are_closed() throws Exception {
        PortPool pool = pool(20_000, 20_999, 10);
        used(pool, 12).forEach(Used::end);
        assertThat(pool.kept()).isEqualTo(10);
        assertThat(loop.open()).hasSize(20);
        assertThat(pool.resting()).isEqualTo(12);
        now += 5 * SECOND;
        assertThat(pool.free()).isEqualTo(500);
        assertThat(pool.kept()).isEqualTo(10);
    }

    @Test
    void the_bound_is_of_all_addresses_together() throws Exception {
        PortPool pool = pool(20_000, 20_999, 10);
        PortSpot elsewhere = new PortSpot(loop, InetAddress.ofLiteral("127.0.0.2"));
        List<Used> all = used(pool, 8);
        for (int i = 0; i < 8; i++) all.add(Used.of(pool, elsewhere));
        all.forEach(Used::end);
        assertThat(pool.kept()).isEqualTo(10);
        assertThat(loop.open()).hasSize(20);
        assertThat(pool.resting()).isEqualTo(16);
    }

    @Test
    void those_that_come_back_unused_are_closed_where_others_have_taken_their_room() throws Exception {
        PortPool pool = pool(20_000, 20_039, 10);
        List<Used> first = used(pool, 20);
        first.subList(0, 10).forEach(Used::end);
        List<Used> again = used(pool, 10);
        assertThat(loop.opened).as("these have their sockets from before").hasSize(40);
        first.subList(10, 20).forEach(Used::end);
        assertThat(pool.kept()).isEqualTo(10);
        again.forEach(each -> pool.releaseUnused(each.lease, each.sockets));
        assertThat(pool.kept()).isEqualTo(10);
        assertThat(loop.open()).hasSize(20);
        assertThat(pool.resting()).isEqualTo(20);
        assertThat(pool.leased()).isZero();
    }

    @Test
    void where_nothing_else_is_free_those_of_another_address_are_closed_and_their_ports_go_out() throws Exception {
        PortPool pool = pool(20_000, 20_003, KeptSockets.MOST);
        used(pool, 2).forEach(Used::end);
        PortSpot elsewhere = new PortSpot(loop, InetAddress.ofLiteral("127.0.0.2"));
        now += 5 * SECOND;
        Used rested = Used.of(pool, elsewhere);
        assertThat(pool.kept()).isEqualTo(1);
        assertThat(loop.open()).hasSize(4).contains(rested.lease.port(), rested.lease.port() + 1);
        assertThat(loop.opened).hasSize(6);
        rested.end();
        Used.of(pool, spot);
        assertThat(loop.opened).as("the other still had its sockets").hasSize(6);
        assertThat(pool.wentOutEarly()).isZero();
        Used.of(pool, spot);
        assertThat(pool.wentOutEarly()).isEqualTo(1);
        assertThat(loop.open()).hasSize(4);
        assertThatThrownBy(() -> Used.of(pool, spot)).isInstanceOf(PortsExhaustedException.class);
    }

    @Test
    void a_pair_that_goes_out_early_has_its_sockets_too() throws Exception {
        PortPool pool = pool(20_000, 20_003, KeptSockets.MOST);
        used(pool, 2).forEach(Used::end);
        Used early = Used.of(pool, spot);
        assertThat(pool.wentOutEarly()).isEqualTo(1);
        assertThat(early.sockets.rtp()).isSameAs(loop.opened.getFirst());
        assertThat(loop.opened).hasSize(4);
    }

    @Test
    void the_last_packets_of_a_call_are_dropped_and_a_flood_closes_the_sockets() throws Exception {
        PortPool pool = pool(20_000, 20_003, KeptSockets.MOST);
        used(pool, 2).forEach(Used::end);
        IdleLoop.IdlePort flooded = loop.opened.getFirst();
        for (int i = 0; i < RestingPair.MOST_PACKETS; i++) flooded.receiver.received(STRAY, 0);
        assertThat(loop.open()).hasSize(4);
        assertThat(loop.counters().read(LoopCount.DROPPED)).isEqualTo(RestingPair.MOST_PACKETS);
        flooded.receiver.received(STRAY, 0);
        assertThat(loop.open()).hasSize(2).doesNotContain(flooded.number, flooded.number + 1);
        assertThat(pool.kept()).isEqualTo(1);
        assertThat(pool.resting()).isEqualTo(2);
        now += 5 * SECOND;
        assertThat(pool.free()).isEqualTo(2);
        assertThat(Used.of(pool, spot).lease.port()).isEqualTo(flooded.number);
        assertThat(loop.opened).hasSize(6);
    }

    @Test
    void a_flood_after_the_rest_closes_them_as_well_and_the_pair_stays_free() throws Exception {
        PortPool pool = pool(20_000, 20_001, KeptSockets.MOST);
        used(pool, 1).forEach(Used::end);
        now += 5 * SECOND;
        assertThat(pool.free()).isEqualTo(1);
        for (int i = 0; i <= RestingPair.MOST_PACKETS; i++)
            loop.opened.get(1).receiver.received(STRAY, 0);
        assertThat(loop.open()).isEmpty();
        assertThat(pool.free()).isEqualTo(1);
        assertThat(pool.kept()).isZero();
        assertThat(Used.of(pool, spot).lease.port()).isEqualTo(20_000);
    }

    @Test
    void a_flood_of_a_pair_that_has_just_gone_out_closes_nothing() throws Exception {
        PortPool pool = pool(20_000, 20_001, KeptSockets.MOST);
        used(pool, 1).forEach(Used::end);
        Used.of(pool, spot);
        for (int i = 0; i < 1_000; i++) loop.opened.getFirst().receiver.received(STRAY, 0);
        assertThat(loop.open()).hasSize(2);
    }

    @Test
    void all_that_is_kept_can_be_let_go_where_files_are_scarce() throws Exception {
        PortPool pool = pool(20_000, 20_007, KeptSockets.MOST);
        List<Used> all = used(pool, 4);
        all.get(0).end();
        now += 5 * SECOND;
        all.get(1).end();
        assertThat(pool.closeKept()).isTrue();
        assertThat(loop.open()).hasSize(4);
        assertThat(pool.free()).isEqualTo(1);
        assertThat(pool.resting()).isEqualTo(1);
        now += 5 * SECOND;
        assertThat(pool.free()).isEqualTo(2);
        assertThat(pool.closeKept()).isFalse();
    }
}
