package org.strowger.call.exchange;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLongArray;
import org.strowger.sip.WireMessage;

/**
 * What has become of INVITEs under load, so that a retransmission fares as the first one did: where the delay has
 * changed meanwhile, who was refused would be called all the same, and who was taken be refused amid ringing (RFC 3261
 * §17.2.1 lets a transaction have one final response). One place for each of the Call-IDs that came last, which a
 * newer one may take. Any thread: what two loops lose to each other is decided anew.
 */
final class InviteVerdicts {

    enum Verdict {
        NONE,
        TAKEN,
        REFUSED
    }

    /** Of what a switch is asked under more than its load, as many as come in twenty seconds: half a mebibyte. */
    static final int PLACES = 1 << 16;

    /** As long as INVITEs are repeated, in seconds: Timer B (RFC 3261 §17.1.1.2). */
    private static final long REMEMBERED = 32;

    /** The lower bits of a place: the second, and the verdict. */
    private static final int BITS = 20;

    private static final long SECONDS = (1L << (BITS - 1)) - 1;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** What nobody else knows: Call-IDs that share a place can't be made up. */
    private final long seed = new SecureRandom().nextLong();

    private final AtomicLongArray places = new AtomicLongArray(PLACES);

    /** What was said to the same INVITE, or to another one of its call that was taken. */
    Verdict of(WireMessage invite, long nowMillis) {
        long call = hash(invite.callId());
        long known = places.getOpaque(place(call));
        long age = second(nowMillis) - (known >>> 1) & SECONDS;
        if (known == 0 || age > REMEMBERED) return Verdict.NONE;
        if (known >>> BITS == call >>> BITS && (known & 1) == 0) return Verdict.TAKEN;
        return known >>> BITS == request(call, invite) >>> BITS && (known & 1) == 1 ? Verdict.REFUSED : Verdict.NONE;
    }

    /** A call that is refused may be tried again, by another request. */
    void refused(WireMessage invite, long nowMillis) {
        long call = hash(invite.callId());
        remember(call, request(call, invite), nowMillis, 1);
    }

    /** A call that is taken is taken with credentials, too. */
    void taken(WireMessage invite, long nowMillis) {
        long call = hash(invite.callId());
        remember(call, call, nowMillis, 0);
    }

    private void remember(long call, long tag, long nowMillis, int verdict) {
        places.setOpaque(place(call), tag >>> BITS << BITS | (second(nowMillis) & SECONDS) << 1 | verdict);
    }

    private static int place(long call) {
        return (int) call & PLACES - 1;
    }

    private static long second(long nowMillis) {
        return nowMillis / 1000;
    }

    private static long request(long call, WireMessage invite) {
        return mixed(call + invite.cseq());
    }

    private long hash(String callId) {
        long hash = seed;
        for (int i = 0; i < callId.length(); i++) hash = (hash ^ callId.charAt(i)) * FNV_PRIME;
        return mixed(hash);
    }

    /** So that each bit depends on all (the finalizer of MurmurHash3). */
    private static long mixed(long hash) {
        long mixed = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
