package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.strowger.directory.SrtpPolicy;

/** What becomes of phones that speak in the clear where that is not wanted, and the other way round. */
class EncryptionTest {

    private final VirtualSwitch home = new VirtualSwitch(1, VirtualSwitch.usualSettings(), Programs.dialUsers());
    private final ScriptedPhone alice = home.phone("1001").registers();
    private final ScriptedPhone bob = home.phone("1002").registers();

    @AfterEach
    void nothing_is_left_behind() {
        Leftovers.none(home);
        home.close();
    }

    @Test
    void a_caller_in_the_clear_is_refused_where_encryption_is_required() {
        home.srtp("1001", SrtpPolicy.REQUIRE);
        alice.calls("1002");
        assertThat(alice.lastStatus()).isEqualTo(488);
        assertThat(bob.isRinging()).isFalse();
    }

    @Test
    void a_callee_that_knows_no_encryption_is_hung_up_on_where_it_is_required() {
        home.srtp("1002", SrtpPolicy.REQUIRE);
        alice.calls("1002");
        bob.answers();
        assertThat(alice.isTalking()).isFalse();
        assertThat(alice.lastStatus()).isEqualTo(488);
        assertThat(bob.isTalking()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"PREFER", "PREFER_TWO_LINES"})
    void encryption_that_is_preferred_stands_in_nobodys_way(SrtpPolicy policy) {
        home.srtp("1001", policy).srtp("1002", policy);
        alice.calls("1002");
        bob.answers();
        assertThat(alice.isTalking()).as(String.join("\n", home.trace())).isTrue();
        alice.hangsUp();
    }

    @Test
    void a_caller_that_takes_none_of_the_offer_in_its_ack_is_hung_up_on_and_the_callee_too() {
        ScriptedPhone carol = home.phone("1003").registers().offers(ScriptedPhone.OfferStyle.DELAYED);
        home.srtp("1003", SrtpPolicy.REQUIRE);
        carol.calls("1002");
        bob.answers();
        assertThat(carol.isTalking()).as(String.join("\n", home.trace())).isFalse();
        assertThat(bob.isTalking()).as(String.join("\n", home.trace())).isFalse();
    }
}
