package org.strowger.dialog.invite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.dialog.Bench.ALICE;
import static org.strowger.dialog.Bench.BOB;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.dialog.Bench.Call;
import org.strowger.dialog.Peer;
import org.strowger.dialog.ReliableProvisionals;
import org.strowger.dialog.SessionState;
import org.strowger.sip.WireMessage;

/** Ours calls a peer that asks for credentials (RFC 3261 §22), and whose every word the test writes. */
class ChallengedCallerTest extends ChallengedCaller {

    private static List<String> pieces(WireMessage request, String... names) {
        return List.of(names).stream().map(name -> Peer.header(request, name)).toList();
    }

    // §22.2: "When a UAC resubmits a request with its credentials after receiving a 401 or 407, it MUST increment the
    // CSeq header field value"
    // §8.1.3.5: "the new request … SHOULD have the same value of the Call-ID, To, and From"
    @ParameterizedTest
    @CsvSource({"401, WWW-Authenticate, Authorization", "407, Proxy-Authenticate, Proxy-Authorization"})
    void the_invite_is_sent_again_with_credentials(int status, String asks, String answers) {
        Call call = call();
        WireMessage first = invite();
        assertThat(Peer.headers(first, answers)).isEmpty();
        peer.answer(first, status, "c1", "", asks + ": Digest realm=\"p\",nonce=\"n\",qop=\"auth\"");
        WireMessage second = invite();
        assertThat(Peer.header(second, "CSeq")).isEqualTo("2 INVITE");
        assertThat(pieces(second, "Call-ID", "From", "To", "Contact"))
                .isEqualTo(pieces(first, "Call-ID", "From", "To", "Contact"));
        assertThat(second.branch()).isNotEqualTo(first.branch());
        assertThat(Peer.body(second)).isEqualTo(ALICE.toString());
        assertThat(Peer.header(second, answers))
                .contains("username=\"alice\"", "realm=\"p\"", "nonce=\"n\"", "nc=00000001", "qop=auth")
                .doesNotContain("secret");
        answers();
        assertThat(call.told).containsExactly("answered 200");
        hangUp(call);
        assertThat(Peer.header(peer.last("BYE"), "CSeq")).isEqualTo("3 BYE");
    }

    // §22.1: "UACs creating an ACK message will duplicate all of the Authorization and Proxy-Authorization header field
    // values that appeared in the INVITE to which the ACK corresponds"
    @Test
    void the_ack_has_the_credentials_of_its_invite() {
        Call call = answered();
        assertThat(credentials(peer.last("ACK")))
                .isEqualTo(credentials(invite()))
                .contains("nc=00000001");
        call.run(s -> s.modify(Optional.of(ALICE)));
        bench.settle();
        answers();
        assertThat(credentials(peer.last("ACK")))
                .isEqualTo(credentials(invite()))
                .contains("nc=00000002");
        hangUp(call);
    }

    @Test
    void the_next_requests_have_credentials_at_once_and_count_the_nonce() {
        hangUp(answered());
        assertThat(credentials(peer.last("BYE"))).contains("nonce=\"n\"", "nc=00000002");
        Call second = call();
        assertThat(Peer.header(invite(), "CSeq")).isEqualTo("1 INVITE");
        assertThat(credentials(invite())).contains("nonce=\"n\"", "nc=00000003");
        answers();
        hangUp(second);
    }

    // §22.2: "If the credentials … are rejected, … the UAC … MUST NOT re-attempt requests with the credentials that
    // have
    // just been rejected"
    @Test
    void who_is_not_believed_tries_once() {
        Call call = call();
        challenges("INVITE", "n");
        challenges("INVITE", "m");
        assertThat(peer.count("INVITE")).isEqualTo(2);
        assertThat(call.told).containsExactly("rejected 407");
    }

    // RFC 7616 §3.3: "the client may wish to simply retry the request with a new encrypted response, without
    // reprompting the user for a new username and password"
    @Test
    void a_stale_nonce_is_not_a_wrong_password_but_not_for_ever() {
        Call call = call();
        challenges("INVITE", "n");
        for (int i = 0; i < 5; i++) challenges("INVITE", "s" + i, ",stale=true");
        assertThat(credentials(invite())).contains("nonce=\"s4\"", "nc=00000001");
        assertThat(peer.count("INVITE")).isEqualTo(7);
        challenges("INVITE", "s5", ",stale=true");
        assertThat(peer.count("INVITE")).isEqualTo(7);
        assertThat(call.told).containsExactly("rejected 407");
    }

    @Test
    void a_nonce_that_has_run_out_between_calls_is_renewed_whether_or_not_it_is_called_stale() {
        hangUp(answered());
        for (String stale : List.of("", ",stale=TRUE")) {
            Call next = call();
            challenges("INVITE", "later" + stale.length(), stale);
            assertThat(credentials(invite())).contains("nonce=\"later" + stale.length() + "\"", "nc=00000001");
            answers();
            hangUp(next);
        }
    }

