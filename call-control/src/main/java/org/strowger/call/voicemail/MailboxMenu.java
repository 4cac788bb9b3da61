package org.strowger.call.voicemail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.strowger.call.Call;
import org.strowger.call.DigitPlan;
import org.strowger.call.DigitQuestion;
import org.strowger.call.MailboxGreeting;
import org.strowger.call.PlayOptions;
import org.strowger.call.RecordOutcome;
import org.strowger.call.Sound;
import org.strowger.call.event.Happening;
import org.strowger.call.event.MailboxEvent;
import org.strowger.call.sound.Taping;
import org.strowger.media.RecordingPlan;
import org.strowger.voicemail.Mailboxes;
import org.strowger.voicemail.Mailboxes.Folder;
import org.strowger.voicemail.Mailboxes.Message;
import org.strowger.voicemail.PinLocks;

/**
 * The verb {@code mailbox}: an owner's way through messages and greeting, by keys. Who calls from the owner's account
 * is let in as it is; others need the PIN of the box, and a box without one lets in nobody else. Runs on the call's
 * thread.
 */
public final class MailboxMenu {

    private static final Duration DISK = Duration.ofSeconds(10);
    private static final Duration THINKING = Duration.ofSeconds(5);
    private static final Duration BETWEEN_DIGITS = Duration.ofSeconds(3);
    private static final Duration LONGEST_GREETING = Duration.ofMinutes(1);
    private static final int TRIES = 3;
    private static final int LONGEST_PIN = 16;
    private static final char END = '#';

    private final Call call;
    private final Mailboxes boxes;
    private final String box;
    private final Runnable changed;
    private final InstantSource time;
    private final Consumer<Happening> events;
    private volatile @Nullable IOException
            unkept; // written by who writes the file, before the verb that records goes on

    /** @param changed told after each change of what the box holds */
    public MailboxMenu(
            Call call, Mailboxes boxes, String box, Runnable changed, InstantSource time, Consumer<Happening> events) {
        this.call = call;
        this.boxes = boxes;
        this.box = box;
        this.changed = changed;
        this.time = time;
        this.events = events;
    }

    public void visit(Taping taping) {
        boxes.begin(box, "name"); // a bad name fails here
        call.answer();
        if (mayEnter()) browse(taping);
        play(prompt("goodbye"));
    }

    private boolean mayEnter() {
        if (call.caller().account().filter(box::equals).isPresent()) return true;
        Optional<String> pin = onDisk(() -> boxes.pin(box));
        for (int left = TRIES; left > 0; left--) {
            DigitQuestion question = DigitQuestion.of(
                            List.of(prompt("voicemail-pin")), DigitPlan.count(LONGEST_PIN), THINKING, BETWEEN_DIGITS)
                    .endingWith(END)
                    .masked();
            String pressed = call.ask(question).digits();
            if (pin.isPresent() && !pressed.isEmpty() && opens(pin.get(), pressed)) return true;
        }
        return false;
    }

    /** A box that is locked asks and refuses as ever: who guesses isn't told that he guesses in vain. */
    private boolean opens(String right, String pressed) {
        PinLocks locks = boxes.pinLocks();
        PinLocks.Fit fit = isEqual(right, pressed) ? PinLocks.Fit.RIGHT : PinLocks.Fit.WRONG;
        return switch (locks.judge(box, fit, time.instant())) {
            case RIGHT -> true;
            case WRONG, LOCKED -> false;
            case LOCKED_NOW -> {
                events.accept(new MailboxEvent.MailboxLocked(call.id(), box, locks.span()));
                yield false;
            }
        };
    }

