package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 3261 §10 in virtual time. */
class RegistrarTest {

    private final VirtualSwitch home = new VirtualSwitch(1, VirtualSwitch.usualSettings(), Programs.dialUsers());

    @Test
    void a_registration_ends_when_it_expires() {
        ScriptedPhone bob = home.phone("1002").registers(120);
        assertThat(home.contacts("1002")).containsExactly("sip:1002@192.0.2.2:5060");
        home.passes(Duration.ofSeconds(119));
        assertThat(home.contacts("1002")).hasSize(1);
        home.passes(Duration.ofSeconds(2));
        assertThat(home.contacts("1002")).isEmpty();
        assertThat(home.phone("1001").calls("1002").lastStatus()).isEqualTo(480);
        assertThat(bob.isRinging()).isFalse();
    }

    @Test
    void a_phone_renews_and_leaves() {
        ScriptedPhone bob = home.phone("1002").registers(120);
        home.passes(Duration.ofSeconds(100));
        bob.registers(120);
        home.passes(Duration.ofSeconds(100));
        assertThat(home.contacts("1002")).hasSize(1);
        bob.registers(0);
        assertThat(bob.lastStatus()).isEqualTo(200);
        assertThat(home.contacts("1002")).isEmpty();
    }

    @Test
    void an_interval_that_is_too_brief_is_refused_with_the_minimum() {
        assertThat(home.phone("1002").registers(5).lastStatus()).isEqualTo(423);
    }

    @Test
    void one_phone_too_many_takes_the_place_of_the_oldest() {
        home.phone("1002").registers();
        List<ScriptedPhone> more =
                List.of(home.anotherPhone("1002"), home.anotherPhone("1002"), home.anotherPhone("1002"));
        for (ScriptedPhone phone : more) {
            home.passes(Duration.ofSeconds(1));
            phone.registers();
        }
        assertThat(home.contacts("1002"))
                .containsExactly("sip:1002@192.0.2.5:5060", "sip:1002@192.0.2.4:5060", "sip:1002@192.0.2.3:5060");
    }

    @Test
    void a_nonce_that_is_too_old_is_renewed_without_asking_the_user() {
        ScriptedPhone bob = home.phone("1002").registers();
        home.passes(Duration.ofMinutes(10));
        bob.registers();
        assertThat(bob.story()).containsExactly("REGISTER 200", "REGISTER 200");
    }
}
