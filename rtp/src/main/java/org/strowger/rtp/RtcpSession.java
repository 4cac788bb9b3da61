package org.strowger.rtp;

import java.util.function.IntSupplier;
import org.strowger.audio.codec.EModel;

/**
 * The reports of one stream as an endpoint (RFC 3550 §6): what we send about ourselves and about the peer, and what the
 * peer says about us. On a bridge that only forwards, the peers report to one another and this rests. Runs on the
 * stream's loop.
 */
public final class RtcpSession implements Rtcp.Reader {

    /** §6.2: five seconds, varied by half of it each way. Two participants need no scaling by bandwidth. */
    private static final long INTERVAL = 5_000_000_000L;

    /** Of what we hear, ms: the jitter buffer's usual delay and its longest. */
    private static final Rtcp.Delays DELAYS = new Rtcp.Delays(40, 200);

    private static final long RESTING = Long.MAX_VALUE;
    private static final long NTP_UNITS = 1L << 32;
    private static final long SECOND = 1_000_000_000L;

    private final OutgoingRtp sent;
    private final int ssrc;
    private final byte[] name;
    private final IntSupplier random;
    private final Reception reception;
    private final Tally<StreamCount> counted;
    private final ReportBlock block;

    private long nextAt = RESTING;
    private long epoch;
    private boolean reported;
    private boolean aboutUs;
    private boolean extended;
    private EModel.Codec codec = EModel.Codec.G711;
    private long heardSince;
    private long receivedAt;

    public RtcpSession(OutgoingRtp sent, Reception reception, Tally<StreamCount> counted, IntSupplier random) {
        this.sent = sent;
        this.random = random;
        this.reception = reception;
        this.counted = counted;
        this.block = new ReportBlock(reception, counted);
        this.ssrc = sent.ssrc();
        this.name = Rtcp.name(random.getAsInt());
    }

    /** Whether a report is due. The first comes after half an interval of speaking or listening for ourselves. */
    public boolean isDue(long now) {
        if (nextAt == RESTING) nextAt = now + varied() / 2;
        return now >= nextAt;
    }

    /** Forgets when the next report was due: while packets are only forwarded, the peers report to one another. */
    public void rest() {
        nextAt = RESTING;
    }

    /**
     * Takes note of a description: whether the peer would like to know how we hear it (RFC 3611 §5.1), and what it
     * speaks.
     */
    public void describe(WantedReports wanted, EModel.Codec spoken) {
        extended = wanted == WantedReports.WITH_VOIP_METRICS;
        codec = spoken;
    }

    /** True once we have sent a report, so that a BYE is owed (RFC 3550 §6.6). */
    public boolean hasReported() {
        return reported;
    }

    /** Takes note of what the peer reports. True if some of it was about packets of our own source. */
    public boolean received(Packet packet, long now) {
        receivedAt = now;
        aboutUs = false;
        Rtcp.read(packet, this);
        return aboutUs;
    }

    /** Writes the report that is due. */
    public void write(Packet packet, long now) {
        nextAt = now + varied();
        reported = true;
        int at = sent.hasSent()
                ? Rtcp.sender(packet, ssrc, ntp(now), sent.timestampAt(now), sent.packets(), sent.octets())
                : Rtcp.receiver(packet, ssrc);
        if (reception.hasBegun()) at = block.write(packet, at, now);
        packet.length = Rtcp.description(packet, at, ssrc, name);
        if (extended && reception.hasBegun()) packet.length = metrics(packet, packet.length, now);
    }

    private int metrics(Packet packet, int at, long now) {
        if (heardSince == 0) heardSince = now;
        double lost = (double) counted.read(StreamCount.PACKETS_LOST) / Math.max(1, reception.expected());
        int roundTrip = (int) (counted.read(StreamCount.ROUND_TRIP_MICROS) / 1000);
        double listening = EModel.rating(codec, 100 * lost, 0);
        double conversation = EModel.rating(codec, 100 * lost, DELAYS.usual() + roundTrip / 2.0);
        return Rtcp.voipMetrics(
                packet,
                at,
                ssrc,
                reception.source(),
                (int) Math.min(255, 256 * lost),
                (now - heardSince) / 1_000_000,
                roundTrip,
                DELAYS,
                (int) Math.round(conversation),
                new Rtcp.Opinions(times10(EModel.opinion(listening)), times10(EModel.opinion(conversation))));
    }

    private static int times10(double opinion) {
        return (int) Math.round(10 * opinion);
    }

    /** Writes the last one, with a BYE (§6.6). */
    public void writeBye(Packet packet, long now) {
        write(packet, now);
        packet.length = Rtcp.bye(packet, packet.length, ssrc);
    }

    @Override
    public void sender(int source, int ntpMiddle) {
        block.peerReported(ntpMiddle, receivedAt);
    }

    @Override
    public void block(int source, int fractionLost, int totalLost, int jitter, int lastReport, int delay) {
        if (source != ssrc) return;
        aboutUs = true;
        counted.set(StreamCount.FAR_LOSS_256, fractionLost);
        if (lastReport == 0) return;
        int roundTrip = (int) (ntp(receivedAt) >>> 16) - lastReport - delay;
        // §6.4.1, figure 2. A clock that steps, or a peer that lies, makes nonsense of it.
        if (roundTrip >= 0 && roundTrip < 60 * 65_536)
            counted.set(StreamCount.ROUND_TRIP_MICROS, roundTrip * 1_000_000L / 65_536);
    }

    /** Not looked up by its SSRC: whatever source the peer names is our own, or one that we have passed on to it. */
    @Override
    public void voipMetrics(int source, int rating, int opinionTimes10) {
        if (opinionTimes10 >= 10 && opinionTimes10 <= 50) counted.set(StreamCount.FAR_OPINION_10, opinionTimes10);
    }

    @Override
    public void bye(int source) {}

    /** NTP's seconds count from wherever we began: only differences matter to the peer (§4). */
    private long ntp(long now) {
        if (epoch == 0) epoch = now;
        long since = now - epoch + SECOND;
        return since / SECOND * NTP_UNITS + since % SECOND * NTP_UNITS / SECOND;
    }

    private long varied() {
        return INTERVAL / 2 + Math.floorMod(random.getAsInt(), 1_000_000) * (INTERVAL / 1_000_000);
    }
}
