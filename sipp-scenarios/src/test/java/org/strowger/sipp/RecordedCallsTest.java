package org.strowger.sipp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/** Calls between real phones, recorded in each way that there is. */
@Isolated("a recording is as long as its call to 20 ms, whoever else takes the switch's time")
class RecordedCallsTest {

    private static final int CALLER_HERTZ = 440;
    private static final int CALLEE_HERTZ = 700;
    private static final Duration PART = Duration.ofSeconds(2);
    private static final Pattern TIME = Pattern.compile("\"time\":\"([^\"]+)\"");
    private static final Pattern FILE = Pattern.compile("\"file\":\"([^\"]+)\"");

    @RegisterExtension
    static final Lab LAB = Lab.withSwitch().alone();

    @Test
    void stereo_has_the_caller_left_and_the_callee_right() throws IOException {
        Path file = call("7602");
        assertHolds(Wave.read(file, 0), CALLER_HERTZ, CALLEE_HERTZ);
        assertHolds(Wave.read(file, 1), CALLEE_HERTZ, CALLER_HERTZ);
    }

    @Test
    void mixed_has_both_as_one() throws IOException {
        Wave both = Wave.read(call("7612"), 0);
        assertThat(Hearing.louder(start(both), CALLER_HERTZ, CALLEE_HERTZ)).isBetween(-1.0, 1.0);
        assertThat(Hearing.louder(start(both), CALLER_HERTZ, 1000)).isGreaterThan(30);
    }

    @Test
    void caller_has_the_caller() throws IOException {
        assertHolds(Wave.read(call("7622"), 0), CALLER_HERTZ, CALLEE_HERTZ);
    }

    @Test
    void callee_has_the_callee() throws IOException {
        assertHolds(Wave.read(call("7632"), 0), CALLEE_HERTZ, CALLER_HERTZ);
    }

    /** Before and after the part that was masked. */
    private static void assertHolds(Wave voice, int one, int other) {
        for (Wave part : new Wave[] {start(voice), end(voice)}) {
            Hearing heard = Hearing.of(part, one);
            assertThat(heard.medianDecibels()).as("%s", heard).isGreaterThan(33);
            assertThat(heard.silentShare()).isZero();
            assertThat(Hearing.louder(part, one, other)).isGreaterThan(40);
        }
    }

    private static Wave start(Wave voice) {
        return part(voice, 200, 1_700);
    }

    private static Wave end(Wave voice) {
        int length = voice.samples().length * 1000 / voice.rate();
        return part(voice, length - 1_700, length - 200);
    }

    private static Wave part(Wave voice, int fromMillis, int toMillis) {
        return new Wave(
                Arrays.copyOfRange(voice.samples(), fromMillis * voice.rate() / 1000, toMillis * voice.rate() / 1000));
    }

    /** Two seconds that are recorded, two that are masked, two that are recorded. */
    private static Path call(String number) throws IOException {
        try (var caller = Phone.ofLab(LAB, "1001", CALLER_HERTZ);
                var callee = Phone.ofLab(LAB, "1002", CALLEE_HERTZ)) {
            String before = LAB.theSwitch().log();
            caller.calls("sip:" + number + "@127.0.0.1");
            callee.inCall();
            Processes.pause(PART);
            caller.presses('1');
            Processes.pause(PART);
            caller.presses('0');
            Processes.pause(PART);
            callee.hangsUp();
            caller.isHungUpOn();
            Path file = Path.of(told(before, "\"recorded\"", FILE));
            var talked = Duration.between(
                    Instant.parse(told(before, "\"bridged\"", TIME)),
                    Instant.parse(told(before, "\"leg_ended\"", TIME)));
            assertMasked(file, talked);
            return file;
        }
    }

    private static void assertMasked(Path file, Duration talked) throws IOException {
        Wave voice = Wave.read(file, 0);
        assertThat(voice.samples().length * 1000.0 / voice.rate()).isCloseTo((double) talked.toMillis(), within(20.0));
        // Whatever the machine took for a key: of the two seconds in the middle, one is sure.
        assertThat(part(voice, 2_700, 3_700).samples()).containsOnly(0);
        assertThat(Files.size(file)).isGreaterThan(80_000);
    }

    /** Of the first such line that the switch has logged since then. */
    private static String told(String before, String kind, Pattern what) {
        String[] found = {""};
        Processes.eventually(Duration.ofSeconds(5), () -> {
            LAB.theSwitch()
                    .log()
                    .substring(before.length())
                    .lines()
                    .filter(line -> line.contains(kind))
                    .forEach(line -> {
                        Matcher matcher = what.matcher(line);
                        if (found[0].isEmpty() && matcher.find()) found[0] = matcher.group(1);
                    });
            return !found[0].isEmpty();
        });
        assertThat(found[0]).as("%s in the log", kind).isNotEmpty();
        return found[0];
    }
}
