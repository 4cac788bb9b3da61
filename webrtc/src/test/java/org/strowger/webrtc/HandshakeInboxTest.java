package org.strowger.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HandshakeInboxTest {

    private final HandshakeInbox inbox = new HandshakeInbox();

    private static byte[] fragment(HandshakeMessage message, int from, int to) {
        int length = message.body().length;
        return ByteBuffer.allocate(12 + to - from)
                .putInt((message.type() << 24) | length)
                .putShort((short) message.sequence())
                .put((byte) (from >> 16))
                .putShort((short) from)
                .put((byte) ((to - from) >> 16))
                .putShort((short) (to - from))
                .put(message.body(), from, to - from)
                .array();
    }

    private static HandshakeMessage message(int sequence, int length) {
        byte[] body = new byte[length];
        new Random(sequence).nextBytes(body);
        return new HandshakeMessage(11, sequence, 0, body);
    }

    private void assertTaken(HandshakeMessage message) {
        assertThat(inbox.take()).hasValueSatisfying(taken -> {
            assertThat(taken.type()).isEqualTo(message.type());
            assertThat(taken.sequence()).isEqualTo(message.sequence());
            assertThat(taken.body()).isEqualTo(message.body());
        });
    }

    /** RFC 6347 §4.2.3: in any order, overlapping, and more than once. */
    @Test
    void fragments_make_messages_in_whatever_order_they_come() {
        for (int seed = 0; seed < 50; seed++) {
            HandshakeInbox fresh = new HandshakeInbox();
            List<byte[]> fragments = new ArrayList<>();
            for (int sequence = 0; sequence < 5; sequence++) {
                HandshakeMessage message = message(sequence, 700);
                for (int from = 0; from < 700; from += 100)
                    fragments.add(fragment(message, from, Math.min(700, from + 150)));
            }
            Collections.shuffle(fragments, new Random(seed));
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (byte[] fragment : fragments) {
                fresh.add(0, fragment);
                for (var next = fresh.take(); next.isPresent(); next = fresh.take())
                    body.writeBytes(next.get().body());
            }
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            for (int sequence = 0; sequence < 5; sequence++)
                whole.writeBytes(message(sequence, 700).body());
            assertThat(body.toByteArray()).isEqualTo(whole.toByteArray());
        }
    }

    @Test
    void a_message_may_be_so_long_and_no_longer() {
        HandshakeMessage longest = message(0, HandshakeInbox.LONGEST);
        inbox.add(0, fragment(longest, 0, HandshakeInbox.LONGEST));
        assertTaken(longest);
        inbox.add(0, fragment(message(1, HandshakeInbox.LONGEST + 1), 0, HandshakeInbox.LONGEST + 1));
        assertThat(inbox.take()).isEmpty();
    }

    @Test
    void so_many_messages_may_come_before_their_turn_and_no_more() {
        for (int sequence = 1; sequence <= HandshakeInbox.AHEAD; sequence++)
            inbox.add(0, fragment(message(sequence, 10), 0, 10));
        assertThat(inbox.take()).isEmpty();
        inbox.add(0, fragment(message(0, 10), 0, 10));
        for (int sequence = 0; sequence < HandshakeInbox.AHEAD; sequence++) assertTaken(message(sequence, 10));
        assertThat(inbox.take()).isEmpty();
    }

    /** Who writes first in the clear is not the peer for that: what the peer sends again takes its place. */
    @Test
    void a_fragment_that_contradicts_what_came_before_takes_its_place() {
        HandshakeMessage message = message(0, 20);
        inbox.add(0, fragment(message(0, 30), 0, 10));
        inbox.add(0, fragment(new HandshakeMessage(12, 0, 0, new byte[20]), 0, 10));
        assertThat(inbox.take()).isEmpty();
        inbox.add(0, fragment(message, 10, 20));
        assertThat(inbox.take()).isEmpty();
        inbox.add(0, fragment(message, 0, 10));
        assertTaken(message);
    }

    @Test
    void what_is_sealed_takes_the_place_of_what_is_not_and_not_the_other_way_round() {
        HandshakeMessage finished = new HandshakeMessage(HandshakeMessage.FINISHED, 0, 1, new byte[12]);
        inbox.add(0, fragment(message(0, 12), 0, 6));
        inbox.add(1, fragment(finished, 0, 6));
        inbox.add(0, fragment(message(0, 12), 0, 12));
        assertThat(inbox.take()).isEmpty();
        inbox.add(1, fragment(finished, 6, 12));
        assertTaken(finished);
    }

    /** RFC 6347 §4.1: it is the first that is sealed. */
    @Test
    void a_finished_in_the_clear_is_none() {
        HandshakeMessage finished = new HandshakeMessage(HandshakeMessage.FINISHED, 0, 0, new byte[12]);
        inbox.add(0, fragment(finished, 0, 12));
        assertThat(inbox.take()).isEmpty();
    }

    @Test
    void the_beginning_of_what_was_taken_last_is_a_repetition() {
        HandshakeMessage message = message(0, 20);
        assertThat(inbox.add(0, fragment(message, 0, 20))).isFalse();
        assertTaken(message);
        assertThat(inbox.add(0, fragment(message, 10, 20))).isFalse();
        assertThat(inbox.add(1, fragment(message, 0, 10))).isFalse();
        assertThat(inbox.add(0, fragment(new HandshakeMessage(12, 0, 0, message.body()), 0, 10)))
                .isFalse();
        assertThat(inbox.add(0, fragment(message, 0, 10))).isTrue();
    }
}
