package org.strowger.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.strowger.sdp.Codec;

class ReceptionTest {

    private static final Endpoint PEER =
            Endpoint.of(new InetSocketAddress(InetAddress.ofLiteral("198.51.100.1"), 4000));

    private final Tally<StreamCount> counted = new Tally<>(StreamCount.class);
    private final Reception reception = new Reception(counted);
    private final Packet packet = new Packet(ByteBuffer.allocate(Packet.CAPACITY));

    private StreamStatistics seen() {
        return StreamCount.statistics(counted);
    }

    private void count(int sequence, long millis) {
        count(0, sequence, 160 * sequence, 7, millis);
    }

    private void count(int payloadType, int sequence, int timestamp, int ssrc, long millis) {
        byte[] bytes = TestPackets.rtp(payloadType, sequence, timestamp, ssrc, 160);
        reception.count(TestPackets.fill(packet, bytes, PEER), millis * 1_000_000);
    }

    @Test
    void nothing_is_lost_of_a_stream_whose_sequence_wraps() {
        for (int i = 0; i < 200_000; i++) count((65_000 + i) & 0xFFFF, 20L * i);
        assertThat(seen().packetsLost()).isZero();
        assertThat(seen().packetsReceived()).isEqualTo(200_000);
        assertThat(seen().octetsReceived()).isEqualTo(32_000_000);
    }

    @Test
    void packets_that_are_missing_are_lost_until_they_come_late() {
        count(1, 20);
        count(2, 40);
        count(5, 100);
        assertThat(seen().packetsLost()).isEqualTo(2);
        count(4, 110);
        assertThat(seen().packetsLost()).isEqualTo(1);
    }

    @Test
    void loss_across_the_wrap_is_counted() {
        count(65_534, 0);
        count(1, 60);
        assertThat(seen().packetsLost()).isEqualTo(2);
    }

    @Test
    void duplicates_never_make_loss_negative() {
        for (int i = 0; i < 10; i++) count(1, 20);
        assertThat(seen().packetsLost()).isZero();
    }

    @Test
    void another_source_begins_anew_and_what_was_lost_stays_counted() {
        count(0, 1, 160, 7, 20);
        count(0, 3, 480, 7, 60);
        count(0, 40_000, 9, 8, 80);
        count(0, 40_002, 329, 8, 120);
        assertThat(seen().packetsLost()).isEqualTo(2);
    }

    /** RFC 3550 A.1: a jump counts only when a second packet follows it in sequence. */
    @Test
    void a_jump_is_believed_when_it_is_confirmed() {
        count(1, 20);
        count(30_000, 40);
        assertThat(seen().packetsLost()).isZero();
        count(30_001, 60);
        count(30_002, 80);
        assertThat(seen().packetsLost()).isZero();
    }

    @Test
    void an_even_stream_has_no_jitter() {
        for (int i = 0; i < 100; i++) count(i, 20L * i);
        assertThat(seen().jitterMicros()).isZero();
    }

    /**
     * A.8: J grows by (|D| - J)/16; packets that are 10 ms early and late by turns have |D| = 20 ms, which J comes to.
     */
    @Test
    void jitter_comes_to_the_mean_difference_of_transit() {
        for (int i = 0; i < 500; i++) count(i, 20L * i + (i % 2 == 0 ? 0 : 20));
        assertThat(seen().jitterMicros()).isBetween(19_800L, 20_000L);
    }

    @Test
    void the_clock_rate_of_the_payload_type_is_used_and_events_are_left_out() {
        reception.codecs(
                List.of(new Codec(111, "opus", 48_000, 2, ""), new Codec(101, "telephone-event", 8000, 1, "")));
        for (int i = 0; i < 500; i++) {
            long millis = 20L * i + (i % 2 == 0 ? 0 : 20);
            count(111, 2 * i, 960 * i, 7, millis);
            count(101, 2 * i + 1, 4711, 7, millis + 1);
        }
        assertThat(seen().jitterMicros()).isBetween(19_800L, 20_000L);
        assertThat(seen().packetsLost()).isZero();
    }
}
