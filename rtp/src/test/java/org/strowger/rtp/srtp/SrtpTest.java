package org.strowger.rtp.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.strowger.rtp.Packet;
import org.strowger.rtp.Rtp;
import org.strowger.rtp.SrtpKeys;
import org.strowger.rtp.SrtpProfile;

class SrtpTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final SrtpKeys MASTER = new SrtpKeys(
            SrtpProfile.AES_CM_128_HMAC_SHA1_80,
            HEX.parseHex("e1f97a0d3e018be0d64fa32c06de4139"),
            HEX.parseHex("0ec675ad498afeebb6960b3aabe6"));

    /** RFC 3711 B.3. */
    @Test
    void session_keys_are_those_of_the_rfc() {
        SrtpKeyDerivation keys = new SrtpKeyDerivation(MASTER);
        assertThat(HEX.formatHex(keys.derive(SrtpKeyDerivation.RTP_ENCRYPTION, 16)))
                .isEqualTo("c61e7a93744f39ee10734afe3ff7a087");
        assertThat(HEX.formatHex(keys.derive(SrtpKeyDerivation.RTP_SALT, 14)))
                .isEqualTo("30cbbc08863d8c85d49db34a9ae1");
        assertThat(HEX.formatHex(keys.derive(SrtpKeyDerivation.RTP_AUTHENTICATION, 40)))
                .isEqualTo("cebe321f6ff7716b6fd4ab49af256a156d38baa48f0a0acf3c34e2359e6cdbcee049646c43d9327a");
    }

    /** A widely used vector for AES_CM_128_HMAC_SHA1_80. */
    @Test
    void counter_mode_and_hmac_make_the_known_packet() {
        Packet packet = packet("800f1234decafbadcafebabeabababababababababababababababab");
        new SrtpSender(MASTER).protectRtp(packet);
        assertThat(text(packet))
                .isEqualTo("800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb");
        assertThat(new SrtpReceiver(MASTER).unprotectRtp(packet)).isTrue();
        assertThat(text(packet)).isEqualTo("800f1234decafbadcafebabeabababababababababababababababab");
    }

    /** RFC 7714 §16.1.1: "Gallia est omnis divisa in partes tres", under session keys. */
    @Test
    void gcm_makes_the_packet_of_the_rfc() {
        GcmCipher cipher = GcmCipher.rtpUnder(
                HEX.parseHex("000102030405060708090a0b0c0d0e0f"), HEX.parseHex("517569642070726f2071756f"));
        byte[] octets = Arrays.copyOf(
                HEX.parseHex("8040f17b8041f8d35501a0b247616c6c696120657374206f6d6e697320646976697361"
                        + "20696e207061727465732074726573"),
                66);
        cipher.protect(octets, 12, 50, 0x5501a0b2, 0xf17b);
        assertThat(HEX.formatHex(octets))
                .isEqualTo("8040f17b8041f8d35501a0b2f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a"
                        + "51c7d19b36de3adf8833899d7f27beb16a9152cf765ee4390cce");
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void what_one_side_protects_the_other_reads_through_a_rollover_with_loss_and_reordering(SrtpProfile profile) {
        SrtpKeys keys = SrtpKeys.random(profile);
        SrtpSender sender = new SrtpSender(keys);
        SrtpReceiver receiver = new SrtpReceiver(keys);
        SplittableRandom random = new SplittableRandom(4711);
        Packet late = rtp(0, 7);
        boolean isHeldBack = false;
        for (int sequence = 65_000; sequence < 67_000; sequence++) {
            Packet packet = rtp(sequence & 0xFFFF, 7);
            sender.protectRtp(packet);
            if (random.nextInt(50) == 0) continue;
            if (!isHeldBack && random.nextInt(20) == 0) {
                late = packet;
                isHeldBack = true;
                continue;
            }
            assertThat(receiver.unprotectRtp(packet)).as("packet %d", sequence).isTrue();
            assertThat(packet.length).isEqualTo(172);
            if (isHeldBack) {
                assertThat(receiver.unprotectRtp(late)).as("the late one").isTrue();
                isHeldBack = false;
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void a_source_that_begins_to_count_anew_goes_on_as_another(SrtpProfile profile) {
        SrtpKeys keys = SrtpKeys.random(profile);
        SrtpSender sender = new SrtpSender(keys);
        SrtpReceiver receiver = new SrtpReceiver(keys);
        for (int sequence = 1000; sequence < 1100; sequence++) {
            Packet packet = rtp(sequence, 7);
            assertThat(sender.protectRtp(packet)).isTrue();
            assertThat(receiver.unprotectRtp(packet)).isTrue();
            assertThat(Rtp.ssrc(packet)).isEqualTo(7);
        }
        for (int sequence = 10; sequence < 14; sequence++)
            assertThat(sender.protectRtp(rtp(sequence, 7)))
                    .as("%d went before", sequence)
                    .isFalse();
        Set<Integer> names = new HashSet<>();
        for (int sequence = 14; sequence < 1200; sequence++) {
            Packet packet = rtp(sequence, 7);
            assertThat(sender.protectRtp(packet))
                    .as("%d of the new count", sequence)
                    .isTrue();
            assertThat(receiver.unprotectRtp(packet)).isTrue();
            names.add(Rtp.ssrc(packet));
        }
        assertThat(names).hasSize(1).doesNotContain(7);
        assertThat(sender.protectRtp(rtp(1199, 7))).isFalse();

        int given = names.iterator().next();
        for (int sequence = 14; sequence < 20; sequence++) {
            Packet packet = rtp(sequence, given);
            assertThat(sender.protectRtp(packet)).isTrue();
            assertThat(Rtp.ssrc(packet)).as("the name of another's key stream").isNotIn(given, 7);
            assertThat(receiver.unprotectRtp(packet)).isTrue();
        }
    }

    @Test
    void packets_that_come_twice_are_no_new_beginning() {
        SrtpSender sender = new SrtpSender(MASTER);
        for (int sequence = 1000; sequence < 1100; sequence++) {
            Packet packet = rtp(sequence, 7);
            assertThat(sender.protectRtp(packet)).isTrue();
            assertThat(Rtp.ssrc(packet)).isEqualTo(7);
            assertThat(sender.protectRtp(rtp(sequence, 7))).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void a_packet_counts_once_and_a_forged_one_never(SrtpProfile profile) {
        SrtpKeys keys = SrtpKeys.random(profile);
        SrtpReceiver receiver = new SrtpReceiver(keys);
        Packet packet = rtp(100, 7);
        new SrtpSender(keys).protectRtp(packet);
        byte[] sent = octets(packet);
        for (int at = 0; at < sent.length; at++) {
            byte[] forged = sent.clone();
            forged[at] ^= 1;
            Packet changed = packet(HEX.formatHex(forged));
            assertThat(receiver.unprotectRtp(changed))
                    .as("octet %d changed", at)
                    .isFalse();
            assertThat(octets(changed)).isEqualTo(forged);
        }
        assertThat(receiver.unprotectRtp(packet(HEX.formatHex(sent)))).isTrue();
        assertThat(receiver.unprotectRtp(packet(HEX.formatHex(sent)))).isFalse();
        assertThat(receiver.unprotectRtp(packet("800f1234decafbadcafebabe"))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void rtcp_travels_under_its_own_index(SrtpProfile profile) {
        SrtpKeys keys = SrtpKeys.random(profile);
        SrtpSender sender = new SrtpSender(keys);
        SrtpReceiver receiver = new SrtpReceiver(keys);
        String report = "80c90001cafebabe81ca0002cafebabe0101610000000000";
        for (int i = 0; i < 3; i++) {
            Packet packet = packet(report);
            sender.protectRtcp(packet);
            byte[] sent = octets(packet);
            assertThat(receiver.unprotectRtcp(packet)).isTrue();
            assertThat(text(packet)).isEqualTo(report);
            assertThat(receiver.unprotectRtcp(packet(HEX.formatHex(sent)))).isFalse();
        }
        assertThat(receiver.unprotectRtcp(packet(report))).as("in the clear").isFalse();
    }

    /** The same source as above for SRTCP: index 1. */
    @Test
    void srtcp_makes_the_known_packet() {
        Packet packet = packet("81c8000bcafebabeabababababababababababababababab");
        SrtpSender sender = new SrtpSender(MASTER);
        sender.protectRtcp(packet("81c8000bcafebabeabababababababababababababababab"));
        sender.protectRtcp(packet);
        assertThat(text(packet))
                .isEqualTo("81c8000bcafebabe7128035be487b9bdbef89041f977a5a880000001993e08cd54d6c1230798");
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void no_index_is_used_twice(SrtpProfile profile) {
        var sender = new SrtpSender(SrtpKeys.random(profile));
        for (int sequence : new int[] {10, 12, 11, 200})
            assertThat(sender.protectRtp(rtp(sequence, 1))).isTrue();
        for (int sequence : new int[] {200, 12, 150, 10}) {
            Packet again = rtp(sequence, 1);
            int length = again.length;
            assertThat(sender.protectRtp(again)).isEqualTo(sequence == 150);
            assertThat(again.length == length).isEqualTo(sequence != 150);
        }
        assertThat(sender.protectRtp(rtp(12, 2))).as("another source").isTrue();
    }

    @Test
    void a_party_that_changes_its_source_again_and_again_is_heard_and_no_name_is_used_twice() { // RFC 3711 §9.1
        SrtpSender sender = new SrtpSender(MASTER);
        Set<Integer> names = new HashSet<>();
        for (int round = 0; round < 3; round++)
            for (int ssrc = 0; ssrc < 500; ssrc++) {
                Packet packet = rtp(1, ssrc);
                assertThat(sender.protectRtp(packet)).isTrue();
                assertThat(names.add(Rtp.ssrc(packet))).as("a name of its own").isTrue();
            }
    }

    @Test
    void what_a_source_sent_is_not_taken_again_however_many_came_after_it() { // RFC 3711 §3.3.2
        SrtpSender sender = new SrtpSender(MASTER);
        SrtpReceiver receiver = new SrtpReceiver(MASTER);
        Packet first = rtp(1, 7);
        sender.protectRtp(first);
        Packet kept = copy(first);
        assertThat(receiver.unprotectRtp(first)).isTrue();
        for (int ssrc = 100; ssrc < 400; ssrc++) {
            Packet packet = rtp(1, ssrc);
            sender.protectRtp(packet);
            assertThat(receiver.unprotectRtp(packet)).isTrue();
        }
        assertThat(receiver.unprotectRtp(kept)).isFalse();
    }

    @Test
    void reports_of_several_sources_have_windows_of_their_own() { // RFC 3711 §3.2.3
        SrtpSender one = new SrtpSender(MASTER);
        SrtpSender other = new SrtpSender(MASTER);
        SrtpReceiver receiver = new SrtpReceiver(MASTER);
        for (int i = 0; i < 100; i++) one.protectRtcp(report(1));
        Packet ahead = report(1);
        one.protectRtcp(ahead);
        Packet ofOther = report(2);
        other.protectRtcp(ofOther);
        Packet again = copy(ofOther);
        assertThat(receiver.unprotectRtcp(ahead)).isTrue();
        assertThat(receiver.unprotectRtcp(ofOther))
                .as("index 0 of another source")
                .isTrue();
        assertThat(receiver.unprotectRtcp(again)).as("twice").isFalse();
    }

    private static Packet report(int ssrc) {
        Packet packet = packet("80c90001" + "00".repeat(4));
        packet.bytes.putInt(4, ssrc);
        return packet;
    }

    private static Packet copy(Packet of) {
        Packet copy = new Packet(ByteBuffer.allocate(Packet.CAPACITY));
        byte[] octets = new byte[of.length];
        of.bytes.get(0, octets);
        copy.bytes.put(0, octets);
        copy.length = of.length;
        return copy;
    }

    private static Packet rtp(int sequence, int ssrc) {
        Packet packet = packet("00".repeat(172));
        Rtp.write(packet.bytes, false, 0, sequence, sequence * 160, ssrc);
        return packet;
    }

    private static Packet packet(String hex) {
        byte[] octets = HEX.parseHex(hex);
        Packet packet = new Packet(ByteBuffer.allocateDirect(512));
        packet.bytes.put(0, octets);
        packet.length = octets.length;
        return packet;
    }

    private static byte[] octets(Packet packet) {
        byte[] octets = new byte[packet.length];
        packet.bytes.get(0, octets);
        return octets;
    }

    private static String text(Packet packet) {
        return HEX.formatHex(octets(packet));
    }
}
