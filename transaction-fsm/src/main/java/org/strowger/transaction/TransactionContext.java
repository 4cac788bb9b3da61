package org.strowger.transaction;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.sip.Identifiers;
import org.strowger.sip.SipNetwork;
import org.strowger.sip.Transport;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.MachineObserver;
import org.strowger.statemachine.Timings;

/** What all transactions of one layer share. */
final class TransactionContext {

    private static final Logger LOG =
            LoggerFactory.getLogger("org.strowger.transaction.TransactionLayer"); // whose parts ask

    final Loop loop;
    final SipNetwork network;
    final Identifiers ids;
    final TransactionSettings settings;
    final Counters counters = new Counters();
    final MachineObserver observer;
    private final Timings unreliable;
    private final Timings reliable;

    TransactionContext(
            Loop loop, SipNetwork network, Identifiers ids, TransactionSettings settings, MachineObserver observer) {
        this.loop = loop;
        this.network = network;
        this.ids = ids;
        this.settings = settings;
        this.observer = new CountingObserver(observer, counters);
        this.unreliable = SipTime.unreliable(settings);
        this.reliable = unreliable.onReliable();
    }

    Timings timings(Transport transport) {
        return transport.reliable() ? reliable : unreliable;
    }

    /** How long a transaction is waited for, 64·T1. */
    Duration patience() {
        return settings.t1().multipliedBy(64);
    }

    /**
     * Calls somebody above. What they throw is their defect: it is logged once, here, and harms nobody else.
     *
     * @return whether they threw nothing
     */
    boolean tell(Object transaction, String what, Runnable call) {
        try {
            call.run();
            return true;
        } catch (RuntimeException e) {
            counters.listenerFaults.increment();
            LOG.warn("{}: the listener failed at '{}'", transaction, what, e);
            return false;
        }
    }
}
