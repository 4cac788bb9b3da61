package org.strowger.testkit;

import java.util.ArrayList;
import java.util.List;

/** What a switch still holds when everybody has gone, and what it has found wrong with itself. */
final class FuzzLeftovers {

    private FuzzLeftovers() {}

    /** Fails if there is anything. Some minutes after the last call has ended. */
    static void check(VirtualSwitch home) {
        List<String> left = new ArrayList<>();
        var figures = home.figures();
        count(left, "calls", figures.calls());
        count(left, "legs", figures.legs());
        count(left, "dialogs", figures.dialogs());
        count(left, "transactions", figures.transactions());
        count(left, "timers", figures.timers());
        count(left, "call threads", figures.callThreads());
        count(left, "program faults", figures.programFaults());
        count(left, "ports", home.media().figures().portsInUse());
        count(left, "media sessions", home.media().figures().sessions());
        count(left, "media faults", home.media().figures().faults());
        count(
                left,
                "rooms",
                home.exchange().rooms().toCompletableFuture().getNow(List.of()).size());
        left.addAll(FaultLog.taken());
        if (!left.isEmpty()) throw new AssertionError(left + "\n" + home.ladder());
    }

    private static void count(List<String> left, String what, long number) {
        if (number != 0) left.add(number + " " + what);
    }
}
