package org.strowger.sipp;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RegisterTest {

    @RegisterExtension
    static final Lab LAB = Lab.withSwitch();

    @Test
    void a_phone_registers_with_its_password() {
        register("good", "1001").with("expires", "300").run();
    }

    @Test
    void a_phone_registers_over_tcp() {
        register("good", "1001").overTcp().with("expires", "300").run();
    }

    @Test
    void a_wrong_password_is_refused() {
        register("wrong-password", "1002").with("expires", "300").run();
    }

    @Test
    void a_user_that_there_is_not_is_refused_like_a_wrong_password() {
        register("unknown-user", "4711").with("expires", "300").run();
    }

    @Test
    void a_phone_unregisters() {
        register("unregister", "1003").with("expires", "300").run();
    }

    @Test
    void a_star_removes_every_contact() {
        register("unregister-all", "1004").with("expires", "300").run();
    }

    @Test
    void an_expiry_below_the_minimum_is_answered_423() {
        register("too-brief", "1006").with("expires", "1").run();
    }

    @Test
    void two_contacts_are_both_kept_with_their_preference() {
        register("two-contacts", "1007")
                .with("expires", "300")
                .with("other_port", "" + Ports.free("127.0.1.1"))
                .run();
    }

    private static Party register(String scenario, String user) {
        return LAB.at("127.0.1.1", "register/" + scenario).as(user);
    }
}
