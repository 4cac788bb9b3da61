package org.strowger.softswitch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.directory.Binding;

/**
 * A phone whose port is translated on its way, over real sockets: it sends from one port and believes that it has
 * another.
 */
class TranslatedPhoneTest {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    /** The discard service's: nobody listens there. */
    private static final String BELIEVED = "127.0.0.1:9";

    @TempDir
    Path directory;

    // RFC 3581 §4: what it believes of itself is not what is mapped.
    @Test
    void it_is_asked_where_it_sends_from_and_after_a_change_there() throws Exception {
        String yaml = """
                domains: [office.example]
                listen: [{transport: udp, address: 127.0.0.1, port: 0}]
                admin: {port: 0}
                registrar: {keep-alive: nat, keep-alive-every: 1s}
                accounts: {1001: {password: pw-1001}}
                """;
        try (Softswitch softswitch = SwitchInAFolder.start(directory, yaml, _ -> {})) {
            InetSocketAddress there = softswitch.listeners().getFirst().bind();
            try (DatagramSocket first = new DatagramSocket(0, LOOPBACK)) {
                registers(first, there, "one");
                answersOptions(first);
            }
            try (DatagramSocket second = new DatagramSocket(0, LOOPBACK)) {
                registers(second, there, "two");
                answersOptions(second);
                assertThat(softswitch.bindings().get("1001"))
                        .singleElement()
                        .matches(binding -> binding.reach() == Binding.Reach.BY_FLOW)
                        .matches(binding -> binding.flow().remote().getPort() == second.getLocalPort());
            }
        }
    }

    private static void registers(DatagramSocket phone, InetSocketAddress there, String call) throws Exception {
        phone.setSoTimeout(10_000);
        send(phone, there, register(call, 1, ""));
        String challenge = received(phone);
        assertThat(challenge).startsWith("SIP/2.0 401 ");
        send(phone, there, register(call, 2, "Authorization: " + credentials(challenge) + "\r\n"));
        assertThat(received(phone)).startsWith("SIP/2.0 200 ");
    }

    private static String register(String call, int number, String authorization) {
        return "REGISTER sip:office.example SIP/2.0\r\nVia: SIP/2.0/UDP " + BELIEVED + ";rport;branch=z9hG4bK" + call
                + number + "\r\nFrom: <sip:1001@office.example>;tag=1\r\nTo: <sip:1001@office.example>\r\nCall-ID: "
                + call + "\r\nCSeq: " + number + " REGISTER\r\nMax-Forwards: 70\r\nContact: <sip:1001@" + BELIEVED
                + ">\r\n" + authorization + "Content-Length: 0\r\n\r\n";
    }

    private static void answersOptions(DatagramSocket phone) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
        phone.receive(packet);
        String options = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
        assertThat(options).startsWith("OPTIONS sip:1001@" + BELIEVED + " SIP/2.0\r\n");
        StringBuilder answer = new StringBuilder("SIP/2.0 200 OK\r\n");
        for (String line : options.split("\r\n", -1))
            if (line.startsWith("Via:")
                    || line.startsWith("From:")
                    || line.startsWith("Call-ID:")
                    || line.startsWith("CSeq:")) answer.append(line).append("\r\n");
            else if (line.startsWith("To:")) answer.append(line).append(";tag=2\r\n");
        send(phone, (InetSocketAddress) packet.getSocketAddress(), answer + "Content-Length: 0\r\n\r\n");
    }

    private static void send(DatagramSocket phone, InetSocketAddress there, String text) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        phone.send(new DatagramPacket(octets, octets.length, there));
    }

    private static String received(DatagramSocket phone) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
        phone.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    private static String credentials(String challenge) {
        String nonce = found("nonce=\"([^\"]*)\"", challenge);
        String ha1 = md5("1001:office.example:pw-1001");
        String ha2 = md5("REGISTER:sip:office.example");
        return "Digest username=\"1001\",realm=\"office.example\",nonce=\"" + nonce
                + "\",uri=\"sip:office.example\",qop=auth,nc=00000001,cnonce=\"c\",algorithm=MD5,response=\""
                + md5(ha1 + ":" + nonce + ":00000001:c:auth:" + ha2) + "\"";
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) throw new IllegalStateException(pattern + " is not in\n" + text);
        return matcher.group(1);
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
