package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.audio.Tone;
import org.strowger.call.event.EventBus;
import org.strowger.call.event.MailboxEvent;
import org.strowger.call.setup.SoundSettings;
import org.strowger.sdp.Codec;
import org.strowger.voicemail.VoicemailSettings;

/** Owners, their messages, and the lamps of their phones. */
class MailboxTest {

    private static final int FRAME = 160;
    private static final Duration MOMENT = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    private VirtualSwitch home = aSwitch(SoundSettings.below(Path.of(".")));
    private ScriptedPhone ada = home.phone("1001");
    private ScriptedPhone bertrand = home.phone("1002");
    private long faults;

    private static VirtualSwitch aSwitch(SoundSettings sound) {
        return new VirtualSwitch(1, VirtualSwitch.usualSettings().sound(sound), (_, _, _) -> Programs.program(_ -> {}));
    }

    @BeforeEach
    void office() throws IOException {
        home.close();
        home = aSwitch(SoundSettings.below(folder));
        ada = home.phone("1001").registers();
        bertrand = home.phone("1002").registers();
        home.dialplan(Files.writeString(folder.resolve("plan.groovy"), """
            route('1XXX') { voicemail number }
            route('*97') { mailbox() }
            route('*98') { mailbox '1002' }
            """));
    }

    @AfterEach
    void nothing_is_left_behind() {
        ada.hangsUp();
        bertrand.hangsUp();
        Leftovers.ofCalls(home);
        assertThat(home.figures().programFaults()).isEqualTo(faults);
        home.close();
    }

    private void leaveMessage(int hertz) {
        ada.calls("1002");
        assertThat(ada.hears("voicemail-greeting.wav")).isTrue();
        ada.media().tone(Codec.PCMU, hertz);
        home.passes(Duration.ofSeconds(3));
        ada.hangsUp();
        home.passes(MOMENT);
    }

    private List<Path> files(String below) throws IOException {
        Path directory = folder.resolve("voicemail/1002").resolve(below);
        if (!Files.isDirectory(directory)) return List.of();
        try (Stream<Path> all = Files.list(directory)) {
            return all.toList();
        }
    }

    /** For how long a phone has heard a tone, all in all. */
    private static Duration heard(ScriptedPhone phone, int hertz) {
        short[] all = phone.media().heard();
        int found = 0;
        for (int at = 0; at + FRAME <= all.length; at += FRAME)
            if (Tone.decibels(Arrays.copyOfRange(all, at, at + FRAME), 8000, hertz) > 20) found++;
        return Duration.ofMillis(20L * found);
    }

    @Test
    void the_lamp_tells_of_a_message_until_it_was_heard() throws IOException {
        assertThat(bertrand.getLamp()).isEmpty();
        leaveMessage(440);
        assertThat(bertrand.getLamp()).isEqualTo("1/0");
        leaveMessage(880);
        assertThat(bertrand.getLamp()).isEqualTo("2/0");

        bertrand.calls("*97");
        assertThat(bertrand.hears("voicemail-new.wav")).isTrue();
        bertrand.presses("1");
        assertThat(bertrand.hears("voicemail-message.wav", Duration.ofSeconds(30)))
                .isTrue();
        bertrand.presses("2");
        assertThat(bertrand.hears("voicemail-saved.wav")).isTrue();
        assertThat(bertrand.getLamp()).isEqualTo("1/1");
        assertThat(bertrand.hears("voicemail-message.wav", Duration.ofSeconds(30)))
                .isTrue();
        bertrand.presses("3");
        assertThat(bertrand.hears("voicemail-deleted.wav")).isTrue();
        assertThat(bertrand.getLamp()).isEqualTo("0/1");
        assertThat(bertrand.hears("voicemail-end.wav")).isTrue();
        bertrand.presses("#");
        assertThat(bertrand.hears("goodbye.wav")).isTrue();
        home.passes(MOMENT);
        assertThat(bertrand.wasHungUpOn()).isTrue();
        assertThat(files("new")).isEmpty();
        assertThat(files("saved")).hasSize(1);
    }

    // RFC 3842 §2, RFC 6665
    @Test
    void who_has_subscribed_is_told_of_messages_as_they_come_and_go() {
        LampPhone lamps = new LampPhone(home, "1002", "192.0.2.77");
        lamps.subscribes("message-summary", "1002", 3600, "Accept: application/simple-message-summary");
        assertThat(lamps.status()).isEqualTo(200);
        assertThat(lamps.body()).isEqualTo("""
                Messages-Waiting: no\r
                Message-Account: sip:1002@switch.example\r
                Voice-Message: 0/0 (0/0)\r
                """);
        leaveMessage(440);
        home.passes(MOMENT);
        assertThat(lamps.body()).startsWith("Messages-Waiting: yes").contains("Voice-Message: 1/0 (0/0)");
        bertrand.calls("*97");
        home.passes(Duration.ofSeconds(4));
        bertrand.presses("1");
        assertThat(bertrand.hears("voicemail-message.wav", Duration.ofSeconds(30)))
                .isTrue();
        bertrand.presses("3");
        home.passes(Duration.ofSeconds(4));
        assertThat(lamps.body()).as("deleted").contains("Voice-Message: 0/0 (0/0)");
        bertrand.hangsUp();
        LampPhone other = new LampPhone(home, "1001", "192.0.2.78");
        other.subscribes("message-summary", "1002", 3600);
        assertThat(other.status()).as("of somebody else's").isEqualTo(403);
        lamps.refreshes(0);
        assertThat(RawPeer.header(lamps.last(), "Subscription-State")).isEqualTo("terminated;reason=timeout");
    }

