package org.strowger.dialplan.script;

import java.time.Duration;
import org.strowger.call.CallAudio.PlayChange;

/** What is being played to the caller: the word {@code playing}, for callbacks, since {@code play} waits for its end. Where nothing is played, nothing happens. */
public final class CallPlaying {

    private final RouteCall call;

    CallPlaying(RouteCall call) {
        this.call = call;
    }

    /** Nothing more for now. */
    public CallVerbs pause() {
        return turn(new PlayChange.Pause());
    }

    /** Goes on. */
    public CallVerbs resume() {
        return turn(new PlayChange.Resume());
    }

    /** Goes on from this position. */
    public CallVerbs seek(Duration position) {
        return turn(new PlayChange.Seek(position));
    }

    /** Leaves out so much. */
    public CallVerbs forward(Duration distance) {
        return turn(new PlayChange.Skip(distance));
    }

    /** Plays so much again. */
    public CallVerbs back(Duration distance) {
        return turn(new PlayChange.Skip(distance.negated()));
    }

    /** Louder or softer than it was recorded, in dB, -60 to +20. */
    public CallVerbs volume(Number decibels) {
        return turn(new PlayChange.Volume(decibels.doubleValue()));
    }

    /** Ends it: {@code play} returns. */
    public CallVerbs stop() {
        return turn(new PlayChange.Stop());
    }

    private CallVerbs turn(PlayChange change) {
        call.acting().playing(change);
        return call;
    }
}
