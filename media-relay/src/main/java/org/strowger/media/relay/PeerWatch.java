package org.strowger.media.relay;

import java.time.Duration;
import org.strowger.media.MediaListener;
import org.strowger.media.MediaStream;
import org.strowger.rtp.StreamCount;
import org.strowger.rtp.Tally;
import org.strowger.sdp.Direction;

/** Finds out that a peer has gone without a word, or is not heard at all, and tells it. Runs on the stream's loop. */
final class PeerWatch {

    private final SilenceWatch silence;
    private final AbsenceWatch absence;
    private final MuteWatch mute;

    PeerWatch(Duration timeout, Tally<StreamCount> counted) {
        this.silence = new SilenceWatch(timeout);
        this.absence = new AbsenceWatch(counted);
        this.mute = new MuteWatch(counted);
    }

    /** RTP of this source. */
    void spoke(int ssrc, long now) {
        silence.heard(now);
        absence.spoke(ssrc, now);
    }

    /** Another sign of life. */
    void heard(long now) {
        silence.heard(now);
        absence.heard(now);
    }

    /**
     * A description has come. Who holds the other side may be silent for as long as it does (RFC 3264 §8.4), which says
     * nothing of its being there.
     */
    void expect(Direction peers, long now) {
        silence.expect(peers, now);
        absence.expect(peers, now);
        mute.expect(peers, now);
    }

    /** Begins the time in which it may be silent anew, since it is connected with somebody else. */
    void restart(long now) {
        silence.restart(now);
    }

    void watch(MediaStream stream, MediaListener listener, long now) {
        absence.watch(now);
        mute.judge(now).ifPresent(cause -> listener.mute(stream, cause));
        if (silence.isTooLong(now)) listener.timedOut(stream, Duration.ofNanos(silence.length(now)));
    }
}
