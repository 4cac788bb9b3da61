package org.strowger.sip;

/**
 * The To tag of a response of which nothing is remembered: made from what a retransmission, and the ACK, have in common
 * with the request (RFC 3261 §8.2.7, §17.1.1.3).
 */
public final class StatelessTag {

    private static final long FACTOR = 0x5851f42d4c957f2dL;

    private StatelessTag() {}

    /** Of a request, or of the ACK for its response. */
    public static String of(WireMessage request) {
        long hash = mixed(request.cseq(), request.callId());
        hash = mixed(hash, request.fromTag());
        return "once" + Long.toHexString(mixed(hash, request.branch()));
    }

    private static long mixed(long before, String text) {
        long hash = (before + 1) * FACTOR;
        for (int i = 0; i < text.length(); i++) hash = hash * FACTOR + text.charAt(i);
        return hash ^ (hash >>> 32);
    }
}
