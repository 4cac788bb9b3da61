package org.strowger.dialog.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.dialog.Bench.ALICE;
import static org.strowger.dialog.Bench.BOB;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.dialog.Bench;
import org.strowger.dialog.Bench.Agent;
import org.strowger.dialog.Bench.Call;
import org.strowger.dialog.Peer;
import org.strowger.dialog.SessionTimers;
import org.strowger.dialog.SessionTimers.Use;
import org.strowger.sip.WireMessage;

/** RFC 4028 where we are invited: a peer whose every word the test writes. */
class TimedCalleeTest {

    private static final String FROM = "<sip:peer@example.com>;tag=p1";
    private static final String TO = "<sip:bob@192.0.2.2>";
    private static final String TARGET = "sip:bob@192.0.2.2";
    private static final String TIMER = "Supported: timer";
    private static final String UPDATE = "Allow: INVITE, ACK, BYE, UPDATE";

    private final Bench bench = new Bench();
    private final Peer peer = bench.peer("peer", "192.0.2.9");
    private Optional<Agent> bob = Optional.empty();

    @AfterEach
    void nothing_is_left() {
        bench.pass(400);
        assertThat(bench.faults).isEmpty();
        assertThat(bob.orElseThrow().isClean()).isTrue();
        assertThat(bench.time.pendingTimers()).isZero();
    }

    private Agent bob(Use use) {
        bench.sessions = SessionTimers.DEFAULT.with(use);
        bob = Optional.of(bench.agent("bob", "192.0.2.2"));
        return bob.get();
    }

    private void invites(String... extra) {
        peer.request("INVITE", TARGET, FROM, TO, "c1", 1, ALICE.toString(), with(extra));
    }

    private String[] with(String... extra) {
        List<String> headers = new ArrayList<>(List.of(extra));
        headers.removeIf(String::isBlank);
        headers.add(peer.contact());
        return headers.toArray(String[]::new);
    }

    private Call answered(Use use, String... extra) {
        Agent agent = bob(use);
        invites(extra);
        Call call = agent.taken();
        call.said = Optional.of(BOB);
        call.onOffer = offer -> offer.accept(BOB);
        call.run(s -> call.in().accept(BOB, List.of()));
        bench.settle();
        in("ACK", 1, "");
        return call;
    }

    private void in(String method, int cseq, String body, String... extra) {
        WireMessage last = peer.received.stream()
                .filter(m -> !m.isRequest() && m.cseqMethod().equals("INVITE") && m.status() > 100)
                .findFirst()
                .orElseThrow();
        peer.request(method, TARGET, FROM, Peer.header(last, "To"), "c1", cseq, body, with(extra));
    }

    private String said() {
        return Peer.header(peer.lastResponse("INVITE"), "Session-Expires");
    }

    private void end(int cseq) {
        in("BYE", cseq, "");
        assertThat(peer.lastResponse("BYE").status()).isEqualTo(200);
    }

    // RFC 4028 §9 and its table 2; where the caller leaves the choice to us, we refresh
    @ParameterizedTest
    @CsvSource({
        "FORCED, timer, 600;refresher=uac, 600;refresher=uac, timer",
        "FORCED, timer, 600;refresher=uas, 600;refresher=uas, timer",
        "FORCED, timer, 600, 600;refresher=uas, timer",
        "FORCED, timer, 7200;refresher=uac, 1800;refresher=uac, timer",
        "FORCED, timer, 4294967295, 1800;refresher=uas, timer",
        "FORCED, timer, 99999999999, 1800;refresher=uas, timer",
        "FORCED, timer, , 1800;refresher=uas, timer",
        "FORCED, , 600, 600;refresher=uas, ",
        "FORCED, , 600;refresher=uac, 600;refresher=uas, ",
        "FORCED, , 30, 90;refresher=uas, ",
        "FORCED, , , 1800;refresher=uas, ",
        "WANTED, timer, , 1800;refresher=uas, timer",
        "WANTED, , , , ",
        "WANTED, , 600, 600;refresher=uas, ",
        "ACCEPTED, timer, , , ",
        "ACCEPTED, timer, 600;refresher=uac, 600;refresher=uac, timer",
        "OFF, , 600, , "
    })
    void a_200_says_for_how_long_and_who_refreshes(
            Use use, String supported, String asked, String said, String required) {
        Call call = answered(
                use,
                supported == null ? "" : "Supported: " + supported,
                asked == null ? "" : "Session-Expires: " + asked,
                UPDATE);
        assertThat(said()).isEqualTo(said == null ? "" : said);
        assertThat(Peer.header(peer.lastResponse("INVITE"), "Require")).isEqualTo(required == null ? "" : required);
        assertThat(call.told).containsExactly("acknowledged");
        end(2);
    }

