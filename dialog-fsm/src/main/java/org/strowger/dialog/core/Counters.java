package org.strowger.dialog.core;

import java.util.concurrent.atomic.LongAdder;
import org.strowger.dialog.DialogFigures;

/** Counted on the loop, read from anywhere. */
public final class Counters {

    public final LongAdder live = new LongAdder();
    /** Of peers that are told of what happens here. */
    public final LongAdder subscriptions = new LongAdder();

    public final LongAdder outgoing = new LongAdder();
    public final LongAdder incoming = new LongAdder();
    public final LongAdder resentAnswers = new LongAdder();
    public final LongAdder missingAcks = new LongAdder();
    public final LongAdder acknowledgedProvisionals = new LongAdder();
    public final LongAdder resentProvisionals = new LongAdder();
    public final LongAdder missingPracks = new LongAdder();
    public final LongAdder glares = new LongAdder();
    public final LongAdder expired = new LongAdder();
    public final LongAdder lateForks = new LongAdder();
    public final LongAdder forksIgnored = new LongAdder();
    public final LongAdder infosRefused = new LongAdder();
    public final LongAdder infosWithheld = new LongAdder();
    final LongAdder unknownDialogs = new LongAdder();
    public final LongAdder outOfOrder = new LongAdder();
    public final LongAdder unusableDescriptions = new LongAdder();
    final LongAdder listenerFaults = new LongAdder();

    public DialogFigures figures() {
        return new DialogFigures(
                live.sum(),
                subscriptions.sum(),
                outgoing.sum(),
                incoming.sum(),
                resentAnswers.sum(),
                missingAcks.sum(),
                acknowledgedProvisionals.sum(),
                resentProvisionals.sum(),
                missingPracks.sum(),
                glares.sum(),
                expired.sum(),
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
