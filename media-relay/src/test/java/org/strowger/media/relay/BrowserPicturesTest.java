package org.strowger.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.media.relay.PicturedBrowser.AGAIN;
import static org.strowger.media.relay.PicturedBrowser.CODECS;
import static org.strowger.media.relay.PicturedBrowser.VP8;
import static org.strowger.media.relay.PicturedBrowser.areInARow;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.strowger.media.RemoteVideo;
import org.strowger.rtp.TestPackets;
import org.strowger.rtp.video.IncomingVideo;
import org.strowger.rtp.video.OutgoingVideo;
import org.strowger.rtp.video.VideoSources;
import org.strowger.sdp.Direction;

/**
 * Pictures on the port of a browser's sound, octet by octet, in virtual time: back by an echo, across by a bridge,
 * repaired on each hop (RFC 9143, RFC 4585, RFC 4588, RFC 5104).
 */
class BrowserPicturesTest {

    private static final int KEPT = 256;
    private static final int LONGEST = 1400;

    private final MediaWorld world = new MediaWorld();
    private final PicturedBrowser one = new PicturedBrowser(world, "198.51.100.7", 7000);

    private PicturedBrowser bridged() {
        PicturedBrowser other = new PicturedBrowser(world, "198.51.100.8", 9000);
        world.session.bridge(one.stream, other.stream);
        world.passes(10);
        return other;
    }

    private static int type(byte[] rtp) {
        return rtp[1] & 0x7F;
    }

    private static byte[] payload(byte[] rtp) {
        return Arrays.copyOfRange(rtp, 12, rtp.length);
    }

    @Test
    void an_echo_sends_them_back_under_a_source_of_ours_and_in_a_row() {
        one.stream.echo();
        one.sends(one.key(65_534), one.other(65_535), one.other(0), one.other(1));
        assertThat(one.media).hasSize(4).allSatisfy(rtp -> assertThat(type(rtp)).isEqualTo(VP8));
        assertThat(one.sequences(one.shown())).hasSize(4).matches(PicturedBrowser::areInARow);
        assertThat(payload(one.media.get(0))).isEqualTo(payload(one.key(0)));
        assertThat(payload(one.media.get(3))).isEqualTo(payload(one.other(0)));
    }

    /** Extensions have numbers of the leg that they came by; padding is nobody's picture. */
    @Test
    void extensions_and_padding_do_not_go_on() {
        one.stream.echo();
        byte[] plain = one.key(5);
        ByteBuffer bytes = ByteBuffer.allocate(plain.length + 8 + 4);
        bytes.put(plain, 0, 12).putInt(0xBEDE0001).putInt(0x10FF0000).put(plain, 12, plain.length - 12);
        bytes.putInt(4);
        bytes.put(0, (byte) 0xB0);
        one.sends(bytes.array());
        assertThat(one.media).hasSize(1);
        assertThat(one.media.getFirst()[0]).isEqualTo((byte) 0x80);
        assertThat(payload(one.media.getFirst())).isEqualTo(payload(plain));
    }

    /** Its decoder could do nothing with the others. */
    @Test
    void nothing_is_sent_before_a_picture_that_needs_no_other_and_one_is_asked_for() {
        one.stream.echo();
        one.sends(one.other(1));
        assertThat(one.media).isEmpty();
        assertThat(one.asked()).isEqualTo(1);
        one.sends(one.key(3), one.other(4), one.other(2));
        assertThat(one.sequences(one.shown())).hasSize(2);
    }

    /** RFC 4585 §6.3.1: a picture is large, so it is not asked for each time that somebody would like one. */
    @Test
    void a_picture_is_asked_for_once_in_half_a_second_for_as_long_as_it_is_wanted() {
        one.stream.echo();
        for (int i = 0; i < 200; i++) one.sends(one.other(i));
        assertThat(one.asked()).isBetween(4, 5);
        one.sends(one.key(200));
        one.reports.clear();
        for (int i = 201; i < 300; i++) one.sends(one.other(i));
        assertThat(one.asked()).isZero();
    }