    @Test
    void a_mailbox_that_can_not_be_read_is_no_subscription() throws IOException {
        Files.createDirectories(folder.resolve("voicemail"));
        Files.writeString(folder.resolve("voicemail/1002"), "not a directory");
        LampPhone lamps = new LampPhone(home, "1002", "192.0.2.77");
        lamps.subscribes("message-summary", "1002", 3600);
        assertThat(lamps.status()).isEqualTo(500);
        assertThat(home.figures().dialogLayers().subscriptions()).isZero();
    }

    private void speaksInto(String box) {
        ada.calls(box);
        assertThat(ada.hears("voicemail-greeting.wav")).isTrue();
        ada.media().tone(Codec.PCMU, 880);
        home.passes(Duration.ofSeconds(3));
    }

    private void hearsOfItsLoss() {
        home.passes(Duration.ofSeconds(4));
        assertThat(heard(ada, 425))
                .as("the tone of congestion")
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        var what = home.events().stream().map(EventBus.Event::what).toList();
        assertThat(what)
                .filteredOn(MailboxEvent.MessageLost.class::isInstance)
                .singleElement()
                .satisfies(lost ->
                        assertThat(((MailboxEvent.MessageLost) lost).why()).isNotBlank());
        assertThat(what).noneMatch(MailboxEvent.MessageLeft.class::isInstance);
        assertThat(ada.wasHungUpOn()).isTrue();
        assertThat(bertrand.getLamp()).isEmpty();
    }

    /** A file is in the place of the directory: as little can be written there as on a full disk, by root too. */
    @Test
    void who_leaves_a_message_that_cannot_be_recorded_hears_so_at_once() throws IOException {
        Files.createDirectories(folder.resolve("voicemail/1002"));
        Files.writeString(folder.resolve("voicemail/1002/tmp"), "in the way");
        speaksInto("1002");
        hearsOfItsLoss();
    }

    @Test
    void who_leaves_a_message_that_cannot_be_put_into_its_box_hears_so_at_its_end() throws IOException {
        speaksInto("1002");
        Files.writeString(folder.resolve("voicemail/1002/new"), "in the way");
        assertThat(heard(ada, 425)).isZero();
        ada.presses("#");
        hearsOfItsLoss();
    }

    @Test
    void who_calls_a_box_that_cannot_be_looked_into_is_not_asked_to_speak() throws IOException {
        Files.createDirectories(folder.resolve("voicemail/1002"));
        Files.writeString(folder.resolve("voicemail/1002/new"), "in the way");
        ada.calls("1002");
        hearsOfItsLoss();
    }

    @Test
    void a_message_is_heard_as_it_was_spoken() {
        leaveMessage(440);
        bertrand.calls("*97");
        assertThat(bertrand.hears("voicemail-new-one.wav")).isTrue();
        bertrand.presses("1");
        assertThat(bertrand.hears("voicemail-message.wav", Duration.ofSeconds(30)))
                .isTrue();
        assertThat(heard(bertrand, 440)).isBetween(Duration.ofMillis(1800), Duration.ofMillis(2200));
    }

    @Test
    void a_phone_that_comes_later_is_told_too_and_one_without_messages_is_not() {
        leaveMessage(440);
        ScriptedPhone desk = home.anotherPhone("1002").registers();
        home.passes(MOMENT);
        // Its Call-ID is that of the other phone of the account, as one that refreshes: told at the next change.
        leaveMessage(440);
        assertThat(desk.getLamp()).isEqualTo("2/0");
        assertThat(ada.getLamp()).isEmpty();
    }

    @Test
    void a_greeting_is_recorded_and_heard_by_callers() throws IOException {
        bertrand.calls("*97");
        assertThat(bertrand.hears("voicemail-none.wav")).isTrue();
        bertrand.presses("3");
        assertThat(bertrand.hears("voicemail-record.wav")).isTrue();
        bertrand.media().tone(Codec.PCMU, 600);
        home.passes(Duration.ofSeconds(3));
        bertrand.presses("#");
        assertThat(bertrand.hears("voicemail-saved.wav")).isTrue();
        assertThat(folder.resolve("voicemail/1002/greeting.wav")).isRegularFile();
        assertThat(files("tmp")).isEmpty();

        ada.calls("1002");
        home.passes(Duration.ofSeconds(5));
        // Three seconds of tone, but for what went by while the prompt ended and the beep sounded.
        assertThat(heard(ada, 600)).isBetween(Duration.ofMillis(2000), Duration.ofMillis(2500));
    }

