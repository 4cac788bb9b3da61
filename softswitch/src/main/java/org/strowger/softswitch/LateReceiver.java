package org.strowger.softswitch;

import org.strowger.sip.Flow;
import org.strowger.sip.Opening;
import org.strowger.sip.SipReceiver;
import org.strowger.sip.WireMessage;

/**
 * Ties the knot: transports need somebody who receives, and the exchange behind needs transports. What comes too early
 * is lost, as on any network.
 */
final class LateReceiver implements SipReceiver {

    private volatile SipReceiver target = message -> {};

    void deliverTo(SipReceiver receiver) {
        target = receiver;
    }

    @Override
    public void received(WireMessage message) {
        target.received(message);
    }

    @Override
    public boolean isWorthReading(Flow flow, Opening opening, long waitedNanos) {
        return target.isWorthReading(flow, opening, waitedNanos);
    }

    @Override
    public boolean hasSpent(Flow flow) {
        return target.hasSpent(flow);
    }

    @Override
    public void ended(Flow flow) {
        target.ended(flow);
    }
}