    /** §22.3: of proxies in a row each asks for itself; a proxy that forks asks for all in one. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void several_realms_are_answered(boolean atOnce) {
        Call call = call();
        if (atOnce) peer.answer(invite(), 407, "c1", "", proxy("p", "n"), proxy("q", "m"));
        else {
            peer.answer(invite(), 407, "c1", "", proxy("p", "n"));
            peer.answer(invite(), 407, "c2", "", proxy("q", "m"));
        }
        assertThat(credentials(invite())).contains("realm=\"p\"", "realm=\"q\"");
        assertThat(Peer.headers(invite(), "Proxy-Authorization")).hasSize(2);
        peer.answer(invite(), 401, "c3", "", "WWW-Authenticate: Digest realm=\"r\",nonce=\"o\"");
        assertThat(credentials(invite())).contains("realm=\"p\"", "realm=\"q\"");
        assertThat(Peer.header(invite(), "Authorization"))
                .contains("realm=\"r\"")
                .doesNotContain("qop");
        answers();
        hangUp(call);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Proxy-Authenticate: Basic realm=\"p\"",
                "Proxy-Authenticate: Digest realm=\"p\",nonce=\"n\",algorithm=SHA-1024",
                "Proxy-Authenticate: Digest realm=\"p\",nonce=\"n\",qop=\"token\"",
                "X-Nothing: here"
            })
    void a_challenge_that_cannot_be_answered_is_a_refusal(String header) {
        Call call = call();
        peer.answer(invite(), 407, "c1", "", header);
        assertThat(peer.count("INVITE")).isOne();
        assertThat(call.told).containsExactly("rejected 407");
    }

    @Test
    void without_credentials_it_is_a_refusal() {
        alice.credentials = Optional.empty();
        Call call = call();
        challenges("INVITE", "n");
        assertThat(peer.count("INVITE")).isOne();
        assertThat(call.told).containsExactly("rejected 407");
    }

    // §9.1: no CANCEL before a provisional response, and that of the first INVITE says nothing of the second.
    @Test
    void a_cancel_between_the_challenge_and_the_answer_to_it_waits() {
        Call call = call();
        peer.answer(invite(), 100, "", "");
        challenges("INVITE", "n");
        call.run(_ -> call.out().cancel(List.of()));
        bench.settle();
        assertThat(peer.count("CANCEL")).isZero();
        assertThat(call.out().state()).isEqualTo(SessionState.CANCELLING);
        peer.answer(invite(), 100, "", "");
        assertThat(Peer.header(peer.last("CANCEL"), "CSeq")).isEqualTo("2 CANCEL");
        peer.answer(peer.last("CANCEL"), 200, "p1", "");
        peer.answer(invite(), 487, "p1", "");
        assertThat(call.told).containsExactly("rejected 487");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_challenge_that_crosses_the_cancel_is_not_answered(boolean heard) {
        Call call = call();
        if (heard) peer.answer(invite(), 100, "", "");
        call.run(_ -> call.out().cancel(List.of()));
        bench.settle();
        challenges("INVITE", "n");
        assertThat(peer.count("INVITE")).isOne();
        assertThat(call.told).containsExactly("rejected 407");
        if (heard) peer.answer(peer.last("CANCEL"), 481, "p1", "");
    }

    @Test
    void early_dialogs_of_an_invite_that_was_challenged_are_over() {
        Call call = call();
        peer.answer(invite(), 183, "e1", BOB.toString(), peer.contact());
        peer.answer(invite(), 183, "e2", BOB.toString(), peer.contact());
        challenges("INVITE", "n");
        assertThat(call.out().state()).isEqualTo(SessionState.TRYING);
        assertThat(call.out().dialog()).isEmpty();
        peer.answer(invite(), 180, "p1", "", peer.contact());
        answers();
        assertThat(call.told)
                .containsExactly("progressed 183 sdp", "progressed 183 sdp", "progressed 180", "answered 200");
        hangUp(call);
    }

    /** A 2xx of the INVITE that was challenged, from a branch that nobody waits for any more. */
    @Test
    void a_late_answer_to_the_first_invite_is_hung_up() {
        Call call = call();
        WireMessage first = invite();
        challenges("INVITE", "n");
        answers();
        peer.answer(first, 200, "late", BOB.toString(), peer.contact());
        assertThat(peer.count("BYE")).isOne();
        assertThat(Peer.header(peer.last("BYE"), "To")).contains("tag=late");
        peer.answer(peer.last("BYE"), 200, "", "");
        hangUp(call);
    }

    /** A call whose early dialog e1 has its answer. */
    private Call ringsReliably() {
        alice.provisionals = Optional.of(ReliableProvisionals.SUPPORTED);
        Call call = call();
        peer.answer(
                invite(),
                183,
                "e1",
                BOB.toString(),
                "Require: 100rel",
                "RSeq: 1",
                "Allow: INVITE, UPDATE",
                peer.contact());
        peer.answer(peer.last("PRACK"), 200, "", "");
        return call;
    }

    /** A proxy that tries one after the other rings here, and is challenged there. */
    @Test
    void what_was_offered_in_an_early_dialog_that_is_over_is_offered_again() {
        Call call = ringsReliably();
        call.run(s -> s.update(ALICE));
        bench.settle();
        WireMessage early = peer.last("UPDATE");
        challenges("INVITE", "n");
        peer.answer(early, 481, "", "");
        answers();
        assertThat(peer.count("UPDATE")).isEqualTo(2);
        peer.answer(peer.last("UPDATE"), 200, "", BOB.toString(), peer.contact());
        assertThat(call.told).containsExactly("progressed 183 sdp", "answered 200", "modified");
        hangUp(call);
    }

    @Test
    void what_an_early_dialog_that_is_over_has_offered_is_answered_no_more() {
        Call call = ringsReliably();
        peer.within(invite(), "e1", "UPDATE", 1, BOB.toString(), peer.contact());
        challenges("INVITE", "n");
        assertThat(peer.lastResponse("UPDATE").status()).isEqualTo(487);
        call.run(_ -> call.offer.orElseThrow().accept(ALICE));
        bench.settle();
        answers();
        assertThat(call.told).containsExactly("progressed 183 sdp", "offered sdp", "answered 200");
        hangUp(call);
    }
}