    @Test
    void who_wants_a_new_picture_is_heard_by_whoever_sends_it() {
        PicturedBrowser other = bridged();
        one.sends(one.key(1));
        world.passes(1000);
        one.reports.clear();
        for (int i = 0; i < 10; i++) other.wantsPicture(other.shown());
        assertThat(one.asked()).isEqualTo(1);
        assertThat(other.asked()).isZero();
        one.sends(one.key(2));
        world.passes(1000);
        other.says(0x84CE0004, other.ssrc, 0, other.shown(), 0x01000000); // FIR, RFC 5104 §4.3.1
        assertThat(one.asked()).isEqualTo(2);
    }

    @Test
    void who_wants_a_picture_of_a_source_that_nobody_has_gets_none() {
        PicturedBrowser other = bridged();
        one.sends(one.key(1));
        world.passes(1000);
        one.reports.clear();
        other.wantsPicture(4711);
        other.wantsPicture(one.ssrc);
        other.says(0x84CE0004, other.ssrc, 0, 4711, 0x01000000);
        assertThat(one.asked()).isZero();
    }

    @Test
    void a_bridge_sends_them_across_both_ways_under_the_sources_that_each_was_told() {
        PicturedBrowser other = bridged();
        one.sends(one.key(10), one.other(11));
        other.sends(other.key(500), other.other(501), other.other(502));
        assertThat(other.sequences(other.shown())).hasSize(2).matches(PicturedBrowser::areInARow);
        assertThat(one.sequences(one.shown())).hasSize(3).matches(PicturedBrowser::areInARow);
    }

    @Test
    void from_one_to_another_the_sequence_goes_on_and_so_does_the_clock() {
        one.stream.echo();
        one.sends(one.key(10), one.other(11));
        PicturedBrowser other = bridged();
        world.passes(1000);
        other.sends(other.other(999), other.key(1000), other.other(1001));
        List<Integer> all = one.sequences(one.shown());
        assertThat(all).hasSize(4).matches(PicturedBrowser::areInARow);
        int before = ByteBuffer.wrap(one.media.get(1)).getInt(4);
        int after = ByteBuffer.wrap(one.media.get(2)).getInt(4);
        assertThat(after - before).isBetween(100_000, 120_000);
        assertThat(other.asked()).isEqualTo(1);
    }

    /** RFC 4585 §6.2.1. */
    @Test
    void what_is_missing_is_asked_for_at_once_and_goes_on_once_it_is_sent_again() {
        one.stream.echo();
        one.sends(one.key(10), one.other(11), one.other(14), one.other(32));
        assertThat(one.askedAgain())
                .containsExactly(12, 13, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31);
        int before = one.sequences(one.shown()).getLast();
        one.sends(one.again(1, 12), one.other(13));
        List<Integer> sent = one.sequences(one.shown());
        assertThat(sent.subList(4, 6)).containsExactly((before - 20) & 0xFFFF, (before - 19) & 0xFFFF);
        assertThat(type(one.media.get(4))).isEqualTo(VP8);
        assertThat(payload(one.media.get(4))).isEqualTo(payload(one.other(12)));
    }

    @Test
    void it_is_asked_for_a_few_times_and_then_a_new_picture_is() {
        one.stream.echo();
        one.sends(one.key(1));
        world.passes(1000);
        one.reports.clear();
        one.sends(one.other(3));
        for (int i = 4; i < 200; i++) one.sends(one.other(i));
        assertThat(one.askedAgain()).containsOnly(2).hasSize(8);
        assertThat(one.asked()).isPositive();
    }

    /** Browsers try by them how much gets through. */
    @Test
    void what_is_sent_again_and_was_not_missing_goes_nowhere() {
        one.stream.echo();
        one.sends(one.key(10), one.other(11));
        one.sends(one.again(1, 11), one.again(2, 9), one.again(3, 500));
        one.sends(one.rtp(AGAIN, 4, one.repairs, new byte[] {1}), one.rtp(AGAIN, 5, one.repairs, new byte[0]));
        assertThat(one.media).hasSize(2);
    }

    @Test
    void as_many_are_asked_for_as_there_is_room_and_beyond_that_a_new_picture() {
        one.stream.echo();
        one.sends(one.key(1));
        world.passes(1000);
        one.reports.clear();
        one.sends(one.other(2 + IncomingVideo.MOST_MISSING));
        assertThat(one.askedAgain()).hasSize(IncomingVideo.MOST_MISSING);
        assertThat(one.asked()).isZero();
        one.sends(one.other(4 + IncomingVideo.MOST_MISSING));
        assertThat(one.asked()).isEqualTo(1);
    }

