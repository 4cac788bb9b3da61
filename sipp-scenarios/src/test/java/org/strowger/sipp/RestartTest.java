package org.strowger.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RestartTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @RegisterExtension
    static final Lab LAB = Lab.withSwitch();

    @Test
    void a_switch_that_starts_again_compiles_nothing_unless_what_it_or_a_check_has_kept_is_damaged()
            throws IOException {
        PackagedSwitch first = LAB.handOver();
        Path kept;
        try (first) {
            takesCalls();
            first.kill();
            kept = kept(first.directory());
        }
        FileTime compiled = Files.getLastModifiedTime(kept);
        try (var again = PackagedSwitch.start(first.directory(), LAB.adminPort())) {
            takesCalls();
            assertThat(Files.getLastModifiedTime(kept)).isEqualTo(compiled);
            again.kill();
        }
        byte[] whole = Files.readAllBytes(kept);
        byte[] damaged = whole.clone();
        damaged[damaged.length / 2]++;
        Files.write(kept, damaged);
        try (var anew = PackagedSwitch.start(first.directory(), LAB.adminPort())) {
            takesCalls();
            assertThat(Files.readAllBytes(kept)).isEqualTo(whole);
            anew.kill();
        }
        Files.writeString(first.directory().resolve("routes.groovy"), "// another text\n", StandardOpenOption.APPEND);
        check(first.directory());
        assertThat(Files.readAllBytes(kept)).isNotEqualTo(whole);
        FileTime checked = Files.getLastModifiedTime(kept);
        try (var _ = PackagedSwitch.start(first.directory(), LAB.adminPort())) {
            takesCalls();
            assertThat(Files.getLastModifiedTime(kept)).isEqualTo(checked);
        }
    }

    private static void check(Path home) {
        Path said = home.resolve("check.log");
        Process check = Processes.start(PackagedSwitch.command("check", home.toString()), home, said);
        assertThat(Processes.endsWithin(check, PATIENCE)).isTrue();
        assertThat(check.exitValue()).as(Processes.text(said)).isZero();
    }

    private static void takesCalls() {
        var carrier = LAB.carrier("answers").start();
        LAB.caller("hangs-up").dials("6001").run();
        carrier.succeeds();
    }

    private static Path kept(Path home) throws IOException {
        try (var files = Files.list(home.resolve(".compiled"))) {
            return files.filter(file -> file.toString().endsWith(".plan"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
