package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Refusals without credentials: answered once, and nothing is remembered of them (RFC 3261 §8.2.7, §26.3.2.4). */
class OnceTest {

    private final VirtualSwitch home = new VirtualSwitch(1, VirtualSwitch.usualSettings(), Programs.dialUsers());
    private final RawPeer peer = new RawPeer(home, "198.51.100.7");

    private String invite(String branch) {
        return peer.branched(branch, "INVITE", "sip:1002@switch.example", "<sip:1002@switch.example>");
    }

    @AfterEach
    void nothing_is_left_behind() {
        assertThat(home.figures().transactions()).isZero();
        assertThat(home.figures().dialogs()).isZero();
    }

    @Test
    void an_invite_without_credentials_gets_one_challenge_and_no_other_packet() {
        peer.sends(invite("a"));
        home.passes(Duration.ofSeconds(33));
        assertThat(peer.statuses()).containsExactly("SIP/2.0 407 Proxy Authentication required");
    }

    @Test
    void a_retransmission_is_answered_with_the_same_to_tag_and_its_ack_is_absorbed() {
        peer.sends(invite("a")).sends(invite("a"));
        String to = RawPeer.header(peer.last(), "To");
        assertThat(peer.heard())
                .hasSize(2)
                .allMatch(answer -> RawPeer.header(answer, "To").equals(to));
        assertThat(to).contains(";tag=");
        peer.sends(peer.branched("a", "ACK", "sip:1002@switch.example", to));
        assertThat(peer.heard()).hasSize(2);
    }

    @Test
    void requests_within_dialogs_that_there_are_not_get_481_and_leave_nothing() {
        for (String method : new String[] {"BYE", "INFO", "UPDATE", "INVITE", "REFER", "NOTIFY", "CANCEL"}) {
            peer.sends(peer.request(method, "sip:1002@switch.example", "<sip:1002@switch.example>;tag=zz"));
            assertThat(peer.last()).as(method).startsWith("SIP/2.0 481");
        }
        home.passes(Duration.ofSeconds(33));
        assertThat(peer.heard()).hasSize(7);
    }

    @Test
    void methods_that_are_not_taken_and_options_leave_nothing() {
        for (String method : new String[] {"PUBLISH", "SUBSCRIBE", "OPTIONS", "FROB"})
            peer.sends(peer.request(method, "sip:switch.example", "<sip:switch.example>"));
        assertThat(peer.statuses().getLast()).contains("501");
        assertThat(peer.heard()).hasSize(4);
    }

    @Test
    void a_switch_that_is_stopped_says_503_once() {
        home.exchange().drain();
        ScriptedPhone alice = home.phone("1001").calls("1002");
        assertThat(alice.lastStatus()).isEqualTo(503);
    }

    /** §8.2.2.2: 482 is for transactions that are ongoing. */
    @Test
    void a_register_repeated_by_another_branch_is_challenged_again() {
        peer.sends(peer.branched("a", "REGISTER", "sip:switch.example", "<sip:1001@switch.example>"));
        String same = peer.branched("a", "REGISTER", "sip:switch.example", "<sip:1001@switch.example>")
                .replace("branch=z9hG4bKa", "branch=z9hG4bKb");
        peer.sends(same);
        assertThat(peer.statuses()).hasSize(2).allMatch("SIP/2.0 401 Unauthorized"::equals);
    }
}
