package org.strowger.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.rtp.MediaSecurity;
import org.strowger.webrtc.PeerOutput.Reason;

/**
 * What somebody who can write as the peer, and knows no keys, can do to a handshake; and what a peer can do that keeps
 * to no rules.
 */
class HostileHandshakeTest {

    private static final DtlsIdentity OURS = DtlsIdentity.create();
    private static final DtlsIdentity THEIRS = DtlsIdentity.create();
    private static final byte[] NO_COOKIE = {(byte) 0xFE, (byte) 0xFD, 4, 1, 2, 3, 4};

    private final PeerClock clock = new PeerClock(0);
    private final DtlsRecords clear = new DtlsRecords();
    private long now;

    private final Side server = new Side();
    private final Side client = new Side();
    private final DtlsSession serving = new DtlsServer(OURS, Set.of(THEIRS.fingerprint()), clock, server);
    private final DtlsSession calling = new DtlsClient(THEIRS, Set.of(OURS.fingerprint()), clock, client);

    /** What one of the two has said. */
    private static final class Side implements DtlsSession.Listener {

        final Deque<byte[]> sent = new ArrayDeque<>();
        Optional<MediaSecurity> keys = Optional.empty();
        Optional<Reason> end = Optional.empty();

        @Override
        public void send(byte[] datagram) {
            sent.add(datagram);
        }

        @Override
        public void keyed(MediaSecurity agreed) {
            keys = Optional.of(agreed);
        }

        @Override
        public void over(Reason reason, String why) {
            end = Optional.of(reason);
        }
    }

    private void passes(Duration time) {
        now += time.toNanos();
        clock.advance(now);
    }

    private byte[] inTheClear(HandshakeMessage message) {
        try {
            return clear.written(DtlsRecords.HANDSHAKE, 0, message.octets());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static void carry(Side from, DtlsSession to) {
        while (!from.sent.isEmpty()) to.received(from.sent.remove());
    }

    private void begin() {
        serving.begin();
        calling.begin();
    }

    /** Up to the server's last flight, which waits to be carried. */
    private void establishServer() {
        begin();
        carry(client, serving);
        carry(server, calling);
        carry(client, serving);
        assertThat(server.keys).isPresent();
        assertThat(client.keys).isEmpty();
    }

    /** RFC 6347 §4.2.4: nobody makes a flight of each record that he writes. */
    @Test
    void a_flight_is_sent_again_once_for_a_datagram_and_not_at_once_after_another() {
        begin();
        byte[] hello = client.sent.remove();
        serving.received(hello);
        int flight = server.sent.size();
        server.sent.clear();
        byte[] often = new byte[0];
        for (int i = 0; i < 8; i++) often = DtlsRecords.joined(often, hello);

        serving.received(often);
        assertThat(server.sent).isEmpty();
        passes(Duration.ofMillis(100));
        serving.received(often);
        assertThat(server.sent).hasSize(flight);
        serving.received(often);
        assertThat(server.sent).hasSize(flight);
        passes(Duration.ofMillis(100));
        serving.received(hello);
        assertThat(server.sent).hasSize(2 * flight);
    }

    @Test
    void only_what_was_taken_last_is_a_repetition() {
        begin();
        carry(client, serving);
        server.sent.clear();
        passes(Duration.ofMillis(100));
        serving.received(inTheClear(new HandshakeMessage(HandshakeMessage.CERTIFICATE, 0, 0, new byte[20])));
        assertThat(server.sent).isEmpty();
    }

    /** RFC 6347 §4.2.1: a server needs one; who asks for ever has us send for ever. */
    @Test
    void a_cookie_is_asked_for_once() {
        begin();
        int hellos = 0;
        for (int sequence = 0; sequence < 20; sequence++) {
            hellos += client.sent.size();
            client.sent.clear();
            calling.received(
                    inTheClear(new HandshakeMessage(HandshakeMessage.HELLO_VERIFY_REQUEST, sequence, 0, NO_COOKIE)));
        }
        assertThat(hellos).isEqualTo(3);
        assertThat(client.end).contains(Reason.HANDSHAKE);
    }

    /** RFC 6347 §4.2.4: a client that lacks our last flight gets it, whoever has written between. */
    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6})
    void nothing_in_the_clear_counts_once_the_client_has_finished(int sequence) {
        establishServer();
        server.sent.clear();
        passes(Duration.ofMillis(100));
        serving.received(inTheClear(new HandshakeMessage(HandshakeMessage.FINISHED, sequence, 0, new byte[12])));
        assertThat(server.sent).isEmpty();
        serving.received(inTheClear(new HandshakeMessage(HandshakeMessage.CERTIFICATE, sequence, 0, new byte[12])));
        assertThat(server.sent).isEmpty();
        passes(Duration.ofMillis(500));
        carry(client, serving);
        carry(server, calling);
        assertThat(client.keys).isPresent();
    }

