package org.strowger.media;

import java.time.Duration;

/** Finds out that a peer has gone without a word, or is not heard at all, and tells it. Runs on the stream's loop. */
final class PeerWatch {

    private final SilenceWatch silence;
    private final MuteWatch mute;

    PeerWatch(Duration timeout, Tally<StreamCount> counted) {
        this.silence = new SilenceWatch(timeout);
        this.mute = new MuteWatch(counted);
    }

    /** A sign of life. */
    void heard(long now) {
        silence.heard(now);
    }

    /** A description has come. */
    void expect(boolean peerSends, long now) {
        silence.expect(peerSends, now);
        mute.expect(peerSends, now);
    }

    /** Has it a while longer, since it is connected with somebody else. */
    void restart(long now) {
        silence.restart(now);
    }

    void watch(MediaStream stream, MediaListener listener, long now) {
        mute.judge(now).ifPresent(cause -> listener.mute(stream, cause));
        if (silence.isTooLong(now)) listener.timedOut(stream, Duration.ofNanos(silence.length(now)));
    }
}
