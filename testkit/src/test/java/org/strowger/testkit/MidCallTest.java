package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a script may say to changes of a session in mid-call. */
class MidCallTest {

    @TempDir
    Path folder;

    private final VirtualSwitch home =
            new VirtualSwitch(1, VirtualSwitch.usualSettings(), (_, _, _) -> Programs.program(_ -> {}));
    private final ScriptedPhone alice = home.phone("1001").registers();
    private final ScriptedPhone bob = home.phone("1002").registers().answersAtOnce();

    @AfterEach
    void nothing_is_left_behind() {
        Leftovers.none(home);
        home.close();
    }

    private String trace() {
        return String.join("\n", home.trace());
    }

    private void plan(String text) throws IOException {
        home.dialplan(Files.writeString(folder.resolve("plan.groovy"), text));
    }

    @Test
    void a_script_refuses_video_from_either_side_and_lets_hold_pass() throws IOException {
        plan("""
            onReinvite { offer -> if (offer.hasVideo()) reject 488 }
            route('1XXX') { dial user(number) }
            """);
        alice.calls("1002");
        home.passes(Duration.ofSeconds(1));
        alice.offersVideo();
        assertThat(alice.story()).as(trace()).endsWith("change refused 488");
        home.passes(Duration.ofSeconds(5));
        bob.offersVideo();
        assertThat(bob.story()).as(trace()).endsWith("change refused 488");
        home.passes(Duration.ofSeconds(5));
        assertThat(alice.isTalking()).isTrue();
        alice.holds();
        assertThat(bob.story()).as(trace()).endsWith("is offered sendonly");
        alice.hangsUp();
    }

    @Test
    void without_the_callback_video_goes_to_the_other_side() throws IOException {
        plan("route('1XXX') { dial user(number) }");
        alice.calls("1002");
        alice.offersVideo();
        assertThat(bob.story()).as(trace()).anyMatch(line -> line.startsWith("is offered"));
        alice.hangsUp();
    }

    @Test
    void the_last_callback_of_a_route_decides_for_its_call() throws IOException {
        plan("""
            onReinvite { offer -> reject 488 }
            route('1XXX') {
                onReinvite { offer -> log.info "${offer.leg()} holds: ${offer.isHold()}" }
                dial user(number)
            }
            """);
        alice.calls("1002");
        alice.holds();
        assertThat(bob.story()).as(trace()).endsWith("is offered sendonly");
        alice.hangsUp();
    }
}
