package org.strowger.call.sound;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.strowger.call.RecordOutcome;
import org.strowger.call.core.Ending;
import org.strowger.call.core.Reply;
import org.strowger.media.MediaStream;
import org.strowger.media.Recording;
import org.strowger.media.RecordingPlan;

/**
 * A recording of the caller that the program waits for; whatever ends the call ends it. Runs on the call's loop, but
 * for {@link #settle}.
 */
public final class CallTape implements CallKeys.Listener {

    private final MediaContext call;
    private final Optional<Character> end;
    private final Consumer<RecordOutcome> settled;
    private final Reply<RecordOutcome> reply;
    private @Nullable Recording recording;
    private volatile boolean ended; // by the key; written by the loop, read by who settles

    /**
     * One that has not begun.
     *
     * @param end a key that ends it
     * @param settled told when the file is complete, on a thread that may block, even after the end of the call
     */
    public CallTape(
            MediaContext call, Optional<Character> end, Consumer<RecordOutcome> settled, Reply<RecordOutcome> reply) {
        this.call = call;
        this.end = end;
        this.settled = settled;
        this.reply = reply;
    }

    void begin(MediaStream audio, RecordingPlan plan) {
        if (end.isPresent()) call.keys().listen(this);
        recording = call.scope().open(() -> audio.record(plan, this::settle));
    }

    @Override
    public void pressed(char digit) {
        if (end.filter(key -> key == digit).isEmpty()) return;
        ended = true;
        release();
    }

    private void settle(Recording.Outcome outcome) {
        RecordOutcome[] told = {Recordings.outcome(outcome)};
        new Ending(call.id())
                .step("a recording's event", () -> told[0] = call.media().recorded(outcome, ended))
                .step("what becomes of a recording", () -> settled.accept(told[0]));
        call.onLoop(() -> {
            new Ending(call.id())
                    .step("a recording", this::release)
                    .step("a recording's key", () -> call.keys().leave(this));
            reply.done(told[0]);
        });
    }

    private void release() {
        if (recording != null) call.scope().release(recording);
    }
}
