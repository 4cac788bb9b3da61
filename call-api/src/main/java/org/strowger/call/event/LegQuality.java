package org.strowger.call.event;

import java.time.Duration;
import java.util.Optional;
import org.strowger.rtp.StreamStatistics;
import org.strowger.sdp.Codec;

/**
 * How a leg's audio was heard, from its first packet to its last.
 *
 * @param codec the one that was agreed on first
 * @param received packets that came from the leg
 * @param lost packets that were missing in between, by their sequence numbers
 * @param sent packets that went to the leg
 * @param farLoss the part of these that the leg last reported as lost (RFC 3550 §6.4.1), 0 to 1
 * @param jitter of what came (RFC 3550 A.8)
 * @param roundTrip to the leg and back, by its reports; zero if it sent none
 * @param farMos the mean opinion score that the leg reported of what it heard (RFC 3611 §4.7); empty if it reported
 *     none
 * @param mos the mean opinion score of what came, 1 to 4.41 (ITU-T G.107)
 */
public record LegQuality(
        String codec,
        long received,
        long lost,
        long sent,
        double farLoss,
        Duration jitter,
        Duration roundTrip,
        Optional<Double> farMos,
        double mos) {

    /** Below this mean opinion score many are dissatisfied (G.107 Annex B: R of 70). */
    static final double GOOD_ENOUGH = 3.6;

    public boolean isGoodEnough() {
        return mos >= GOOD_ENOUGH;
    }

    /** Empty for a stream through which nothing went. */
    public static Optional<LegQuality> of(StreamStatistics counted, Optional<Codec> spoken) {
        if (counted.packetsReceived() + counted.packetsSent() == 0) return Optional.empty();
        String codec = spoken.map(Codec::name).orElse("");
        return Optional.of(new LegQuality(
                codec,
                counted.packetsReceived(),
                counted.packetsLost(),
                counted.packetsSent(),
                counted.farLoss(),
                Duration.ofNanos(counted.jitterMicros() * 1000),
                Duration.ofNanos(counted.roundTripMicros() * 1000),
                counted.farOpinion() == 0 ? Optional.empty() : Optional.of(counted.farOpinion()),
                counted.packetsReceived() == 0 ? 1 : Math.round(100 * counted.opinion(codec)) / 100.0));
    }
}
