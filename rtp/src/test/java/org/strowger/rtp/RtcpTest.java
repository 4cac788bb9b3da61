package org.strowger.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RtcpTest {

    private final Packet packet = new Packet(ByteBuffer.allocateDirect(2048));
    private final List<String> read = new ArrayList<>();
    private final Rtcp.Reader reader = new Rtcp.Reader() {
        @Override
        public void sender(int source, int ntpMiddle) {
            read.add("SR of " + source + " at " + Integer.toHexString(ntpMiddle));
        }

        @Override
        public void block(int source, int fractionLost, int totalLost, int jitter, int lastReport, int delay) {
            read.add("about " + source + ": " + fractionLost + "/256, " + totalLost + ", " + jitter + ", "
                    + Integer.toHexString(lastReport) + ", " + delay);
        }

        @Override
        public void voipMetrics(int source, int rating, int opinionTimes10) {
            read.add("hears " + source + ": R " + rating + ", " + opinionTimes10);
        }

        @Override
        public void bye(int source) {
            read.add("BYE of " + source);
        }
    };

    @Test
    void a_senders_report_with_a_block_a_name_and_a_bye_reads_as_written() {
        int at = Rtcp.sender(packet, 7, 0x1111_2222_3333_4444L, 160, 1, 160);
        at = Rtcp.block(packet, at, 9, 64, -3, 70_000, 12, 0xABCD, 65_536);
        at = Rtcp.description(packet, at, 7, "x@strowger.invalid".getBytes(StandardCharsets.US_ASCII));
        packet.length = Rtcp.bye(packet, at, 7);
        assertThat(Rtp.isRtcp(packet)).isTrue();
        assertThat(packet.length % 4).isZero();
        Rtcp.read(packet, reader);
        assertThat(read).containsExactly("SR of 7 at 22223333", "about 9: 64/256, -3, 12, abcd, 65536", "BYE of 7");
    }

    @Test
    void metrics_of_what_is_heard_stand_where_rfc_3611_has_them() {
        int at = Rtcp.receiver(packet, 7);
        at = Rtcp.description(packet, at, 7, "x@strowger.invalid".getBytes(StandardCharsets.US_ASCII));
        int begin = at;
        packet.length = Rtcp.voipMetrics(
                packet, at, 7, 9, 26, 70_000, 120, new Rtcp.Delays(40, 200), 85, new Rtcp.Opinions(42, 41));
        Rtcp.read(packet, reader);
        assertThat(read).containsExactly("hears 9: R 85, 41");
        byte[] octets = new byte[packet.length - begin];
        packet.bytes.get(begin, octets);
        assertThat(HexFormat.of().formatHex(octets))
                .isEqualTo("80cf000a" + "00000007" + "07000008" + "00000009" + "1a00001a" + "0000ffff" + "00780028"
                        + "7f7f7f10" + "557f2a29" + "f0000028" + "00c800c8");
    }

    @Test
    void other_extended_reports_and_cut_ones_are_passed_over() {
        packet.bytes.putInt(0, 0x80CF0004).putInt(4, 7).putInt(8, 0x04000002).putLong(12, 0);
        packet.length = 20;
        Rtcp.read(packet, reader);
        packet.bytes.putInt(0, 0x80CF0003).putInt(4, 7).putInt(8, 0x07000008).putInt(12, 9);
        packet.length = 16;
        Rtcp.read(packet, reader);
        assertThat(read).isEmpty();
    }

    @Test
    void a_receivers_report_may_be_about_nobody() {
        int at = Rtcp.receiver(packet, 7);
        packet.length = Rtcp.description(packet, at, 7, Rtcp.name(42));
        Rtcp.read(packet, reader);
        assertThat(read).isEmpty();
        assertThat(packet.bytes.get(1) & 0xFF).isEqualTo(Rtcp.RECEIVER_REPORT);
    }

    @Test
    void whatever_stands_in_a_packet_reading_it_ends() {
        SplittableRandom random = new SplittableRandom(20_26);
        for (int round = 0; round < 200_000; round++) {
            packet.length = random.nextInt(200);
            for (int i = 0; i < packet.length; i++) packet.bytes.put(i, (byte) random.nextInt());
            if (packet.length > 4) {
                packet.bytes.put(0, (byte) (0x80 | random.nextInt(32)));
                packet.bytes.put(1, (byte) (200 + random.nextInt(5)));
                packet.bytes.putShort(2, (short) random.nextInt(packet.length / 4));
            }
            Rtcp.read(packet, reader);
        }
        assertThat(read).isNotEmpty();
    }
}
