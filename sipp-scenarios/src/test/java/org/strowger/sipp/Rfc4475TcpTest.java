package org.strowger.sipp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The messages of RFC 4475 whose point is where a message ends, over TCP (RFC 3261 §18.3). */
@ResourceLock("where the torturer listens")
class Rfc4475TcpTest {

    @RegisterExtension
    static final Lab LAB =
            Lab.with(SwitchConfiguration.fresh().withNoStrangers().withT1("50ms"));

    private static final String PROBE = """
        OPTIONS sip:office.example SIP/2.0\r
        Via: SIP/2.0/TCP 127.0.4.1:5060;branch=z9hG4bK-probe\r
        Max-Forwards: 70\r
        From: <sip:probe@127.0.4.1>;tag=probe\r
        To: <sip:office.example>\r
        Call-ID: probe@127.0.4.1\r
        CSeq: 1 OPTIONS\r
        Content-Length: 0\r
        \r
        """;

    @Test
    void a_well_formed_message_is_answered_and_the_next_one_too() throws IOException {
        var exchange = exchange(bytes("lwsdisp"), PROBE.getBytes(ISO_8859_1));
        assertThat(exchange.received()).contains("SIP/2.0 200 ").contains("Call-ID: probe@");
        assertThat(exchange.received().split("SIP/2\\.0 [2-6]", -1)).hasSize(3);
    }

    @Test
    void a_message_that_comes_byte_by_byte_is_answered() throws IOException {
        try (var socket = connect()) {
            socket.setTcpNoDelay(true);
            for (byte octet : PROBE.getBytes(ISO_8859_1))
                socket.getOutputStream().write(octet);
            assertThat(read(socket).received()).contains("SIP/2.0 200 ");
        }
    }

    @Test
    void two_messages_in_one_segment_are_two_messages() throws IOException {
        // dblreq: over UDP the second is padding, over TCP it is the next message of the stream.
        assertThat(exchange(bytes("dblreq")).received().split("SIP/2\\.0 [2-6]", -1))
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void a_content_length_that_is_too_large_waits_for_the_rest() throws IOException {
        assertThat(exchange(bytes("clerr")).received()).isEmpty();
    }

    @Test
    void a_negative_content_length_ends_the_connection() throws IOException {
        assertThat(exchange(bytes("ncl")).ended()).isTrue();
    }

    @Test
    void two_content_lengths_end_the_connection() throws IOException {
        assertThat(exchange(bytes("mcl01")).ended()).isTrue();
    }

    @Test
    void a_line_that_never_ends_is_cut_off() throws IOException {
        byte[] endless = new byte[1 << 20];
        Arrays.fill(endless, (byte) 'x');
        assertThat(exchange(endless).ended()).isTrue();
    }

    @Test
    void a_keepalive_is_answered_by_a_pong() throws IOException {
        // RFC 5626 §4.4.1
        assertThat(exchange("\r\n\r\n".getBytes(ISO_8859_1)).received()).isEqualTo("\r\n");
    }

    private static byte[] bytes(String name) {
        return TortureMessage.all().stream()
                .filter(message -> message.name().equals(name))
                .findFirst()
                .orElseThrow()
                .bytes();
    }

    private record Exchange(String received, boolean ended) {}

    private static Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), LAB.sipPort());
    }

    private static Exchange exchange(byte[]... messages) throws IOException {
        try (var socket = connect()) {
            for (byte[] message : messages) send(socket, message);
            return read(socket);
        }
    }

    private static void send(Socket socket, byte[] message) {
        try {
            socket.getOutputStream().write(message);
        } catch (IOException closed) {
            // The switch may have heard enough before we have said all; reading then finds the end.
        }
    }

    private static Exchange read(Socket socket) throws IOException {
        socket.setSoTimeout(2500);
        var received = new ByteArrayOutputStream();
        try {
            int octet;
            while ((octet = socket.getInputStream().read()) >= 0) received.write(octet);
            return new Exchange(received.toString(ISO_8859_1), true);
        } catch (SocketTimeoutException nothingMore) {
            return new Exchange(received.toString(ISO_8859_1), false);
        } catch (IOException reset) {
            return new Exchange(received.toString(ISO_8859_1), true);
        }
    }
}
