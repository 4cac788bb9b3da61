package org.strowger.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StatusTest {

    @RegisterExtension
    static final Lab LAB = Lab.withSwitch();

    @Test
    void the_command_line_tells_the_call_that_runs() throws IOException {
        var callee = LAB.callee("1002", "answers").registered().start();
        var caller = LAB.caller("waits")
                .dials("1002")
                .times(1, 1, Duration.ofSeconds(8))
                .start();
        Processes.eventually(
                Duration.ofSeconds(5), () -> LAB.theSwitch().status().calls() == 1);
        Path output = LAB.logs("status.json");
        Process asked = Processes.start(
                PackagedSwitch.command("status", "--json", "--admin", "127.0.0.1:" + LAB.adminPort()),
                LAB.logs(""),
                output);
        assertThat(Processes.endsWithin(asked, Duration.ofSeconds(20))).isTrue();
        var told = new ObjectMapper().readTree(output.toFile());
        assertThat(told.path("calls").asInt()).isEqualTo(1);
        assertThat(told.path("legs").asInt()).isEqualTo(2);
        assertThat(told.path("running").path(0).path("number").asText()).isEqualTo("1002");
        caller.succeeds();
        callee.succeeds();
    }
}