    /** A new picture has been asked for in its place. */
    @Test
    void what_was_given_up_goes_nowhere_when_it_comes_late() {
        one.stream.echo();
        one.sends(one.key(1), one.other(200));
        one.sends(one.other(150));
        assertThat(one.sequences(one.shown())).hasSize(2);
    }

    /** RFC 4588: under a source and a sequence of its own, since no packet may go twice under one key and number. */
    @Test
    void what_it_misses_is_sent_again_as_a_repair() {
        one.stream.echo();
        one.sends(one.key(10), one.other(11), one.other(12));
        int first = one.sequences(one.shown()).getFirst();
        one.media.clear();
        one.misses(one.shown(), first << 16 | 0b10);
        assertThat(one.media).hasSize(2).allSatisfy(rtp -> {
            assertThat(type(rtp)).isEqualTo(AGAIN);
            assertThat(ByteBuffer.wrap(rtp).getInt(8)).isEqualTo(one.shownAgain());
        });
        assertThat(areInARow(one.sequences(one.shownAgain()))).isTrue();
        byte[] repair = payload(one.media.getFirst());
        assertThat(ByteBuffer.wrap(repair).getShort(0) & 0xFFFF).isEqualTo(first);
        assertThat(Arrays.copyOfRange(repair, 2, repair.length)).isEqualTo(payload(one.key(10)));
    }

    @Test
    void what_it_never_got_or_is_of_nobody_is_not_sent_again() {
        one.stream.echo();
        one.sends(one.key(10));
        int first = one.sequences(one.shown()).getFirst();
        one.media.clear();
        one.misses(one.shown(), ((first + 1) & 0xFFFF) << 16 | 0xFFFF);
        one.misses(4711, first << 16);
        one.misses(one.ssrc, 10 << 16);
        assertThat(one.media).isEmpty();
    }

    /** Whoever asks for one packet over and over has it once in 20 ms. */
    @Test
    void a_packet_is_not_sent_again_twice_at_once() {
        one.stream.echo();
        one.sends(one.key(10));
        int first = one.sequences(one.shown()).getFirst();
        one.media.clear();
        one.misses(one.shown(), first << 16, first << 16, first << 16);
        assertThat(one.media).hasSize(1);
        world.passes(20);
        one.misses(one.shown(), first << 16);
        assertThat(one.media).hasSize(2);
    }

    @Test
    void so_many_of_the_latest_packets_can_be_sent_again() {
        one.stream.echo();
        one.sends(one.key(0));
        for (int i = 1; i <= KEPT; i++) one.sends(one.other(i));
        int first = one.sequences(one.shown()).getFirst();
        one.media.clear();
        one.misses(one.shown(), first << 16);
        assertThat(one.media).isEmpty();
        one.misses(one.shown(), ((first + 1) & 0xFFFF) << 16);
        assertThat(one.media).hasSize(1);
    }

    @Test
    void a_packet_that_is_kept_is_so_long_and_no_longer() {
        one.stream.echo();
        byte[] longest = new byte[LONGEST];
        longest[0] = 0x10;
        one.sends(one.rtp(VP8, 0, one.ssrc, longest), one.rtp(VP8, 1, one.ssrc, new byte[LONGEST + 1]));
        int first = one.sequences(one.shown()).getFirst();
        assertThat(one.sequences(one.shown())).hasSize(2);
        one.media.clear();
        one.misses(one.shown(), first << 16 | 1);
        assertThat(one.sequences(one.shownAgain())).hasSize(1);
    }

    @Test
    void a_second_has_so_many_repairs() {
        one.stream.echo();
        one.sends(one.key(0));
        for (int i = 1; i < KEPT; i++) one.sends(one.other(i));
        int first = one.sequences(one.shown()).getFirst();
        int[] all = new int[KEPT / 16];
        for (int i = 0; i < all.length; i++) all[i] = ((first + 16 * i) & 0xFFFF) << 16 | 0x7FFF;
        world.passes(2000);
        one.media.clear();
        for (int i = 0; i < 5; i++) {
            one.misses(one.shown(), all);
            world.passes(15);
        }
        int most = OutgoingVideo.MOST_REPEATED_A_SECOND;
        assertThat(one.media.size()).isBetween(most, most + most / 8);
    }

