package org.strowger.media;

/**
 * Whose packets a port takes and where it sends: symmetric RTP (RFC 4961) that a stranger can not take over (the attack known as
 * rtpbleed). Runs on the stream's loop.
 *
 * <p>The first packet is latched on. For {@link #PROBATION_NANOS} from then another source takes over if it fits the announced
 * address better (the very address before the same host before any), or as well while the held one has been silent for
 * {@link #GAP_NANOS}: one stray packet does not make the call deaf. The announced address itself is held at once and for good.
 * Afterwards nothing but another announcement opens it again; what the source held before then still sends is heard, but not
 * latched on, while the new one may show up.
 */
final class Latch {

    static final long PROBATION_NANOS = 3_000_000_000L;
    static final long GAP_NANOS = 250_000_000L;

    /** What to do with a packet. */
    enum Verdict {
        /** Take it: it comes from whom we hold. */
        HELD,
        /** Take it: we hold its source from now on. */
        LATCHED,
        /** Take it: its source will not be given up any more. */
        SETTLED,
        /** Take it, although we don't send to its source. */
        HEARD,
        /** Drop it. */
        STRANGER
    }

    private Endpoint announced = Endpoint.NONE;
    private Endpoint held = Endpoint.NONE;

    // What is held once more, beside what is needed with it: one line of cache less for each packet.
    private long heldHigh;
    private long heldLow;
    private int heldPort = Endpoint.NONE.port();

    private Endpoint former = Endpoint.NONE;
    private int fit;
    private boolean settled;
    private boolean opened;
    private long openedAt;
    private long latchedAt;
    private long heardAt;

    /** Says where the peer's description wants us to send. True if that is news, so that the latch is open again. */
    boolean announce(Endpoint address, long now) {
        if (opened && announced.equals(address)) return false;
        // What came before the first description has no better claim than what comes after it.
        former = opened ? held : Endpoint.NONE;
        opened = true;
        openedAt = now;
        announced = address;
        hold(Endpoint.NONE);
        settled = false;
        return true;
    }

    /** Where to send: to whom we hold, else to the announced address. */
    Endpoint destination() {
        return held.isNowhere() ? announced : held;
    }

    Endpoint announced() {
        return announced;
    }

    boolean holds(Packet packet) {
        return heldPort == packet.sourcePort && heldLow == packet.sourceLow && heldHigh == packet.sourceHigh;
    }

    Verdict judge(Packet packet, long now) {
        if (holds(packet)) return again(now);
        if (held.isNowhere()) return first(packet, now);
        return mayTakeOver(packet, now) ? takeOver(packet, now) : Verdict.STRANGER;
    }

    private Verdict again(long now) {
        heardAt = now;
        if (settled || now - latchedAt < PROBATION_NANOS) return Verdict.HELD;
        settled = true;
        return Verdict.SETTLED;
    }

    private Verdict first(Packet packet, long now) {
        boolean late = former.matches(packet) && !announced.matches(packet) && now - openedAt < PROBATION_NANOS;
        if (late) return Verdict.HEARD;
        latchedAt = now;
        return takeOver(packet, now);
    }

    private boolean mayTakeOver(Packet packet, long now) {
        if (settled || now - latchedAt >= PROBATION_NANOS) return false;
        int theirs = fit(packet);
        return theirs > fit || (theirs == fit && now - heardAt >= GAP_NANOS);
    }

    private Verdict takeOver(Packet packet, long now) {
        hold(packet.source());
        heardAt = now;
        fit = fit(packet);
        settled = fit == 2;
        return settled ? Verdict.SETTLED : Verdict.LATCHED;
    }

    private void hold(Endpoint endpoint) {
        held = endpoint;
        heldHigh = endpoint.high();
        heldLow = endpoint.low();
        heldPort = endpoint.port();
    }

    private int fit(Packet packet) {
        if (announced.matches(packet)) return 2;
        return announced.sameHost(packet) ? 1 : 0;
    }
}
