package org.strowger.call.exchange;

import java.util.concurrent.atomic.AtomicLong;
import org.strowger.call.core.Turns;
import org.strowger.sip.WireMessage;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.source.Turn;
import org.strowger.statemachine.Loop;

/**
 * The way of messages to the loop that owns them: at once on that loop, else through its queue, which holds so many
 * octets and no more, or in their turn. Any thread.
 */
final class LoopMailbox {

    /** For requests outside of dialogs. */
    static final long ROOM_FOR_NEW = 4L << 20;
    /** For what belongs to calls, and for responses. */
    static final long ROOM = 16L << 20;
    /** For what waits until it is its account's turn. */
    static final long ROOM_LATER = 4L << 20;
    /** What a message takes beside its frame. */
    private static final int OVERHEAD = 512;

    private final Loop loop;
    private final ExchangeLoop owner;
    private final AtomicLong octets = new AtomicLong();
    private final AtomicLong later = new AtomicLong();
    private final Turns turns;
    private volatile long delayNanos;

    LoopMailbox(Loop loop, ExchangeLoop owner) {
        this.loop = loop;
        this.owner = owner;
        this.turns = owner.turns();
    }

    /** Hands a message over in its turn; false if there is no room for it. */
    boolean hand(WireMessage message, Turn turn) {
        if (!turn.isNow()) return handLater(message, turn);
        if (loop.inLoop()) {
            owner.received(message);
            return true;
        }
        int weight = weight(message);
        boolean fresh = message.isRequest() && message.toTag().isEmpty();
        if (octets.get() + weight > (fresh ? ROOM_FOR_NEW : ROOM)) return false;
        octets.addAndGet(weight);
        long handed = loop.nanos();
        loop.execute(() -> take(message, weight, handed));
        return true;
    }

    private boolean handLater(WireMessage message, Turn turn) {
        int weight = weight(message);
        if (later.get() + weight > ROOM_LATER) return false;
        later.addAndGet(weight);
        turn.begins();
        if (loop.inLoop()) waits(message, turn);
        else loop.execute(() -> waits(message, turn));
        return true;
    }

    private void waits(WireMessage message, Turn turn) {
        Runnable taken = () -> takeLater(message, turn);
        loop.schedule(turn.until(), () -> {
            if (message.isRequest() && message.method().equals(SipRequest.INVITE)) turns.takeAlone(turn.whose(), taken);
            else turns.take(turn.whose(), taken);
        });
    }

    private void takeLater(WireMessage message, Turn turn) {
        turn.ends();
        later.addAndGet(-weight(message));
        owner.received(message);
    }

    private static int weight(WireMessage message) {
        return OVERHEAD + message.frame().length;
    }

    private void take(WireMessage message, int weight, long handed) {
        octets.addAndGet(-weight);
        delayNanos = loop.nanos() - handed;
        owner.received(message);
    }

    /** How long what came last had to wait; zero while nothing waits. */
    long delayNanos() {
        return octets.get() == 0 ? 0 : delayNanos;
    }
}
