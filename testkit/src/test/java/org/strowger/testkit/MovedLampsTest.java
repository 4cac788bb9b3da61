package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.strowger.call.setup.SubscriptionSettings;
import org.strowger.call.setup.SubscriptionSettings.Parties;

/** With whom an account talks, as its watchers are told in octets (RFC 4235 §4.1), when somebody else comes. */
class MovedLampsTest {

    private static final Duration MOMENTS = Duration.ofSeconds(3);

    private final VirtualSwitch home = new VirtualSwitch(
            1,
            VirtualSwitch.usualSettings().subscriptions(SubscriptionSettings.DEFAULT.parties(Parties.SHOWN)),
            Programs.dialUsers());
    private final ScriptedPhone alice = home.phone("1001").registers();
    private final ScriptedPhone bob = home.phone("1002").registers();
    private final ScriptedPhone carol = home.phone("1003").registers();
    private final LampPhone alices = lamp("1001", "192.0.2.81");
    private final LampPhone bobs = lamp("1002", "192.0.2.82");
    private final LampPhone carols = lamp("1003", "192.0.2.83");

    private LampPhone lamp(String watched, String address) {
        home.phone("1009");
        return new LampPhone(home, "1009", address).subscribes("dialog", watched, 3600);
    }

    @BeforeEach
    void alice_talks_to_bob() {
        alice.calls("1002");
        bob.answers();
        home.passes(MOMENTS);
        assertThat(with(alices)).isEqualTo("1002");
        assertThat(with(bobs)).isEqualTo("1001");
    }

    @AfterEach
    void nothing_is_left_behind() {
        for (ScriptedPhone phone : new ScriptedPhone[] {alice, bob, carol}) phone.hangsUp();
        home.passes(MOMENTS);
        for (LampPhone lamp : new LampPhone[] {alices, bobs, carols}) {
            assertThat(lamp.lamp()).isEqualTo("terminated");
            lamp.answersWith(481);
        }
        home.passes(Duration.ofHours(2));
        Leftovers.none(home);
        home.close();
    }

    /** The user of whom the last NOTIFY names across; empty where that is nobody, or more than one. */
    private static String with(LampPhone lamp) {
        if (lamp.body().split("<remote>", -1).length != 2) return "";
        String remote = lamp.between("<remote>", "</remote>");
        String uri = remote.replaceAll("(?s).*<target uri=\"sip:([^@\"]*)@.*", "$1");
        assertThat(remote).contains(">sip:" + uri + "@switch.example</identity>");
        return uri;
    }

    // RFC 4235 §4.1
    @Test
    void who_is_transferred_by_the_callee_talks_with_whom_the_transfer_led_to() {
        bob.transfersTo("1003");
        carol.answers();
        home.passes(MOMENTS);
        assertThat(with(alices)).isEqualTo("1003");
        assertThat(alices.lamp()).isEqualTo("confirmed");
        assertThat(alices.between("direction=\"", "\"")).isEqualTo("initiator");
        assertThat(with(carols)).isEqualTo("1001");
        assertThat(bobs.lamp()).isEqualTo("terminated");
    }

    @Test
    void who_is_transferred_by_the_caller_talks_with_whom_the_transfer_led_to() {
        alice.transfersTo("1003");
        carol.answers();
        home.passes(MOMENTS);
        assertThat(with(bobs)).isEqualTo("1003");
        assertThat(with(carols)).as("not with who has sent it there").isEqualTo("1002");
        assertThat(alices.lamp()).isEqualTo("terminated");
    }

