package org.strowger.call.live;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.strowger.call.EndCause;
import org.strowger.call.OfferedChange;
import org.strowger.call.core.CallThread;
import org.strowger.call.core.ProgramListener;
import org.strowger.call.core.ProgramTime;
import org.strowger.call.event.CallEvent;
import org.strowger.call.leg.CallLeg;
import org.strowger.call.leg.ConsideredOffer;
import org.strowger.call.setup.CallBudget;
import org.strowger.dialog.Offer;

/**
 * The program of a call, as the call reaches it: what it is told and asked, and how it is cut short. It runs on a
 * thread of its own; this runs on the call's loop.
 */
public final class RunningProgram {

    private static final int PATIENCE = 2; // looks of the watch

    private final LiveCall call;
    private @Nullable CallThread thread;
    private String route = "";
    private int version;
    private Optional<Consumer<OfferedChange>> offerWatcher = Optional.empty();
    private int cuts;

    RunningProgram(LiveCall call) {
        this.call = call;
    }

    /** The thread that runs it. */
    void start(CallThread program) {
        program.start();
        thread = program;
    }

    /** Which route of which version of the plan it is. */
    void routed(String label, int ofPlan) {
        route = label;
        version = ofPlan;
        call.publish(new CallEvent.CallRouted(call.id(), label, ofPlan));
    }

    String route() {
        return route;
    }

    int version() {
        return version;
    }

    // What it is told.

    void tell(ProgramListener.Telling what) {
        deliver(new CallThread.Mail.Told(what));
    }

    void answered() {
        deliver(new CallThread.Mail.Answered());
    }

    /** The last thing that it is told. */
    void over() {
        deliver(new CallThread.Mail.Over());
    }

    private void deliver(CallThread.Mail mail) {
        if (thread != null) thread.deliver(mail);
    }

    // What it is asked.

    /** It is told of offers in mid-call from now on, before anybody else. */
    void watchOffers(Consumer<OfferedChange> watcher) {
        offerWatcher = Optional.of(watcher);
    }

    /** Lets it look at an offer; what it does not refuse goes on. */
    void considers(CallLeg from, Offer offer, Consumer<Offer> goesOn) {
        CallThread asked = thread;
        if (offerWatcher.isEmpty() || asked == null) {
            goesOn.accept(offer);
            return;
        }
        Consumer<OfferedChange> watcher = offerWatcher.get();
        asked.deliver(new CallThread.Mail.Due(() -> {
            ConsideredOffer considered = new ConsideredOffer(from.name, offer);
            watcher.accept(considered);
            call.onLoop(() -> considered.refusal().ifPresentOrElse(offer::reject, () -> goesOn.accept(offer)));
        }));
    }

    // How it is cut short.

    /** Cuts it if it uses up more than allowed, and goes on interrupting it. */
    public void watch(CallBudget budget, ProgramTime.Share share) {
        if (thread == null) return;
        Optional<String> excess = thread.excess(budget, share);
        if (excess.isPresent()) cut(excess.get());
    }

    /** Interrupts it: it may have a last word then; one that doesn't leave off is cut short. */
    public void cut(String why) {
        if (thread == null) return;
        if (call.over().isEmpty() && ++cuts > PATIENCE) {
            call.home().programFault(call.id(), route, version, why);
            call.end(new EndCause.ProgramStalled());
        } else thread.cut(why);
    }

    /** For how long, in nanoseconds, it has been running or blocking outside a verb. */
    public long outsideNanos() {
        return thread == null || call.over().isPresent() ? 0 : thread.outsideNanos();
    }

    /** Its call is over: whatever it waits for is not to come any more. */
    void interrupt() {
        if (thread != null) thread.interruptProgram();
    }

    /** Whether it is over, or has never begun. */
    boolean isFinished() {
        return thread == null || thread.isFinished();
    }
}
