package org.strowger.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** STUN on a port of SIP (RFC 5626 §8), as octets. */
class StunKeepAliveTest {

    private static final String ID = "b7e7a701bc34d686fa87dfae";
    private static final String REQUEST = "000100002112a442" + ID;
    private static final InetSocketAddress SOURCE = new InetSocketAddress("192.0.2.1", 32853);

    private final StunKeepAlive stun = new StunKeepAlive();

    private static ByteBuffer octets(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }

    private String answer(String hex, InetSocketAddress source) {
        ByteBuffer answer = stun.answer(octets(hex), source, 0);
        byte[] octets = new byte[answer.remaining()];
        answer.get(octets);
        return HexFormat.of().formatHex(octets);
    }

    // RFC 5769 §2.2 and §2.3 have these addresses in XOR-MAPPED-ADDRESS.
    @Test
    void who_asks_is_told_where_he_is_seen() {
        assertThat(StunKeepAlive.looksLike(octets(REQUEST))).isTrue();
        assertThat(answer(REQUEST, SOURCE)).isEqualTo("0101000c2112a442" + ID + "002000080001a147e112a643");
        assertThat(answer(REQUEST, new InetSocketAddress("2001:db8:1234:5678:11:2233:4455:6677", 32853)))
                .isEqualTo("010100182112a442" + ID + "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9");
    }

    // RFC 5389 §15: optional attributes, SOFTWARE among them, change nothing; others have to be understood.
    @ParameterizedTest
    @CsvSource({
        "0001000c2112a442, 8022000566666666660000, false",
        "0001000c2112a442, 802200056666666666000000, true",
        "000100082112a442, 0006000461626364, false",
        "000100042112a442, 80220004, false",
        "000100042112a442, 8022ffff, false",
        "000100002112a442, 00, false",
        "010100002112a442, '', false",
        "001100002112a442, '', false",
    })
    void what_is_no_binding_request_gets_no_answer(String head, String attributes, boolean answered) {
        assertThat(answer(head + ID + attributes, SOURCE).isEmpty()).isNotEqualTo(answered);
    }

    @Test
    void sip_is_not_taken_for_it() {
        for (String text :
                List.of("OPTIONS sip:a@b SIP/2.0\r\n", "SIP/2.0 200 OK\r\nVia: x\r\n", "\r\n\r\n\r\n\r\n\r\n\r\n\r\n"))
            assertThat(StunKeepAlive.looksLike(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))))
                    .isFalse();
        assertThat(StunKeepAlive.looksLike(octets("000100002112a442"))).isFalse();
    }

    @Test
    void so_many_are_answered_in_a_second_and_no_more() {
        int answered = 0;
        for (int i = 0; i < 2 * StunKeepAlive.MOST_A_SECOND; i++)
            if (stun.answer(octets(REQUEST), SOURCE, 5_000_000_000L + i).hasRemaining()) answered++;
        assertThat(answered).isEqualTo(StunKeepAlive.MOST_A_SECOND);
        assertThat(stun.answer(octets(REQUEST), SOURCE, 6_000_000_000L).hasRemaining())
                .isTrue();
    }

    @Test
    void a_socket_answers_and_tells_nobody() throws IOException {
        try (SipLoops loops = SipLoops.start(1);
                SipTransports transports = SipTransports.open(
                        loops,
                        List.of(Listener.udp(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))),
                        TransportLimits.DEFAULT,
                        message -> {});
                DatagramSocket phone = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            phone.setSoTimeout(10_000);
            InetSocketAddress there = transports.listeners().getFirst().bind();
            byte[] request = octets(REQUEST).array();
            phone.send(new DatagramPacket(request, request.length, there));
            DatagramPacket answer = new DatagramPacket(new byte[100], 100);
            phone.receive(answer);
            assertThat(answer.getLength()).isEqualTo(32);
            ByteBuffer octets = ByteBuffer.wrap(answer.getData());
            assertThat((octets.getShort(26) ^ 0x2112) & 0xffff).isEqualTo(phone.getLocalPort());
            assertThat(octets.getInt(28) ^ 0x2112A442).isEqualTo(0x7f000001);
            assertThat(transports.figures().received()).isZero();
            assertThat(transports.figures().junk().values()).allMatch(count -> count == 0);
            phone.setSoTimeout(200);
            byte[] junk = octets("001100002112a442" + ID).array();
            phone.send(new DatagramPacket(junk, junk.length, there));
            try {
                phone.receive(answer);
                assertThat(answer.getLength())
                        .as("an indication is not answered")
                        .isZero();
            } catch (SocketTimeoutException _) {
                // as it should be
            }
        }
    }
}
