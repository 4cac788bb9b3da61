package org.strowger.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RestartTest {

    @RegisterExtension
    static final Lab LAB = Lab.withSwitch();

    @Test
    void a_switch_that_was_killed_starts_from_the_plan_that_it_compiled_and_compiles_where_that_is_damaged()
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
        try (var _ = PackagedSwitch.start(first.directory(), LAB.adminPort())) {
            takesCalls();
            assertThat(Files.readAllBytes(kept)).isEqualTo(whole);
        }
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
