package org.strowger.sipp;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RegisterExpiryTest {

    @RegisterExtension
    static final Lab LAB = Lab.withSwitch("registrar: {min-expires: 1s}");

    @Test
    void a_contact_expires() {
        LAB.at("127.0.1.1", "register/expires").as("1005").with("expires", "1").run();
        LAB.caller("unavailable").dials("1005").run();
    }
}