    private static boolean isEqual(String right, String given) {
        return MessageDigest.isEqual(
                right.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.US_ASCII));
    }

    private void browse(Taping taping) {
        List<Sound> first = summary();
        for (int left = TRIES; left > 0; ) {
            char key = key(first, "voicemail-menu");
            first = List.of();
            left = key == NONE ? left - 1 : TRIES;
            switch (key) {
                case '1' -> listen(Folder.NEW);
                case '2' -> listen(Folder.SAVED);
                case '3' -> greet(taping);
                case END -> {
                    return;
                }
                default -> {}
            }
        }
    }

    private List<Sound> summary() {
        int fresh = onDisk(() -> boxes.count(box)).fresh();
        if (fresh == 0) return List.of(prompt("voicemail-none"));
        return List.of(
                prompt("voicemail-you-have"),
                Sound.number(BigDecimal.valueOf(fresh)),
                prompt(fresh == 1 ? "voicemail-new-one" : "voicemail-new"));
    }

    private void listen(Folder folder) {
        List<Message> all = onDisk(() -> boxes.messages(box, folder));
        if (all.isEmpty()) {
            play(prompt("voicemail-none"));
            return;
        }
        for (Message message : all) if (hear(message, folder) == Next.MENU) return;
        play(prompt("voicemail-end"));
    }

    private enum Next {
        MESSAGE,
        MENU
    }

    /** A message that was heard and not deleted is kept as one that was heard. */
    private Next hear(Message message, Folder folder) {
        List<Sound> story = new ArrayList<>(introduction(message));
        story.add(new Sound.OwnFile(message.file().toAbsolutePath()));
        while (true) {
            switch (key(story, "voicemail-message")) {
                case '1' -> {}
                case '3' -> {
                    change(() -> boxes.delete(message));
                    play(prompt("voicemail-deleted"));
                    return Next.MESSAGE;
                }
                case END -> {
                    if (folder == Folder.NEW) change(() -> boxes.save(box, message));
                    return Next.MENU;
                }
                default -> {
                    if (folder == Folder.NEW) change(() -> boxes.save(box, message));
                    play(prompt("voicemail-saved"));
                    return Next.MESSAGE;
                }
            }
        }
    }

    /** When it came, and from which number. */
    private List<Sound> introduction(Message message) {
        List<Sound> words = new ArrayList<>();
        LocalDateTime at = LocalDateTime.ofInstant(message.at(), ZoneId.systemDefault());
        if (!at.toLocalDate().equals(LocalDate.ofInstant(call.now(), ZoneId.systemDefault())))
            words.add(Sound.date(at.toLocalDate()));
        words.add(Sound.time(at.toLocalTime()));
        if (message.from().matches("[0-9*#+]+")) words.add(Sound.digits(message.from()));
        return words;
    }

    private void greet(Taping taping) {
        play(prompt("voicemail-record"), Sound.BEEP);
        Path tape = boxes.begin(box, "greeting-" + call.id());
        RecordingPlan plan = RecordingPlan.of(tape, RecordingPlan.Content.HEARD).withLongest(LONGEST_GREETING);
        RecordOutcome outcome = taping.record(plan, Optional.of(END), this::keepGreeting);
        if (outcome.ending() == RecordOutcome.Ending.FAILED) throw new Call.PlayFailed(outcome.problem());
        IOException failure = unkept;
        if (failure != null) throw new UncheckedIOException("the greeting of mailbox '" + box + "'", failure);
        play(prompt("voicemail-saved"));
    }

    /** Half a greeting is none. On a thread that may block. */
    private void keepGreeting(RecordOutcome taped) {
        try {
            switch (taped.ending()) {
                case KEY, TOO_LONG, SILENCE ->
                    Files.move(
                            taped.file(),
                            boxes.ownGreeting(box, MailboxGreeting.UNAVAILABLE),
                            StandardCopyOption.REPLACE_EXISTING);
                case STOPPED, FAILED -> Files.deleteIfExists(taped.file());
            }
        } catch (IOException e) {
            unkept = e;
        }
    }

    // What it is made of.

    private static final char NONE = ' ';

    /** Asks for a key, which may come before all is said; a blank if none comes. */
    private char key(List<Sound> before, String prompt) {
        List<Sound> all = new ArrayList<>(before);
        all.add(prompt(prompt));
        String pressed = call.ask(DigitQuestion.of(all, DigitPlan.count(1), THINKING, THINKING))
                .digits();
        return pressed.isEmpty() ? NONE : pressed.charAt(0);
    }

    private void play(Sound... sounds) {
        call.play(List.of(sounds), PlayOptions.ONCE);
    }

    private static Sound prompt(String name) {
        return new Sound.File(name + ".wav");
    }

    private interface DiskWork<T> {
        T work() throws IOException;
    }

    private interface DiskChange {
        void make() throws IOException;
    }

    private void change(DiskChange change) {
        onDisk(() -> {
            change.make();
            return true;
        });
        changed.run();
    }

    private <T> T onDisk(DiskWork<T> work) {
        return call.elsewhere(DISK, () -> {
            try {
                return work.work();
            } catch (IOException e) {
                throw new UncheckedIOException("mailbox '" + box + "': " + e.getMessage(), e);
            }
        });
    }
}
