package org.strowger.dialplan.script;

import java.time.Duration;
import org.strowger.call.CallAudio.PlayChange;

/**
 * What is being played to the caller: the word {@code playing}, for callbacks, since {@code play} waits for its end.
 * Where nothing is played, nothing happens.
 */
public final class CallPlaying<C> {

    private final ScriptedCall call;
    private final C all;

    /** @param all the call with all its verbs, to go on with */
    CallPlaying(ScriptedCall call, C all) {
        this.call = call;
        this.all = all;
    }

    /** Nothing more for now. */
    public C pause() {
        return turn(new PlayChange.Pause());
    }

    /** Goes on. */
    public C resume() {
        return turn(new PlayChange.Resume());
    }

    /** Goes on from this position. */
    public C seek(Duration position) {
        return turn(new PlayChange.Seek(position));
    }

    /** Leaves out so much. */
    public C forward(Duration distance) {
        return turn(new PlayChange.Skip(distance));
    }

    /** Plays so much again. */
    public C back(Duration distance) {
        return turn(new PlayChange.Skip(distance.negated()));
    }

    /** Louder or softer than it was recorded, in dB, -60 to +20. */
    public C volume(Number decibels) {
        return turn(new PlayChange.Volume(decibels.doubleValue()));
    }

    /** Ends it: {@code play} returns. */
    public C stop() {
        return turn(new PlayChange.Stop());
    }

    private C turn(PlayChange change) {
        call.acting().playing(change);
        return all;
    }
}
