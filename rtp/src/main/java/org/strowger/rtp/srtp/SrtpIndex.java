package org.strowger.rtp.srtp;

/** The index of a packet, of which only the lower 16 bits are sent (RFC 3711 §3.3.1, appendix A). */
final class SrtpIndex {

    private static final int HALF = 1 << 15;
    private static final long CYCLE = 1 << 16;

    private SrtpIndex() {}

    /** The index that lies closest to the highest so far; never negative. */
    static long estimate(long highest, int sequence) {
        long rollover = highest & -CYCLE;
        int last = (int) (highest & 0xFFFF);
        if (last < HALF && sequence - last > HALF && rollover > 0) return rollover - CYCLE + sequence;
        if (last >= HALF && last - HALF > sequence) return rollover + CYCLE + sequence;
        return rollover + sequence;
    }
}
