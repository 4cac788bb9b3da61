package org.strowger.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StunMessageTest {

    private static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";

    /** RFC 5769 §2.1. */
    private static final byte[] REQUEST = HexFormat.of()
            .parseHex("000100582112a442b7e7a701bc34d686fa87dfae"
                    + "802200105354554e207465737420636c69656e74"
                    + "002400046e0001ff80290008932ff9b151263b36"
                    + "000600096576746a3a68367659202020"
                    + "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a280280004e57a3bcf");

    /** RFC 5769 §2.2. */
    private static final byte[] RESPONSE = HexFormat.of()
            .parseHex("0101003c2112a442b7e7a701bc34d686fa87dfae"
                    + "8022000b7465737420766563746f7220"
                    + "002000080001a147e112a643"
                    + "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d780280004c07d4c96");

    private static StunMessage parsed(byte[] octets) {
        return StunMessage.parse(octets).orElseThrow();
    }

    @Test
    void the_request_of_rfc_5769_is_read_and_is_genuine() {
        StunMessage request = parsed(REQUEST);
        assertThat(request.type()).isEqualTo(StunMessage.BINDING_REQUEST);
        assertThat(request.username()).contains("evtj:h6vY");
        assertThat(request.has(StunMessage.ICE_CONTROLLED)).isTrue();
        assertThat(request.hasFingerprint()).isTrue();
        assertThat(request.isSealedWith(PASSWORD)).isTrue();
        assertThat(request.isSealedWith(PASSWORD + "x")).isFalse();
        assertThat(request.unknown()).isEmpty();
    }

    @Test
    void the_response_of_rfc_5769_is_genuine_and_ours_says_the_same_of_the_address() {
        assertThat(parsed(RESPONSE).isSealedWith(PASSWORD)).isTrue();
        assertThat(parsed(RESPONSE).hasFingerprint()).isTrue();
        byte[] ours = new StunWriter(
                        StunMessage.BINDING_SUCCESS, parsed(RESPONSE).transaction())
                .withAddress(new InetSocketAddress("192.0.2.1", 32853))
                .sealed(PASSWORD);
        assertThat(HexFormat.of().formatHex(ours)).contains("002000080001a147e112a643");
        assertThat(parsed(ours).isSealedWith(PASSWORD)).isTrue();
        assertThat(parsed(ours).hasFingerprint()).isTrue();
    }

    /** RFC 5769 §2.3 has this address. */
    @Test
    void an_address_of_ipv6_is_mixed_with_the_transaction() {
        byte[] ours = new StunWriter(
                        StunMessage.BINDING_SUCCESS, parsed(RESPONSE).transaction())
                .withAddress(new InetSocketAddress("2001:db8:1234:5678:11:2233:4455:6677", 32853))
                .sealed(PASSWORD);
        assertThat(HexFormat.of().formatHex(ours)).contains("002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9");
    }

    @Test
    void a_bit_that_is_turned_over_is_noticed_wherever_it_is() {
        for (int at = 0; at < REQUEST.length; at++) {
            byte[] changed = REQUEST.clone();
            changed[at] ^= 4;
            assertThat(StunMessage.parse(changed)
                            .filter(request -> request.hasFingerprint() && request.isSealedWith(PASSWORD)))
                    .as("octet %d", at)
                    .isEmpty();
        }
    }

    @Test
    void what_is_cut_short_is_none() {
        for (int length = 0; length < REQUEST.length; length++)
            assertThat(StunMessage.parse(Arrays.copyOf(REQUEST, length))).isEmpty();
    }

    @Test
    void a_message_may_be_so_long_and_no_longer() {
        for (int more : new int[] {0, 4}) {
            byte[] octets = new StunWriter(StunMessage.BINDING_REQUEST, TestBrowser.transaction())
                    .with(0xC057, new byte[StunMessage.LONGEST - 56 + more])
                    .sealed(PASSWORD);
            assertThat(octets).hasSize(StunMessage.LONGEST + more);
            assertThat(StunMessage.parse(octets).isPresent()).isEqualTo(more == 0);
        }
    }

    /** RFC 8489 §6.3.1: from 0x8000 on it may be left. */
    @Test
    void what_must_be_understood_and_is_not_is_named() {
        byte[] octets = new StunWriter(StunMessage.BINDING_REQUEST, TestBrowser.transaction())
                .with(0x0030, new byte[3])
                .with(0x8030, new byte[4])
                .with(0x7FFF, new byte[0])
                .sealed(PASSWORD);
        assertThat(parsed(octets).unknown()).isEqualTo(List.of(0x0030, 0x7FFF));
    }

    @Test
    void octets_at_random_are_read_without_an_exception() {
        Random random = new Random(3);
        for (int i = 0; i < 50_000; i++) {
            byte[] octets = REQUEST.clone();
            for (int changes = random.nextInt(6); changes >= 0; changes--)
                octets[random.nextInt(octets.length)] = (byte) random.nextInt();
            StunMessage.parse(octets).ifPresent(request -> {
                request.username();
                request.unknown();
                request.hasFingerprint();
                request.isSealedWith(PASSWORD);
            });
        }
    }
}
