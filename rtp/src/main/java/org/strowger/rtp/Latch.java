package org.strowger.rtp;

/**
 * Whose packets a port takes and where it sends: symmetric RTP (RFC 4961) that a stranger can not take over (the attack
 * known as rtpbleed). Runs on the stream's loop.
 *
 * <p>A source fits by how well it is vouched for: the announced address itself, the announced host, the host that
 * signals (RFC 7362 §4), or nothing but that it came first. A better fit takes over at any time: what the peer has said
 * (RFC 3264 §5.1) goes before what a stranger has sent. A source that nothing vouches for is only taken where it has to
 * be, since the announced address is none that the Internet leads to (RFC 6890): the peer is behind a NAT, and its
 * signalling came another way.
 *
 * <p>For {@link #PROBATION_NANOS} from the first packet one that fits as well takes over while the held one has been
 * silent for {@link #GAP_NANOS}: one stray packet does not make the call deaf. Afterwards nothing but a better fit or
 * another announcement moves it; what the source held before an announcement still sends is heard, but not latched on,
 * while the new one may show up.
 */
public final class Latch {

    static final long PROBATION_NANOS = 3_000_000_000L;
    static final long GAP_NANOS = 250_000_000L;

    /** What to do with a packet. */
    public enum Verdict {
        /** Take it: it comes from whom we hold. */
        HELD,
        /** Take it: we hold its source from now on. */
        LATCHED,
        /** Take it: its source is the announced one, and will not be given up any more. */
        SETTLED,
        /** Take it, although we don't send to its source. */
        HEARD,
        /** Drop it. */
        STRANGER
    }

    private static final int ANNOUNCED = 3;
    private static final int ANNOUNCED_HOST = 2;
    private static final int SIGNALLING_HOST = 1;
    private static final int UNVOUCHED = 0;

    private Endpoint announced = Endpoint.NONE;
    private Endpoint signalling = Endpoint.NONE;
    private boolean reachable;
    private Endpoint held = Endpoint.NONE;

    // What is held once more, beside what is needed with it: one line of cache less for each packet.
    private long heldHigh;
    private long heldLow;
    private int heldPort = Endpoint.NONE.port();

    private Endpoint former = Endpoint.NONE;
    private int fit;
    private boolean opened;
    private long openedAt;
    private long latchedAt;
    private long heardAt;

    /**
     * Says where the peer's description wants us to send, and which host it signals from; {@link Endpoint#NONE} if that
     * is unknown. True if the former is news, so that the latch is open again.
     */
    public boolean announce(Endpoint address, Endpoint signals, long now) {
        signalling = signals;
        if (opened && announced.equals(address)) return false;
        // What came before the first description has no better claim than what comes after it.
        former = opened ? held : Endpoint.NONE;
        opened = true;
        openedAt = now;
        announced = address;
        reachable = address.isGlobal();
        hold(Endpoint.NONE);
        return true;
    }

    /**
     * Holds by an address that the peer has proved to be its own, as by ICE: nobody else's packets are taken, wherever
     * that is.
     */
    public void follow(Endpoint address, long now) {
        announce(address, Endpoint.NONE, now);
        reachable = true;
    }

    /** Where to send: to whom we hold, else to the announced address. */
    public Endpoint destination() {
        return held.isNowhere() ? announced : held;
    }

    public Endpoint announced() {
        return announced;
    }

    /** Whether it comes from the announced address. */
    public boolean isAnnounced(Packet packet) {
        return announced.matches(packet);
    }

    public boolean holds(Packet packet) {
        return heldPort == packet.sourcePort && heldLow == packet.sourceLow && heldHigh == packet.sourceHigh;
    }

    /**
     * Whether a packet is a stranger's whatever is in it, so that nobody need look: what is expensive to look into is
     * asked here first. Changes nothing.
     */
    public boolean refuses(Packet packet, long now) {
        if (holds(packet)) return false;
        int theirs = fit(packet);
        if (theirs == UNVOUCHED && reachable && !isLate(packet, now)) return true;
        return !held.isNowhere() && !mayTakeOver(theirs, now);
    }

    public Verdict judge(Packet packet, long now) {
        if (holds(packet)) return again(now);
        if (refuses(packet, now)) return Verdict.STRANGER;
        return held.isNowhere() ? first(packet, now) : takeOver(packet, now);
    }

    private Verdict again(long now) {
        heardAt = now;
        return Verdict.HELD;
    }

    private Verdict first(Packet packet, long now) {
        if (isLate(packet, now)) return Verdict.HEARD;
        latchedAt = now;
        return takeOver(packet, now);
    }

    /**
     * Whether it comes from the source that we held before the peer announced another address: it is heard on for a
     * while.
     */
    private boolean isLate(Packet packet, long now) {
        return held.isNowhere()
                && former.matches(packet)
                && !announced.matches(packet)
                && now - openedAt < PROBATION_NANOS;
    }

    private boolean mayTakeOver(int theirs, long now) {
        if (theirs != fit) return theirs > fit;
        return now - latchedAt < PROBATION_NANOS && now - heardAt >= GAP_NANOS;
    }

    private Verdict takeOver(Packet packet, long now) {
        hold(packet.source());
        heardAt = now;
        fit = fit(packet);
        return fit == ANNOUNCED ? Verdict.SETTLED : Verdict.LATCHED;
    }

    private void hold(Endpoint endpoint) {
        held = endpoint;
        heldHigh = endpoint.high();
        heldLow = endpoint.low();
        heldPort = endpoint.port();
    }

    private int fit(Packet packet) {
        if (announced.matches(packet)) return ANNOUNCED;
        if (announced.sameHost(packet)) return ANNOUNCED_HOST;
        return signalling.sameHost(packet) ? SIGNALLING_HOST : UNVOUCHED;
    }
}
