package org.strowger.dialog.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.dialog.Bench.ALICE;
import static org.strowger.dialog.Bench.BOB;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.dialog.Bench;
import org.strowger.dialog.Bench.Call;
import org.strowger.dialog.Peer;
import org.strowger.dialog.SessionState;
import org.strowger.dialog.SessionTimers.Use;
import org.strowger.sip.WireMessage;

/** RFC 4028 where we have invited and refresh, or the peer knows no timers. */
class RefreshingCallerTest extends TimedCaller {

    // RFC 4028 §7.4: "it is RECOMMENDED that the UPDATE request not contain an offer", and who refreshes stays so
    @Test
    void as_the_refresher_we_send_update_at_half_of_the_interval() {
        Call call = answered("Session-Expires: 600;refresher=uac", "Require: timer", UPDATE);
        for (int i = 1; i <= 10; i++) {
            bench.pass(299.9);
            assertThat(peer.count("UPDATE")).isEqualTo(i - 1);
            bench.pass(0.1);
            WireMessage update = peer.last("UPDATE");
            assertThat(Peer.body(update)).isEmpty();
            assertThat(Peer.header(update, "Session-Expires")).isEqualTo("600;refresher=uac");
            assertThat(Peer.header(update, "Min-SE")).isEqualTo("90");
            assertThat(Peer.header(update, "Supported")).contains("timer");
            assertThat(Peer.header(update, "Contact")).isNotEmpty();
            answer(update, "Session-Expires: 600;refresher=uac", "Require: timer");
        }
        assertThat(call.told).containsExactly("answered 200");
        hangUp(call);
    }

    // RFC 4028 §7.4, RFC 3264 §8: a re-INVITE says the same as before, with the version of o= unchanged
    @Test
    void a_peer_that_takes_no_update_is_sent_the_same_description_again() {
        Call call = answered("Session-Expires: 600;refresher=uac", "Require: timer");
        bench.pass(300);
        WireMessage again = invite();
        assertThat(again.cseq()).isEqualTo(2);
        assertThat(Peer.body(again)).isEqualTo(ALICE.toString());
        assertThat(Peer.header(again, "Session-Expires")).isEqualTo("600;refresher=uac");
        answer(again, "Session-Expires: 600;refresher=uac", "Require: timer");
        assertThat(peer.last("ACK").cseq()).isEqualTo(2);
        assertThat(call.told).containsExactly("answered 200", "refreshed");
        hangUp(call);
    }

    @Test
    void one_that_refuses_update_although_it_says_that_it_takes_it_is_asked_by_invite() {
        Call call = answered("Session-Expires: 600;refresher=uac", "Require: timer", UPDATE);
        bench.pass(300);
        peer.answer(peer.last("UPDATE"), 405, "", "", "Allow: INVITE, ACK, BYE");
        assertThat(Peer.body(invite())).isEqualTo(ALICE.toString());
        answer(invite(), "Session-Expires: 600;refresher=uac");
        hangUp(call);
    }

    // RFC 3261 §14.1: "a UAC MUST NOT initiate a new INVITE transaction within a dialog while another INVITE
    // transaction
    // is in progress in either direction"; nor is what the peer offers forgotten because it refuses an UPDATE
    @ParameterizedTest
    @CsvSource({"405, 2", "488, 1"})
    void what_the_peer_offers_while_its_refusal_of_an_update_is_under_way_comes_first(int status, int invites) {
        Call call = answered("Session-Expires: 600;refresher=uac", "Require: timer", UPDATE);
        bench.pass(300);
        String timed = "Session-Expires: 600;refresher=uas";
        peer.within(invite(), "p1", "INVITE", 1, BOB.toString(), peer.contact(), "Supported: timer", timed);
        peer.answer(peer.last("UPDATE"), status, "", "");
        bench.settle();
        assertThat(call.told).containsExactly("answered 200", "offered sdp");
        assertThat(peer.count("INVITE")).isEqualTo(1);
        call.run(_ -> call.offer.orElseThrow().accept(ALICE));
        bench.settle();
        assertThat(peer.lastResponse("INVITE").status()).isEqualTo(200);
        peer.within(invite(), "p1", "ACK", 1, "");
        bench.settle();
        assertThat(peer.count("INVITE")).isEqualTo(invites);
        if (invites > 1) answer(invite(), "Session-Expires: 600;refresher=uac");
        hangUp(call);
    }

