package org.strowger.call.program;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.strowger.audio.sound.Playlist;
import org.strowger.call.DigitAnswer;
import org.strowger.call.DigitQuestion;
import org.strowger.call.PlayOptions;
import org.strowger.call.RecordMode;
import org.strowger.call.RecordOptions;
import org.strowger.call.RecordOutcome;
import org.strowger.call.Sound;
import org.strowger.call.core.Reply;
import org.strowger.call.sound.CallTape;
import org.strowger.call.sound.Recordings;
import org.strowger.media.Playback;
import org.strowger.media.RecordingPlan;

/** What a call plays, records and hears, as its program sees it. Runs on the call's thread. */
interface ProgramSounds extends ProgramVerbs {

    @Override
    default void play(List<? extends Sound> sounds, PlayOptions options) {
        Playlist playlist = fetched(sounds, options);
        perform(live()::openMedia);
        Playback.End end = perform(reply -> live().media().play(playlist, options.bargeIn(), reply));
        if (end == Playback.End.NO_CODEC)
            throw new PlayFailed("play " + playlist.prompts() + ": the caller takes no codec that we have");
    }

    @Override
    default RecordOutcome record(String file, RecordOptions options) {
        RecordingPlan plan = RecordingPlan.of(
                Recordings.ofCaller(live().home().settings().sound(), file), RecordingPlan.Content.HEARD);
        if (options.longest().isPresent())
            plan = plan.withLongest(options.longest().get());
        if (options.silence().isPresent())
            plan = plan.withSilence(options.silence().get());
        answer();
        return record(plan, options.end(), _ -> {});
    }

    /** Records by a plan. */
    default RecordOutcome record(RecordingPlan plan, Optional<Character> end, Consumer<RecordOutcome> settled) {
        return perform(reply -> live().media().record(plan, new CallTape(live(), end, settled, reply), reply));
    }

    @Override
    default void startRecording(String file, RecordMode mode) {
        RecordingPlan plan =
                RecordingPlan.of(Recordings.ofCaller(live().home().settings().sound(), file), Recordings.content(mode));
        perform(live()::openMedia);
        this.<Boolean>perform(reply -> live().media().startRecording(plan, reply));
    }

    @Override
    default void recording(RecordingState state) {
        perform(reply -> {
            live().tapes().turn(state);
            reply.done(true);
        });
    }

    @Override
    default void playing(PlayChange change) {
        perform(reply -> {
            live().media().turn(change);
            reply.done(true);
        });
    }

    @Override
    default void filter(Side side, Filter filter) {
        perform(live()::openMedia);
        this.<Boolean>perform(reply -> live().media().filter(side, filter, reply));
    }

    @Override
    default DigitAnswer ask(DigitQuestion question) {
        Playlist prompts = fetched(question.prompts(), PlayOptions.ONCE);
        answer();
        DigitAnswer answer = perform(reply -> live().media().ask(question, stream -> stream.play(prompts), reply));
        if (question.secrecy() == DigitQuestion.Secrecy.MASKED) confided().add(answer.digits());
        return answer;
    }

    @Override
    default void listenForDigits() {
        onLoop(() -> live().ears().listenForDigits());
    }

    @Override
    default void listenForSilence(Duration silence) {
        onLoop(() -> live().ears().listenForSilence(silence));
    }

    @Override
    default void listenForTones() {
        onLoop(() -> live().ears().listenForTones());
    }

    @Override
    default void echo() {
        perform(live()::answer);
        perform((Reply<Boolean> _) -> live().media().echo());
    }
}
