package org.strowger.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class VoicemailTest {

    /** What is spoken while the greeting plays is not kept: the capture is longer. */
    private static final Duration CALL = Duration.ofSeconds(8);

    @RegisterExtension
    static final Lab LAB = Lab.withSwitch();

    @Test
    void a_message_lights_the_lamp_of_its_owner() throws IOException {
        var owner = LAB.callee("1002", "lamp").registered().start();
        LAB.caller("leaves-a-message").dials("73002").times(1, 1, CALL).run();
        owner.succeeds();
        Path box = LAB.theSwitch().directory().resolve("voicemail/1002/new");
        try (var messages = Files.list(box)) {
            List<Path> all = messages.toList();
            assertThat(all).hasSize(1);
            assertThat(Files.size(all.getFirst())).isGreaterThan(16_000);
        }
    }
}
