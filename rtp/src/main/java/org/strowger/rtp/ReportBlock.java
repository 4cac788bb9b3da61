package org.strowger.rtp;

/**
 * What is reported of what one peer sends (RFC 3550 §6.4.1): each block tells of the time since the one before. Runs on
 * the stream's loop.
 */
public final class ReportBlock {

    private static final long SECOND = 1_000_000_000;

    private final Reception reception;
    private final Tally<StreamCount> counted;

    private long expectedBefore;
    private long lostBefore;
    private int peerReport;
    private long peerReportAt;

    /**
     * Nothing has been reported yet.
     *
     * @param counted the same as {@code reception} counts in
     */
    public ReportBlock(Reception reception, Tally<StreamCount> counted) {
        this.reception = reception;
        this.counted = counted;
    }

    /**
     * The peer has sent a report itself, which is mentioned from now on.
     *
     * @param ntpMiddle the middle 32 bits of its NTP time
     * @param at ns
     */
    public void peerReported(int ntpMiddle, long at) {
        peerReport = ntpMiddle;
        peerReportAt = at;
    }

    /** Adds a block to a packet; returns where the next one goes. */
    public int write(Packet packet, int at, long now) {
        long expected = reception.expected();
        long lost = counted.read(StreamCount.PACKETS_LOST);
        long expectedSince = expected - expectedBefore;
        long lostSince = Math.max(0, lost - lostBefore);
        expectedBefore = expected;
        lostBefore = lost;
        int fraction = expectedSince <= 0 ? 0 : (int) Math.min(255, (lostSince << 8) / expectedSince);
        int delay = peerReport == 0 ? 0 : (int) ((now - peerReportAt) * 65_536 / SECOND);
        int jitter = (int) (counted.read(StreamCount.JITTER_TIMES_16) >> 4);
        return Rtcp.block(
                packet, at, reception.source(), fraction, (int) lost, reception.highest(), jitter, peerReport, delay);
    }
}
