package org.strowger.sipp;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A trunk that registers, and whose provider asks for credentials in REGISTER, INVITE and BYE: by SIPp's own reckoning
 * of what is right.
 */
class ProviderTest {

    private static final ProviderHome HOME = ProviderHome.fresh();

    @RegisterExtension
    static final Lab LAB = Lab.with(HOME);

    // RFC 3261 §22.2, §22.3
    @Test
    void each_request_of_a_call_has_the_credentials_that_it_is_asked_for() {
        // the REGISTER is sent again until the registrar is there
        var registrar = LAB.party("callee/registrar", ProviderHome.REGISTRAR, HOME.trunkPort())
                .start();
        registrar.succeeds();
        var provider = LAB.party("callee/challenges", ProviderHome.PROVIDER, HOME.trunkPort())
                .start();
        LAB.caller("hangs-up").dials("6001").run();
        provider.succeeds();
    }
}