    @Test
    void half_a_greeting_is_none() throws IOException {
        bertrand.calls("*97");
        assertThat(bertrand.hears("voicemail-none.wav")).isTrue();
        bertrand.presses("3");
        assertThat(bertrand.hears("voicemail-record.wav")).isTrue();
        home.passes(Duration.ofSeconds(2));
        bertrand.hangsUp();
        home.passes(MOMENT);
        assertThat(folder.resolve("voicemail/1002/greeting.wav")).doesNotExist();
        assertThat(files("tmp")).isEmpty();
    }

    @Test
    void a_greeting_that_cannot_be_kept_is_not_said_to_be_saved() throws IOException {
        Files.createDirectories(folder.resolve("voicemail/1002/greeting.wav/in the way"));
        bertrand.calls("*97");
        assertThat(bertrand.hears("voicemail-none.wav")).isTrue();
        bertrand.presses("3");
        assertThat(bertrand.hears("voicemail-record.wav")).isTrue();
        home.passes(Duration.ofSeconds(2));
        bertrand.presses("#");
        home.passes(MOMENT);
        assertThat(bertrand.wasHungUpOn()).isTrue();
        faults = 1;
    }

    @Test
    void others_need_the_pin_and_a_box_without_one_lets_in_nobody() throws IOException {
        ada.calls("*98");
        for (int tries = 0; tries < 3; tries++) {
            assertThat(ada.hears("voicemail-pin.wav")).isTrue();
            ada.presses("#");
        }
        assertThat(ada.hears("goodbye.wav")).isTrue();
        home.passes(MOMENT);
        assertThat(ada.wasHungUpOn()).isTrue();

        Files.createDirectories(folder.resolve("voicemail/1002"));
        Files.writeString(folder.resolve("voicemail/1002/pin"), "4711\n");
        ada.calls("*98");
        assertThat(ada.hears("voicemail-pin.wav")).isTrue();
        ada.presses("4712#");
        assertThat(ada.hears("voicemail-pin.wav")).isTrue();
        ada.presses("4711#");
        assertThat(ada.hears("voicemail-none.wav")).isTrue();
        assertThat(home.trace().stream().filter(line -> line.contains("DigitPressed")))
                .noneMatch(line -> line.contains("digit=4"));
    }

    /** Presses this at each question, until the box says goodbye. */
    private void guesses(String pin) {
        ada.calls("*98");
        while (!ada.wasHungUpOn() && ada.hears("voicemail-pin.wav")) ada.presses(pin + "#");
        home.passes(MOMENT);
        ada.hangsUp();
        home.passes(MOMENT);
    }

    private long locked() {
        return home.events().stream()
                .filter(event -> event.what() instanceof MailboxEvent.MailboxLocked locked
                        && locked.box().equals("1002"))
                .count();
    }

    @Test
    void a_box_that_is_guessed_at_over_many_calls_is_locked_for_a_time_and_not_for_its_owners_phone()
            throws IOException {
        Files.createDirectories(folder.resolve("voicemail/1002"));
        Files.writeString(folder.resolve("voicemail/1002/pin"), "4711\n");
        guesses(""); // nothing pressed is no guess
        for (int calls = 0; calls < 3; calls++) guesses("4712");
        assertThat(locked()).isZero();
        ada.calls("*98");
        assertThat(ada.hears("voicemail-pin.wav")).isTrue();
        ada.presses("4713#"); // the tenth
        assertThat(ada.hears("voicemail-pin.wav")).isTrue();
        assertThat(locked()).isOne();
        ada.presses("4711#");
        assertThat(ada.hears("voicemail-pin.wav"))
                .as("locked: the right one is none")
                .isTrue();
        ada.hangsUp();
        bertrand.calls("*97");
        assertThat(bertrand.hears("voicemail-none.wav")).isTrue();
        bertrand.hangsUp();
        home.passes(Duration.ofMinutes(11));
        ada.calls("*98");
        assertThat(ada.hears("voicemail-pin.wav")).isTrue();
        ada.presses("4711#");
        assertThat(ada.hears("voicemail-none.wav")).isTrue();
        assertThat(locked()).isOne();
    }

    @Test
    void with_lamps_off_no_phone_is_told() {
        home.close();
        var sound = SoundSettings.below(folder);
        var voicemail = sound.voicemail();
        home = aSwitch(new SoundSettings(
                sound.country(),
                sound.holdMusic(),
                sound.recordings(),
                sound.format(),
                new VoicemailSettings(
                        voicemail.directory(),
                        voicemail.longest(),
                        voicemail.most(),
                        VoicemailSettings.Lamps.OFF,
                        voicemail.mailed())));
        ada = home.phone("1001").registers();
        bertrand = home.phone("1002").registers();
        home.dialplan(folder.resolve("plan.groovy"));
        leaveMessage(440);
        assertThat(Optional.of(bertrand.getLamp())).contains("");
    }
}
