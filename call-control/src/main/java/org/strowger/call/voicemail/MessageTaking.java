package org.strowger.call.voicemail;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.strowger.call.Call;
import org.strowger.call.MailboxGreeting;
import org.strowger.call.PlayOptions;
import org.strowger.call.RecordOutcome;
import org.strowger.call.Sound;
import org.strowger.call.sound.Taping;
import org.strowger.media.RecordingPlan;
import org.strowger.voicemail.Mailboxes;

/**
 * The verb {@code voicemail}: greets, beeps, and keeps what the caller says; what can't be kept ends in the tone of
 * congestion, so that nobody believes that a message was left. Runs on the call's thread.
 */
public final class MessageTaking {

    /** What is shorter was no message but somebody who hung up. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(8);
    private static final Duration REGRET = Duration.ofSeconds(3);

    private final Call call;
    private final Mailboxes boxes;
    private final Duration longest;
    private final Kept kept;
    private volatile boolean lost; // written by who writes the file, before the verb that records goes on

    /** Told when a message is in its box, or could not be kept. */
    public interface Kept {
        void message(String box, Mailboxes.Message message);

        void lost(String box, String why);
    }

    public MessageTaking(Call call, Mailboxes boxes, Duration longest, Kept kept) {
        this.call = call;
        this.boxes = boxes;
        this.longest = longest;
        this.kept = kept;
    }

    public void take(String box, MailboxGreeting greeting, String id, java.time.InstantSource time, Taping taping) {
        call.answer();
        switch (room(box)) {
            case FREE -> record(box, greeting, id, time, taping);
            case FULL -> call.play(List.of(new Sound.File("voicemail-full.wav")), PlayOptions.ONCE);
            case UNREADABLE -> {}
        }
        if (lost) call.play(List.of(regret()), PlayOptions.ONCE);
    }

    private void record(String box, MailboxGreeting greeting, String id, java.time.InstantSource time, Taping taping) {
        call.play(List.of(boxes.greeting(box, greeting), Sound.BEEP), PlayOptions.ONCE);
        String from = call.caller().number();
        RecordingPlan plan = RecordingPlan.of(boxes.begin(box, id), RecordingPlan.Content.HEARD)
                .withLongest(longest)
                .withSilence(SILENCE);
        taping.record(plan, Optional.of('#'), outcome -> keep(box, outcome, from, id, time));
    }

    private Sound regret() {
        return new Sound.Tone(Sound.tone("congestion", call.country()).cadence(), Optional.of(REGRET));
    }

    private enum Room {
        FREE,
        FULL,
        UNREADABLE
    }

    private Room room(String box) {
        return call.elsewhere(PATIENCE, () -> {
            try {
                return boxes.isFull(box) ? Room.FULL : Room.FREE;
            } catch (IOException e) {
                lose(box, e.toString());
                return Room.UNREADABLE;
            }
        });
    }

    private void lose(String box, String why) {
        lost = true;
        kept.lost(box, why);
    }

    private void keep(String box, RecordOutcome outcome, String from, String id, java.time.InstantSource time) {
        try {
            Duration spoken = outcome.ending() == RecordOutcome.Ending.SILENCE
                    ? outcome.length().minus(SILENCE)
                    : outcome.length();
            if (outcome.ending() == RecordOutcome.Ending.FAILED) lose(box, outcome.problem());
            else if (spoken.compareTo(SHORTEST) < 0) java.nio.file.Files.deleteIfExists(outcome.file());
            else kept.message(box, boxes.keep(box, outcome.file(), time.instant(), outcome.length(), from, id));
        } catch (IOException e) {
            lose(box, e.toString()); // its words alone are often a path
        }
    }
}
