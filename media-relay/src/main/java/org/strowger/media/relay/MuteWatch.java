package org.strowger.media.relay;

import java.util.Optional;
import org.strowger.media.MuteCause;
import org.strowger.rtp.StreamCount;
import org.strowger.rtp.Tally;
import org.strowger.sdp.Direction;

/**
 * Finds out that a peer to which we send has not been heard since its last description, and why. Once it has been
 * heard, the matter is settled: who falls silent later is {@link SilenceWatch}'s. Runs on the stream's loop.
 */
final class MuteWatch {

    /** How long we send without hearing anything before it is told. */
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    private final Tally<StreamCount> counted;
    private boolean expecting;
    private long since;
    private long sentBefore;
    private long heardBefore;
    private long strangersBefore;
    private long unreadableBefore;
    private long unagreedBefore;

    MuteWatch(Tally<StreamCount> counted) {
        this.counted = counted;
    }

    /** A description has come. */
    void expect(Direction peers, long now) {
        expecting = peers.sends();
        heardBefore = heard();
        strangersBefore = counted.read(StreamCount.STRANGERS);
        unreadableBefore = counted.read(StreamCount.UNREADABLE);
        unagreedBefore = counted.read(StreamCount.UNAGREED);
        begin(now);
    }

    private void begin(long now) {
        since = now;
        sentBefore = counted.read(StreamCount.PACKETS_SENT);
    }

    private long heard() {
        return counted.read(StreamCount.PACKETS_RECEIVED) - counted.read(StreamCount.UNAGREED);
    }

    /** What is wrong, once for each five seconds in which we sent and heard nothing; empty otherwise. */
    Optional<MuteCause> judge(long now) {
        if (!expecting) return Optional.empty();
        if (heard() > heardBefore) {
            expecting = false;
            return Optional.empty();
        }
        if (counted.read(StreamCount.PACKETS_SENT) == sentBefore) since = now;
        if (now - since < PATIENCE_NANOS) return Optional.empty();
        begin(now);
        return Optional.of(cause());
    }

    private MuteCause cause() {
        if (counted.read(StreamCount.UNREADABLE) > unreadableBefore) return MuteCause.OTHER_KEY;
        if (counted.read(StreamCount.UNAGREED) > unagreedBefore) return MuteCause.OTHER_FORMAT;
        if (counted.read(StreamCount.STRANGERS) > strangersBefore) return MuteCause.OTHER_ADDRESS;
        return MuteCause.NOTHING_COMES;
    }
}
