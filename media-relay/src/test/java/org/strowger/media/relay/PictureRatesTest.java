package org.strowger.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.strowger.rtp.video.VideoFormat;

/** What is told of a browser's pictures, second by second. */
class PictureRatesTest {

    private final MediaWorld world = new MediaWorld();
    private final PicturedBrowser one = new PicturedBrowser(world, "198.51.100.7", 7000);

    /** RFC 6386 §9.1: 14 bits each. */
    @Test
    void each_second_of_them_is_told_with_its_size_and_its_rates() {
        for (int i = 0; i < 300; i++) {
            // 50 pictures a second, of which each 25th needs no other
            one.sends(i % 25 == 0 ? one.key(i) : one.other(i));
            world.passes(10);
        }
        assertThat(world.seen).hasSize(5).allSatisfy(rate -> {
            assertThat(rate.format()).isEqualTo(VideoFormat.VP8);
            assertThat(rate.width()).isEqualTo(320);
            assertThat(rate.height()).isEqualTo(240);
            assertThat(rate.pictures()).isBetween(49, 51);
            assertThat(rate.keys()).isEqualTo(2);
            assertThat(rate.bits()).isBetween(8 * 350L, 8 * 370L);
        });
        world.passes(10_000);
        assertThat(world.seen).as("once none come, nothing is told").hasSizeLessThan(7);
    }

    @Test
    void what_is_sent_twice_is_counted_once() {
        one.sends(one.key(0), one.other(1), one.other(3));
        one.sends(one.again(1, 1), one.again(2, 2));
        world.passes(1500);
        assertThat(world.seen)
                .singleElement()
                .satisfies(rate ->
                        assertThat(rate.bits()).isEqualTo(8L * (one.key(0).length + 3 * one.other(0).length - 4 * 12)));
    }
}
