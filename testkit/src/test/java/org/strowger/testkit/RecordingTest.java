package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.audio.Tone;
import org.strowger.call.event.CallEvent;
import org.strowger.call.setup.SoundSettings;
import org.strowger.sdp.Codec;

/** Recordings that run while people talk, and the plan's own stages in what they say. */
class RecordingTest {

    private static final int RATE = 8000;
    private static final int HEADER = 44;
    private static final int ADA = 440;
    private static final int BERTRAND = 880;

    @TempDir
    Path folder;

    private VirtualSwitch home =
            new VirtualSwitch(1, VirtualSwitch.usualSettings(), (_, _, _) -> Programs.program(_ -> {}));
    private ScriptedPhone ada = home.phone("1001");
    private ScriptedPhone bertrand = home.phone("1002");

    @BeforeEach
    void office() {
        home.close();
        home = new VirtualSwitch(
                1,
                VirtualSwitch.usualSettings().sound(SoundSettings.below(folder)),
                (_, _, _) -> Programs.program(_ -> {}));
        ada = home.phone("1001").registers();
        bertrand = home.phone("1002").registers();
        bertrand.answersAtOnce();
    }

    @AfterEach
    void nothing_is_left_behind() {
        ada.hangsUp();
        Leftovers.none(home);
        home.close();
    }

