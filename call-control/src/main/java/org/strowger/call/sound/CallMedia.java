package org.strowger.call.sound;

import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.strowger.audio.sound.Playlist;
import org.strowger.call.Call;
import org.strowger.call.CallAudio;
import org.strowger.call.DigitAnswer;
import org.strowger.call.DigitQuestion;
import org.strowger.call.PlayOptions;
import org.strowger.call.RecordOutcome;
import org.strowger.call.core.ProgramListener;
import org.strowger.call.core.Reply;
import org.strowger.call.event.CallEvent;
import org.strowger.call.event.DigitSource;
import org.strowger.call.event.LegEvent;
import org.strowger.call.leg.CallLeg;
import org.strowger.call.leg.CalleeLeg;
import org.strowger.call.leg.CallerLeg;
import org.strowger.media.AudioSide;
import org.strowger.media.MediaListener;
import org.strowger.media.MediaSession;
import org.strowger.media.MediaStream;
import org.strowger.media.MuteCause;
import org.strowger.media.Playback;
import org.strowger.media.Recording;
import org.strowger.media.RecordingPlan;
import org.strowger.rtp.PortClaim;
import org.strowger.rtp.video.PictureRate;

/** What a call's legs are played, and what is recorded, asked and heard of them. Runs on the call's loop. */
public final class CallMedia implements MediaListener, AutoCloseable {

    private final MediaContext call;
    private Map<Playback, Reply<Playback.End>> playing = Collections.emptyMap();
    private Set<String> mute = Collections.emptySet();
    private @Nullable CallerPlayback ofProgram;
    private @Nullable MediaSession session;

    public CallMedia(MediaContext call) {
        this.call = call;
    }

    /** Lets the caller hear what its program plays. */
    public void play(Playlist playlist, PlayOptions.BargeIn bargeIn, Reply<Playback.End> reply) {
        Optional<MediaStream> audio = call.caller().media.audio();
        if (audio.isEmpty()) {
            reply.done(Playback.End.NO_CODEC);
            return;
        }
        CallerPlayback now = new CallerPlayback(call, audio.get(), playlist, bargeIn);
        ofProgram = now;
        plays(now.playback(), new Reply<>() {
            @Override
            public void done(Playback.End end) {
                now.close();
                if (ofProgram == now) ofProgram = null;
                reply.done(end);
            }

            @Override
            public void failed(RuntimeException why) {
                reply.failed(why);
            }
        });
    }

    /** Turns what the program plays, if it plays anything. */
    public void turn(CallAudio.PlayChange change) {
        if (ofProgram != null) ofProgram.change(change);
    }

    /** The caller speaks while this is played. */
    void interrupted(CallerPlayback played) {
        if (ofProgram == played) silence(call.caller());
    }

    /** The caller has pressed a digit that nobody waited for. */
    void interruptedByDigit() {
        if (ofProgram != null) ofProgram.pressed();
    }

    /** Lets a leg hear this; told when it is over. */
    public void play(CallLeg leg, Playlist playlist, Reply<Playback.End> reply) {
        if (leg instanceof CalleeLeg callee && callee.isOver()) {
            reply.done(Playback.End.STOPPED);
            return;
        }
        Optional<MediaStream> audio = leg.media.audio();
        if (audio.isEmpty()) reply.done(Playback.End.NO_CODEC);
        else plays(audio.get().play(playlist), reply);
    }

    /** Records the caller's stream. */
    public void record(RecordingPlan plan, CallTape tape, Reply<RecordOutcome> reply) {
        call.caller()
                .media
                .audio()
                .ifPresentOrElse(
                        audio -> tape.begin(audio, plan),
                        () -> reply.failed(
                                new Call.PlayFailed("record " + plan.file() + ": the caller sends no audio")));
    }

    /** Records the caller's stream beside what the program does. */
    public void startRecording(RecordingPlan plan, Reply<Boolean> reply) {
        withAudio("record " + plan.file(), reply, audio -> call.tapes().start(audio, plan));
    }

    /** Puts a stage of the program's into the caller's stream until the call ends. */
    public void filter(CallAudio.Side side, CallAudio.Filter filter, Reply<Boolean> reply) {
        AudioSide of = side == CallAudio.Side.CALLER ? AudioSide.HEARD : AudioSide.SPOKEN;
        withAudio("filter", reply, audio -> call.scope().open(() -> audio.filter(of, filter)));
    }

    private void withAudio(String verb, Reply<Boolean> reply, Consumer<MediaStream> work) {
        Optional<MediaStream> audio = call.caller().media.audio();
        audio.ifPresent(work);
        if (audio.isPresent()) reply.done(true);
        else reply.failed(new Call.PlayFailed(verb + ": the caller sends no audio"));
    }

    /** A file is complete, perhaps since a key was pressed. On any thread. */
    RecordOutcome recorded(Recording.Outcome ended, boolean byKey) {
        return recorded(byKey ? Recordings.endedByKey(ended) : Recordings.outcome(ended));
    }

