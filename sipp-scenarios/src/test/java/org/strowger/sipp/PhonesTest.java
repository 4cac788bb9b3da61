package org.strowger.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two real phones call one another through {@code examples/office} and hear each other. */
class PhonesTest {

    @RegisterExtension
    static final Lab LAB = Lab.withExample("office");

    private static final Duration LENGTH = Duration.ofSeconds(8);

    @Test
    void both_hear_each_other_and_the_caller_hangs_up() {
        call((caller, callee) -> {
            caller.hangsUp();
            callee.isHungUpOn();
        });
    }

    @Test
    void both_hear_each_other_and_the_callee_hangs_up() {
        call((caller, callee) -> {
            callee.hangsUp();
            caller.isHungUpOn();
        });
    }

    private static void call(BiConsumer<Phone, Phone> ending) {
        try (var caller = phone("1001", 440).registered();
                var callee = phone("1002", 880).registered()) {
            caller.calls("sip:1002@127.0.0.1");
            callee.inCall();
            Processes.pause(LENGTH);
            ending.accept(caller, callee);
            assertHears(caller, 880);
            assertHears(callee, 440);
        }
    }

    private static Phone phone(String user, int hertz) {
        return phone(LAB, user, hertz, "");
    }

    /** A phone of the office, with more options of baresip's for its account. */
    static Phone phone(Lab lab, String user, int hertz, String options) {
        Path home = lab.logs("phone-" + user);
        String account = "<sip:%s@127.0.0.1>;outbound=\"sip:127.0.0.1:%d\";auth_user=%s;auth_pass=%s;regint=60%s"
                .formatted(user, lab.sipPort(), user, "office-" + user, options);
        return Phone.start(home, Ports.phone(), account, hertz);
    }

    /** Between phones without a switch a G.711 call has 34 to 38 dB: its own quantisation. */
    static void assertHears(Phone phone, int hertz) {
        Hearing hearing = Hearing.of(phone.heard(), hertz);
        assertThat(hearing.seconds()).as("%s", hearing).isGreaterThan(3);
        assertThat(hearing.medianDecibels()).as("%s", hearing).isGreaterThan(30);
        assertThat(hearing.silentShare()).as("%s", hearing).isLessThan(0.01);
    }
}