    /** RFC 8827 §6.5 has AES_CM_128_HMAC_SHA1_80 for everybody; the other is what browsers choose. */
    @Test
    void a_client_offers_what_every_server_must_know() throws DtlsFault {
        begin();
        byte[] hello = client.sent.remove();
        Hello said = Hello.ofClient(Arrays.copyOfRange(hello, 13 + HandshakeMessage.HEADER, hello.length));
        assertThat(said.profiles()).containsExactly(SrtpProfiles.GCM_128.number, SrtpProfiles.CM_SHA1_80.number);
    }

    @Test
    void a_server_chooses_one_profile_of_those_that_were_offered() {
        assertThat(afterChoice(List.of(SrtpProfiles.GCM_256.number))).contains(Reason.HANDSHAKE);
        assertThat(afterChoice(List.of())).contains(Reason.HANDSHAKE);
        assertThat(afterChoice(List.of(SrtpProfiles.GCM_128.number, SrtpProfiles.CM_SHA1_80.number)))
                .contains(Reason.HANDSHAKE);
        assertThat(afterChoice(List.of(SrtpProfiles.CM_SHA1_80.number))).isEmpty();
    }

    private Optional<Reason> afterChoice(List<Integer> profiles) {
        Side side = new Side();
        DtlsSession session = new DtlsClient(THEIRS, Set.of(OURS.fingerprint()), clock, side);
        session.begin();
        byte[] body = new Hello(new byte[Hello.RANDOM], profiles, true, true).server();
        session.received(inTheClear(new HandshakeMessage(HandshakeMessage.SERVER_HELLO, 0, 0, body)));
        return side.end;
    }

    /** RFC 5246 §7.1: what is sealed follows a ChangeCipherSpec; before it the client can't open it. */
    @Test
    void an_alert_is_in_the_clear_until_we_have_said_that_we_seal() {
        begin();
        carry(client, serving);
        carry(server, calling);
        while (!client.sent.isEmpty()) serving.received(withAnotherProof(client.sent.remove()));
        assertThat(server.end).contains(Reason.HANDSHAKE);
        byte[] alert = server.sent.removeLast();
        assertThat(alert[0]).isEqualTo((byte) DtlsRecords.ALERT);
        assertThat(alert[4]).as("its epoch").isZero();
    }

    /** The last octet of its CertificateVerify turned over. */
    private static byte[] withAnotherProof(byte[] datagram) {
        ByteBuffer in = ByteBuffer.wrap(datagram);
        for (int at = 0; at < datagram.length; at += 13 + in.getShort(at + 11)) {
            boolean isProof = in.get(at) == DtlsRecords.HANDSHAKE
                    && in.getShort(at + 3) == 0
                    && in.get(at + 13) == HandshakeMessage.CERTIFICATE_VERIFY;
            if (isProof) datagram[at + 12 + in.getShort(at + 11)] ^= 1;
        }
        return datagram;
    }

    /** RFC 6347 §4.2.4.1: what has been waited for the answer of one flight says nothing of the next one. */
    @Test
    void a_flight_that_begins_is_sent_again_after_the_first_of_the_pauses() {
        begin();
        for (int i = 0; i < 40; i++) passes(Duration.ofMillis(100));
        byte[] hello = client.sent.removeLast();
        client.sent.clear();
        serving.received(hello);
        carry(server, calling);
        assertThat(client.sent).as("its last flight").isNotEmpty();
        client.sent.clear();
        passes(Duration.ofMillis(490));
        assertThat(client.sent).isEmpty();
        passes(Duration.ofMillis(20));
        assertThat(client.sent).isNotEmpty();
    }

    @Test
    void a_hello_with_a_cookie_is_sent_again_after_the_first_of_the_pauses() {
        begin();
        for (int i = 0; i < 40; i++) passes(Duration.ofMillis(100));
        client.sent.clear();
        calling.received(inTheClear(new HandshakeMessage(HandshakeMessage.HELLO_VERIFY_REQUEST, 0, 0, NO_COOKIE)));
        assertThat(client.sent).hasSize(1);
        passes(Duration.ofMillis(510));
        assertThat(client.sent).hasSize(2);
    }

    /** Each may write as the other, before there are keys: it costs the handshake at most, and it ends. */
    @Test
    void whoever_writes_between_gets_no_flight_for_each_of_his_records() {
        begin();
        byte[] hello = client.sent.remove();
        serving.received(hello);
        int flight = server.sent.size();
        server.sent.clear();
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (int i = 0; i < 1000; i++) {
                passes(Duration.ofMillis(1));
                serving.received(hello);
            }
        });
        assertThat(server.sent.size()).isLessThanOrEqualTo(30 * flight);
    }
}
