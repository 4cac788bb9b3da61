package org.strowger.call.program;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.strowger.call.Call;
import org.strowger.call.CallProgram;
import org.strowger.call.EndCause;
import org.strowger.call.core.ProgramListener;
import org.strowger.call.event.MachineTone;
import org.strowger.call.live.LiveCall;

/**
 * Tells a program what happens while a verb of it waits: one thing after the other, and the next not before the program
 * is through with the one before, even if that waits in a verb itself. Runs on the call's thread.
 */
final class ProgramEars implements ProgramListener {

    private final Call call;
    private final LiveCall live;
    private final CallProgram program;
    private final Deque<Telling> untold = new ArrayDeque<>(1);
    private boolean telling;

    ProgramEars(Call call, LiveCall live, CallProgram program) {
        this.call = call;
        this.live = live;
        this.program = program;
    }

    void tell(Telling what) {
        untold.add(what);
        if (telling) return;
        telling = true;
        try {
            for (Telling next = untold.poll(); next != null; next = untold.poll()) next.to(this);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a callback failed: " + e.getMessage(), e);
        } finally {
            telling = false;
        }
    }

    @Override
    public void pressed(char digit) throws Exception {
        program.pressed(call, digit);
    }

    @Override
    public void fellSilent(Duration silence) throws Exception {
        program.fellSilent(call, silence);
    }

    @Override
    public void heardTone(MachineTone tone) throws Exception {
        program.heardTone(call, tone);
    }

    @Override
    public void mediaTimedOut() throws Exception {
        if (program.mediaTimedOut(call) == CallProgram.MediaLoss.END)
            live.loop().execute(() -> live.end(new EndCause.MediaTimeout()));
    }
}
