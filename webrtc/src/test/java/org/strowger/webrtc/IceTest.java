package org.strowger.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.strowger.rtp.Endpoint;
import org.strowger.webrtc.PeerOutput.Send;

class IceTest {

    private static final DtlsIdentity IDENTITY = DtlsIdentity.create();

    private final PeerTerms terms = new PeerTerms(
            IceCredentials.random(),
            IceCredentials.random(),
            Set.of(IDENTITY.fingerprint()),
            DtlsRole.SERVER,
            IDENTITY);
    private final BrowserPeer peer = new BrowserPeer(terms, 0);

    private BrowserPeer.Reaction hears(byte[] datagram) {
        return peer.handle(0, TestBrowser.HERE, datagram);
    }

    private StunMessage answer(byte[] datagram) {
        BrowserPeer.Reaction reaction = hears(datagram);
        assertThat(reaction.isOfPeer()).isTrue();
        assertThat(reaction.outputs()).hasSize(1);
        Send sent = (Send) reaction.outputs().getFirst();
        assertThat(sent.to()).isEqualTo(TestBrowser.HERE);
        StunMessage answer = StunMessage.parse(sent.datagram()).orElseThrow();
        assertThat(answer.isSealedWith(terms.ours().password())).isTrue();
        assertThat(answer.hasFingerprint()).isTrue();
        return answer;
    }

    private static void assertNoAnswer(BrowserPeer.Reaction reaction) {
        assertThat(reaction).isEqualTo(new BrowserPeer.Reaction(false, List.of()));
    }

    /** RFC 8445 §7.3.1.2. */
    @Test
    void a_check_is_answered_with_the_address_that_it_came_from() {
        byte[] check = TestBrowser.check(terms);
        StunMessage answer = answer(check);
        assertThat(answer.type()).isEqualTo(StunMessage.BINDING_SUCCESS);
        assertThat(answer.has(StunMessage.XOR_MAPPED_ADDRESS)).isTrue();
        assertThat(answer.transaction())
                .isEqualTo(StunMessage.parse(check).orElseThrow().transaction());
    }

    /** RFC 8445 §7.3.1.1: both sides believe to be controlled. */
    @Test
    void a_browser_that_believes_to_be_controlled_gets_487() {
        StunWriter request = new StunWriter(StunMessage.BINDING_REQUEST, TestBrowser.transaction())
                .with(StunMessage.USERNAME, TestBrowser.username(terms).getBytes(StandardCharsets.UTF_8))
                .with(StunMessage.ICE_CONTROLLED, new byte[8])
                .with(StunMessage.PRIORITY, new byte[4]);
        StunMessage answer = answer(request.sealed(terms.ours().password()));
        assertThat(answer.type()).isEqualTo(StunMessage.BINDING_ERROR);
        assertThat(answer.has(StunMessage.ERROR_CODE)).isTrue();
    }

    /** RFC 8489 §6.3.1. */
    @Test
    void what_must_be_understood_and_is_not_gets_420() {
        byte[] check = TestBrowser.request(TestBrowser.username(terms))
                .with(0x0031, new byte[4])
                .sealed(terms.ours().password());
        StunMessage answer = answer(check);
        assertThat(answer.type()).isEqualTo(StunMessage.BINDING_ERROR);
        assertThat(answer.has(StunMessage.UNKNOWN_ATTRIBUTES)).isTrue();
    }

    /** Who doesn't know our password is sent nothing, so that nobody can have us send to somebody else. */
    @Test
    void strangers_get_no_answer() {
        String password = terms.ours().password();
        String username = TestBrowser.username(terms);
        assertNoAnswer(hears(TestBrowser.request(username).sealed(password + "x")));
        assertNoAnswer(hears(TestBrowser.request(username + "x").sealed(password)));
        assertNoAnswer(hears(
                TestBrowser.request(terms.theirs().ufrag() + ":" + terms.ours().ufrag())
                        .sealed(password)));
        byte[] withoutName = new StunWriter(StunMessage.BINDING_REQUEST, TestBrowser.transaction()).sealed(password);
        assertNoAnswer(hears(withoutName));
        byte[] answer = new StunWriter(StunMessage.BINDING_SUCCESS, TestBrowser.transaction())
                .with(StunMessage.USERNAME, username.getBytes(StandardCharsets.UTF_8))
                .sealed(password);
        assertNoAnswer(hears(answer));
        byte[] cut = TestBrowser.check(terms);
        assertNoAnswer(hears(Arrays.copyOf(cut, cut.length - 8)));
    }

    @Test
    void checks_are_looked_into_up_to_so_many_a_second() {
        int answered = 0;
        for (int i = 0; i < 2 * Ice.MOST_CHECKS_A_SECOND; i++)
            if (hears(TestBrowser.check(terms)).isOfPeer()) answered++;
        assertThat(answered).isEqualTo(Ice.MOST_CHECKS_A_SECOND);
        assertThat(peer.handle(Duration.ofSeconds(1).toNanos(), TestBrowser.HERE, TestBrowser.check(terms))
                        .isOfPeer())
                .isTrue();
    }

    @Test
    void checks_from_where_nobody_has_been_heard_are_looked_into_up_to_so_many_a_second() {
        int answered = 0;
        for (int i = 0; i < 2 * Ice.MOST_STRANGERS_CHECKS_A_SECOND; i++)
            if (peer.handle(0, address(i), TestBrowser.check(terms)).isOfPeer()) answered++;
        assertThat(answered).isEqualTo(Ice.MOST_STRANGERS_CHECKS_A_SECOND);
    }

