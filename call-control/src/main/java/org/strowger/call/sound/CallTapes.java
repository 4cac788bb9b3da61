package org.strowger.call.sound;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.strowger.call.CallAudio;
import org.strowger.call.RecordMode;
import org.strowger.call.leg.CalleeLeg;
import org.strowger.call.setup.SoundSettings;
import org.strowger.media.MediaStream;
import org.strowger.media.Recording;
import org.strowger.media.RecordingPlan;
import org.strowger.statemachine.Timeout;

/**
 * The recordings of a call that run beside its program: what the program lets become of them, and that they hold no digits which are asked for in secret. Runs on the
 * call's loop.
 */
public final class CallTapes implements AutoCloseable {

    /** So long a digit may still sound after it was recognized. */
    private static final Duration LAST_DIGIT = Duration.ofMillis(500);

    private final MediaContext call;
    private final Set<Recording> running = new LinkedHashSet<>();
    private CallAudio.RecordingState wanted = CallAudio.RecordingState.RUNNING;
    private int secrets;
    private Timeout lastDigit = Timeout.NONE;

    public CallTapes(MediaContext call) {
        this.call = call;
    }

    /** Records the caller's stream until the call ends, to a file that a program names. */
    public void start(MediaStream caller, RecordingPlan plan) {
        wanted = CallAudio.RecordingState.RUNNING;
        tell();
        begin(caller, plan);
    }

    /** Records a connection until the call ends or it is {@link #stop ended}. */
    public Recording start(RecordMode mode, CalleeLeg leg) {
        SoundSettings sound = call.home().settings().sound();
        Path file = Recordings.ofBridge(sound, call.home().time().instant(), call.id(), leg.name);
        return begin(call.caller().media.audio().orElseThrow(), RecordingPlan.of(file, Recordings.content(mode)));
    }

    private Recording begin(MediaStream caller, RecordingPlan plan) {
        Recording[] begun = new Recording[1];
        begun[0] = call.scope()
                .open(() -> caller.record(plan, ended -> {
                    call.media().recorded(Recordings.outcome(ended));
                    call.onLoop(() -> stop(begun[0]));
                }));
        running.add(begun[0]);
        tell(begun[0]);
        return begun[0];
    }

    public void stop(Recording recording) {
        running.remove(recording);
        call.scope().release(recording);
    }

    /** What is to become of them, and of those that begin later. */
    public void turn(CallAudio.RecordingState state) {
        wanted = state;
        if (state != CallAudio.RecordingState.STOPPED) {
            tell();
            return;
        }
        wanted = CallAudio.RecordingState.RUNNING;
        List.copyOf(running).forEach(this::stop);
    }

    /** What is pressed from now on stays out of them. */
    void keepSecret() {
        secrets++;
        tell();
    }

    /** The secret was told: they go on as soon as its last digit can't be heard any more. */
    void secretTold() {
        lastDigit.cancel();
        lastDigit = call.after(LAST_DIGIT, this::tell);
        secrets--;
    }

    @Override
    public void close() {
        lastDigit.cancel();
    }

    private void tell() {
        running.forEach(this::tell);
    }

    private void tell(Recording recording) {
        switch (wanted) {
            case PAUSED -> recording.pause();
            case MASKED -> recording.mask();
            case RUNNING, STOPPED -> {
                if (secrets > 0) recording.mask();
                else recording.resume();
            }
        }
    }
}
