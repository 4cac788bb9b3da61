package org.strowger.call.program;

import java.time.Duration;
import java.util.List;
import org.strowger.audio.sound.Playlist;
import org.strowger.call.Call;
import org.strowger.call.CallEnded;
import org.strowger.call.PlayOptions;
import org.strowger.call.Sound;
import org.strowger.call.event.Confided;
import org.strowger.call.live.LiveCall;

/**
 * What the verbs of a call stand on, whichever part of it they belong to: the way to the loop and back, and what a
 * script names, made ready on a thread that may wait. Its parts are interfaces since they keep nothing: what is kept is
 * in {@link ProgramCall}. Runs on the call's thread.
 */
interface ProgramVerbs extends Call {

    /** So long a disk or a web server may take for what is played. */
    Duration MOST_FETCHING = Duration.ofSeconds(30);

    /** The call itself: touched on its loop alone, but for what is safe on any thread. */
    LiveCall live();

    /** How verbs take their way to the loop and back. */
    VerbCourse course();

    /** What is not to be written down. */
    Confided confided();

    /** Has something run on the call's thread, within the verb that waits then. On the loop. */
    void tell(Runnable what);

    /** Runs a command on the loop and waits for its answer; throws {@link CallEnded} if the call ends first. */
    @SuppressWarnings("TypeParameterUnusedInFormals") // a reply carries what its verb asked for
    default <T> T perform(VerbCourse.Command<T> command) {
        return course().perform(command);
    }

    /** Has something run on the loop, and does not wait for it. */
    default void onLoop(Runnable task) {
        live().onLoop(task);
    }

    /** Reads what has not been read yet, on a thread that may wait for disk and network. */
    default Playlist fetched(List<? extends Sound> sounds, PlayOptions options) {
        return elsewhere(MOST_FETCHING, () -> live().home().shelf().playlist(sounds, options));
    }
}