    /** Nothing may be sent twice under one number, so there is nothing to send. */
    @Test
    void who_takes_no_repairs_gets_none() {
        one.describes(new RemoteVideo(Direction.SENDRECV, CODECS.subList(0, 1), new VideoSources(1, 2)));
        one.stream.echo();
        one.sends(one.key(10));
        int first = one.sequences(1).getFirst();
        one.media.clear();
        one.misses(1, first << 16);
        assertThat(one.media).isEmpty();
    }

    /** RFC 3264 §8.4: who takes no pictures is sent none, and afterwards begins with one that needs no other. */
    @Test
    void who_holds_is_sent_none() {
        PicturedBrowser other = bridged();
        one.sends(one.key(1));
        other.describes(Direction.SENDONLY);
        one.sends(one.other(2), one.key(3));
        assertThat(other.media).hasSize(1);
        other.describes(Direction.SENDRECV);
        one.sends(one.other(4), one.key(5), one.other(6));
        assertThat(other.sequences(other.shown())).hasSize(3).matches(PicturedBrowser::areInARow);
        assertThat(one.asked()).isPositive();
    }

    @Test
    void without_a_line_of_their_own_they_are_not_taken() {
        PicturedBrowser other = bridged();
        one.sends(one.key(1));
        other.describesSoundAlone();
        one.sends(one.other(2), one.key(3));
        assertThat(other.media).hasSize(1);
        one.describesSoundAlone();
        other.describes(Direction.SENDRECV);
        one.sends(one.key(4));
        assertThat(other.sequences(other.shown())).hasSize(1);
    }

    @Test
    void the_sound_goes_on_beside_them() {
        one.stream.echo();
        one.sends(one.key(1), TestPackets.rtp(0, 1, 160, 33, 160), one.other(2));
        assertThat(one.media).extracting(BrowserPicturesTest::type).containsExactly(VP8, 0, VP8);
        assertThat(one.stream.statistics().packetsReceived()).isEqualTo(1);
    }

    /** RFC 3550 §6.4: each second, and the sender's own report as one of ours. */
    @Test
    void how_they_come_is_reported_and_so_is_the_clock_of_whoever_sends() {
        PicturedBrowser other = bridged();
        one.sends(one.key(1));
        one.says(0x80C80006, one.ssrc, 0x11112222, 0x33334444, 3000, 1, 13);
        List<int[]> ofSender = other.parts(200, -1);
        assertThat(ofSender).hasSize(1);
        int sentAt = ByteBuffer.wrap(other.media.getFirst()).getInt(4);
        assertThat(ofSender.getFirst()).containsExactly(other.shown(), 0x11112222, 0x33334444, sentAt, 1, 13);
        one.reports.clear();
        world.passes(3000);
        List<int[]> reports =
                one.parts(201, 1).stream().filter(words -> words[1] == one.ssrc).toList();
        assertThat(reports).hasSizeBetween(2, 3);
        assertThat(reports.getFirst()[5]).as("its latest report").isEqualTo(0x22223333);
    }

    /** What lies about its length ends what is read of it, and nothing else. */
    @Test
    void octets_by_chance_harm_nobody() {
        PicturedBrowser other = bridged();
        SplittableRandom random = new SplittableRandom(17);
        for (int round = 0; round < 3000; round++) {
            byte[] payload = new byte[random.nextInt(24)];
            random.nextBytes(payload);
            one.sends(one.rtp(random.nextBoolean() ? VP8 : AGAIN, round, one.ssrc + random.nextInt(2), payload));
            int[] words = random.ints(2 + random.nextInt(6)).toArray();
            words[0] = 0x80C80000 | random.nextInt(32) << 24 | random.nextInt(8) << 16 | random.nextInt(8);
            if (words.length > 3 && random.nextBoolean()) words[2] = one.shown();
            if ((words[0] & 0xFFFF) < words.length) one.says(words);
        }
        one.sends(one.key(20_000), one.other(20_001));
        assertThat(world.media.figures().faults()).isZero();
        assertThat(other.sequences(other.shown())).isNotEmpty();
        world.session.close();
        world.passes(10);
        assertThat(world.media.figures().portsInUse()).isZero();
    }
}
