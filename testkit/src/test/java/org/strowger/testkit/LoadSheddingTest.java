package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.strowger.call.Call;
import org.strowger.call.CallProgram;
import org.strowger.call.CallRouter;
import org.strowger.call.Caller;
import org.strowger.call.event.RefusalCause;

/** What is refused when what arrives has to wait, and what never is. */
class LoadSheddingTest {

    private final VirtualSwitch home = new VirtualSwitch(1, VirtualSwitch.usualSettings(), new CallRouter() {
        @Override
        public CallProgram route(Call.CallRequest request, String number, Caller caller) {
            return Programs.dialUsers().route(request, number, caller);
        }

        @Override
        public boolean isEmergency(String number) {
            return number.equals("112");
        }
    });

    private final RawPeer peer = new RawPeer(home, "198.51.100.7");

    @BeforeEach
    void the_peer_is_known() {
        home.exchange().sources().proved(peer.flow(), Duration.ofHours(1));
    }

    @Test
    void strangers_are_dropped_before_anything_is_refused_to_those_who_are_known() {
        home.lagsBy(Duration.ofMillis(299));
        RawPeer stranger = new RawPeer(home, "198.51.100.8");
        stranger.sends(stranger.request("INVITE", "sip:1002@switch.example", "<sip:1002@switch.example>"));
        assertThat(stranger.heard()).isEmpty();
        invites(1, "1002");
        assertThat(peer.last()).startsWith("SIP/2.0 407");
    }

    private void invites(int count, String number) {
        for (int i = 0; i < count; i++)
            peer.posts(peer.request("INVITE", "sip:" + number + "@switch.example", "<sip:1002@switch.example>"));
        home.settle();
    }

    /** For longer than a burst lasts. */
    private void lagsForLongBy(Duration delay) {
        home.lagsBy(delay);
        invites(1, "1002");
        home.passes(Duration.ofMillis(600));
    }

    private List<String> refused() {
        return peer.heard().stream()
                .filter(answer -> answer.startsWith("SIP/2.0 503"))
                .toList();
    }

    @Test
    void new_calls_are_refused_at_once_the_more_the_longer_they_would_wait() {
        home.lagsBy(Duration.ofMillis(299));
        invites(100, "1002");
        assertThat(refused()).isEmpty();
        lagsForLongBy(Duration.ofMillis(800));
        assertThat(refused()).isEmpty();
        invites(100, "1002");
        assertThat(refused())
                .hasSizeBetween(30, 70)
                .allMatch(answer -> RawPeer.header(answer, "Retry-After").equals("5"));
        int before = refused().size();
        home.lagsBy(Duration.ofMillis(1300));
        invites(100, "1002");
        assertThat(refused()).hasSize(before + 100);
        assertThat(home.exchange().figures().refusals().get(RefusalCause.LOAD)).isEqualTo(before + 100L);
        assertThat(home.figures().transactions()).isZero();
    }

    @Test
    void more_calls_than_were_ever_carried_are_refused_as_soon_as_a_caller_would_notice() {
        int many = 200 * Runtime.getRuntime().availableProcessors();
        home.lagsBy(Duration.ofMillis(110));
        for (int i = 0; i < 4; i++) {
            invites(many / 4, "1002");
            home.passes(Duration.ofMillis(240));
        }
        assertThat(refused()).hasSizeBetween(many / 20, many / 4);
    }

    @Test
    void as_many_calls_as_were_carried_before_may_wait_while_the_machine_does_something_else() {
        int many = 200 * Runtime.getRuntime().availableProcessors();
        invites(many, "1002");
        home.passes(Duration.ofSeconds(1));
        Duration pause = Duration.ofMillis(110);
        home.passes(pause);
        home.lagsBy(pause);
        for (int i = 0; i < 4; i++) {
            invites(many / 4, "1002");
            home.passes(Duration.ofMillis(240));
        }
        assertThat(refused()).isEmpty();
    }

    /** A refusal costs a fifth of what a call does, and all are read in the order in which they arrived. */
    @Test
    void
            more_calls_than_were_ever_carried_are_told_from_a_pause_though_a_loop_that_is_behind_reads_no_more_than_before() {
        int carried = 200 * Runtime.getRuntime().availableProcessors();
        invites(carried, "1002");
        home.passes(Duration.ofSeconds(1));
        Duration step = Duration.ofMillis(10);
        double perStep = carried / 100.0;
        double unread = 0;
        double spare = 0;
        Duration longest = Duration.ZERO;
        for (int i = 0; i < 300; i++) {
            unread += 1.6 * perStep;
            for (spare += perStep; unread >= 1 && spare > 0; unread--) {
                Duration waited = Duration.ofNanos((long) (unread / (1.6 * perStep) * step.toNanos()));
                home.lagsBy(waited);
                int before = refused().size();
                invites(1, "1002");
                boolean isRefused = refused().size() > before;
                spare -= isRefused ? 0.2 : 1;
                if (!isRefused && waited.compareTo(longest) > 0) longest = waited;
            }
            home.passes(step);
        }
        assertThat(longest).isLessThan(Duration.ofMillis(200));
        assertThat(refused()).hasSizeBetween((int) (0.35 * 3 * carried), (int) (0.75 * 3 * carried));
    }

