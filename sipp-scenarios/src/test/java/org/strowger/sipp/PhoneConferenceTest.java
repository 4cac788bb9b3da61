package org.strowger.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Three real phones in a conference, each with a tone of its own. */
class PhoneConferenceTest {

    private static final Duration LENGTH = Duration.ofSeconds(8);
    private static final int ADA = 440;
    private static final int BERTRAND = 700;
    private static final int CLAUDE = 1130;

    /** Half of one against the other is what two equal voices may differ by. */
    private static final double EQUAL = 3;

    @RegisterExtension
    static final Lab LAB = Lab.withSwitch();

    @Test
    void each_hears_the_others_and_not_itself() {
        try (var ada = Phone.ofLab(LAB, "1001", ADA);
                var bertrand = Phone.ofLab(LAB, "1002", BERTRAND);
                var claude = Phone.ofLab(LAB, "1003", CLAUDE)) {
            ada.calls("sip:7500@127.0.0.1");
            bertrand.calls("sip:7500@127.0.0.1");
            claude.calls("sip:7500@127.0.0.1");
            Processes.pause(LENGTH);
            ada.hangsUp();
            bertrand.hangsUp();
            claude.hangsUp();
            assertHears(ada, BERTRAND, CLAUDE, ADA);
            assertHears(bertrand, ADA, CLAUDE, BERTRAND);
            assertHears(claude, ADA, BERTRAND, CLAUDE);
        }
    }

    private static void assertHears(Phone phone, int one, int other, int itself) {
        Wave heard = phone.heard();
        assertThat(Hearing.louder(heard, one, other))
                .as("the others are as loud")
                .isBetween(-EQUAL, EQUAL);
        assertThat(Hearing.louder(heard, one, itself))
                .as("%d Hz over itself", one)
                .isGreaterThan(40);
        assertThat(Hearing.louder(heard, other, itself))
                .as("%d Hz over itself", other)
                .isGreaterThan(40);
    }
}
