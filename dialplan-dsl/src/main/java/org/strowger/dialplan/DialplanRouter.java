package org.strowger.dialplan;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.strowger.call.Call.CallRequest;
import org.strowger.call.CallProgram;
import org.strowger.call.CallRouter;
import org.strowger.call.Caller;
import org.strowger.dialplan.plan.Dialplan;
import org.strowger.dialplan.version.Canary;
import org.strowger.dialplan.version.PlanHistory;
import org.strowger.dialplan.version.PlanVersion;
import org.strowger.dialplan.version.Trial;

/**
 * Routes new calls by the plan in force, and a share of them by one on trial; a call keeps the plan that it began with.
 * A trial is judged whenever a call comes, before that call is routed. Calls to emergency numbers take no part in
 * trials. Safe on any thread.
 */
public final class DialplanRouter implements CallRouter {

    /** Told when a version's place changes. */
    @FunctionalInterface
    public interface Listener {
        /** A version has come to this state. */
        void changed(int version, PlanVersion.State state, String why);
    }

    private record InForce(Dialplan stable, Optional<Trial> trial) {}

    private final InstantSource time;
    private final Listener listener;
    private final PlanHistory history = new PlanHistory();
    private final AtomicLong calls = new AtomicLong();
    private volatile InForce now; // read by every call, replaced as a whole

    /** Begins with a plan, by the clock of this machine. */
    public DialplanRouter(Dialplan first) {
        this(first, InstantSource.system(), (_, _, _) -> {});
    }

    /** Begins with a plan. */
    public DialplanRouter(Dialplan first, InstantSource time, Listener listener) {
        this.now = new InForce(first, Optional.empty());
        this.time = time;
        this.listener = listener;
        history.add(first, time.instant(), PlanVersion.State.IN_FORCE, "loaded at start");
    }

    @Override
    public CallProgram route(CallRequest request, String number, Caller caller) {
        judge();
        InForce inForce = now;
        boolean tried = inForce.trial().isPresent()
                && !inForce.stable().isEmergency(number)
                && inForce.trial().get().takes(calls.incrementAndGet());
        Dialplan plan = tried ? inForce.trial().get().plan() : inForce.stable();
        return plan.program(request, number, caller);
    }

    @Override
    public boolean isEmergency(String number) {
        return now.stable().isEmergency(number);
    }

    /** The plan in force. */
    public Dialplan current() {
        return now.stable();
    }

    /** The plan on trial. */
    public Optional<Dialplan> onTrial() {
        return now.trial().map(Trial::plan);
    }

    /** Puts another plan in force for all calls to come; ends a trial. */
    public void install(Dialplan next) {
        install(next, "reloaded");
    }

    synchronized void install(Dialplan next, String why) {
        InForce before = now;
        if (before.stable() == next) return;
        now = new InForce(next, Optional.empty());
        history.add(next, time.instant(), PlanVersion.State.IN_FORCE, why);
        leave(before.stable(), PlanVersion.State.REPLACED, "replaced by version " + next.version());
        before.trial()
                .ifPresent(trial -> leave(
                        trial.plan(),
                        PlanVersion.State.ROLLED_BACK,
                        "version " + next.version() + " came before its end"));
        listener.changed(next.version(), PlanVersion.State.IN_FORCE, why);
    }

    /** Gives another plan a share of the calls to come; takes the place of an earlier trial. */
    synchronized void tryOut(Dialplan next, Canary canary) {
        InForce before = now;
        now = new InForce(
                before.stable(),
                Optional.of(new Trial(next, canary, before.stable().counts(), time.instant())));
        String why = "takes %.3g %% of new calls for %d s"
                .formatted(canary.share() * 100, canary.lasting().toSeconds());
        history.add(next, time.instant(), PlanVersion.State.ON_TRIAL, why);
        before.trial()
                .ifPresent(trial -> leave(
                        trial.plan(),
                        PlanVersion.State.ROLLED_BACK,
                        "version " + next.version() + " is tried instead"));
        listener.changed(next.version(), PlanVersion.State.ON_TRIAL, why);
    }

    /** Ends the trial, if there is one: answers whether there was. */
    synchronized boolean endTrial(String why) {
        InForce before = now;
        if (before.trial().isEmpty()) return false;
        now = new InForce(before.stable(), Optional.empty());
        var plan = before.trial().get().plan();
        leave(plan, PlanVersion.State.ROLLED_BACK, why);
        listener.changed(plan.version(), PlanVersion.State.ROLLED_BACK, why);
        return true;
    }

    /** The versions that were loaded, newest first. */
    public List<PlanVersion> versions() {
        judge();
        synchronized (this) {
            return history.versions(
                    now.trial().map(trial -> trial.canary().share()).orElse(0.0));
        }
    }

    synchronized Optional<Map<Path, String>> texts(int version) {
        return history.texts(version);
    }

    synchronized Optional<Integer> previous() {
        return history.previous();
    }

    private void judge() {
        var trial = now.trial();
        if (trial.isEmpty() || trial.get().verdict(time.instant()) == Trial.Verdict.OPEN) return;
        settle(trial.get());
    }

    /** One of the calls that find the verdict carries it out. */
    private synchronized void settle(Trial trial) {
        if (now.trial().filter(trial::equals).isEmpty()) return;
        if (trial.verdict(time.instant()) == Trial.Verdict.WORSE) endTrial("it is worse: " + trial.score());
        else promote(trial);
    }

    private void promote(Trial trial) {
        Dialplan old = now.stable();
        now = new InForce(trial.plan(), Optional.empty());
        String why = "passed its trial: " + trial.score();
        history.became(trial.plan(), PlanVersion.State.IN_FORCE, why);
        leave(
                old,
                PlanVersion.State.REPLACED,
                "replaced by version " + trial.plan().version());
        listener.changed(trial.plan().version(), PlanVersion.State.IN_FORCE, why);
    }

    private void leave(Dialplan plan, PlanVersion.State state, String why) {
        history.became(plan, state, why);
        plan.retire();
    }
}
