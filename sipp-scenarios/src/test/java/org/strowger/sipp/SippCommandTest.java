package org.strowger.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code strowger sipp}, as somebody uses it for scenarios of his own. */
class SippCommandTest {

    private static final String ANSWERS =
            Lab.SCENARIOS.resolve("callee/answers.xml").toString();
    private static final String CALLS =
            Lab.SCENARIOS.resolve("caller/with-digest.xml").toString();

    @TempDir
    Path directory;

    private Path home = Path.of("");

    @BeforeEach
    void plan() {
        home = directory.resolve("pbx");
        ManualHome.fresh().writeTo(home);
    }

    private record Said(int status, String text) {}

    private Said sipp(String... arguments) {
        List<String> command = new ArrayList<>(List.of("sipp"));
        command.addAll(List.of(arguments));
        Path output = directory.resolve("said.txt");
        Process process = Processes.start(PackagedSwitch.command(command.toArray(String[]::new)), directory, output);
        boolean ended = Processes.endsWithin(process, Duration.ofSeconds(60));
        Processes.end(process, Duration.ofSeconds(1));
        assertThat(ended).isTrue();
        return new Said(process.exitValue(), Processes.text(output));
    }

    @Test
    void scenarios_of_a_caller_and_of_a_carrier_run_against_a_plan() {
        int port = Ports.free("127.0.0.1");
        Said said = sipp(
                home.toString(),
                CALLS,
                "--answering",
                ANSWERS + "=" + port,
                "--trunk",
                "carrier-a=" + port,
                "--",
                "-s",
                "7500",
                "-au",
                "1001",
                "-ap",
                Lab.password("1001"),
                "-key",
                "user",
                "1001",
                "-auth_uri",
                "7500@office.example");
        assertThat(said.text).contains("2 passed, 0 failed");
        assertThat(said.status).isZero();
    }

    @Test
    void one_that_fails_shows_what_it_expected_and_what_came() {
        Said said =
                sipp(home.toString(), CALLS, "--", "-s", "7500", "-au", "1001", "-ap", "wrong", "-key", "user", "1001");
        assertThat(said.text).contains("FAILED", "errors:", "0 passed, 1 failed");
        assertThat(said.status).isEqualTo(1);
    }

    @Test
    void mistakes_are_told_in_a_line_each() {
        assertThat(sipp(home.toString(), "nothing.xml"))
                .isEqualTo(new Said(2, "strowger: there is no scenario nothing.xml\n"));
        Said said = sipp(home.toString(), CALLS, "--trunk", "carrier-z=5070");
        assertThat(said.text).endsWith("names no trunk carrier-z\n");
        assertThat(said.status).isEqualTo(2);
    }
}
