package org.strowger.sipp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/** Calls between real phones, recorded in each way that there is. */
@Isolated("a recording is as long as its call to 20 ms, whoever else takes the switch's time")
class RecordedCallsTest {

    private static final int CALLER_HERTZ = 440;
    private static final int CALLEE_HERTZ = 700;
    private static final Duration PART = Duration.ofSeconds(2);
    private static final Pattern ID = Pattern.compile("\"call\":\"([^\"]+)\"");
    private static final Pattern TIME = Pattern.compile("\"time\":\"([^\"]+)\"");
    private static final Pattern FILE = Pattern.compile("\"file\":\"([^\"]+)\"");

    @RegisterExtension
    static final Lab LAB = Lab.withSwitch().alone();

    /** Calls at the same time, each of which is recorded in another way, as the number's third digit says. */
    @TestFactory
    List<DynamicTest> a_call_is_recorded() {
        var stereo = new Call("7602", "1001", "1002");
        var mixed = new Call("7614", "1003", "1004");
        var caller = new Call("7626", "1005", "1006");
        var callee = new Call("7638", "1007", "1008");
        talk(List.of(stereo, mixed, caller, callee));
        return List.of(
                dynamicTest("stereo has the caller left and the callee right", () -> {
                    Path file = stereo.recording();
                    assertHolds(Wave.read(file, 0), CALLER_HERTZ, CALLEE_HERTZ);
                    assertHolds(Wave.read(file, 1), CALLEE_HERTZ, CALLER_HERTZ);
                }),
                dynamicTest("mixed has both as one", () -> {
                    Wave both = Wave.read(mixed.recording(), 0);
                    assertThat(Hearing.louder(start(both), CALLER_HERTZ, CALLEE_HERTZ))
                            .isBetween(-1.0, 1.0);
                    assertThat(Hearing.louder(start(both), CALLER_HERTZ, 1000)).isGreaterThan(30);
                }),
                dynamicTest(
                        "caller has the caller",
                        () -> assertHolds(Wave.read(caller.recording(), 0), CALLER_HERTZ, CALLEE_HERTZ)),
                dynamicTest(
                        "callee has the callee",
                        () -> assertHolds(Wave.read(callee.recording(), 0), CALLEE_HERTZ, CALLER_HERTZ)));
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
        int length = millis(voice);
        return part(voice, length - 1_700, length - 200);
    }

    private static int millis(Wave voice) {
        return voice.samples().length * 1000 / voice.rate();
    }

    private static Wave part(Wave voice, int fromMillis, int toMillis) {
        return new Wave(
                Arrays.copyOfRange(voice.samples(), fromMillis * voice.rate() / 1000, toMillis * voice.rate() / 1000));
    }

    /** Two seconds that are recorded, two that are masked, two that are recorded. */
    private static void talk(List<Call> calls) {
        List<Phone> all = new ArrayList<>();
        try {
            List<Phone> callers = calls.stream()
                    .map(call -> phone(all, call.caller, CALLER_HERTZ))
                    .toList();
            List<Phone> callees = calls.stream()
                    .map(call -> phone(all, call.callee, CALLEE_HERTZ))
                    .toList();
            for (int i = 0; i < calls.size(); i++) callers.get(i).calls("sip:" + calls.get(i).number + "@127.0.0.1");
            callees.forEach(Phone::inCall);
            Processes.pause(PART);
            callers.forEach(phone -> phone.presses('1'));
            Processes.pause(PART);
            callers.forEach(phone -> phone.presses('0'));
            Processes.pause(PART);
            callees.forEach(Phone::hangsUp);
            callers.forEach(Phone::isHungUpOn);
        } finally {
            all.forEach(Phone::close);
        }
    }

    private static Phone phone(List<Phone> all, String user, int hertz) {
        Phone phone = Phone.ofLab(LAB, user, hertz);
        all.add(phone);
        return phone;
    }

    /** One of the calls. */
    private record Call(String number, String caller, String callee) {

        /** Its file, which is as long as it was. */
        Path recording() throws IOException {
            String id = told("\"call_started\"", "\"number\":\"" + number + "\"", ID);
            Path file = Path.of(told("\"recorded\"", id, FILE));
            var talked = Duration.between(
                    Instant.parse(told("\"bridged\"", id, TIME)), Instant.parse(told("\"leg_ended\"", id, TIME)));
            assertMasked(file, talked);
            return file;
        }
    }

    private static void assertMasked(Path file, Duration talked) throws IOException {
        Wave voice = Wave.read(file, 0);
        assertThat(voice.samples().length * 1000.0 / voice.rate()).isCloseTo((double) talked.toMillis(), within(20.0));
        // Whatever the machine took for a key: of the two seconds in the middle, one is sure.
        int length = millis(voice);
        assertThat(part(voice, length - 3_500, length - 2_500).samples()).containsOnly(0);
        assertThat(Files.size(file)).isGreaterThan(80_000);
    }

    /** Of the first line of that kind that the switch has logged about it. */
    private static String told(String kind, String about, Pattern what) {
        String[] found = {""};
        Processes.eventually(Duration.ofSeconds(5), () -> {
            LAB.theSwitch()
                    .log()
                    .lines()
                    .filter(line -> line.contains(kind) && line.contains(about))
                    .map(what::matcher)
                    .filter(Matcher::find)
                    .findFirst()
                    .ifPresent(matcher -> found[0] = matcher.group(1));
            return !found[0].isEmpty();
        });
        assertThat(found[0]).as("%s of %s in the log", kind, about).isNotEmpty();
        return found[0];
    }
}
