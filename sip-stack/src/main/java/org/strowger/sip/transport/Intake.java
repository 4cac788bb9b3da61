package org.strowger.sip.transport;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.sip.Flow;
import org.strowger.sip.Indexing;
import org.strowger.sip.Junk;
import org.strowger.sip.SipNetworkFigures;
import org.strowger.sip.SipReceiver;
import org.strowger.sip.WireMessage;

/** Where frames of all sockets come in: index, count, hand over. Counts what goes out too. Any thread. */
public final class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final SipReceiver receiver;
    private final LongAdder received = new LongAdder();
    private final Map<Junk, LongAdder> junk = new EnumMap<>(Junk.class);
    final LongAdder sent = new LongAdder();
    final LongAdder failed = new LongAdder();
    final LongAdder accepted = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder opened = new LongAdder();
    final LongAdder cut = new LongAdder();

    Intake(SipReceiver receiver) {
        this.receiver = receiver;
        for (Junk reason : Junk.values()) junk.put(reason, new LongAdder());
    }

    /** Whether to read a datagram, where what arrives had to wait for so long. */
    boolean reads(Flow flow, ByteBuffer datagram, long waitedNanos) {
        return receiver.reads(flow, datagram, waitedNanos);
    }

    /** Whether what else the connection brings may wait. */
    boolean hasSpent(Flow flow) {
        return receiver.hasSpent(flow);
    }

    /** Takes a frame, which is the message's from then on; says why if it was junk. Called on the socket's loop. */
    public Indexing take(byte[] frame, Flow flow) {
        Indexing indexing = WireMessage.index(frame, flow);
        switch (indexing) {
            case Indexing.Indexed(WireMessage message) -> hand(message);
            case Indexing.Rejected(Junk why) -> drop(why);
        }
        return indexing;
    }

    /** Counts a message that has been handed to a socket. */
    public void sent() {
        sent.increment();
    }

    /** Counts a message that could not be delivered, and says so to its sender. */
    public void failed(Runnable onFailure) {
        failed.increment();
        onFailure.run();
    }

    /** A connection that only its peer could open is gone. */
    void ended(Flow flow) {
        try {
            receiver.ended(flow);
        } catch (RuntimeException | Error e) {
            LoopFailure.tell(LOG, "did not forget the connection of " + flow.remote(), e);
        }
    }

    void drop(Junk why) {
        LongAdder count = junk.get(why);
        if (count != null) count.increment();
    }

    private void hand(WireMessage message) {
        received.increment();
        try {
            receiver.received(message);
        } catch (RuntimeException | Error e) {
            // The next message must be read whatever became of this one.
            LoopFailure.tell(
                    LOG,
                    "dropped " + message.method() + " from " + message.flow().remote(),
                    e);
        }
    }

    SipNetworkFigures figures(long connections) {
        Map<Junk, Long> dropped = new EnumMap<>(Junk.class);
        junk.forEach((reason, count) -> dropped.put(reason, count.sum()));
        return new SipNetworkFigures(
                received.sum(),
                sent.sum(),
                dropped,
                failed.sum(),
                connections,
                accepted.sum(),
                refused.sum(),
                opened.sum(),
                cut.sum());
    }
}
