package org.strowger.transaction;

import java.util.concurrent.atomic.LongAdder;

/** The counters behind {@link TransactionFigures}: written on the loop, read on any thread. */
final class Counters {

    final LongAdder liveClients = new LongAdder();
    final LongAdder liveServers = new LongAdder();
    final LongAdder absorbed = new LongAdder();
    final LongAdder retransmitted = new LongAdder();
    final LongAdder junk = new LongAdder();
    final LongAdder malformed = new LongAdder();
    final LongAdder strays = new LongAdder();
    final LongAdder merged = new LongAdder();
    final LongAdder shed = new LongAdder();
    final LongAdder once = new LongAdder();
    final LongAdder illegal = new LongAdder();
    final LongAdder timeouts = new LongAdder();
    final LongAdder transportFailures = new LongAdder();
    final LongAdder listenerFaults = new LongAdder();

    TransactionFigures figures() {
        return new TransactionFigures(
                liveClients.sum(),
                liveServers.sum(),
                absorbed.sum(),
                retransmitted.sum(),
                junk.sum(),
                malformed.sum(),
                strays.sum(),
                merged.sum(),
                shed.sum(),
                once.sum(),
                illegal.sum(),
                timeouts.sum(),
                transportFailures.sum(),
                listenerFaults.sum());
    }
}
