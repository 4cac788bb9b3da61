package org.strowger.call.exchange;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.strowger.call.core.ProgramTime;
import org.strowger.call.live.LiveCall;
import org.strowger.call.setup.CallBudget;
import org.strowger.call.setup.HeapPressure;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.Timeout;

/**
 * The watch over the programs of a loop's calls, while there are any: by their budget, and by what memory is left. Runs
 * on the loop.
 */
final class ProgramWatch {

    private static final Duration HUNGRY = Duration.ofMillis(50);
    private static final Duration HEAP_LOOK = Duration.ofMillis(20);

    private final Loop loop;
    private final CallBudget budget;
    private final HeapPressure heap;
    private final Set<LiveCall> calls;
    private final ProgramTime programTime;
    private boolean watching;
    private Timeout heapLook = Timeout.NONE;

    /** @param calls those that are not over, which others add and remove */
    ProgramWatch(Loop loop, CallBudget budget, HeapPressure heap, Set<LiveCall> calls) {
        this.loop = loop;
        this.budget = budget;
        this.heap = heap;
        this.calls = calls;
        this.programTime = ProgramTime.of(look());
    }

    /** A program runs from now on. */
    void begin() {
        if (watching) return;
        watching = true;
        programTime.share();
        loop.schedule(look(), this::lookAtPrograms);
        heapLook = loop.schedule(HEAP_LOOK, this::lookAtHeap);
    }

    private Duration look() {
        return budget.stall().dividedBy(8);
    }

    private void lookAtPrograms() {
        ProgramTime.Share share = programTime.share();
        for (LiveCall call : List.copyOf(calls)) call.program().watch(budget, share);
        watching = !calls.isEmpty();
        if (watching) loop.schedule(look(), this::lookAtPrograms);
        else heapLook.cancel();
    }

    /** More often: a script can fill the heap in a few tenths of a second. */
    private void lookAtHeap() {
        if (heap.isHigh()) cutHungriest();
        heapLook = loop.schedule(HEAP_LOOK, this::lookAtHeap);
    }

    /**
     * Memory is short: whose program has been running for longest is most likely to blame. Programs hardly ever run for
     * as long as a look at all of them lasts. No emergency call pays for what others have allocated; its own program
     * keeps to its budget of time.
     */
    private void cutHungriest() {
        calls.stream()
                .filter(call -> !call.onward().isUrgent())
                .filter(call -> call.program().outsideNanos() > HUNGRY.toNanos())
                .max(Comparator.comparingLong(call -> call.program().outsideNanos()))
                .ifPresent(call -> call.program().cut("ran while memory was short"));
    }
}