    @Test
    void an_answer_to_a_refresh_without_a_description_says_what_was_said_before() {
        Call call = answered("Session-Expires: 600;refresher=uac", "Require: timer");
        bench.pass(300);
        peer.answer(invite(), 200, "p1", "", peer.contact(), "Session-Expires: 600;refresher=uac");
        assertThat(call.told).containsExactly("answered 200");
        assertThat(call.session().state()).isEqualTo(SessionState.CONFIRMED);
        hangUp(call);
    }

    // RFC 4028 §10: "if the session refresh request transaction times out or generates a 408 or 481 response, then the
    // UAC sends a BYE request"
    @ParameterizedTest
    @ValueSource(ints = {408, 481, 0})
    void a_refresh_that_nobody_answers_ends_the_session(int status) {
        Call call = answered("Session-Expires: 600;refresher=uac", UPDATE);
        bench.pass(300);
        if (status > 0) peer.answer(peer.last("UPDATE"), status, "", "");
        else bench.pass(33);
        assertThat(call.told).containsExactly("answered 200", "ended by " + (status == 0 ? 408 : status));
        peer.answer(peer.last("BYE"), 481, "", "");
    }

    // RFC 4028 §7.3 holds for refreshes as well
    @Test
    void a_refresh_is_sent_again_for_a_longer_interval() {
        Call call = answered("Session-Expires: 600;refresher=uac", "Require: timer", UPDATE);
        bench.pass(300);
        peer.answer(peer.last("UPDATE"), 422, "", "", "Min-SE: 900");
        assertThat(peer.count("UPDATE")).isEqualTo(2);
        assertThat(Peer.header(peer.last("UPDATE"), "Session-Expires")).isEqualTo("900;refresher=uac");
        assertThat(Peer.header(peer.last("UPDATE"), "Min-SE")).isEqualTo("900");
        answer(peer.last("UPDATE"), "Session-Expires: 900;refresher=uac");
        bench.pass(450);
        assertThat(peer.count("UPDATE")).isEqualTo(3);
        answer(peer.last("UPDATE"), "Session-Expires: 900;refresher=uac");
        hangUp(call);
    }

    @Test
    void glare_is_waited_out() {
        Call call = answered("Session-Expires: 600;refresher=uac", "Require: timer");
        bench.pass(300);
        peer.answer(invite(), 491, "", "");
        bench.pass(5);
        assertThat(invite().cseq()).isEqualTo(3);
        answer(invite(), "Session-Expires: 600;refresher=uac");
        hangUp(call);
    }

    // RFC 4028 §10
    @Test
    void refusals_of_a_peer_that_knows_timers_let_the_session_expire() {
        Call call = answered("Session-Expires: 600;refresher=uac", "Require: timer", UPDATE);
        for (int i = 0; i < 5; i++) {
            bench.pass(i == 0 ? 300 : 60);
            assertThat(peer.count("UPDATE")).isEqualTo(i + 1);
            peer.answer(peer.last("UPDATE"), 488, "", "");
        }
        bench.pass(28);
        assertThat(call.told).containsExactly("answered 200", "expired");
        peer.answer(peer.last("BYE"), 200, "", "");
    }

    /** RFC 4028 §7.2: "the UAC can still run a session timer" with a peer that has none. */
    @ParameterizedTest
    @ValueSource(ints = {200, 488, 500, 501, 400})
    void a_peer_without_timers_lives_for_as_long_as_it_answers_whatever_it_says(int status) {
        Call call = answered();
        for (int i = 1; i <= 48; i++) {
            bench.pass(900);
            assertThat(peer.count("INVITE")).isEqualTo(i + 1);
            if (status == 200) answer(invite());
            else peer.answer(invite(), status, "", "");
        }
        assertThat(call.session().state()).isEqualTo(SessionState.CONFIRMED);
        hangUp(call);
    }

