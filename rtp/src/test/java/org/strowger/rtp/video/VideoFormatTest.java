package org.strowger.rtp.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.rtp.Packet;
import org.strowger.sdp.Codec;

/** Which formats of pictures are carried, and where one begins that needs no other. */
class VideoFormatTest {

    private static final Codec VP8 = new Codec(96, "VP8", 90_000, 1, "");

    private static boolean begins(VideoFormat format, String hex) {
        byte[] octets = HexFormat.of().parseHex(hex.replace(" ", ""));
        Packet packet = new Packet(ByteBuffer.allocateDirect(Packet.CAPACITY));
        packet.bytes.put(12, octets);
        packet.length = 12 + octets.length;
        // Behind the packet lies what an earlier one has left there.
        for (int i = packet.length; i < packet.length + 8; i++) packet.bytes.put(i, (byte) 0);
        return format.beginsKeyPicture(packet, 12, packet.length);
    }

    /** RFC 7741 §4.2, §4.3: S is set, the partition is 0, and P of the payload's header is not. */
    @ParameterizedTest
    @CsvSource({
        "10 50 00 00 9d 01 2a 40 01 f0 00, true",
        "10 51 00 00, false",
        "00 50 00 00, false",
        "11 50 00 00, false",
        "90 80 05 50 00 00, true",
        "90 80 85 05 50 00 00, true",
        "90 80 85 05 51 00 00, false",
        "90 f0 85 05 01 22 50, true",
        "90 f0 85 05 01 22 51, false",
        // cut off within the descriptor
        "90, false",
        "90 80, false",
        "90 80 85, false",
        "90 80 85 05, false",
        "90 f0 85 05 01, false",
        "10, false",
        "'', false"
    })
    void a_key_picture_of_vp8_begins(String hex, boolean expected) {
        assertThat(begins(VideoFormat.VP8, hex)).isEqualTo(expected);
    }

    /** RFC 6184 §5.4: by itself, first of several, or the first fragment of one. */
    @ParameterizedTest
    @CsvSource({
        "65 88, true",
        "67 42, true",
        "61 88, false",
        "78 00 02 67 42 00 02 68 ce, true",
        "78 00 02 61 42, false",
        "7c 85 88, true",
        "7c 05 88, false",
        "7c 81 88, false",
        "7c, false",
        "78 00 02, false"
    })
    void a_key_picture_of_h264_begins(String hex, boolean expected) {
        assertThat(begins(VideoFormat.H264, hex)).isEqualTo(expected);
    }

    /** RFC 9628 §4.2: it needs no other (P), begins a frame (B), and is the lowest layer. */
    @ParameterizedTest
    @CsvSource({
        "08 00, true",
        "88 05 00, true",
        "88 85 05 00, true",
        "48 00, false",
        "00 00, false",
        "a8 85 05 00 00, true",
        "a8 85 05 02 00, false",
        "a8 85 05, false"
    })
    void a_key_picture_of_vp9_begins(String hex, boolean expected) {
        assertThat(begins(VideoFormat.VP9, hex)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"18 0a, true", "10 0a, false"})
    void a_key_picture_of_av1_begins(String hex, boolean expected) {
        assertThat(begins(VideoFormat.AV1, hex)).isEqualTo(expected);
    }

    /** What repairs a format stands behind it, whatever its number; what nobody carries is left out. */
    @Test
    void formats_are_carried_in_our_order_with_what_repairs_them() {
        Codec vp9 = new Codec(98, "VP9", 90_000, 1, "profile-id=0");
        Codec vp9Again = new Codec(99, "rtx", 90_000, 1, "apt=98");
        Codec again = new Codec(97, "rtx", 90_000, 1, "apt=96");
        Codec av1 = new Codec(45, "AV1", 90_000, 1, "");
        Codec h264 = new Codec(103, "H264", 90_000, 1, "packetization-mode=1");
        Codec red = new Codec(118, "red", 90_000, 1, "");
        Codec redAgain = new Codec(119, "rtx", 90_000, 1, "apt=118");
        assertThat(VideoTypes.carried(List.of(vp9Again, vp9, av1, h264, red, redAgain, again, VP8)))
                .containsExactly(VP8, again, h264, vp9, vp9Again, av1);
    }

    @ParameterizedTest
    @CsvSource({"apt=96, 96", "'rtx-time=3000; apt=96', 96", "apt=960, -1", "apt=, -1", "xapt=96, -1", "apt=128, -1"})
    void what_a_type_repairs_is_told_by_its_parameter(String parameters, int type) {
        assertThat(VideoTypes.repaired(new Codec(97, "rtx", 90_000, 1, parameters)))
                .isEqualTo(type);
    }

    @Test
    void a_type_is_found_at_another_peer_by_format_and_profile() {
        Codec one = new Codec(103, "H264", 90_000, 1, "packetization-mode=1");
        Codec other = new Codec(107, "H264", 90_000, 1, "packetization-mode=0");
        VideoTypes here = VideoTypes.of(List.of(VP8, one, other));
        VideoTypes there = VideoTypes.of(List.of(
                new Codec(120, "vp8", 90_000, 1, ""),
                new Codec(121, "H264", 90_000, 1, "packetization-mode=0"),
                new Codec(122, "H264", 90_000, 1, "packetization-mode=1")));
        assertThat(here.there(96, there)).isEqualTo(120);
        assertThat(here.there(103, there)).isEqualTo(122);
        assertThat(here.there(107, there)).isEqualTo(121);
        assertThat(here.there(96, VideoTypes.of(List.of(one)))).isEqualTo(VideoTypes.NONE);
        assertThat(here.there(96, here)).isEqualTo(96);
    }
}
