package org.strowger.call.sound;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.strowger.call.CallAudio;
import org.strowger.call.RecordMode;
import org.strowger.call.core.CallPart;
import org.strowger.call.leg.CalleeLeg;
import org.strowger.call.setup.SoundSettings;
import org.strowger.call.sound.CallTapesTable.Effect;
import org.strowger.call.sound.CallTapesTable.Event;
import org.strowger.call.sound.CallTapesTable.State;
import org.strowger.media.MediaStream;
import org.strowger.media.Recording;
import org.strowger.media.RecordingPlan;
import org.strowger.statemachine.Effects;
import org.strowger.statemachine.Machine;
import org.strowger.statemachine.StateTable;

/**
 * The recordings of a call that run beside its program: what the program lets become of them, and that they hold no
 * digits which are asked for in secret ({@link CallTapesTable}). Runs on the call's loop.
 */
public final class CallTapes implements AutoCloseable, CallPart, Effects<Effect> {

    private final MediaContext call;
    private Set<Recording> running = Collections.emptySet();
    private final Machine<State, Event, Effect> machine;
    private int secrets;

    public CallTapes(MediaContext call) {
        this.call = call;
        this.machine = new Machine<>(
                CallTapesTable.TABLE,
                call.loop(),
                CallTapesTable.Time.USUAL,
                this,
                call.home().stories(),
                this);
    }

    /** The machine that each call has. */
    public static List<StateTable<?, ?, ?>> tables() {
        return List.of(CallTapesTable.TABLE);
    }

    @Override
    public String call() {
        return call.id();
    }

    /** Records the caller's stream until the call ends, to a file that a program names. */
    public void start(MediaStream caller, RecordingPlan plan) {
        machine.fire(Event.RESUME);
        begin(caller, plan);
    }

    /**
     * Records a connection until the call ends or it is {@link #stop ended}.
     *
     * @param since when it came about, by the call's loop
     */
    public Recording start(RecordMode mode, CalleeLeg leg, long since) {
        SoundSettings sound = call.home().settings().sound();
        Path file = Recordings.ofBridge(sound, call.home().time().instant(), call.id(), leg.name);
        return begin(
                call.caller().media.audio().orElseThrow(),
                RecordingPlan.of(file, Recordings.content(mode)).begunAt(since));
    }

    private Recording begin(MediaStream caller, RecordingPlan plan) {
        Recording[] begun = new Recording[1];
        begun[0] = call.scope()
                .open(() -> caller.record(plan, ended -> {
                    call.media().recorded(Recordings.outcome(ended));
                    call.onLoop(() -> stop(begun[0]));
                }));
        if (running.isEmpty()) running = new LinkedHashSet<>();
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
        machine.fire(
                switch (state) {
                    case RUNNING -> Event.RESUME;
                    case PAUSED -> Event.PAUSE;
                    case MASKED -> Event.MASK;
                    case STOPPED -> Event.STOP;
                });
    }

    /** What is pressed from now on stays out of them. */
    void keepSecret() {
        if (secrets++ == 0) machine.fire(Event.SECRET_ASKED);
    }

    /** The secret was told: they go on as soon as its last digit can't be heard any more. */
    void secretTold() {
        if (--secrets == 0) machine.fire(Event.SECRET_TOLD);
    }

    @Override
    public void close() {
        machine.abandon();
    }

    @Override
    public void perform(Effect effect, Object nothing) {
        call.safely(() -> {
            switch (effect) {
                case RESUME_ALL -> running.forEach(Recording::resume);
                case PAUSE_ALL -> running.forEach(Recording::pause);
                case MASK_ALL -> running.forEach(Recording::mask);
                case STOP_ALL -> List.copyOf(running).forEach(this::stop);
            }
        });
    }

    /** One that begins now. */
    private void tell(Recording begun) {
        switch (machine.state()) {
            case RUNNING, FADING -> begun.resume();
            case PAUSED, PAUSED_SECRET -> begun.pause();
            case SECRET, MASKED, MASKED_SECRET -> begun.mask();
        }
    }
}