    @Test
    void a_call_that_asks_again_since_nobody_answers_is_no_further_call() {
        int many = 100 * Runtime.getRuntime().availableProcessors();
        home.lagsBy(Duration.ofMillis(110));
        for (int i = 0; i < many; i++) {
            String invite = peer.request("INVITE", "sip:1002@switch.example", "<sip:1002@switch.example>");
            for (int again = 0; again < 4; again++) peer.posts(invite);
            home.passes(Duration.ofMillis(4));
        }
        assertThat(refused()).isEmpty();
    }

    @Test
    void a_burst_is_caught_up_with_and_refuses_nobody() {
        for (int i = 0; i < 5; i++) {
            home.lagsBy(Duration.ofMillis(900));
            invites(10, "1002");
            home.lagsBy(Duration.ZERO);
            home.passes(Duration.ofSeconds(2));
        }
        assertThat(refused()).isEmpty();
    }

    @Test
    void emergencies_and_what_belongs_to_calls_are_never_refused_for_load() {
        ScriptedPhone bob = home.phone("1002").registers();
        ScriptedPhone alice = home.phone("1001").calls("1002");
        bob.answers();
        home.passes(Duration.ofSeconds(1));
        lagsForLongBy(Duration.ofSeconds(1));
        alice.hangsUp();
        home.passes(Duration.ofSeconds(1));
        assertThat(home.figures().calls()).isZero();
        invites(1, "112");
        assertThat(peer.last()).startsWith("SIP/2.0 ").doesNotContain("Overloaded");
    }

    @Test
    void what_is_no_call_is_left_to_be_repeated_before_any_call_is_refused() {
        home.lagsBy(Duration.ofMillis(299));
        String register = peer.request("REGISTER", "sip:switch.example", "<sip:1002@switch.example>");
        peer.sends(register);
        assertThat(peer.heard()).isEmpty();
        home.lagsBy(Duration.ZERO);
        peer.sends(register);
        assertThat(peer.last()).startsWith("SIP/2.0 401");
    }

    @Test
    void a_retransmission_of_what_was_refused_is_refused_with_the_same_tag() {
        lagsForLongBy(Duration.ofMillis(1300));
        String invite = peer.request("INVITE", "sip:1002@switch.example", "<sip:1002@switch.example>");
        peer.sends(invite).sends(invite);
        assertThat(refused()).hasSize(2);
        assertThat(RawPeer.header(refused().getFirst(), "To"))
                .isEqualTo(RawPeer.header(refused().getLast(), "To"));
    }

    /** Both were read from the same socket: the caller had his 503, gave up, and the phone that he called rang. */
    @Test
    void a_retransmission_of_what_was_refused_is_refused_though_nobody_waits_any_more() {
        lagsForLongBy(Duration.ofMillis(1300));
        String invite = peer.request("INVITE", "sip:1002@switch.example", "<sip:1002@switch.example>");
        peer.sends(invite);
        home.lagsBy(Duration.ZERO);
        for (int seconds : new int[] {0, 1, 2, 4, 8, 15}) {
            home.passes(Duration.ofSeconds(seconds));
            peer.sends(invite);
        }
        assertThat(refused()).hasSize(7);
        assertThat(peer.heard()).as("those, and what made the delay stand").hasSize(8);
        assertThat(home.figures().transactions()).isZero();
    }

    @Test
    void a_call_that_was_refused_may_be_tried_again() {
        lagsForLongBy(Duration.ofMillis(1300));
        String invite = peer.request("INVITE", "sip:1002@switch.example", "<sip:1002@switch.example>");
        peer.sends(invite);
        assertThat(refused()).hasSize(1);
        home.lagsBy(Duration.ZERO);
        home.passes(Duration.ofSeconds(5));
        peer.sends(
                invite.replace("CSeq: 1 INVITE", "CSeq: 2 INVITE").replace(";branch=z9hG4bK", ";branch=z9hG4bKagain"));
        assertThat(peer.last()).startsWith("SIP/2.0 407");
        assertThat(refused()).hasSize(1);
    }

    /** A caller who has heard 100 or 180 must not hear 503 since he has asked again meanwhile. */
    @Test
    void a_retransmission_of_what_was_taken_is_taken_and_so_is_the_same_call_with_credentials() {
        String invite = peer.request("INVITE", "sip:1002@switch.example", "<sip:1002@switch.example>");
        peer.sends(invite);
        assertThat(peer.last()).startsWith("SIP/2.0 407");
        lagsForLongBy(Duration.ofMillis(1300));
        peer.sends(invite);
        peer.sends(
                invite.replace("CSeq: 1 INVITE", "CSeq: 2 INVITE").replace(";branch=z9hG4bK", ";branch=z9hG4bKagain"));
        assertThat(refused()).isEmpty();
        assertThat(peer.heard())
                .filteredOn(heard -> heard.startsWith("SIP/2.0 407"))
                .hasSize(4);
    }
}
