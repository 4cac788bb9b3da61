package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.audio.Tone;
import org.strowger.call.event.CallEvent;
import org.strowger.call.event.Happening;
import org.strowger.call.event.MailboxEvent;
import org.strowger.call.setup.SoundSettings;
import org.strowger.sdp.Codec;

/** What the verbs play and record, heard by phones in virtual time. */
class SoundsTest {

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
                VirtualSwitch.usualSettings(List.of(folder)).sound(SoundSettings.below(folder)),
                (_, _, _) -> Programs.program(_ -> {}));
        ada = home.phone("1001").registers();
        bertrand = home.phone("1002").registers();
    }

    @AfterEach
    void nothing_is_left_behind() {
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

    private double hears(ScriptedPhone phone, int hertz, long lastMillis) {
        return Tone.decibels(phone.media().heard(Duration.ofMillis(lastMillis)), 8000, hertz);
    }

    private void officeWithVoicemail() {
        plan("""
            route('1XXX') {
                switch (dial(user(number), timeout: 20.seconds)) {
                    case Answered -> hangup()
                    case Busy -> voicemail number, greeting: busy
                    case NoAnswer, Unreachable -> voicemail number
                    case Rejected -> play 'sorry.wav'
                }
            }
            """.replace("play 'sorry.wav'", "hangup()"));
    }

    private List<Happening> happened(Class<? extends Happening> kind) {
        return List.copyOf(Happened.at(home, kind));
    }

    @Test
    void a_phone_that_nobody_answers_goes_to_voicemail_after_20_seconds_and_the_message_is_kept() throws IOException {
        officeWithVoicemail();
        ada.calls("1002");
        assertThat(bertrand.isRinging()).as(trace()).isTrue();
        home.passes(Duration.ofSeconds(20));
        assertThat(bertrand.story()).endsWith("stopped ringing");
        home.passes(Duration.ofMillis(4_700));
        assertThat(Heard.by(ada, "voicemail-greeting.wav")).as(trace()).isTrue();
        assertThat(Heard.by(ada, "voicemail-busy.wav")).isFalse();
        assertThat(hears(ada, 1000, 200)).as("the beep").isGreaterThan(20);
        home.passes(Duration.ofMillis(500));
        ada.media().tone(Codec.PCMU, 600);
        home.passes(Duration.ofSeconds(4));
        ada.hangsUp();
        home.passes(Duration.ofSeconds(1));
        assertThat(happened(MailboxEvent.MessageLeft.class)).as(trace()).hasSize(1);
        assertThat(messages("1002/new")).hasSize(1).allMatch(name -> name.contains("-1001-"));
        assertThat(messages("1002/tmp")).isEmpty();
    }

    @Test
    void a_busy_phone_plays_the_busy_greeting() {
        officeWithVoicemail();
        bertrand.answersWith(486);
        ada.calls("1002");
        home.passes(Duration.ofSeconds(6));
        assertThat(Heard.by(ada, "voicemail-busy.wav")).as(trace()).isTrue();
        assertThat(Heard.by(ada, "voicemail-greeting.wav")).isFalse();
        ada.hangsUp();
    }

    @Test
    void a_greeting_of_ones_own_goes_before_ours() throws IOException {
        officeWithVoicemail();
        Files.createDirectories(folder.resolve("voicemail/1002"));
        Files.copy(
                Path.of("..", "examples", "office", "sounds", "hello.wav"),
                folder.resolve("voicemail/1002/greeting.wav"));
        bertrand.registers(0);
        ada.calls("1002");
        home.passes(Duration.ofSeconds(8));
        assertThat(Heard.by(ada, folder.resolve("voicemail/1002/greeting.wav")))
                .as(trace())
                .isTrue();
        ada.hangsUp();
    }

    @Test
    void who_says_nothing_leaves_no_message() throws IOException {
        officeWithVoicemail();
        bertrand.registers(0);
        ada.calls("1002");
        home.passes(Duration.ofSeconds(30));
        assertThat(ada.story()).as(trace()).endsWith("peer hung up");
        assertThat(messages("1002/new")).isEmpty();
    }

    @Test
    void tones_and_words_are_heard() {
        plan("""
            route('1') { answer(); play tone('ringback', country: 'de') }
            route('2') { answer(); play([say(number: 42), say(digits: '7')]) }
            route('3') { answer(); play tone('500/100', length: 2.seconds), volume: -10 }
            route('4') { answer(); play 'music-on-hold.wav', loop: unlimited }
            """);
        ada.calls("1");
        home.passes(Duration.ofMillis(900));
        assertThat(hears(ada, 425, 800)).as(trace()).isGreaterThan(30);
        home.passes(Duration.ofSeconds(5));
        assertThat(ada.story()).endsWith("peer hung up");
        ada.media().forget();
        ada.calls("2");
        home.passes(Duration.ofSeconds(5));
        assertThat(List.of("forty.wav", "two.wav", "seven.wav")).allMatch(word -> Heard.by(ada, word));
        assertThat(Heard.by(ada, "fifty.wav")).isFalse();
        ada.media().forget();
        ada.calls("3");
        home.passes(Duration.ofSeconds(3));
        assertThat(Tone.decibels(ada.media().heard(), 8000, 500)).isGreaterThan(25);
        ada.calls("4");
        ada.media().tone(Codec.PCMU, 300); // who is silent for a minute is taken for gone
        home.passes(Duration.ofMinutes(10));
        assertThat(ada.isTalking()).isTrue();
        assertThat(Tone.level(ada.media().heard(Duration.ofSeconds(4)))).isGreaterThan(100);
        ada.hangsUp();
    }

    @Test
    void a_caller_that_was_answered_hears_it_ring() {
        plan("route('1002') { answer(); dial user(number), timeout: 10.seconds }");
        ada.calls("1002");
        home.passes(Duration.ofMillis(900));
        assertThat(hears(ada, 425, 800)).as(trace()).isGreaterThan(30);
        bertrand.answers();
        bertrand.media().tone(Codec.PCMU, 900);
        home.passes(Duration.ofSeconds(1));
        assertThat(hears(ada, 900, 500)).as(trace()).isGreaterThan(30);
        ada.hangsUp();
    }

    @Test
    void ringback_is_what_the_dialplan_says_and_the_callee_is_told_before_it_is_connected() {
        plan("""
            route('1002') {
                dial user(number), ringback: tone('600/200,0/200'), announce: tone('700/1000'), record: 'stereo'
            }
            """);
        ada.calls("1002");
        assertThat(ada.isTalking()).isFalse();
        home.passes(Duration.ofSeconds(2));
        assertThat(hears(ada, 600, 1_000)).as(trace()).isGreaterThan(-5);
        bertrand.answers();
        ada.media().tone(Codec.PCMU, 400);
        bertrand.media().tone(Codec.PCMU, 900);
        home.passes(Duration.ofMillis(900));
        assertThat(hears(bertrand, 700, 800)).as(trace()).isGreaterThan(30);
        assertThat(ada.isTalking()).isFalse();
        home.passes(Duration.ofSeconds(3));
        assertThat(ada.isTalking()).isTrue();
        assertThat(hears(ada, 900, 1_000)).isGreaterThan(30);
        assertThat(hears(bertrand, 400, 1_000)).isGreaterThan(30);
        bertrand.hangsUp();
        home.passes(Duration.ofSeconds(1));
        assertThat(happened(CallEvent.Recorded.class)).as(trace()).hasSize(1).allSatisfy(what -> {
            CallEvent.Recorded recorded = (CallEvent.Recorded) what;
            assertThat(recorded.problem()).isEmpty();
            assertThat(recorded.length().toMillis()).isCloseTo(2_900, within(40L));
        });
    }

    @Test
    void a_recording_ends_by_silence_and_tells_what_became_of_it() {
        plan("""
            route('1') {
                def taken = record 'notes/note.wav', max: 1.minute, silence: 2.seconds
                log.info "$taken.ending $taken.length"
                play tone('500/1000')
            }
            """);
        ada.calls("1");
        ada.media().tone(Codec.PCMU, 400);
        home.passes(Duration.ofSeconds(3));
        ada.media().silence();
        home.passes(Duration.ofSeconds(3));
        assertThat(hears(ada, 500, 500)).as(trace()).isGreaterThan(30);
        assertThat(folder.resolve("recordings/notes/note.wav")).exists();
        home.passes(Duration.ofSeconds(2));
        assertThat(ada.story()).endsWith("peer hung up");
    }

    @Test
    void a_recording_that_cannot_be_written_costs_no_call() throws IOException {
        Files.writeString(folder.resolve("recordings"), "no directory");
        plan("route('1') { def taken = record 'a.wav'; play tone('500/1000') }");
        ada.calls("1");
        home.passes(Duration.ofMillis(900));
        assertThat(hears(ada, 500, 500)).as(trace()).isGreaterThan(30);
        assertThat(((CallEvent.Recorded) happened(CallEvent.Recorded.class).getFirst()).problem())
                .contains("recordings");
        ada.hangsUp();
    }

    private List<String> messages(String directory) throws IOException {
        Path box = folder.resolve("voicemail").resolve(directory);
        if (!Files.isDirectory(box)) return List.of();
        try (Stream<Path> files = Files.list(box)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private String trace() {
        return String.join("\n", home.trace());
    }
}