    /** Names that aren't ours cost the browser none of its checks. */
    @Test
    void a_flood_of_strangers_takes_nothing_from_the_browser() {
        for (int i = 0; i < 10_000; i++) hears(TestBrowser.request("who:knows").sealed("whatever-this-may-be-"));
        assertThat(hears(TestBrowser.check(terms)).isOfPeer()).isTrue();
    }

    @Test
    void as_many_addresses_are_remembered_and_the_latest_of_them() {
        peer.handle(0, TestBrowser.HERE, TestBrowser.nomination(terms));
        for (int i = 0; i < Ice.MOST_ADDRESSES; i++) peer.handle(0, address(i), TestBrowser.check(terms));
        byte[] record = {22, (byte) 0xFE, (byte) 0xFD, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        assertThat(peer.handle(0, address(0), record).isOfPeer()).isTrue();
        assertThat(hears(record).isOfPeer()).isFalse();
    }

    private static Endpoint address(int nth) {
        return Endpoint.of(new InetSocketAddress("192.0.2.20", 40_000 + nth));
    }

    @Test
    void records_are_looked_into_up_to_so_many_a_second() {
        peer.handle(0, TestBrowser.HERE, TestBrowser.nomination(terms));
        byte[] record = {22, (byte) 0xFE, (byte) 0xFD, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        int taken = 0;
        for (int i = 0; i < 2 * BrowserPeer.MOST_RECORDS_A_SECOND; i++)
            if (hears(record).isOfPeer()) taken++;
        assertThat(taken).isEqualTo(BrowserPeer.MOST_RECORDS_A_SECOND);
    }

    @Test
    void what_is_neither_stun_nor_dtls_is_told_by_its_first_octet() {
        assertThat(BrowserPeer.isOfTransport((byte) 0)).isTrue();
        assertThat(BrowserPeer.isOfTransport((byte) 3)).isTrue();
        assertThat(BrowserPeer.isOfTransport((byte) 4)).isFalse();
        assertThat(BrowserPeer.isOfTransport((byte) 20)).isTrue();
        assertThat(BrowserPeer.isOfTransport((byte) 63)).isTrue();
        assertThat(BrowserPeer.isOfTransport((byte) 64)).isFalse();
        assertThat(BrowserPeer.isOfTransport((byte) 0x80)).isFalse();
    }

    @Test
    void passwords_are_not_printed() {
        assertThat(terms.toString())
                .doesNotContain(terms.ours().password())
                .doesNotContain(terms.theirs().password());
    }

    /** Names are in the clear: who has seen one has no more than that, and takes nothing from the browser. */
    @Test
    void a_flood_under_the_browsers_own_name_takes_nothing_from_where_it_has_been_heard() {
        hears(TestBrowser.check(terms));
        byte[] guess = TestBrowser.request(TestBrowser.username(terms)).sealed("whatever-this-may-be-");
        for (int i = 0; i < 10_000; i++) peer.handle(0, TestBrowser.ELSEWHERE, guess);
        assertNoAnswer(peer.handle(0, TestBrowser.ELSEWHERE, TestBrowser.check(terms)));
        assertThat(hears(TestBrowser.check(terms)).isOfPeer()).isTrue();
    }

    @Test
    void a_flood_of_records_from_elsewhere_takes_nothing_from_where_media_go() {
        peer.handle(0, TestBrowser.HERE, TestBrowser.nomination(terms));
        peer.handle(0, TestBrowser.ELSEWHERE, TestBrowser.check(terms));
        byte[] record = {22, (byte) 0xFE, (byte) 0xFD, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        for (int i = 0; i < 1000; i++) peer.handle(0, TestBrowser.ELSEWHERE, record);
        assertThat(hears(record).isOfPeer()).isTrue();
    }

    /** Who copies a check and sends it from his own address is not the browser. */
    @Test
    void a_copied_choice_from_elsewhere_moves_nothing() {
        byte[] nomination = TestBrowser.nomination(terms);
        peer.handle(0, TestBrowser.HERE, nomination);
        assertNoAnswer(peer.handle(0, TestBrowser.ELSEWHERE, nomination));
        assertThat(hears(nomination).outputs()).as("its own repetition").hasSize(1);
        byte[] record = {22, (byte) 0xFE, (byte) 0xFD, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        assertThat(peer.handle(0, TestBrowser.ELSEWHERE, record).isOfPeer()).isFalse();
    }

    @Test
    void copies_are_told_among_so_many_of_the_latest_checks() {
        byte[] nomination = TestBrowser.nomination(terms);
        peer.handle(0, TestBrowser.HERE, nomination);
        for (int i = 1; i < Ice.MOST_CHECKS_REMEMBERED; i++)
            peer.handle(i * 20_000_000L, TestBrowser.HERE, TestBrowser.check(terms));
        long now = Ice.MOST_CHECKS_REMEMBERED * 20_000_000L;
        assertThat(peer.handle(now, TestBrowser.ELSEWHERE, nomination).isOfPeer())
                .isFalse();
        peer.handle(now, TestBrowser.HERE, TestBrowser.check(terms));
        assertThat(peer.handle(now, TestBrowser.ELSEWHERE, nomination).isOfPeer())
                .isTrue();
    }
}
