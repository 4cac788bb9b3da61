package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.call.event.LegEvent;
import org.strowger.call.setup.SoundSettings;

/** What is pressed to others, or before anybody asks, is shown to nobody. */
class SecretsTest {

    @TempDir
    Path folder;

    @Test
    void digits_typed_ahead_and_those_pressed_in_a_bridge_are_dots_in_events() throws IOException {
        Path plan = Files.writeString(folder.resolve("plan.groovy"), """
            route('1XXX') { dial user(number), timeout: 20.seconds }
            route('2') { answer(); record 'tape.wav', max: 20.seconds }
            """);
        var settings = VirtualSwitch.usualSettings().sound(SoundSettings.below(folder));
        try (VirtualSwitch home = new VirtualSwitch(1, settings, (_, _, _) -> Programs.program(_ -> {}))) {
            ScriptedPhone alice = home.phone("1042").registers();
            ScriptedPhone bob = home.phone("1001").registers();
            home.dialplan(plan);
            alice.calls("2").presses("4711");
            home.passes(Duration.ofSeconds(3));
            alice.hangsUp();
            alice.calls("1001");
            bob.answers();
            alice.presses("4711");
            bob.presses("4711");
            home.passes(Duration.ofSeconds(3));
            List<String> shown = home.events().stream()
                    .filter(event -> event.what() instanceof LegEvent.DigitPressed)
                    .map(event -> ((LegEvent.DigitPressed) event.what()).digit())
                    .toList();
            assertThat(shown).hasSize(12).containsOnly("•");
        }
    }
}
