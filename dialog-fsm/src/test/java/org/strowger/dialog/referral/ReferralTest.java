package org.strowger.dialog.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.dialog.Bench.BOB;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.strowger.dialog.Bench;
import org.strowger.dialog.Bench.Agent;
import org.strowger.dialog.Bench.Call;
import org.strowger.dialog.Peer;
import org.strowger.dialog.Referral;
import org.strowger.dialog.ReferralListener;
import org.strowger.sip.WireMessage;
import org.strowger.sip.message.SipHeader;

/** REFER and NOTIFY within a session of ours, with a peer whose every word the test writes. */
class ReferralTest {

    private final Bench bench = new Bench();
    private final Agent alice = bench.agent("alice", "192.0.2.1");
    private final Peer peer = bench.peer("peer", "192.0.2.9");
    private final List<String> heard = new ArrayList<>();

    @AfterEach
    void nothing_is_left() {
        bench.pass(400);
        assertThat(bench.faults).isEmpty();
        assertThat(alice.isClean()).isTrue();
        assertThat(bench.time.pendingTimers()).isZero();
    }

    private Call answered() {
        Call call = alice.call("sip:bob@192.0.2.9");
        peer.answer(peer.last("INVITE"), 200, "p1", BOB.toString(), peer.contact(), "Allow: INVITE, ACK, BYE, REFER");
        return call;
    }

    private void hangUp(Call call) {
        call.run(s -> s.bye(List.of()));
        bench.settle();
        peer.answer(peer.last("BYE"), 200, "", "");
    }

    private void refers(int cseq, String... extra) {
        peer.within(peer.last("INVITE"), "p1", "REFER", cseq, "", extra);
    }

    private static String state(WireMessage notify) {
        return Peer.header(notify, "Event") + " " + Peer.header(notify, "Subscription-State") + " "
                + Peer.body(notify).strip();
    }

    private Referral referral(Call call) {
        return call.referral.orElseThrow();
    }

    // RFC 3515 §2.4.4: "… the agent that accepts a REFER request MUST send a NOTIFY"
    @Test
    void a_refer_is_accepted_and_its_progress_told_in_order_one_notify_at_a_time() {
        Call call = answered();
        refers(1, "Refer-To: <sip:carol@192.0.2.7>", "Referred-By: <sip:bob@example.com>");
        assertThat(call.told).contains("referred sip:carol@192.0.2.7");
        assertThat(referral(call).referredBy()).hasValue("<sip:bob@example.com>");
        call.run(_ -> referral(call).accept());
        bench.settle();
        assertThat(peer.lastResponse("REFER").status()).isEqualTo(202);
        assertThat(state(peer.last("NOTIFY"))).isEqualTo("refer active;expires=180 SIP/2.0 100 Trying");
        call.run(_ -> referral(call).progress(180));
        call.run(_ -> referral(call).finish(200, () -> heard.add("told")));
        bench.settle();
        assertThat(peer.count("NOTIFY")).as("the first has no answer yet").isEqualTo(1);
        peer.answer(peer.last("NOTIFY"), 200, "", "");
        assertThat(state(peer.last("NOTIFY"))).isEqualTo("refer terminated;reason=noresource SIP/2.0 200 OK");
        assertThat(heard).isEmpty();
        peer.answer(peer.last("NOTIFY"), 200, "", "");
        assertThat(heard).containsExactly("told");
        hangUp(call);
    }

    @Test
    void a_refusal_leaves_the_session_as_it_was_and_a_second_refer_carries_its_id() {
        Call call = answered();
        refers(1, "Refer-To: <sip:carol@192.0.2.7>");
        call.run(_ -> referral(call).refuse(603));
        bench.settle();
        assertThat(peer.lastResponse("REFER").status()).isEqualTo(603);
        assertThat(peer.count("NOTIFY")).isZero();
        refers(2, "Refer-To: <sip:carol@192.0.2.7>");
        call.run(_ -> referral(call).accept());
        bench.settle();
        assertThat(Peer.header(peer.last("NOTIFY"), "Event")).isEqualTo("refer;id=2");
        peer.answer(peer.last("NOTIFY"), 481, "", "");
        call.run(_ -> referral(call).finish(200, () -> heard.add("told")));
        bench.settle();
        assertThat(peer.count("NOTIFY")).as("nobody listens").isEqualTo(1);
        assertThat(heard).containsExactly("told");
        hangUp(call);
    }

