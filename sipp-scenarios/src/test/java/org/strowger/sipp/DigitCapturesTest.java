package org.strowger.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DigitCapturesTest {

    @RegisterExtension
    static final Lab LAB = Lab.withSwitch("log: {format: json}\n");

    @Test
    void each_of_the_twelve_captured_digits_is_heard_once() {
        LAB.caller("digit-captures").dials("7100").run();
        Processes.eventually(Duration.ofSeconds(3), () -> !told().isEmpty());
        assertThat(told()).singleElement().asString().contains("\"1234567890*#\"");
    }

    private static List<String> told() {
        return LAB.theSwitch()
                .log()
                .lines()
                .filter(line -> line.contains("\"script_event\""))
                .toList();
    }
}
