package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.strowger.sip.memory.InMemoryNetwork.Conditions;

/**
 * Transfers that are overtaken: a party hangs up, or another device comes, while somebody's place is handed over. Bob
 * talks to Alice, and on his other line to Carol; what he sends and what others do cross on the way.
 */
class TransferRaceTest {

    private static final String GONE = "481 Call/Transaction Does Not Exist";
    private static final Duration ON_THE_WAY = Duration.ofMillis(30);

    private final VirtualSwitch home = new VirtualSwitch(1, VirtualSwitch.usualSettings(), Programs.dialUsers());
    private WirePhone alice;
    private WirePhone bob;
    private WirePhone bobsOtherLine;
    private WirePhone carol;

    @BeforeEach
    void bob_talks_to_alice_and_to_carol() {
        for (String user : new String[] {"1001", "1002", "1003"}) home.phone(user);
        alice = phone("1001", "192.0.2.61").registers();
        bob = phone("1002", "192.0.2.62").registers();
        carol = phone("1003", "192.0.2.63").registers();
        bobsOtherLine = phone("1002", "192.0.2.64");
        alice.calls("1002", alice.usual());
        bob.answers(bob.usual());
        bobsOtherLine.calls("1003", bobsOtherLine.usual());
        carol.answers(carol.usual());
        home.passes(Duration.ofSeconds(1));
        home.network().conditions(Conditions.after(ON_THE_WAY));
    }

    private WirePhone phone(String user, String address) {
        WirePhone phone = new WirePhone(home, user, address);
        return phone.takesChanges("200 OK", phone.usual());
    }

    @AfterEach
    void nothing_is_left_behind() {
        Leftovers.none(home);
        assertThat(home.figures().illegal())
                .as(trace())
                .allSatisfy((_, count) -> assertThat(count).isZero());
        home.close();
    }

    private String trace() {
        return String.join("\n", home.trace());
    }

    private void refers() {
        bob.refers("sip:1003@switch.example" + bobsOtherLine.replaces());
    }

    /** The last line of a status that Bob was told by NOTIFY (RFC 3515 §2.4.5). */
    private String told() {
        return bob.host().received("NOTIFY ").stream()
                .reduce((_, last) -> last)
                .map(SipText::body)
                .map(String::strip)
                .orElse("");
    }

    private void hangs_up(WirePhone phone) {
        phone.hangsUp();
        home.passes(Duration.ofSeconds(1));
    }

    /** Who hangs up while the REFER is on the way, so that the dialog which that names is gone. */
    enum Gone {
        THE_TRANSFERORS_OTHER_LINE,
        THE_TARGET
    }

    private WirePhone who(Gone gone) {
        return gone == Gone.THE_TARGET ? carol : bobsOtherLine;
    }

    // RFC 3891 §3: "If no match is found, the UAS rejects the INVITE and returns a 481 Call/Transaction Does Not Exist
    // response."
    @ParameterizedTest
    @EnumSource
    void a_dialog_that_is_just_gone_is_told_and_the_two_talk_on(Gone gone) {
        who(gone).hangsUp();
        refers();
        home.passes(Duration.ofSeconds(1));
        assertThat(told()).as(trace()).startsWith("SIP/2.0 481 ");
        assertThat(bob.status()).isEqualTo("REFER 202");
        assertThat(alice.isOver() || bob.isOver()).as(trace()).isFalse();
        assertThat(gone == Gone.THE_TARGET ? bobsOtherLine.isOver() : carol.isOver())
                .as(trace())
                .isTrue();
        hangs_up(alice);
        assertThat(bob.isOver()).as(trace()).isTrue();
    }

    @Test
    void a_target_that_hangs_up_behind_the_refer_ends_the_call_that_it_was_given_to() {
        refers();
        hangs_up(carol);
        assertThat(told()).as("its own end comes first").isEqualTo("SIP/2.0 100 Trying");
        assertThat(bob.isOver()).as(trace()).isTrue();
        assertThat(alice.isOver()).as(trace()).isTrue();
        assertThat(bobsOtherLine.isOver()).as(trace()).isTrue();
    }

    @Test
    void an_other_line_that_hangs_up_behind_the_refer_is_replaced_all_the_same() {
        refers();
        hangs_up(bobsOtherLine);
        assertThat(told()).as(trace()).isEqualTo("SIP/2.0 200 OK");
        assertThat(bob.isOver()).as(trace()).isTrue();
        assertThat(alice.isOver() || carol.isOver()).as(trace()).isFalse();
        hangs_up(alice);
        assertThat(carol.isOver()).as(trace()).isTrue();
    }

    @Test
    void whom_the_other_call_lends_to_a_call_that_is_over_is_hung_up() {
        refers();
        hangs_up(alice);
        for (WirePhone phone : List.of(bob, bobsOtherLine, carol))
            assertThat(phone.isOver()).as(trace()).isTrue();
    }

    @Test
    void whom_the_other_call_has_lent_to_one_who_hangs_up_is_hung_up_too() {
        home.phone("1004");
        home.network().conditions(Conditions.PERFECT);
        WirePhone dave = phone("1004", "192.0.2.65").registers();
        WirePhone alicesOtherLine = phone("1001", "192.0.2.66");
        alicesOtherLine.calls("1004", alicesOtherLine.usual());
        dave.answers(dave.usual());
        home.network().conditions(Conditions.after(ON_THE_WAY));
        alice.refers("sip:1004@switch.example" + alicesOtherLine.replaces());
        hangs_up(bob);
        for (WirePhone phone : List.of(alice, alicesOtherLine, dave))
            assertThat(phone.isOver()).as(trace()).isTrue();
        hangs_up(carol);
    }

    @Test
    void a_phone_that_knows_nothing_any_more_of_the_dialog_that_is_replaced_keeps_nobody() {
        bobsOtherLine
                .host()
                .reacts(text -> text.startsWith("BYE ") ? Optional.of(RawHost.response(text, GONE)) : Optional.empty());
        refers();
        home.passes(Duration.ofSeconds(1));
        assertThat(told()).as(trace()).isEqualTo("SIP/2.0 200 OK");
        assertThat(bob.isOver()).as(trace()).isTrue();
        assertThat(alice.isOver() || carol.isOver()).as(trace()).isFalse();
        hangs_up(carol);
        assertThat(alice.isOver()).as(trace()).isTrue();
    }

    // RFC 3261 §12.2.1.2: "If the response for a request within a dialog is a 481 […], the UAC SHOULD terminate the
    // dialog."
    @Test
    void a_target_that_knows_nothing_any_more_of_its_own_dialog_ends_the_call_that_it_was_given_to() {
        carol.takesChanges(GONE, "");
        refers();
        home.passes(Duration.ofSeconds(1));
        assertThat(told()).as(trace()).isEqualTo("SIP/2.0 200 OK");
        assertThat(bob.isOver()).as(trace()).isTrue();
        assertThat(alice.isOver()).as(trace()).isTrue();
        assertThat(bobsOtherLine.isOver()).as(trace()).isTrue();
    }
}
