package org.strowger.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.rtp.Latch.Verdict.HEARD;
import static org.strowger.rtp.Latch.Verdict.HELD;
import static org.strowger.rtp.Latch.Verdict.LATCHED;
import static org.strowger.rtp.Latch.Verdict.SETTLED;
import static org.strowger.rtp.Latch.Verdict.STRANGER;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Who may take a stream, and when it is too late. Times are in milliseconds. */
class LatchTest {

    private static final Endpoint ANNOUNCED = endpoint("198.51.100.1", 4000);
    private static final Endpoint OTHER_PORT = endpoint("198.51.100.1", 61_234);
    private static final Endpoint NAT = endpoint("203.0.113.9", 23_456);
    private static final Endpoint ATTACKER = endpoint("203.0.113.66", 6666);
    private static final Endpoint MOVED = endpoint("198.51.100.7", 4000);

    private final Latch latch = new Latch();
    private final Packet packet = new Packet(ByteBuffer.allocate(Packet.CAPACITY));

    private static Endpoint endpoint(String ip, int port) {
        return Endpoint.of(new InetSocketAddress(InetAddress.ofLiteral(ip), port));
    }

    private void announce(Endpoint endpoint, long millis) {
        latch.announce(endpoint, Endpoint.NONE, millis * 1_000_000);
    }

    private Latch.Verdict from(Endpoint source, long millis) {
        return latch.judge(TestPackets.fill(packet, new byte[0], source), millis * 1_000_000);
    }

    @Test
    void before_the_first_packet_the_announced_address_is_sent_to() {
        assertThat(latch.destination().isNowhere()).isTrue();
        announce(ANNOUNCED, 0);
        assertThat(latch.destination()).isEqualTo(ANNOUNCED);
    }

    @Test
    void the_announced_address_is_held_at_once_and_for_good() {
        announce(ANNOUNCED, 0);
        assertThat(from(ANNOUNCED, 10)).isEqualTo(SETTLED);
        assertThat(from(OTHER_PORT, 1_000)).isEqualTo(STRANGER);
        assertThat(from(ANNOUNCED, 60_000)).isEqualTo(HELD);
        assertThat(from(ATTACKER, 120_000)).isEqualTo(STRANGER);
        assertThat(latch.destination()).isEqualTo(ANNOUNCED);
    }

    @Test
    void a_peer_behind_a_nat_is_latched_on_and_held() {
        announce(ANNOUNCED, 0);
        assertThat(from(NAT, 0)).isEqualTo(LATCHED);
        assertThat(latch.destination()).isEqualTo(NAT);
        assertThat(from(NAT, 2_999)).isEqualTo(HELD);
        assertThat(from(NAT, 3_020)).isEqualTo(HELD);
    }

    @Test
    void a_stranger_does_not_get_a_stream_that_flows() {
        announce(ANNOUNCED, 0);
        for (int millis = 0; millis < 6_000; millis += 20) {
            assertThat(from(NAT, millis)).isNotEqualTo(STRANGER);
            assertThat(from(ATTACKER, millis + 10)).isEqualTo(STRANGER);
        }
        assertThat(latch.destination()).isEqualTo(NAT);
    }

    @Test
    void the_announced_address_takes_the_stream_back_from_one_who_was_faster() {
        announce(ANNOUNCED, 0);
        assertThat(from(ATTACKER, 0)).isEqualTo(LATCHED);
        assertThat(from(ANNOUNCED, 20)).isEqualTo(SETTLED);
        assertThat(from(ATTACKER, 30)).isEqualTo(STRANGER);
    }

    @Test
    void the_announced_host_on_another_port_takes_the_stream_back_as_well() {
        announce(ANNOUNCED, 0);
        assertThat(from(ATTACKER, 0)).isEqualTo(LATCHED);
        assertThat(from(OTHER_PORT, 20)).isEqualTo(LATCHED);
        assertThat(from(ATTACKER, 30)).isEqualTo(STRANGER);
        assertThat(from(ANNOUNCED, 40)).isEqualTo(SETTLED);
    }

    @Test
    void one_stray_packet_does_not_make_the_call_deaf() {
        announce(ANNOUNCED, 0);
        assertThat(from(ATTACKER, 0)).isEqualTo(LATCHED);
        assertThat(from(NAT, 20)).isEqualTo(STRANGER);
        assertThat(from(NAT, 260)).isEqualTo(LATCHED);
        assertThat(from(NAT, 280)).isEqualTo(HELD);
    }

