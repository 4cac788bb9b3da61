package org.strowger.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.sdp.Codec;

/** Telephone-events as they are sent and received (RFC 4733). */
class EventsTest {

    private static final int TYPE = 101;
    private static final long TICK = 20_000_000;

    private final StringBuilder heard = new StringBuilder();
    private final EventReception reception = new EventReception(heard::append);
    private int sequence;
    private long now = 1;

    EventsTest() {
        reception.codecs(List.of(Codec.PCMU, new Codec(TYPE, "telephone-event", 8000, 1, "0-16")));
    }

    private static Packet packet(int sequence, int timestamp, boolean marker, int event, boolean end, int length) {
        Packet packet = new Packet(ByteBuffer.allocate(64));
        Rtp.write(packet.bytes, marker, TYPE, sequence, timestamp, 7);
        packet.bytes.put(12, (byte) event);
        packet.bytes.put(13, (byte) (end ? 0x8A : 0x0A));
        packet.bytes.putShort(14, (short) length);
        packet.length = 16;
        return packet;
    }

    /** The packets of one press, from our own sender. */
    private List<Packet> press(char digit, int timestamp, long millis, int clock) {
        EventSender sender = new EventSender(digit, TYPE, clock, millis);
        List<Packet> packets = new ArrayList<>();
        while (!sender.isOver()) {
            Packet packet = new Packet(ByteBuffer.allocate(64));
            Rtp.write(packet.bytes, sender.isNew(), TYPE, sequence++, timestamp, 7);
            sender.write(packet);
            packets.add(packet);
        }
        return packets;
    }

    private void hear(List<Packet> packets) {
        for (Packet packet : packets) {
            reception.receive(packet, now);
            now += TICK;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8000, 16_000, 48_000})
    void a_press_is_sent_with_three_ends_and_heard_once(int clock) {
        List<Packet> packets = press('5', 1000, 100, clock);
        assertThat(packets).hasSize(7);
        assertThat(packets.stream().filter(p -> p.bytes.get(13) < 0)).hasSize(3);
        assertThat(packets.getFirst().bytes.get(1) < 0).as("marker").isTrue();
        assertThat(packets.getLast().bytes.getShort(14) & 0xFFFF).isEqualTo(clock / 10);
        hear(packets);
        assertThat(heard.toString()).isEqualTo("5");
    }

    @Test
    void each_press_is_heard_once_whatever_one_packet_of_it_arrives() {
        List<Packet> packets = press('1', 1000, 100, 8000);
        for (int i = 0; i < packets.size(); i++) {
            heard.setLength(0);
            EventReception fresh = new EventReception(heard::append);
            fresh.receive(packets.get(i), now);
            assertThat(heard.toString()).isEqualTo("1");
        }
    }

    @Test
    void packets_in_any_order_and_twice_make_one_press_each() {
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            List<Packet> packets = new ArrayList<>(press('1', 16_000 * i, 80, 8000));
            packets.addAll(press('1', 16_000 * i + 1600, 80, 8000));
            packets.addAll(List.copyOf(packets));
            Collections.shuffle(packets, random);
            heard.setLength(0);
            hear(packets);
            assertThat(heard.toString()).isEqualTo("11");
        }
    }

    @Test
    void without_any_end_the_next_press_of_the_same_digit_is_another() {
        hear(press('1', 1000, 100, 8000).subList(0, 3));
        hear(press('1', 2600, 100, 8000).subList(1, 4));
        assertThat(heard.toString()).isEqualTo("11");
    }

    @Test
    void a_long_press_in_segments_is_one() {
        hear(List.of(
                packet(1, 1000, true, 3, false, 160),
                packet(2, 1000, false, 3, false, 0xFFFF),
                packet(3, 1000 + 0xFFFF, false, 3, false, 160),
                packet(4, 1000 + 0xFFFF, false, 3, true, 320),
                packet(4, 1000 + 0xFFFF, false, 3, true, 320)));
        assertThat(heard.toString()).isEqualTo("3");
    }

    @Test
    void timestamps_that_begin_anew_are_new_presses() {
        hear(press('1', 67_840, 100, 8000));
        hear(press('2', 17_632, 100, 8000));
        now += 1_000_000_000;
        hear(press('1', 67_840, 100, 8000));
        assertThat(heard.toString()).isEqualTo("121");
    }

    @Test
    void an_end_that_comes_late_ends_its_press_and_is_none() { // RFC 4733 §2.5.2: one timestamp, one press
        hear(List.of(packet(1, 1000, true, 3, false, 160), packet(2, 1000, false, 3, false, 320)));
        now += 1_450_000_000;
        hear(List.of(packet(3, 1000, false, 3, true, 12_000)));
        now += 1_450_000_000;
        hear(List.of(packet(3, 1000, false, 3, true, 12_000)));
        assertThat(heard.toString()).isEqualTo("3");
    }

    @Test
    void what_is_cut_or_no_digit_is_nothing() {
        Packet cut = packet(1, 1000, true, 3, false, 160);
        cut.length = 15;
        hear(List.of(cut, packet(2, 1000, true, 16, false, 160), packet(3, 1000, true, 255, true, 160)));
        assertThat(heard.toString()).isEmpty();
    }
}
