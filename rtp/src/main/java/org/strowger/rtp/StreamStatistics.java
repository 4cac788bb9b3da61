package org.strowger.rtp;

import org.strowger.audio.codec.EModel;

/**
 * What one leg sent us and was sent by us.
 *
 * @param packetsReceived RTP packets accepted
 * @param octetsReceived their payload
 * @param packetsLost by sequence numbers (RFC 3550 A.3), never negative
 * @param silentMillis how long a peer that should have sent was silent for so long, without a report either, that it
 *     was gone rather than quiet
 * @param jitterMicros interarrival jitter (RFC 3550 A.8)
 * @param packetsSent RTP packets sent
 * @param octetsSent their payload
 * @param strangers packets from another address than the latched one
 * @param farLoss the part of what we send that the peer last reported as lost, 0 to 1
 * @param farOpinion the opinion score, 1 to 5, that the peer last reported of what it hears (RFC 3611 §4.7); 0 if it
 *     reports none
 * @param roundTripMicros from us to the peer and back by its reports (RFC 3550 §6.4.1); 0 if it sends none
 */
public record StreamStatistics(
        long packetsReceived,
        long octetsReceived,
        long packetsLost,
        long silentMillis,
        long jitterMicros,
        long packetsSent,
        long octetsSent,
        long strangers,
        double farLoss,
        double farOpinion,
        long roundTripMicros) {

    private static final int USUAL_MILLIS = 20;

    /** Of a packet, in the network's and our own buffers, ms. */
    private static final double BUFFERED = 40;

    /**
     * The mean opinion score of what the peer sends, as we hear it, by the {@link EModel}: 1 to 4.41. Time in which it
     * was gone counts as lost, at 20 ms a packet.
     *
     * @param codec encoding name of what is sent
     */
    public double opinion(String codec) {
        long missed = packetsLost + silentMillis / USUAL_MILLIS;
        double expected = Math.max(1, packetsReceived + missed);
        double delay = (roundTripMicros / 2.0 + 2 * jitterMicros) / 1000 + BUFFERED;
        return EModel.opinion(EModel.rating(EModel.Codec.named(codec), 100 * missed / expected, delay));
    }
}