    @Test
    void after_the_probation_silence_opens_nothing() {
        announce(ANNOUNCED, 0);
        assertThat(from(NAT, 0)).isEqualTo(LATCHED);
        assertThat(from(ATTACKER, 3_000)).isEqualTo(STRANGER);
        assertThat(latch.destination()).isEqualTo(NAT);
    }

    @Test
    void what_the_peer_has_said_goes_before_a_stranger_at_any_time() { // RFC 3264 §5.1
        announce(ANNOUNCED, 0);
        from(ATTACKER, 0);
        assertThat(from(ATTACKER, 60_000)).isEqualTo(HELD);
        assertThat(from(ANNOUNCED, 60_010)).isEqualTo(SETTLED);
        assertThat(from(ATTACKER, 60_020)).isEqualTo(STRANGER);
    }

    @Test
    void the_host_that_signals_goes_before_a_stranger_at_any_time() { // RFC 7362 §4
        latch.announce(ANNOUNCED, endpoint("203.0.113.9", 9), 0);
        from(ATTACKER, 0);
        assertThat(from(ATTACKER, 60_000)).isEqualTo(HELD);
        assertThat(from(NAT, 60_010)).isEqualTo(LATCHED);
        assertThat(from(ATTACKER, 60_020)).isEqualTo(STRANGER);
        assertThat(latch.destination()).isEqualTo(NAT);
    }

    @Test
    void who_announces_an_address_that_the_internet_leads_to_is_not_somebody_elsewhere() {
        Endpoint reachable = endpoint("8.8.4.4", 4000);
        latch.announce(reachable, endpoint("203.0.113.9", 9), 0);
        assertThat(from(ATTACKER, 0)).isEqualTo(STRANGER);
        assertThat(latch.destination()).isEqualTo(reachable);
        assertThat(from(NAT, 10)).as("the host that signals").isEqualTo(LATCHED);
        assertThat(from(reachable, 20)).isEqualTo(SETTLED);
    }

    @Test
    void an_unchanged_announcement_keeps_the_latch() {
        announce(ANNOUNCED, 0);
        from(NAT, 0);
        assertThat(latch.announce(ANNOUNCED, Endpoint.NONE, 5_000_000_000L)).isFalse();
        assertThat(latch.destination()).isEqualTo(NAT);
        assertThat(from(ATTACKER, 5_001)).isEqualTo(STRANGER);
    }

    @Test
    void another_announcement_opens_it_and_late_packets_of_the_old_source_do_not_close_it() {
        announce(ANNOUNCED, 0);
        from(NAT, 0);
        announce(MOVED, 10_000);
        assertThat(latch.destination()).isEqualTo(MOVED);
        assertThat(from(NAT, 10_010)).isEqualTo(HEARD);
        assertThat(latch.destination()).isEqualTo(MOVED);
        assertThat(from(MOVED, 10_020)).isEqualTo(SETTLED);
        assertThat(from(NAT, 10_030)).isEqualTo(STRANGER);
    }

    @Test
    void a_source_that_stays_although_another_was_announced_is_latched_on_in_the_end() {
        announce(ANNOUNCED, 0);
        from(NAT, 0);
        announce(MOVED, 10_000);
        assertThat(from(NAT, 12_999)).isEqualTo(HEARD);
        assertThat(from(NAT, 13_000)).isEqualTo(LATCHED);
    }

    @Test
    void what_came_before_the_first_announcement_has_no_claim() {
        assertThat(from(ATTACKER, 0)).isEqualTo(LATCHED);
        announce(ANNOUNCED, 100);
        assertThat(latch.destination()).isEqualTo(ANNOUNCED);
        assertThat(from(NAT, 110)).isEqualTo(LATCHED);
        assertThat(from(ATTACKER, 120)).isEqualTo(STRANGER);
    }

    @Test
    void ipv6_sources_are_told_apart_by_all_their_bits() {
        Endpoint six = endpoint("2001:db8::1", 4000);
        Endpoint high = endpoint("2001:db9::1", 4000);
        announce(six, 0);
        assertThat(from(six, 0)).isEqualTo(SETTLED);
        assertThat(from(high, 10)).isEqualTo(STRANGER);
        TestPackets.fill(packet, new byte[0], six);
        assertThat(packet.source()).isEqualTo(six);
    }
}
