package org.strowger.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.strowger.rtp.MediaSecurity;
import org.strowger.rtp.SrtpKeys;

/**
 * What OpenSSL thinks of our DTLS, as the other side on real sockets: both must export the same keys (RFC 5764 §4.2).
 */
@Timeout(60)
class OpenSslTest {

    private static final Pattern MATERIAL = Pattern.compile("Keying material: ([0-9A-F]+)");
    private static final int KEY = 16;
    private static final int PATIENCE = 20_000;

    @TempDir
    Path directory;

    private final PeerClock clock = new PeerClock(System.nanoTime());
    private final DtlsIdentity ours = DtlsIdentity.create();
    private final List<byte[]> sent = new ArrayList<>();
    private Optional<MediaSecurity> keys = Optional.empty();
    /** Lengths of our hellos, each once: one with a cookie is longer. */
    private final Set<Integer> hellos = new HashSet<>();

    private String over = "";
    private Fingerprint theirs = ours.fingerprint();

    private final DtlsSession.Listener listener = new DtlsSession.Listener() {
        @Override
        public void send(byte[] datagram) {
            sent.add(datagram);
            if (datagram[0] == DtlsRecords.HANDSHAKE && datagram[13] == HandshakeMessage.CLIENT_HELLO)
                hellos.add(datagram.length);
        }

        @Override
        public void keyed(MediaSecurity agreed) {
            keys = Optional.of(agreed);
        }

        @Override
        public void over(PeerOutput.Reason reason, String why) {
            over = reason + " " + why;
        }
    };

    @BeforeEach
    void a_certificate_of_the_other_side() throws Exception {
        run("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "key.pem");
        String said = run("x509", "-in", "cert.pem", "-noout", "-fingerprint", "-sha256");
        theirs = Fingerprint.parse(
                        "sha-256 " + said.substring(said.indexOf('=') + 1).strip())
                .orElseThrow();
    }

    private String run(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(Arrays.asList(words));
        if (words[0].equals("req")) command.addAll(List.of("-out", "cert.pem", "-subj", "/CN=test", "-days", "2"));
        Process process = started(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD));
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    private Process started(ProcessBuilder openSsl) {
        try {
            return openSsl.directory(directory.toFile()).start();
        } catch (IOException e) {
            throw new AssertionError("openssl does not start: run  apt-get install -y openssl", e);
        }
    }

    /** As OpenSSL has it. */
    private static String name(SrtpProfiles profile) {
        return switch (profile) {
            case GCM_128 -> "SRTP_AEAD_AES_128_GCM";
            case GCM_256 -> "SRTP_AEAD_AES_256_GCM";
            case CM_SHA1_80 -> "SRTP_AES128_CM_SHA1_80";
        };
    }

    private Process other(SrtpProfiles profile, String... words) {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(Arrays.asList(words));
        command.addAll(List.of("-dtls1_2", "-cert", "cert.pem", "-key", "key.pem"));
        command.addAll(List.of("-use_srtp", name(profile), "-keymatexport", "EXTRACTOR-dtls_srtp"));
        command.addAll(List.of("-keymatexportlen", String.valueOf(2 * (KEY + profile.profile.saltLength()))));
        return started(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said.txt").toFile()));
    }

    private String said() {
        try {
            return Files.readString(directory.resolve("said.txt"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Carries datagrams until both have keys. */
    private void talk(DatagramSocket socket, DtlsSession session, Optional<SocketAddress> other) throws IOException {
        Optional<SocketAddress> to = other;
        byte[] buffer = new byte[4096];
        socket.setSoTimeout(100);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE);
        while (System.nanoTime() < end
                && over.isEmpty()
                && !(keys.isPresent() && MATERIAL.matcher(said()).find())) {
            clock.advance(System.nanoTime());
            for (byte[] datagram : sent)
                if (to.isPresent()) socket.send(new DatagramPacket(datagram, datagram.length, to.get()));
            sent.clear();
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                to = Optional.of(packet.getSocketAddress());
                session.received(Arrays.copyOf(buffer, packet.getLength()));
            } catch (IOException e) {
                if (!(e instanceof SocketTimeoutException) && !(e instanceof PortUnreachableException)) throw e;
            }
        }
    }

    private void assertSameKeys(DtlsRole role, SrtpProfiles profile) {
        assertThat(over).as(said()).isEmpty();
        assertThat(keys).as(said()).isPresent();
        Matcher matcher = MATERIAL.matcher(said());
        assertThat(matcher.find()).as(said()).isTrue();
        byte[] material = HexFormat.of().parseHex(matcher.group(1));
        SrtpKeys client = part(profile, material, 0, 2 * KEY);
        SrtpKeys server = part(profile, material, KEY, 2 * KEY + profile.profile.saltLength());
        MediaSecurity expected =
                role == DtlsRole.SERVER ? new MediaSecurity(client, server) : new MediaSecurity(server, client);
        assertThat(keys).contains(expected);
    }

    private static SrtpKeys part(SrtpProfiles profile, byte[] material, int key, int salt) {
        return new SrtpKeys(
                profile.profile,
                Arrays.copyOfRange(material, key, key + KEY),
                Arrays.copyOfRange(material, salt, salt + profile.profile.saltLength()));
    }

    @ParameterizedTest
    @EnumSource(
            value = SrtpProfiles.class,
            names = {"GCM_128", "CM_SHA1_80"})
    void its_client_and_our_server_come_to_the_same_keys(SrtpProfiles profile) throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            DtlsServer server = new DtlsServer(ours, Set.of(theirs), clock, listener);
            server.begin();
            Process client = other(profile, "s_client", "-connect", "127.0.0.1:" + socket.getLocalPort());
            try {
                talk(socket, server, Optional.empty());
            } finally {
                client.destroy();
            }
            assertSameKeys(DtlsRole.SERVER, profile);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SrtpProfiles.class,
            names = {"GCM_128", "CM_SHA1_80"})
    void its_server_and_our_client_come_to_the_same_keys(SrtpProfiles profile) throws Exception {
        callsServer(profile, "-Verify", "1");
        assertSameKeys(DtlsRole.CLIENT, profile);
    }

    /** RFC 6347 §4.2.1. */
    @Test
    void its_server_that_asks_for_a_cookie_first_comes_to_the_same_keys() throws Exception {
        callsServer(SrtpProfiles.GCM_128, "-Verify", "1", "-listen");
        assertSameKeys(DtlsRole.CLIENT, SrtpProfiles.GCM_128);
        assertThat(hellos).as("one without and one with a cookie").hasSize(2);
    }

    private void callsServer(SrtpProfiles profile, String... options) throws Exception {
        int port;
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            List<String> words = new ArrayList<>(List.of("s_server", "-accept", "127.0.0.1:" + port));
            words.addAll(List.of(options));
            Process server = other(profile, words.toArray(String[]::new));
            try {
                DtlsClient client = new DtlsClient(ours, Set.of(theirs), clock, listener);
                client.begin();
                talk(socket, client, Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
            } finally {
                server.destroy();
            }
        }
    }
}
