package org.strowger.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The judge is judged: a pure tone, a broken one, and two phones that call one another without a switch. */
class HearingTest {

    @Test
    void a_pure_tone_is_heard_as_such() {
        var hearing = Hearing.of(Wave.tone(440, 5), 440);
        assertThat(hearing.medianDecibels()).isGreaterThan(60);
        assertThat(hearing.silentShare()).isZero();
    }

    @Test
    void another_tone_is_not_taken_for_it() {
        assertThat(Hearing.of(Wave.tone(880, 5), 440).medianDecibels()).isLessThan(-30);
    }

    @Test
    void a_gap_is_silence_and_clicks_show_in_the_lowest_tenth() {
        short[] samples = Wave.tone(440, 5).samples();
        Arrays.fill(samples, 16_000, 18_000, (short) 0);
        var hearing = Hearing.of(new Wave(samples), 440);
        assertThat(hearing.silentShare()).isBetween(0.04, 0.06);
        for (int i = 100; i < samples.length; i += 5000) samples[i] = Short.MIN_VALUE;
        assertThat(Hearing.of(new Wave(samples), 440).lowestTenthDecibels()).isLessThan(30);
    }

    @Test
    void two_phones_that_call_one_another_directly_hear_each_other(@TempDir Path directory) {
        String hers = Ports.phone();
        String his = Ports.phone();
        try (var alice = Phone.start(directory.resolve("a"), hers, "<sip:a@" + hers + ">;regint=0", 440);
                var bob = Phone.start(directory.resolve("b"), his, "<sip:b@" + his + ">;regint=0", 880)) {
            alice.calls("sip:b@" + his);
            bob.inCall();
            Processes.pause(Duration.ofSeconds(4));
            bob.hangsUp();
            alice.isHungUpOn();
            PhonesTest.assertHears(alice, 880);
            PhonesTest.assertHears(bob, 440);
        }
    }
}
