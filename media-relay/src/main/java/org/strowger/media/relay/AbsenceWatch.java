package org.strowger.media.relay;

import org.strowger.rtp.StreamCount;
import org.strowger.rtp.Tally;
import org.strowger.sdp.Direction;

/**
 * Counts how long a peer that should send was gone ({@link StreamCount#SILENT_MILLIS}). One that suppresses its silence
 * (RFC 3389) is quiet for seconds, but reports (RFC 3550 §6.2: every five seconds on average); only ten seconds without
 * a packet of either kind are absence, and count from the last of them. A source that goes on where it stopped was
 * quiet, not gone: what it sent in between its sequence numbers say, and the pause is taken back. Runs on the stream's
 * loop.
 */
final class AbsenceWatch {

    private static final long QUIET_NANOS = 10_000_000_000L;
    private static final long MILLI = 1_000_000;

    private final Tally<StreamCount> counted;
    private boolean expecting;
    private boolean begun;
    private long since;
    private long told;
    private int source;
    private long pauseMillis;

    AbsenceWatch(Tally<StreamCount> counted) {
        this.counted = counted;
    }

    /** RTP of this source. */
    void spoke(int ssrc, long now) {
        if (ssrc == source) counted.add(StreamCount.SILENT_MILLIS, -pauseMillis);
        pauseMillis = 0;
        source = ssrc;
        heard(now);
    }

    /** A report. */
    void heard(long now) {
        since = now;
        told = now;
        begun = true;
    }

    /** A description has come. */
    void expect(Direction peers, long now) {
        expecting = peers == Direction.SENDRECV;
        since = now;
        told = now;
    }

    void watch(long now) {
        // Who was never heard is mute, which is told otherwise.
        if (!begun || !expecting || now - since < QUIET_NANOS) return;
        long millis = (now - told) / MILLI;
        counted.add(StreamCount.SILENT_MILLIS, millis);
        pauseMillis += millis;
        told = now;
    }
}
