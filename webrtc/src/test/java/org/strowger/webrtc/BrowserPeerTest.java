package org.strowger.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.rtp.Endpoint;
import org.strowger.rtp.MediaSecurity;
import org.strowger.rtp.SrtpProfile;
import org.strowger.webrtc.PeerOutput.Reason;

/** A peer as its owner sees it, in virtual time, with our own client or server of DTLS at the other end. */
class BrowserPeerTest {

    private static final DtlsIdentity OURS = DtlsIdentity.create();
    private static final DtlsIdentity THEIRS = DtlsIdentity.create();
    private static final long MILLI = 1_000_000;

    private final IceCredentials ours = IceCredentials.random();
    private final IceCredentials theirs = IceCredentials.random();
    private PeerTerms terms = terms(THEIRS.fingerprint(), DtlsRole.SERVER);
    private BrowserPeer peer = new BrowserPeer(terms, 0);
    private long now;

    private final PeerClock theirClock = new PeerClock(0);
    private final Deque<byte[]> toPeer = new ArrayDeque<>();
    private final List<PeerOutput> told = new ArrayList<>();
    private Optional<MediaSecurity> theirKeys = Optional.empty();
    private Optional<Reason> theirEnd = Optional.empty();
    private DtlsSession browser = browser(DtlsRole.CLIENT);
    private Random losing = new Random(1);
    private double loss;

    private PeerTerms terms(Fingerprint expected, DtlsRole role) {
        return new PeerTerms(ours, theirs, Set.of(expected), role, OURS);
    }

    private DtlsSession browser(DtlsRole role) {
        var listener = new DtlsSession.Listener() {
            @Override
            public void send(byte[] datagram) {
                toPeer.add(datagram);
            }

            @Override
            public void keyed(MediaSecurity keys) {
                theirKeys = Optional.of(keys);
            }

            @Override
            public void over(Reason reason, String why) {
                theirEnd = Optional.of(reason);
            }
        };
        Set<Fingerprint> expected = Set.of(OURS.fingerprint());
        return role == DtlsRole.CLIENT
                ? new DtlsClient(THEIRS, expected, theirClock, listener)
                : new DtlsServer(THEIRS, expected, theirClock, listener);
    }

    private void as(DtlsRole role) {
        terms = terms(THEIRS.fingerprint(), role);
        peer = new BrowserPeer(terms, 0);
        browser = browser(role == DtlsRole.SERVER ? DtlsRole.CLIENT : DtlsRole.SERVER);
    }

    private List<PeerOutput> hears(byte[] datagram) {
        return hears(TestBrowser.HERE, datagram);
    }

    private List<PeerOutput> hears(Endpoint from, byte[] datagram) {
        return take(peer.handle(now, from, datagram).outputs());
    }

    /** What DTLS sends reaches the browser, unless it is lost. */
    private List<PeerOutput> take(List<PeerOutput> outputs) {
        told.addAll(outputs);
        for (PeerOutput output : outputs)
            if (output instanceof PeerOutput.Send(Endpoint _, byte[] datagram)
                    && !StunMessage.isStun(datagram)
                    && losing.nextDouble() >= loss) browser.received(datagram);
        return outputs;
    }

    private void talk(Duration length) {
        long end = now + length.toNanos();
        while (now < end) {
            while (!toPeer.isEmpty()) {
                byte[] datagram = toPeer.remove();
                if (losing.nextDouble() >= loss) hears(datagram);
            }
            now += 10 * MILLI;
            theirClock.advance(now);
            take(peer.handle(now));
        }
    }

