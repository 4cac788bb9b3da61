package org.strowger.call.exchange;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.strowger.sip.SipNetwork;
import org.strowger.sip.WireMessage;

/**
 * Refuses new work early when what arrives has to wait: the more, the longer it waits, so that what is taken is served
 * in time; sooner, where more calls are asked for than were carried before. Retransmissions fare as the first of them
 * did ({@link InviteVerdicts}). What belongs to a call, or ends one, is never refused here. Any thread.
 */
final class LoadShedding {

    private static final Duration UNREAD_ABOVE = Duration.ofMillis(10);
    private static final Duration NO_STRANGERS_ABOVE = Duration.ofMillis(30);
    /**
     * Registrations and the like come again by themselves: a town that registers at once is no reason to refuse a call.
     */
    private static final Duration WHAT_IS_REPEATED_ABOVE = Duration.ofMillis(40);

    /**
     * From which delay on calls are refused, once it has stood for so long.
     *
     * @param none delays that callers hardly notice
     * @param all from here on every new call is refused, so that none that is taken waits for much longer
     */
    private record Bounds(Duration none, Duration all, Duration stands) {

        double share(long delayNanos) {
            double over = delayNanos - none.toNanos();
            return Math.clamp(over / all.minus(none).toNanos(), 0, 1);
        }
    }

    /** Of more calls than were ever carried: what is too much now is too much in a second. */
    private static final Bounds TOO_MANY_CALLS =
            new Bounds(Duration.ofMillis(60), Duration.ofMillis(160), Duration.ofMillis(200));
    /**
     * Of no more than were carried before: a pause is caught up with, and a plan is compiled in a moment. Callers
     * repeat their INVITE after 500 ms.
     */
    private static final Bounds BUSY_OTHERWISE =
            new Bounds(Duration.ofMillis(400), Duration.ofMillis(1200), Duration.ofMillis(500));

    /** Shedding makes the delay dip: that is no end of the load. */
    private static final long OVER_AFTER_MILLIS = 1_000;

    private final SipNetwork network;
    private final List<LoopMailbox> mailboxes;
    private final InstantSource time;
    private final Demand demand = new Demand(Runtime.getRuntime().availableProcessors());
    private final InviteVerdicts verdicts = new InviteVerdicts();

    // Two loops that write these at once write the same, but for a millisecond.
    private volatile long firstLate = Long.MAX_VALUE;
    private volatile long lastLate;

    LoadShedding(SipNetwork network, List<LoopMailbox> mailboxes, InstantSource time) {
        this.time = time;
        this.network = network;
        this.mailboxes = mailboxes;
    }

    /** Whether a request that is no emergency is to be refused, of somebody who is known. */
    boolean refuses(WireMessage request) {
        if (!isNew(request)) return false;
        return request.method().equals("INVITE")
                ? refusesInvite(request)
                : delayNanos() > WHAT_IS_REPEATED_ABOVE.toNanos();
    }

    private boolean refusesInvite(WireMessage invite) {
        long now = time.millis();
        double share = shareOfOneMore(invite, now);
        return switch (verdicts.of(invite, now)) {
            case TAKEN -> false;
            case REFUSED -> true;
            case NONE -> isAmong(share, invite) ? refused(invite, now) : taken(invite, now);
        };
    }

    private boolean refused(WireMessage invite, long now) {
        verdicts.refused(invite, now);
        return true;
    }

    private boolean taken(WireMessage invite, long now) {
        verdicts.taken(invite, now);
        return false;
    }

    /**
     * Whether a request of a stranger, that is no emergency, is to be dropped: before anything is refused to those who
     * are known.
     */
    boolean dropsOfStrangers(WireMessage request) {
        return isNew(request) && delayNanos() > NO_STRANGERS_ABOVE.toNanos();
    }

    /** Whether what strangers send is dropped before it is looked at, while datagrams wait for so long. */
    boolean leavesStrangersUnread(long waitedNanos) {
        return waitedNanos > UNREAD_ABOVE.toNanos();
    }

    private static boolean isNew(WireMessage request) {
        return request.toTag().isEmpty()
                && switch (request.method()) {
                    case "ACK", "CANCEL", "BYE", "PRACK" -> false;
                    default -> true;
                };
    }

    private double shareOfOneMore(WireMessage invite, long now) {
        long delay = delayNanos();
        demand.came(hash(invite), now, delay);
        long stood = stood(delay, now);
        Bounds bounds = demand.isTooMuch() ? TOO_MANY_CALLS : BUSY_OTHERWISE;
        return stood >= bounds.stands.toMillis() ? bounds.share(delay) : 0;
    }

    /** For how long what arrives has been late; milliseconds. */
    private long stood(long delayNanos, long now) {
        if (delayNanos <= TOO_MANY_CALLS.none.toNanos()) return 0;
        if (now - lastLate > OVER_AFTER_MILLIS) firstLate = now;
        lastLate = now;
        return now - firstLate;
    }

    private long delayNanos() {
        long delay = network.backlog().toNanos();
        for (LoopMailbox mailbox : mailboxes) delay = Math.max(delay, mailbox.delayNanos());
        return delay;
    }

    private static boolean isAmong(double share, WireMessage request) {
        if (share <= 0) return false;
        return (hash(request) >>> 8) < share * (1 << 24);
    }

    /** The same for all INVITEs of a call, and spread over all numbers. */
    private static int hash(WireMessage request) {
        return request.callId().hashCode() * 0x9e3779b9;
    }
}
