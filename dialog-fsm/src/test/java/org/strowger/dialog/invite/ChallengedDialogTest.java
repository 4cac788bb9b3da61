package org.strowger.dialog.invite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.dialog.Bench.ALICE;
import static org.strowger.dialog.Bench.BOB;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.dialog.Bench.Call;
import org.strowger.dialog.Peer;
import org.strowger.dialog.ReferralListener;
import org.strowger.sip.message.Uri;

/** Requests within a dialog whose peer asks for credentials. */
class ChallengedDialogTest extends ChallengedCaller {

    private static final String ELSEWHERE = "192.0.2.10";

    @Test
    void a_bye_is_sent_again_and_the_session_is_over_when_it_is_answered() {
        Call call = answered();
        call.run(s -> s.bye(List.of()));
        bench.settle();
        challenges("BYE", "b");
        assertThat(alice.layer.size()).isOne();
        assertThat(Peer.header(peer.last("BYE"), "CSeq")).isEqualTo("4 BYE");
        assertThat(credentials(peer.last("BYE"))).contains("nonce=\"b\"");
        peer.answer(peer.last("BYE"), 200, "", "");
        assertThat(alice.layer.size()).isZero();
    }

    @Test
    void a_bye_that_is_not_believed_ends_the_session_all_the_same() {
        Call call = answered();
        call.run(s -> s.bye(List.of()));
        bench.settle();
        challenges("BYE", "b");
        challenges("BYE", "c");
        assertThat(peer.count("BYE")).isEqualTo(2);
        assertThat(alice.layer.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVITE", "UPDATE"})
    void a_change_is_sent_again(String method) {
        Call call = answered();
        call.run(s -> {
            if (method.equals("UPDATE")) s.update(ALICE);
            else s.modify(Optional.of(ALICE));
        });
        bench.settle();
        challenges(method, "b");
        assertThat(Peer.header(peer.last(method), "CSeq")).isEqualTo("4 " + method);
        assertThat(credentials(peer.last(method))).contains("nonce=\"b\"", "nc=00000001");
        assertThat(Peer.body(peer.last(method))).isEqualTo(ALICE.toString());
        peer.answer(peer.last(method), 200, "", BOB.toString(), peer.contact());
        assertThat(call.told).endsWith("modified");
        hangUp(call);
    }

    @Test
    void a_change_that_is_not_believed_is_refused_and_the_session_goes_on() {
        Call call = answered();
        call.run(s -> s.modify(Optional.of(ALICE)));
        bench.settle();
        challenges("INVITE", "b");
        challenges("INVITE", "c");
        assertThat(peer.count("INVITE")).isEqualTo(4);
        assertThat(call.told).endsWith("refused 407");
        hangUp(call);
    }

    @Test
    void an_info_is_sent_again_in_its_place() {
        Call call = answered();
        call.run(s -> s.info("application/dtmf-relay", "Signal=5".getBytes(StandardCharsets.UTF_8)));
        bench.settle();
        challenges("INFO", "b");
        assertThat(credentials(peer.last("INFO"))).contains("nonce=\"b\"");
        assertThat(Peer.body(peer.last("INFO"))).isEqualTo("Signal=5");
        peer.answer(peer.last("INFO"), 200, "", "");
        hangUp(call);
    }

    // RFC 3515 §2.4.6: the id of the subscription is the CSeq of the REFER, and that is the one that was taken.
    @Test
    void a_refer_is_sent_again_and_its_notifies_are_known() {
        Call call = answered();
        List<String> heard = new ArrayList<>();
        ReferralListener listener = new ReferralListener() {
            @Override
            public void finished(int status) {
                heard.add("finished " + status);
            }

            @Override
            public void refused(int status) {
                heard.add("refused " + status);
            }
        };
        call.run(s -> s.refer(Uri.of("sip:carol@192.0.2.7"), Optional.empty(), listener));
        bench.settle();
        challenges("REFER", "b");
        assertThat(Peer.header(peer.last("REFER"), "CSeq")).isEqualTo("4 REFER");
        peer.answer(peer.last("REFER"), 202, "", "");
        peer.within(
                invite(),
                "p1",
                "NOTIFY",
                1,
                "SIP/2.0 200 OK\r\n",
                "Event: refer;id=4",
                "Subscription-State: terminated;reason=noresource",
                "Content-Type: message/sipfrag");
        assertThat(heard).containsExactly("finished 200");
        hangUp(call);
    }

    /** Who answers elsewhere than where the password is at home gets none, whatever it asks for. */
    @Test
    void nobody_else_is_sent_credentials() {
        Peer other = bench.peer("other", ELSEWHERE);
        Call call = call();
        challenges("INVITE", "n");
        peer.answer(invite(), 200, "p1", BOB.toString(), "Contact: <sip:peer@" + ELSEWHERE + ">");
        assertThat(Peer.headers(other.last("ACK"), "Proxy-Authorization")).isEmpty();
        call.run(s -> s.bye(List.of()));
        bench.settle();
        assertThat(Peer.headers(other.last("BYE"), "Proxy-Authorization")).isEmpty();
        other.answer(other.last("BYE"), 407, "", "", proxy("p", "z"));
        assertThat(other.count("BYE")).isOne();
        assertThat(alice.layer.size()).isZero();
    }

    /** It has some of its own by then, for a nonce that has been used. */
    @Test
    void what_is_sent_again_elsewhere_leaves_its_credentials_behind() {
        Peer other = bench.peer("other", ELSEWHERE);
        Call call = answered();
        call.run(s -> s.info("text/plain", new byte[] {'5'}));
        bench.settle();
        assertThat(credentials(peer.last("INFO"))).contains("nonce=\"n\"");
        peer.within(invite(), "p1", "UPDATE", 1, "", "Contact: <sip:peer@" + ELSEWHERE + ">");
        challenges("INFO", "b");
        assertThat(Peer.headers(other.last("INFO"), "Proxy-Authorization")).isEmpty();
        other.answer(other.last("INFO"), 200, "", "");
        call.run(s -> s.bye(List.of()));
        bench.settle();
        other.answer(other.last("BYE"), 200, "", "");
    }
}
