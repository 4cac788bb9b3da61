package org.strowger.call;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.strowger.media.Cadence;
import org.strowger.media.RecordingPlan;

/** The verb {@code voicemail}: greets, beeps, and keeps what the caller says. Runs on the call's thread. */
final class MessageTaking {

    /** What is shorter was no message but somebody who hung up. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(8);
    /** From here on it is recorded. */
    static final Sound BEEP = new Sound.Tone(Cadence.parse("1000/400,0/100"), Optional.empty());

    private final Call call;
    private final Mailboxes boxes;
    private final Duration longest;
    private final Kept kept;

    /** Told when a message is in its box, or could not be kept. */
    interface Kept {
        void message(String box, Mailboxes.Message message);

        void lost(String box, String why);
    }

    MessageTaking(Call call, Mailboxes boxes, Duration longest, Kept kept) {
        this.call = call;
        this.boxes = boxes;
        this.longest = longest;
        this.kept = kept;
    }

    void take(String box, Mailboxes.Greeting greeting, String id, java.time.InstantSource time, Taping taping) {
        call.answer();
        if (isFull(box)) {
            call.play(List.of(new Sound.File("voicemail-full.wav")), PlayOptions.ONCE);
            return;
        }
        call.play(List.of(boxes.greeting(box, greeting), BEEP), PlayOptions.ONCE);
        String from = call.caller().number();
        RecordingPlan plan = RecordingPlan.of(boxes.begin(box, id), RecordingPlan.Content.HEARD)
                .withLongest(longest)
                .withSilence(SILENCE);
        taping.record(plan, Optional.of('#'), outcome -> keep(box, outcome, from, id, time));
    }

    private boolean isFull(String box) {
        return call.elsewhere(PATIENCE, () -> {
            try {
                return boxes.isFull(box);
            } catch (IOException e) {
                throw new Call.PlayFailed("voicemail '" + box + "': " + e.getMessage());
            }
        });
    }

    private void keep(String box, RecordOutcome outcome, String from, String id, java.time.InstantSource time) {
        try {
            Duration spoken = outcome.ending() == RecordOutcome.Ending.SILENCE
                    ? outcome.length().minus(SILENCE)
                    : outcome.length();
            if (outcome.ending() == RecordOutcome.Ending.FAILED) kept.lost(box, outcome.problem());
            else if (spoken.compareTo(SHORTEST) < 0) java.nio.file.Files.deleteIfExists(outcome.file());
            else kept.message(box, boxes.keep(box, outcome.file(), time.instant(), outcome.length(), from, id));
        } catch (IOException e) {
            kept.lost(box, String.valueOf(e.getMessage()));
        }
    }
}