    @Test
    void a_peer_without_timers_that_has_vanished_is_found_out() {
        Call call = answered(UPDATE);
        bench.pass(900);
        assertThat(Peer.header(peer.last("UPDATE"), "Session-Expires")).isEqualTo("1800;refresher=uac");
        bench.pass(33);
        assertThat(call.told).containsExactly("answered 200", "ended by 408");
    }

    /** RFC 5057 §5.1: a proxy that says that it can't reach the peer says nothing of its living. */
    @Test
    void what_a_proxy_says_of_a_peer_that_is_gone_is_no_sign_of_life() {
        Call call = answered(UPDATE);
        for (int i = 0; i < 5; i++) {
            bench.pass(i == 0 ? 900 : 180);
            peer.answer(peer.last("UPDATE"), 480, "", "");
        }
        bench.pass(200);
        assertThat(call.told).containsExactly("answered 200", "expired");
        peer.answer(peer.last("BYE"), 480, "", "");
    }

    @Test
    void where_they_are_wanted_a_peer_without_timers_is_left_alone() {
        alice = agent(Use.WANTED);
        Call call = answered(UPDATE);
        bench.pass(DAY);
        assertThat(peer.count("UPDATE")).isZero();
        hangUp(call);
    }

    // RFC 4028 §7.2: a 2xx names who refreshes; what it lacks, what can't be read, and what no UAS may say, we mend
    @ParameterizedTest
    @CsvSource({
        "Session-Expires: 600, 300",
        "Session-Expires: 600;refresher=proxy, 300",
        "x: 600;refresher=uac, 300",
        "Session-Expires: 600;foo=bar;Refresher=UAC, 300",
        "Session-Expires: 10;refresher=uac, 45",
        "Session-Expires: 0;refresher=uac, 45",
        "Session-Expires: soon, 900",
        "Session-Expires: -5, 900",
        "Session-Expires: 4294967295;refresher=uac, 43200",
        "Session-Expires: 99999999999999999999;refresher=uas, 43200"
    })
    void a_strange_interval_is_refreshed_by_us(String header, int seconds) {
        Call call = answered(header, UPDATE);
        bench.pass(seconds - 0.1);
        assertThat(peer.count("UPDATE")).isZero();
        bench.pass(0.1);
        assertThat(peer.count("UPDATE")).isEqualTo(1);
        answer(peer.last("UPDATE"), header);
        hangUp(call);
    }

    /** RFC 4028 §7.4: any re-INVITE is a refresh. */
    @Test
    void a_change_of_ours_is_a_refresh_and_keeps_who_refreshes() {
        Call call = answered("Session-Expires: 600;refresher=uas", "Require: timer");
        bench.pass(500);
        call.run(s -> s.modify(Optional.of(Bench.sdp("192.0.2.101", "sendonly"))));
        bench.settle();
        assertThat(Peer.header(invite(), "Session-Expires")).isEqualTo("600;refresher=uas");
        answer(invite(), "Session-Expires: 600;refresher=uas", "Require: timer");
        bench.pass(500);
        assertThat(call.told).containsExactly("answered 200", "modified");
        bench.pass(68);
        assertThat(call.told).containsExactly("answered 200", "modified", "expired");
        peer.answer(peer.last("BYE"), 200, "", "");
    }

    @Test
    void a_change_that_is_under_way_when_a_refresh_is_due_goes_first() {
        Call call = answered("Session-Expires: 600;refresher=uac", "Require: timer", UPDATE);
        bench.pass(299);
        call.run(s -> s.modify(Optional.of(Bench.sdp("192.0.2.101", "sendonly"))));
        bench.settle();
        peer.answer(invite(), 100, "", "");
        bench.pass(10);
        assertThat(peer.count("UPDATE")).isZero();
        answer(invite(), "Session-Expires: 600;refresher=uac", "Require: timer");
        assertThat(call.told).containsExactly("answered 200", "modified");
        answer(peer.last("UPDATE"), "Session-Expires: 600;refresher=uac", "Require: timer");
        hangUp(call);
    }
}