    @Test
    void what_is_no_refer_is_refused_at_once() {
        Call call = answered();
        refers(1);
        assertThat(peer.lastResponse("REFER").status()).as("no Refer-To").isEqualTo(400);
        refers(2, "Refer-To: <sip:carol@192.0.2.7>");
        refers(3, "Refer-To: <sip:dave@192.0.2.7>");
        assertThat(peer.lastResponse("REFER").status()).as("one at a time").isEqualTo(491);
        assertThat(call.told)
                .containsOnlyOnce("referred sip:carol@192.0.2.7")
                .doesNotContain("referred sip:dave@192.0.2.7");
        hangUp(call);
        assertThat(peer.received.stream()
                        .filter(m -> !m.isRequest() && m.cseqMethod().equals("REFER") && m.status() == 487))
                .as("§15.1.2: what is pending is answered")
                .hasSize(1);
    }

    // RFC 4488 §4
    @Test
    void a_peer_that_wants_no_subscription_gets_no_notify() {
        Call call = answered();
        refers(1, "Refer-To: <sip:carol@192.0.2.7>", "Refer-Sub: false");
        call.run(_ -> referral(call).accept());
        call.run(_ -> referral(call).finish(486, () -> heard.add("told")));
        bench.settle();
        assertThat(Peer.header(peer.lastResponse("REFER"), "Refer-Sub")).isEqualTo("false");
        assertThat(peer.count("NOTIFY")).isZero();
        assertThat(heard).containsExactly("told");
        hangUp(call);
    }

    @Test
    void a_transfer_that_takes_too_long_is_told_before_the_subscription_ends() {
        Call call = answered();
        refers(1, "Refer-To: <sip:carol@192.0.2.7>");
        call.run(_ -> referral(call).accept());
        bench.settle();
        peer.answer(peer.last("NOTIFY"), 200, "", "");
        bench.pass(181);
        assertThat(state(peer.last("NOTIFY"))).isEqualTo("refer terminated;reason=timeout SIP/2.0 100 Trying");
        peer.answer(peer.last("NOTIFY"), 200, "", "");
        hangUp(call);
    }

    private final class Watch implements ReferralListener {
        @Override
        public void progressed(int status) {
            heard.add("progress " + status);
        }

        @Override
        public void finished(int status) {
            heard.add("finished " + status);
        }

        @Override
        public void refused(int status) {
            heard.add("refused " + status);
        }
    }

    private Call referring() {
        Call call = answered();
        call.run(s -> {
            assertThat(s.peerTakesRefer()).isTrue();
            s.refer(
                    Bench.uri("sip:carol@192.0.2.7"),
                    Optional.of(SipHeader.of("Referred-By", "<sip:bob@example.com>")),
                    new Watch());
        });
        bench.settle();
        return call;
    }

    private void notifies(int cseq, String state, String fragment) {
        peer.within(
                peer.last("INVITE"),
                "p1",
                "NOTIFY",
                cseq,
                fragment,
                "Event: refer",
                "Subscription-State: " + state,
                "Content-Type: message/sipfrag;version=2.0");
    }

    @Test
    void ours_is_followed_until_the_peer_tells_the_result() {
        Call call = referring();
        WireMessage refer = peer.last("REFER");
        assertThat(Peer.header(refer, "Refer-To")).isEqualTo("<sip:carol@192.0.2.7>");
        assertThat(Peer.header(refer, "Contact")).isNotEmpty();
        notifies(1, "active;expires=60", "SIP/2.0 100 Trying\r\n"); // before the 202
        peer.answer(refer, 202, "", "");
        notifies(2, "terminated;reason=noresource", "SIP/2.0 200 OK\r\n");
        assertThat(peer.lastResponse("NOTIFY").status()).isEqualTo(200);
        assertThat(heard).containsExactly("progress 100", "finished 200");
        notifies(3, "active", "SIP/2.0 100 Trying\r\n");
        assertThat(peer.lastResponse("NOTIFY").status())
                .as("the subscription is over")
                .isEqualTo(481);
        hangUp(call);
    }

    @Test
    void ours_that_is_refused_or_never_told_of_says_so_once() {
        Call call = referring();
        peer.answer(peer.last("REFER"), 405, "", "");
        assertThat(heard).containsExactly("refused 405");
        hangUp(call);
        heard.clear();
        Call other = referring();
        peer.answer(peer.last("REFER"), 202, "", "");
        bench.pass(200);
        assertThat(heard).containsExactly("refused 408");
        hangUp(other);
        heard.clear();
        Call third = referring();
        peer.answer(peer.last("REFER"), 202, "", "");
        hangUp(third);
        assertThat(heard).containsExactly("refused 487");
    }

    @Test
    void a_notify_of_another_package_is_489_and_one_out_of_the_blue_481() {
        Call call = answered();
        peer.within(peer.last("INVITE"), "p1", "NOTIFY", 1, "", "Event: presence", "Subscription-State: active");
        assertThat(peer.lastResponse("NOTIFY").status()).isEqualTo(489);
        notifies(2, "active", "SIP/2.0 100 Trying\r\n");
        assertThat(peer.lastResponse("NOTIFY").status()).isEqualTo(481);
        hangUp(call);
    }
}