    private <T extends PeerOutput> List<T> told(Class<T> kind) {
        return told.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private void connect() {
        hears(TestBrowser.nomination(terms));
        browser.begin();
        talk(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @EnumSource(DtlsRole.class)
    void both_sides_come_to_the_same_keys(DtlsRole role) {
        as(role);
        connect();
        assertThat(told(PeerOutput.Selected.class)).containsExactly(new PeerOutput.Selected(TestBrowser.HERE));
        assertThat(told(PeerOutput.Keyed.class)).hasSize(1);
        MediaSecurity keys = told(PeerOutput.Keyed.class).getFirst().keys();
        assertThat(keys.ours().profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
        assertThat(keys.ours()).isNotEqualTo(keys.theirs());
        assertThat(theirKeys).contains(keys.fromTheOtherSide());
        assertThat(told(PeerOutput.Over.class)).isEmpty();
    }

    /** RFC 6347 §4.2.4. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void a_third_of_all_datagrams_lost_only_delays_it(int seed) {
        for (DtlsRole role : DtlsRole.values()) {
            told.clear();
            theirKeys = Optional.empty();
            as(role);
            losing = new Random(seed);
            loss = 1.0 / 3;
            hears(TestBrowser.nomination(terms));
            browser.begin();
            talk(Duration.ofSeconds(14));
            assertThat(theirKeys).isPresent();
            assertThat(told(PeerOutput.Keyed.class)).hasSize(1);
        }
    }

    /** RFC 8122 §6.2: before a key is used. */
    @ParameterizedTest
    @EnumSource(DtlsRole.class)
    void a_certificate_that_nobody_has_told_of_gets_no_keys(DtlsRole role) {
        as(role);
        terms = terms(OURS.fingerprint(), role);
        peer = new BrowserPeer(terms, 0);
        connect();
        assertThat(told(PeerOutput.Keyed.class)).isEmpty();
        assertThat(told(PeerOutput.Over.class)).singleElement().satisfies(over -> {
            assertThat(over.reason()).isEqualTo(Reason.HANDSHAKE);
            assertThat(over.why()).contains("fingerprint");
        });
        assertThat(theirEnd).contains(Reason.HANDSHAKE);
        assertThat(peer.next()).isEqualTo(BrowserPeer.NEVER);
    }

    @Test
    void nothing_of_dtls_is_answered_before_the_browser_has_chosen_its_way_nor_from_elsewhere() {
        browser.begin();
        byte[] hello = toPeer.remove();
        assertThat(peer.handle(now, TestBrowser.HERE, hello)).isEqualTo(new BrowserPeer.Reaction(false, List.of()));
        hears(TestBrowser.nomination(terms));
        assertThat(peer.handle(now, TestBrowser.ELSEWHERE, hello).isOfPeer()).isFalse();
        assertThat(hears(hello)).isNotEmpty();
    }

    /** RFC 8842 §5.2: a client may begin as soon as a check of its is answered. */
    @Test
    void a_hello_that_comes_before_the_choice_waits_for_it() {
        hears(TestBrowser.check(terms));
        browser.begin();
        byte[] hello = toPeer.remove();
        assertThat(peer.handle(now, TestBrowser.HERE, hello)).isEqualTo(new BrowserPeer.Reaction(true, List.of()));
        assertThat(peer.handle(now, TestBrowser.ELSEWHERE, hello).isOfPeer()).isFalse();
        hears(TestBrowser.nomination(terms));
        talk(Duration.ofMillis(100));
        assertThat(told(PeerOutput.Keyed.class)).hasSize(1);
    }

    @Test
    void nothing_comes_after_the_end() {
        connect();
        talk(Duration.ofSeconds(27));
        terms = new PeerTerms(ours, theirs, Set.of(OURS.fingerprint()), DtlsRole.CLIENT, OURS);
        take(peer.renew(now, terms));
        talk(Duration.ofSeconds(12));
        assertThat(told(PeerOutput.Over.class)).containsExactly(new PeerOutput.Over(Reason.SILENT, ""));
        assertThat(told.getLast()).isInstanceOf(PeerOutput.Over.class);
        assertThat(peer.stop(now)).isEmpty();
    }

    /** RFC 8445 §7.3.2: the browser comes by another network. */
    @Test
    void media_go_where_the_browser_says_last() {
        connect();
        told.clear();
        hears(TestBrowser.ELSEWHERE, TestBrowser.check(terms));
        assertThat(told(PeerOutput.Selected.class)).isEmpty();
        hears(TestBrowser.ELSEWHERE, TestBrowser.nomination(terms));
        hears(TestBrowser.ELSEWHERE, TestBrowser.nomination(terms));
        assertThat(told(PeerOutput.Selected.class)).containsExactly(new PeerOutput.Selected(TestBrowser.ELSEWHERE));
    }

    /** RFC 7675 §5.1. */
    @Test
    void it_is_gone_half_a_minute_after_its_last_check() {
        connect();
        for (int i = 0; i < 10; i++) {
            talk(Duration.ofSeconds(5));
            hears(TestBrowser.check(terms));
        }
        assertThat(told(PeerOutput.Over.class)).isEmpty();
        talk(Duration.ofSeconds(29));
        assertThat(told(PeerOutput.Over.class)).isEmpty();
        talk(Duration.ofSeconds(4));
        assertThat(told(PeerOutput.Over.class)).containsExactly(new PeerOutput.Over(Reason.SILENT, ""));
        assertThat(hears(TestBrowser.check(terms))).isEmpty();
    }

    /** RFC 7675 §5.1: consent is to the pair in use. */
    @Test
    void checks_from_where_media_do_not_go_are_no_consent() {
        connect();
        for (int i = 0; i < 7; i++) {
            talk(Duration.ofSeconds(5));
            hears(TestBrowser.ELSEWHERE, TestBrowser.check(terms));
        }
        assertThat(told(PeerOutput.Over.class)).containsExactly(new PeerOutput.Over(Reason.SILENT, ""));
    }

    @Test
    void a_choice_of_another_way_is_consent_to_it() {
        connect();
        talk(Duration.ofSeconds(20));
        hears(TestBrowser.ELSEWHERE, TestBrowser.nomination(terms));
        talk(Duration.ofSeconds(25));
        assertThat(told(PeerOutput.Over.class)).isEmpty();
    }

    @Test
    void a_browser_that_closes_is_gone_at_once() {
        connect();
        browser.stop();
        talk(Duration.ofMillis(20));
        assertThat(told(PeerOutput.Over.class)).containsExactly(new PeerOutput.Over(Reason.CLOSED, ""));
    }

    @Test
    void a_browser_is_told_when_we_close() {
        connect();
        take(peer.stop(now));
        assertThat(theirEnd).contains(Reason.CLOSED);
        assertThat(peer.stop(now)).isEmpty();
        assertThat(peer.next()).isEqualTo(BrowserPeer.NEVER);
    }

    /** RFC 8445 §9. */
    @Test
    void a_restart_of_ice_changes_the_password_and_nothing_else() {
        connect();
        told.clear();
        PeerTerms before = terms;
        terms = new PeerTerms(
                IceCredentials.random(), IceCredentials.random(), Set.of(THEIRS.fingerprint()), DtlsRole.SERVER, OURS);
        assertThat(peer.renew(now, terms)).isEmpty();
        assertThat(hears(TestBrowser.check(before))).isEmpty();
        hears(TestBrowser.ELSEWHERE, TestBrowser.nomination(terms));
        assertThat(told(PeerOutput.Selected.class)).hasSize(1);
        assertThat(told(PeerOutput.Keyed.class)).isEmpty();
    }

    /** RFC 8842 §4: another certificate is another handshake. */
    @Test
    void another_fingerprint_begins_another_handshake() {
        connect();
        told.clear();
        theirKeys = Optional.empty();
        terms = new PeerTerms(ours, theirs, Set.of(THEIRS.fingerprint(), OURS.fingerprint()), DtlsRole.SERVER, OURS);
        take(peer.renew(now, terms));
        browser = browser(DtlsRole.CLIENT);
        browser.begin();
        talk(Duration.ofSeconds(1));
        assertThat(told(PeerOutput.Keyed.class)).hasSize(1);
        assertThat(theirKeys).isPresent();
    }

    @Test
    void what_never_ends_its_handshake_is_given_up() {
        hears(TestBrowser.nomination(terms));
        for (int i = 0; i < 4; i++) {
            talk(Duration.ofSeconds(4));
            hears(TestBrowser.check(terms));
        }
        assertThat(told(PeerOutput.Over.class))
                .containsExactly(new PeerOutput.Over(Reason.HANDSHAKE, "it takes too long"));
    }

    @Test
    void what_warms_up_is_a_whole_handshake() {
        assertThat(new WarmUp().run()).isEqualTo(2);
    }

    @Test
    void octets_at_random_are_survived() {
        Random random = new Random(7);
        int refused = 0;
        hears(TestBrowser.nomination(terms));
        for (int i = 0; i < 20_000; i++) {
            now += 1_000 * MILLI / BrowserPeer.MOST_RECORDS_A_SECOND;
            BrowserPeer.Reaction reaction = peer.handle(now, TestBrowser.HERE, atRandom(random, i));
            told.addAll(reaction.outputs());
            if (i % 2 == 0) assertThat(reaction.isOfPeer()).as("looked into").isTrue();
            if (peer.next() != BrowserPeer.NEVER) continue;
            refused++;
            peer = new BrowserPeer(terms, now);
            hears(TestBrowser.nomination(terms));
        }
        assertThat(told(PeerOutput.Keyed.class)).isEmpty();
        assertThat(refused).as("what came as a message").isGreaterThan(1_000);
    }

    /** Every second one is a record, and every fourth a whole message in the clear. */
    private static byte[] atRandom(Random random, int nth) {
        byte[] datagram = new byte[1 + random.nextInt(200)];
        random.nextBytes(datagram);
        if (nth % 2 != 0) return datagram;
        datagram[0] = DtlsRecords.HANDSHAKE;
        if (datagram.length < 30) return datagram;
        ByteBuffer record = ByteBuffer.wrap(datagram);
        record.putShort(1, (short) DtlsRecords.VERSION);
        record.putShort(3, (short) (nth % 3 == 0 ? 1 : 0));
        record.putShort(11, (short) (datagram.length - 13));
        if (nth % 4 != 0) return datagram;
        int length = datagram.length - 25;
        int type = random.nextInt(8) == 0 ? HandshakeMessage.CERTIFICATE : HandshakeMessage.CLIENT_HELLO;
        record.putShort(3, (short) 0);
        record.putInt(13, (type << 24) | length).putInt(17, 0).putInt(21, length);
        record.putShort(25, (short) DtlsRecords.VERSION);
        return datagram;
    }

    /** Each octet of a client's flights, one after the other, turned over: there are keys for both or for nobody. */
    @Test
    void a_flight_that_is_tampered_with_gets_no_keys_that_differ() {
        for (int at = 0; at < 600; at += 7) {
            toPeer.clear();
            told.clear();
            theirKeys = Optional.empty();
            as(DtlsRole.SERVER);
            hears(TestBrowser.nomination(terms));
            browser.begin();
            int index = at;
            byte[] hello = toPeer.remove();
            if (index < hello.length) hello[index] ^= 0x10;
            hears(hello);
            while (!toPeer.isEmpty()) {
                byte[] datagram = toPeer.remove();
                if (index < datagram.length) datagram[index] ^= 0x10;
                hears(datagram);
            }
            if (told(PeerOutput.Keyed.class).isEmpty()) continue;
            MediaSecurity keys = told(PeerOutput.Keyed.class).getFirst().keys();
            if (theirKeys.isPresent()) assertThat(theirKeys).contains(keys.fromTheOtherSide());
        }
    }
}