    // RFC 4028 §9: never below the caller's Min-SE
    @Test
    void a_long_interval_is_not_shortened_below_what_its_caller_calls_the_least() {
        answered(Use.FORCED, TIMER, "Session-Expires: 9000", "Min-SE: 7200");
        assertThat(said()).isEqualTo("7200;refresher=uas");
        end(2);
    }

    // RFC 4028 §9: "the UAS MUST reject the request with a 422 … The Min-SE MUST be the minimum"
    @ParameterizedTest
    @ValueSource(strings = {"Session-Expires: 89", "Session-Expires: 0;refresher=uac", "x: 30", "X: 1 ; refresher=uas"})
    void too_brief_an_interval_gets_422(String interval) {
        Agent agent = bob(Use.FORCED);
        invites(TIMER, interval);
        WireMessage refusal = peer.lastResponse("INVITE");
        assertThat(refusal.status()).isEqualTo(422);
        assertThat(Peer.header(refusal, "Min-SE")).isEqualTo("90");
        assertThat(agent.calls).isEmpty();
        in("ACK", 1, "");
    }

    // RFC 4028 §4, §5: Session-Expires and Min-SE are a delta-seconds, and there is one of each
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Session-Expires: soon",
                "Session-Expires: -90",
                "Session-Expires: 1.5",
                "Session-Expires:",
                "Session-Expires: 600, 900",
                "Session-Expires: 600;refresher",
                "Session-Expires: 600;refresher=uac;refresher=uas",
                "Session-Expires: 600;",
                "x: 600\r\nSession-Expires: 600",
                "Session-Expires: 600\r\nSession-Expires: 900",
                "Min-SE: never",
                "Min-SE: 90\r\nMin-SE: 100"
            })
    void what_is_no_interval_gets_400(String header) {
        Agent agent = bob(Use.FORCED);
        invites(TIMER, header);
        assertThat(peer.lastResponse("INVITE").status()).isEqualTo(400);
        assertThat(agent.calls).isEmpty();
    }

    // RFC 4028 §10
    @Test
    void a_caller_that_does_not_refresh_is_hung_up() {
        Call call = answered(Use.FORCED, TIMER, "Session-Expires: 600;refresher=uac");
        bench.pass(567.9);
        assertThat(call.told).containsExactly("acknowledged");
        bench.pass(0.1);
        assertThat(call.told).containsExactly("acknowledged", "expired");
        assertThat(peer.count("UPDATE") + peer.count("INVITE")).isZero();
        peer.answer(peer.last("BYE"), 200, "", "");
    }

    // RFC 4028 §7.4, RFC 3311 §5.2: by UPDATE without an offer, by re-INVITE with one, and without
    @ParameterizedTest
    @ValueSource(strings = {"UPDATE", "UPDATE with an offer", "INVITE", "INVITE without an offer"})
    void the_caller_refreshes(String how) {
        Call call = answered(Use.FORCED, TIMER, "Session-Expires: 600;refresher=uac");
        String method = how.substring(0, 6);
        boolean offers = how.endsWith("with an offer") || how.equals("INVITE");
        int cseq = 2;
        for (int i = 0; i < 5; i++) {
            bench.pass(300);
            in(method, cseq, offers ? ALICE.toString() : "", TIMER, "Session-Expires: 600;refresher=uac");
            WireMessage ok = peer.lastResponse(method);
            assertThat(ok.status()).isEqualTo(200);
            assertThat(Peer.header(ok, "Session-Expires")).isEqualTo("600;refresher=uac");
            assertThat(Peer.header(ok, "Require")).isEqualTo("timer");
            if (method.equals("INVITE")) in("ACK", cseq, offers ? "" : ALICE.toString());
            cseq++;
        }
        assertThat(call.told).noneMatch(word -> word.startsWith("expired"));
        bench.pass(568);
        assertThat(call.told).last().isEqualTo("expired");
        peer.answer(peer.last("BYE"), 200, "", "");
    }

    @Test
    void too_brief_a_refresh_gets_422_and_the_session_stays_as_it_was() {
        Call call = answered(Use.FORCED, TIMER, "Session-Expires: 600;refresher=uac");
        in("UPDATE", 2, "", TIMER, "Session-Expires: 60;refresher=uac");
        assertThat(peer.lastResponse("UPDATE").status()).isEqualTo(422);
        assertThat(Peer.header(peer.lastResponse("UPDATE"), "Min-SE")).isEqualTo("90");
        in("INVITE", 3, ALICE.toString(), TIMER, "Session-Expires: 60;refresher=uac");
        assertThat(peer.lastResponse("INVITE").status()).isEqualTo(422);
        in("ACK", 3, "");
        assertThat(call.told).containsExactly("acknowledged");
        end(4);
    }

    // RFC 4028 §7.4: who refreshes goes on doing so where a request doesn't say
    @ParameterizedTest
    @ValueSource(strings = {"uac", "uas"})
    void who_refreshes_stays_where_a_change_leaves_it_open(String refresher) {
        answered(Use.FORCED, TIMER, "Session-Expires: 600;refresher=" + refresher);
        in("INVITE", 2, ALICE.toString(), TIMER, "Session-Expires: 600");
        assertThat(said()).isEqualTo("600;refresher=" + refresher);
        in("ACK", 2, "");
        end(3);
    }

    // RFC 4028 §7.4: "refresher" is of the transaction, not of the dialog
    @Test
    void the_part_of_the_refresher_changes_sides_as_the_request_says() {
        answered(Use.FORCED, TIMER, "Session-Expires: 600;refresher=uac", UPDATE);
        in("UPDATE", 2, "", TIMER, "Session-Expires: 600;refresher=uas");
        bench.pass(300);
        WireMessage ours = peer.last("UPDATE");
        assertThat(Peer.header(ours, "Session-Expires")).isEqualTo("600;refresher=uac");
        peer.answer(ours, 200, "", "", peer.contact(), "Session-Expires: 600;refresher=uas", "Require: timer");
        bench.pass(567);
        assertThat(peer.count("UPDATE")).isEqualTo(1);
        end(3);
    }

    @Test
    void a_request_without_a_timer_ends_it_where_it_is_only_accepted() {
        Call call = answered(Use.ACCEPTED, TIMER, "Session-Expires: 600;refresher=uac");
        in("UPDATE", 2, "");
        assertThat(Peer.header(peer.lastResponse("UPDATE"), "Session-Expires")).isEmpty();
        bench.pass(100_000);
        assertThat(call.told).containsExactly("acknowledged");
        end(3);
    }

    /** RFC 4028 §3: the timer begins with the session, not before. */
    @Test
    void an_early_dialog_has_no_timer() {
        Agent agent = bob(Use.FORCED);
        invites(TIMER, "Session-Expires: 90;refresher=uac");
        Call call = agent.taken();
        call.run(s -> call.in().progress(180, Optional.empty(), List.of()));
        bench.settle();
        in("UPDATE", 2, "", TIMER, "Session-Expires: 90;refresher=uac");
        assertThat(peer.lastResponse("UPDATE").status()).isEqualTo(200);
        assertThat(Peer.header(peer.lastResponse("UPDATE"), "Session-Expires")).isEmpty();
        bench.pass(120);
        assertThat(call.told).isEmpty();
        call.run(s -> call.in().reject(486, List.of()));
        bench.settle();
        in("ACK", 1, "");
    }

    @Test
    void a_session_may_be_timed_in_its_own_way() {
        Agent agent = bob(Use.FORCED);
        invites(TIMER, "Session-Expires: 600");
        Call call = agent.taken();
        call.run(s -> {
            call.in().timers(SessionTimers.NONE);
            call.in().accept(BOB, List.of());
        });
        bench.settle();
        assertThat(said()).isEmpty();
        assertThat(Peer.header(peer.lastResponse("INVITE"), "Supported")).isEmpty();
        in("ACK", 1, "");
        bench.pass(100_000);
        assertThat(call.told).containsExactly("acknowledged");
        end(2);
    }

    @Test
    void a_refresh_of_ours_that_meets_a_change_of_the_peers_waits_for_it() {
        Call call = answered(Use.FORCED, TIMER, "Session-Expires: 600;refresher=uas");
        bench.pass(300);
        WireMessage ours = peer.last("INVITE");
        in("INVITE", 2, ALICE.toString(), TIMER, "Session-Expires: 600;refresher=uas");
        assertThat(peer.lastResponse("INVITE").status()).isEqualTo(491);
        in("ACK", 2, "");
        peer.answer(ours, 491, "", "");
        bench.pass(3);
        assertThat(peer.last("INVITE").cseq()).isEqualTo(ours.cseq() + 1);
        peer.answer(
                peer.last("INVITE"), 200, "", ALICE.toString(), peer.contact(), "Session-Expires: 600;refresher=uac");
        assertThat(call.told).containsExactly("acknowledged", "refreshed");
        end(3);
    }
}
