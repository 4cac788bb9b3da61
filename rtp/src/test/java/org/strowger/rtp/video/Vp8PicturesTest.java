package org.strowger.rtp.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.strowger.rtp.Packet;
import org.strowger.rtp.Rtp;

/** Pictures of VP8 out of their packets (RFC 7741 §4.4). */
class Vp8PicturesTest {

    private static final byte[] KEY = {0x10, 0x50, 0, 0, (byte) 0x9D, 1, 0x2A, 0x40, 1, (byte) 0xF0, 0};
    private static final byte[] OTHER = {0x10, 0x51, 0, 0};

    private final List<Integer> told = new ArrayList<>();
    private final Vp8Pictures pictures = new Vp8Pictures((_, length, _, _) -> told.add(length));
    private final Packet packet = new Packet(ByteBuffer.allocateDirect(Packet.CAPACITY));

    private boolean take(int sequence, boolean last, byte[] payload) {
        Rtp.write(packet.bytes, last, 96, sequence, 3000 * sequence, 7);
        packet.bytes.put(Rtp.HEADER, payload);
        packet.length = Rtp.HEADER + payload.length;
        return pictures.take(packet);
    }

    @Test
    void they_are_told_in_their_order_whatever_overtakes_what() {
        assertThat(take(65_534, true, KEY)).isTrue();
        assertThat(take(0, true, OTHER)).isTrue();
        assertThat(told).hasSize(1);
        assertThat(take(65_535, true, OTHER)).isTrue();
        assertThat(take(65_535, true, OTHER)).isTrue();
        assertThat(told).containsExactly(KEY.length - 1, OTHER.length - 1, OTHER.length - 1);
    }

    @Test
    void so_many_packets_wait_behind_one_that_is_missing_and_no_more() {
        take(0, true, KEY);
        for (int i = 2; i <= Vp8Pictures.MOST_WAITING; i++)
            assertThat(take(i, true, OTHER)).isTrue();
        take(1, true, OTHER);
        assertThat(told).hasSize(1 + Vp8Pictures.MOST_WAITING);
        int next = Vp8Pictures.MOST_WAITING + 1;
        assertThat(take(next + Vp8Pictures.MOST_WAITING - 1, true, OTHER)).isTrue();
        assertThat(take(next + Vp8Pictures.MOST_WAITING, true, OTHER)).isFalse();
        assertThat(take(next, true, OTHER)).as("too late").isFalse();
    }

    @Test
    void a_picture_is_so_large_and_no_larger() {
        byte[] more = new byte[1 + 1024];
        take(0, false, KEY);
        int octets = KEY.length - 1;
        int sequence = 1;
        for (; octets + 1024 <= Vp8Pictures.LARGEST; octets += 1024) take(sequence++, false, more);
        take(sequence++, true, new byte[1 + Vp8Pictures.LARGEST - octets]);
        assertThat(told).containsExactly(Vp8Pictures.LARGEST);
        take(sequence++, false, KEY);
        octets = KEY.length - 1;
        for (; octets + 1024 <= Vp8Pictures.LARGEST; octets += 1024) take(sequence++, false, more);
        take(sequence++, true, new byte[2 + Vp8Pictures.LARGEST - octets]);
        assertThat(told).hasSize(1);
        assertThat(take(sequence++, true, OTHER)).isFalse();
        assertThat(take(sequence, true, KEY)).isTrue();
        assertThat(told).hasSize(2);
    }

    @Test
    void another_source_begins_with_one_that_needs_no_other() {
        take(10, true, KEY);
        Rtp.write(packet.bytes, true, 96, 500, 0, 8);
        packet.bytes.put(Rtp.HEADER, OTHER);
        packet.length = Rtp.HEADER + OTHER.length;
        assertThat(pictures.take(packet)).isFalse();
    }
}