    /** Each transfer is a call of ours behind the last one: all that stand in the row are told. */
    @Test
    void who_is_sent_on_and_on_is_shown_with_the_last() {
        ScriptedPhone dave = home.phone("1004").registers();
        ScriptedPhone erin = home.phone("1005").registers();
        bob.transfersTo("1003");
        carol.answers();
        home.passes(MOMENTS);
        carol.transfersTo("1004");
        dave.answers();
        home.passes(MOMENTS);
        assertThat(with(alices)).isEqualTo("1004");
        assertThat(carols.lamp()).isEqualTo("terminated");
        LampPhone daves = lamp("1004", "192.0.2.84");
        assertThat(with(daves)).isEqualTo("1001");
        alice.transfersTo("1005");
        erin.answers();
        home.passes(MOMENTS);
        assertThat(with(daves)).isEqualTo("1005");
        assertThat(alices.lamp()).isEqualTo("terminated");
        dave.hangsUp();
        home.passes(MOMENTS);
        daves.answersWith(481);
    }

    /** The phone that has forwarded is in no dialog. */
    @Test
    void who_forwards_a_call_is_not_shown_in_it() {
        bob.hangsUp();
        home.passes(MOMENTS);
        bob.redirectsTo("sip:1003@switch.example");
        alice.calls("1002");
        carol.answers();
        home.passes(MOMENTS);
        assertThat(bobs.lamp()).isEqualTo("terminated");
        assertThat(carols.lamp()).isEqualTo("confirmed");
        assertThat(with(carols)).isEqualTo("1001");
    }

    @Test
    void a_transfer_that_fails_changes_nothing() {
        bob.transfersTo("1003");
        carol.refuses(486);
        home.passes(MOMENTS);
        assertThat(with(alices)).isEqualTo("1002");
        assertThat(with(bobs)).isEqualTo("1001");
    }

    // RFC 5589 §7: whoever has called whom, of two calls
    @Test
    void both_who_are_connected_by_somebody_are_shown_with_each_other() {
        ScriptedPhone line = home.anotherPhone("1002");
        line.calls("1003");
        carol.answers();
        home.passes(MOMENTS);
        bob.transfersTo("1003", line);
        home.passes(MOMENTS);
        assertThat(with(alices)).isEqualTo("1003");
        assertThat(with(carols)).isEqualTo("1001");
        assertThat(bobs.lamp()).isEqualTo("terminated");
    }

    // RFC 3891 §3
    @Test
    void whoever_takes_the_place_of_a_leg_is_shown_and_sees_with_whom_it_talks() {
        ScriptedPhone desk = home.anotherPhone("1002");
        desk.calls(Map.of("headers", Map.of("Replaces", bob.dialog())), "1001");
        home.passes(MOMENTS);
        assertThat(bob.isTalking()).isFalse();
        assertThat(with(bobs)).as("the desk phone, of the same account").isEqualTo("1001");
        assertThat(with(alices)).isEqualTo("1002");
        desk.hangsUp();
    }

    // RFC 3323 §4.2: who wants not to be known isn't, whoever else comes to the call
    @Test
    void a_caller_who_is_hidden_stays_so_when_it_is_transferred() {
        alice.hangsUp();
        home.passes(MOMENTS);
        alice.calls(Map.of("headers", Map.of("Privacy", "id")), "1002");
        bob.answers();
        home.passes(MOMENTS);
        assertThat(with(bobs)).isEqualTo("anonymous");
        bob.transfersTo("1003");
        carol.answers();
        home.passes(MOMENTS);
        assertThat(with(carols)).isEqualTo("anonymous");
        assertThat(with(alices)).isEqualTo("1003");
    }

    @Test
    void a_hidden_caller_of_another_call_stays_so_when_it_is_lent() {
        ScriptedPhone dave = home.phone("1004").registers();
        ScriptedPhone line = home.anotherPhone("1002").registers();
        dave.calls(Map.of("headers", Map.of("Privacy", "id")), "1002");
        line.answers();
        home.passes(MOMENTS);
        bob.transfersTo("1004", line);
        home.passes(MOMENTS);
        Heard.eachOther(home, alice, dave);
        home.passes(MOMENTS);
        assertThat(with(alices)).isEqualTo("anonymous");
        dave.hangsUp();
    }
}