    private void plan(String text) {
        try {
            home.dialplan(Files.writeString(folder.resolve("plan.groovy"), text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void talk(String dialled) {
        ada.calls(dialled);
        home.passes(Duration.ofMillis(100));
        assertThat(ada.isTalking()).isTrue();
        ada.media().tone(Codec.PCMU, ADA);
        bertrand.media().tone(Codec.PCMU, BERTRAND);
    }

    /** The samples of one channel of a file. */
    private static short[] channel(Path file, int channel, int channels) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            short[] samples = new short[(bytes.capacity() - HEADER) / 2 / channels];
            for (int i = 0; i < samples.length; i++) samples[i] = bytes.getShort(HEADER + 2 * (i * channels + channel));
            return samples;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static short[] part(short[] samples, double from, double to) {
        return Arrays.copyOfRange(samples, (int) (from * RATE), (int) (to * RATE));
    }

    private static double seconds(short[] samples) {
        return samples.length / (double) RATE;
    }

    /** How often it becomes loud. */
    private static int bursts(short[] samples) {
        int bursts = 0;
        boolean loud = false;
        for (int at = 0; at + 160 <= samples.length; at += 160) {
            double level = Tone.level(Arrays.copyOfRange(samples, at, at + 160));
            if (!loud && level > 1000) bursts++;
            loud = loud ? level > 50 : level > 1000;
        }
        return bursts;
    }

    private Path recorded(String name) {
        return folder.resolve("recordings").resolve(name);
    }

    private List<CallEvent.Recorded> told() {
        return home.events().stream()
                .map(event -> event.what())
                .filter(CallEvent.Recorded.class::isInstance)
                .map(CallEvent.Recorded.class::cast)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"caller, true, false", "callee, false, true", "mixed, true, true"})
    void each_content_holds_its_voices_for_as_long_as_they_spoke(String content, boolean caller, boolean callee) {
        plan("route('1002') { recording.start 'a.wav', content: '%s'; dial user(number) }".formatted(content));
        talk("1002");
        home.passes(Duration.ofSeconds(4));
        ada.hangsUp();
        home.passes(Duration.ofSeconds(1));
        short[] voice = channel(recorded("a.wav"), 0, 1);
        assertThat(told())
                .singleElement()
                .satisfies(
                        file -> assertThat(file.length().toMillis() / 1000.0).isCloseTo(seconds(voice), within(0.001)));
        short[] middle = part(voice, 1, 3);
        double ofAda = Tone.decibels(middle, RATE, ADA);
        double ofBertrand = Tone.decibels(middle, RATE, BERTRAND);
        double alone = caller && callee ? -1 : 30;
        if (caller) assertThat(ofAda).isGreaterThan(alone);
        else assertThat(ofAda).isLessThan(-40);
        if (callee) assertThat(ofBertrand).isGreaterThan(alone);
        else assertThat(ofBertrand).isLessThan(-40);
    }

    @Test
    void what_is_masked_is_silent_and_what_is_paused_is_not_there() {
        plan("""
            route('1002') {
                onDtmf { key ->
                    switch (key) {
                        case '1' -> recording.mask()
                        case '2' -> recording.pause()
                        case '3' -> recording.stop()
                        default -> recording.resume()
                    }
                }
                dial user(number), record: 'stereo'
            }
            """);
        talk("1002");
        home.passes(Duration.ofSeconds(2));
        ada.presses("1");
        home.passes(Duration.ofSeconds(2));
        ada.presses("0");
        home.passes(Duration.ofSeconds(2));
        ada.presses("2");
        home.passes(Duration.ofSeconds(5));
        ada.presses("0");
        home.passes(Duration.ofSeconds(2));
        ada.presses("3");
        home.passes(Duration.ofSeconds(3));
        assertThat(told()).hasSize(1);
        Path file = Path.of(told().getFirst().file());
        short[] left = channel(file, 0, 2);
        short[] right = channel(file, 1, 2);
        double length = seconds(left);
        // Pressing a key takes a moment, five times of which two are while nothing is recorded.
        assertThat(length).isBetween(8.0, 9.5);
        for (double at : new double[] {0.5, length - 1}) {
            assertThat(Tone.decibels(part(left, at, at + 0.4), RATE, ADA)).isGreaterThan(30);
            assertThat(Tone.decibels(part(right, at, at + 0.4), RATE, BERTRAND)).isGreaterThan(30);
        }
        assertThat(part(left, 2.7, 3.9)).containsOnly(0);
        assertThat(part(right, 2.7, 3.9)).containsOnly(0);
    }

    @Test
    void secret_digits_are_in_no_recording() {
        plan("""
            route('1') {
                recording.start 'secret.wav', content: 'caller'
                ask 'goodbye.wav', digits: 2
                ask 'goodbye.wav', digits: 4, mask: true
                play tone('1000/2000')
            }
            """);
        ada.knowsNoEvents().calls("1");
        home.passes(Duration.ofSeconds(3));
        ada.pressesTones("12");
        home.passes(Duration.ofSeconds(2));
        ada.pressesTones("4711");
        home.passes(Duration.ofSeconds(1));
        ada.media().tone(Codec.PCMU, ADA);
        home.passes(Duration.ofSeconds(1));
        ada.hangsUp();
        home.passes(Duration.ofSeconds(1));
        short[] all = channel(recorded("secret.wav"), 0, 1);
        assertThat(bursts(all)).as("1, 2, and the tone at the end").isEqualTo(3);
        assertThat(Tone.decibels(part(all, seconds(all) - 0.5, seconds(all) - 0.1), RATE, ADA))
                .isGreaterThan(30);
    }

    @Test
    void a_stage_of_the_plan_changes_what_is_said_or_heard() {
        plan("""
            route('11002') {
                filter { short[] pcm, int samples, int rate -> for (int i = 0; i < samples; i++) pcm[i] = (short) (pcm[i].intdiv(2)) }
                dial user('1002')
            }
            route('21002') {
                filter({ short[] pcm, int samples, int rate -> Arrays.fill(pcm, (short) 0) }, of: 'callee')
                dial user('1002')
            }
            route('31002') {
                filter { short[] pcm, int samples, int rate -> throw new IllegalStateException('broken') }
                dial user('1002')
            }
            """);
        talk("11002");
        home.passes(Duration.ofSeconds(2));
        assertThat(Tone.decibels(bertrand.media().heard(Duration.ofSeconds(1)), RATE, ADA))
                .isGreaterThan(30);
        double half = Tone.level(bertrand.media().heard(Duration.ofSeconds(1)));
        ada.hangsUp();
        home.passes(Duration.ofSeconds(1));

        talk("31002"); // what throws is taken out
        home.passes(Duration.ofSeconds(2));
        double whole = Tone.level(bertrand.media().heard(Duration.ofSeconds(1)));
        assertThat(whole / half).isCloseTo(2, within(0.1));
        ada.hangsUp();
        home.passes(Duration.ofSeconds(1));

        talk("21002");
        home.passes(Duration.ofSeconds(2));
        assertThat(Tone.level(ada.media().heard(Duration.ofSeconds(1)))).isLessThan(20);
        assertThat(Tone.decibels(bertrand.media().heard(Duration.ofSeconds(1)), RATE, ADA))
                .isGreaterThan(30);
    }
}
