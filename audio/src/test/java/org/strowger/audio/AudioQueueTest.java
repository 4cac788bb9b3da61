package org.strowger.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.strowger.audio.AudioQueue.Fate;

class AudioQueueTest {

    private static final int FRAME = 160;

    private final List<String> told = new ArrayList<>();
    private final AudioQueue queue = new AudioQueue(8000, new AudioQueue.Listener() {
        @Override
        public void passed(String mark, Fate fate) {
            told.add(mark + " " + fate);
        }

        @Override
        public void taken() {}
    });
    private final short[] frame = new short[FRAME];

    private static short[] samples(int count, int value) {
        short[] pcm = new short[count];
        Arrays.fill(pcm, (short) value);
        return pcm;
    }

    private List<Integer> reads(int ticks) {
        List<Integer> given = new ArrayList<>();
        for (int i = 0; i < ticks; i++) given.add(queue.read(frame));
        return given;
    }

    @Test
    void what_was_written_is_read_in_order_whatever_the_pieces() {
        int value = 0;
        for (int piece : new int[] {1, 319, 160, 7, 153}) {
            short[] pcm = new short[piece];
            for (int i = 0; i < piece; i++) pcm[i] = (short) value++;
            queue.write(pcm);
        }
        for (int tick = 0; tick < 4; tick++) {
            assertThat(queue.read(frame)).isEqualTo(FRAME);
            for (int i = 0; i < FRAME; i++) assertThat(frame[i]).isEqualTo((short) (tick * FRAME + i));
        }
        assertThat(queue.read(frame)).isZero();
    }

    @Test
    void who_speaks_in_its_own_time_gets_a_head_start_of_two_frames() {
        queue.write(samples(FRAME, 1));
        assertThat(reads(1)).containsExactly(0);
        queue.write(samples(FRAME, 1));
        assertThat(reads(1)).containsExactly(0);
        queue.write(samples(FRAME, 1));
        assertThat(reads(1)).containsExactly(FRAME);
        assertThat(reads(2)).containsExactly(FRAME, FRAME); // the next are late, and nothing is missing
        queue.write(samples(2 * FRAME, 1));
        assertThat(reads(2)).containsExactly(FRAME, FRAME);
    }

    @Test
    void the_rest_of_a_frame_is_not_kept_for_ever() {
        queue.write(samples(40, 1));
        assertThat(reads(4)).containsExactly(0, 0, 40, 0);
    }

    @Test
    void marks_are_told_when_what_stands_before_them_is_over() {
        queue.mark("at once");
        queue.write(samples(FRAME, 1));
        queue.mark("after one");
        queue.write(samples(2 * FRAME, 1));
        queue.mark("after three");
        reads(1);
        assertThat(told).containsExactly("at once SPOKEN", "after one SPOKEN");
        reads(2);
        assertThat(told).endsWith("after three SPOKEN").hasSize(3);
    }

    @Test
    void what_is_cleared_is_not_heard_and_its_marks_say_so() {
        queue.write(samples(2 * FRAME, 1));
        queue.mark("spoken");
        queue.write(samples(10 * FRAME, 1));
        queue.mark("within");
        reads(3);
        assertThat(queue.clear()).isEqualTo(Duration.ofMillis(180));
        queue.mark("after");
        queue.write(samples(3 * FRAME, 2));
        queue.mark("new");
        assertThat(reads(4)).containsExactly(FRAME, FRAME, FRAME, 0);
        assertThat(frame[0]).isEqualTo((short) 2);
        assertThat(told).containsExactly("spoken SPOKEN", "within CLEARED", "after SPOKEN", "new SPOKEN");
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void many_small_pieces_are_a_crowd() {
        for (int i = 0; i < 10_000; i++) queue.mark("m");
        assertThat(queue.isCrowded()).isTrue();
        queue.read(frame);
        assertThat(queue.isCrowded()).isFalse();
    }
}