    RecordOutcome recorded(RecordOutcome outcome) {
        call.publish(new CallEvent.Recorded(
                call.id(),
                outcome.file().toString(),
                outcome.length(),
                outcome.ending().name(),
                outcome.problem()));
        return outcome;
    }

    /** Asks for digits while the prompts are played, until the first of them. */
    public void ask(DigitQuestion question, Function<MediaStream, Playback> prompts, Reply<DigitAnswer> reply) {
        Optional<MediaStream> audio = call.caller().media.audio();
        boolean secret = question.secrecy() == DigitQuestion.Secrecy.MASKED;
        if (secret) call.tapes().keepSecret();
        DigitCollector collector = call.keys().ask(question, () -> audio.ifPresent(MediaStream::stop), answer -> {
            if (secret) call.tapes().secretTold();
            reply.done(answer);
        });
        if (collector.isOver() || collector.hasBegun()) return;
        if (question.prompts().isEmpty() || audio.isEmpty()) collector.promptsOver();
        else plays(prompts.apply(audio.get()), new PromptsOver(collector));
    }

    private record PromptsOver(DigitCollector collector) implements Reply<Playback.End> {
        @Override
        public void done(Playback.End end) {
            collector.promptsOver();
        }

        @Override
        public void failed(RuntimeException why) {
            collector.promptsOver();
        }
    }

    public void echo() {
        call.callerTaken("the caller hears an echo");
        call.caller().media.audio().ifPresent(MediaStream::echo);
    }

    /** Lets a leg hear that somebody is being called: by 180, or where it hears us already, by a tone. */
    public void hearsRinging(CallLeg leg) {
        if (leg == call.caller() && !call.caller().isCommitted()) call.caller().ring();
        else leg.media.audio().ifPresent(stream -> stream.play(call.home().ringback()));
    }

    /** Whatever a leg is being played comes to its end. */
    public void silence(CallLeg leg) {
        leg.media.audio().ifPresent(MediaStream::stop);
    }

    /** The ports of this call, of which there are none until the first leg needs them. */
    public MediaSession session() {
        MediaSession open = session;
        if (open != null) return open;
        if (call.over().isPresent()) throw new IllegalStateException("the call is over: no media can be opened");
        PortClaim claim = call.isUrgent() ? PortClaim.EMERGENCY : PortClaim.ORDINARY;
        open = call.home().media().open(call.id(), claim, this);
        session = open;
        return open;
    }

    private void plays(Playback playback, Reply<Playback.End> reply) {
        if (playing.isEmpty()) playing = new LinkedHashMap<>();
        playing.put(playback, reply);
    }

    private boolean isNewlyMute(String leg) {
        if (mute.isEmpty()) mute = new HashSet<>();
        return mute.add(leg);
    }

    @Override
    public void close() {
        if (session != null) session.close();
        playing.clear();
    }

    // From the media loop: handed over.

    @Override
    public void played(MediaStream stream, Playback playback, Playback.End end) {
        call.loop().execute(() -> {
            Reply<Playback.End> reply = playing.remove(playback);
            if (reply != null) reply.done(end);
        });
    }

    @Override
    public void timedOut(MediaStream stream, Duration silence) {
        call.onLoop(() -> {
            if (answered(stream).isPresent()) call.tell(ProgramListener::mediaTimedOut);
        });
    }

    @Override
    public void mute(MediaStream stream, MuteCause cause) {
        call.onLoop(() -> answered(stream).filter(leg -> isNewlyMute(leg.name)).ifPresent(leg -> {
            call.home().counters().legsMute.increment();
            call.publish(new LegEvent.LegMute(call.id(), leg.name, cause, cause.why()));
        }));
    }

    @Override
    public void seen(MediaStream stream, PictureRate rate) {
        call.onLoop(() -> answered(stream)
                .ifPresent(leg -> call.publish(new LegEvent.LegSeen(
                        call.id(),
                        leg.name,
                        rate.format().name(),
                        rate.width(),
                        rate.height(),
                        rate.pictures(),
                        rate.keys(),
                        rate.bits()))));
    }

    /** The leg that this is a stream of; before the answer nobody has promised to send. */
    private Optional<CallLeg> answered(MediaStream stream) {
        CallerLeg caller = call.caller();
        if (caller.isAnswered() && caller.media.owns(stream)) return Optional.of(caller);
        for (CalleeLeg leg : call.legs()) if (leg.isAnswered() && leg.media.owns(stream)) return Optional.of(leg);
        return Optional.empty();
    }

    @Override
    public void pressed(MediaStream stream, char digit) {
        call.onLoop(() -> {
            if (call.caller().media.owns(stream))
                call.keys().pressed(call.caller(), digit, DigitSource.EVENT, Duration.ZERO);
            for (CalleeLeg leg : call.legs())
                if (leg.media.owns(stream)) call.keys().pressed(leg, digit, DigitSource.EVENT, Duration.ZERO);
        });
    }
}
