package org.strowger.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Phones of JsSIP in a real Chromium hear each other, and an echo. By hand, as {@link BrowserLibrariesTrial}. */
class BrowserLibraryMediaTrial {

    private static final BrowserMediaHome HOME = BrowserMediaHome.fresh();
    private static final Duration SOON = Duration.ofSeconds(15);

    @RegisterExtension
    @Order(1)
    static final Lab LAB = Lab.with(HOME);

    /** Its tabs are closed before the switch is asked what it holds. */
    @RegisterExtension
    @Order(2)
    static final Chromium CHROMIUM = new Chromium();

    private static Chromium.Page phone(String user, int hertz) {
        Chromium.Page page = CHROMIUM.open("jssip.html");
        page.evaluate(
                "window.phone = new LibraryPhone('ws://127.0.0.1:%d/sip', '%s', 'office-%s', '127.0.0.1', %d); phone.registers()"
                        .formatted(HOME.webSocketPort(), user, user, hertz));
        return page;
    }

    private static void assertHears(Chromium.Page page, int hertz) {
        assertThat(Processes.eventually(
                        SOON,
                        Duration.ofMillis(200),
                        () -> page.evaluate(
                                        "Math.abs(phone.sound.heard().hertz - %d) < 15 && phone.sound.heard().decibels > -60"
                                                .formatted(hertz))
                                .asBoolean()))
                .as("%d Hz is heard", hertz)
                .isTrue();
    }

    @Test
    void phones_of_jssip_hear_an_echo_and_each_other() {
        Chromium.Page one = phone("1001", 660);
        Chromium.Page other = phone("1002", 880);
        assertThat(one.evaluate("phone.calls('600')").asInt()).isEqualTo(200);
        assertHears(one, 660);
        one.evaluate("phone.hangsUp()");
        assertThat(one.evaluate("phone.calls('1002')").asInt()).isEqualTo(200);
        assertHears(one, 880);
        assertHears(other, 660);
        other.evaluate("phone.hangsUp()");
        assertThat(one.evaluate("phone.over.then(() => 'over')").asText()).isEqualTo("over");
    }
}
