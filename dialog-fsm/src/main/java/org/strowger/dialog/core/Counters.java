package org.strowger.dialog.core;

import java.util.concurrent.atomic.LongAdder;

/** Counted on the loop, read from anywhere. */
final class Counters {

    final LongAdder live = new LongAdder();
    final LongAdder outgoing = new LongAdder();
    final LongAdder incoming = new LongAdder();
    final LongAdder resentAnswers = new LongAdder();
    final LongAdder missingAcks = new LongAdder();
    final LongAdder glares = new LongAdder();
    final LongAdder lateForks = new LongAdder();
    final LongAdder forksIgnored = new LongAdder();
    final LongAdder infosRefused = new LongAdder();
    final LongAdder infosWithheld = new LongAdder();
    final LongAdder unknownDialogs = new LongAdder();
    final LongAdder outOfOrder = new LongAdder();
    final LongAdder unusableDescriptions = new LongAdder();
    final LongAdder listenerFaults = new LongAdder();

    DialogFigures figures() {
        return new DialogFigures(
                live.sum(),
                outgoing.sum(),
                incoming.sum(),
                resentAnswers.sum(),
                missingAcks.sum(),
                glares.sum(),
                lateForks.sum(),
                forksIgnored.sum(),
                infosRefused.sum(),
                infosWithheld.sum(),
                unknownDialogs.sum(),
                outOfOrder.sum(),
                unusableDescriptions.sum(),
                listenerFaults.sum());
    }
}
