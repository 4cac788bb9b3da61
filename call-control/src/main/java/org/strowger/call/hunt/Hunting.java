package org.strowger.call.hunt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.strowger.call.Destination;
import org.strowger.call.DialOptions;
import org.strowger.call.DialOutcome;
import org.strowger.call.core.LegBudget;
import org.strowger.call.core.Turns;
import org.strowger.call.event.RefusalCause;
import org.strowger.call.leg.CalleeLeg;
import org.strowger.call.sdp.NoMedia;
import org.strowger.directory.OnBehalf;
import org.strowger.directory.Target;
import org.strowger.directory.registration.RegisteredTrunks;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.Hop;
import org.strowger.sip.SipNetwork;
import org.strowger.sip.message.SipResponse;
import org.strowger.statemachine.OneShot;

/**
 * The search of a call for somebody who answers, from the first INVITE to the answer: what its hunts have in common.
 * Runs on the call's loop.
 */
public final class Hunting implements Hunt.Owner, AutoCloseable {

    /** Who wants to know how the search goes: told once that it is won or lost. */
    public interface Listener extends Hunt.Owner {
        /** A leg rings, or has early media; {@code alone} if no other one might be answered. */
        void rings(CalleeLeg leg, SipResponse response, Optional<SessionDescription> early, Company company);
    }

    /** Whether several legs ring at once. */
    public enum Company {
        ALONE,
        AMONG_OTHERS
    }

    /** Where a redirection has led. */
    private record Sent(String number, OnBehalf by) {}

    /** A leg can't even be started. */
    static final class CannotCall extends Exception {
        private static final long serialVersionUID = 1;
        private final transient DialOutcome.Unreachable outcome;

        CannotCall(DialOutcome.Unreachable outcome) {
            super(outcome.why(), null, false, false);
            this.outcome = outcome;
        }

        CannotCall(int status, String why) {
            this(new DialOutcome.Unreachable(status, why));
        }

        DialOutcome.Unreachable outcome() {
            return outcome;
        }
    }

    /** RFC 5393 §5.3.3. */
    private static final int MAX_BREADTH_EXCEEDED = 440;

    private final HuntContext call;
    private final DialOptions options;
    private final Supplier<Optional<SessionDescription>> offer;
    private final Listener listener;
    private final HuntPlanner planner;
    private final Set<CalleeLeg> ringing = LinkedHashSet.newLinkedHashSet(1);
    private final Set<Sent> sentTo = HashSet.newHashSet(1);
    private @Nullable Hunt hunt;
    private boolean entertained;
    private final OneShot end = new OneShot();

    /** @param offer what is offered to whom is called; nothing for a delayed offer */
    public Hunting(
            HuntContext call, DialOptions options, Supplier<Optional<SessionDescription>> offer, Listener listener) {
        this.call = call;
        this.options = options;
        this.offer = offer;
        this.listener = listener;
        this.planner = new HuntPlanner(call.home(), this);
    }

    public void start(Destination destination) {
        start(planner.plan(destination));
    }

    /** A number, as if somebody else had dialled it, who transfers the call there. */
    public void start(String number, OnBehalf dialler) {
        start(planner.through(number, dialler, Target.Way.TRANSFERRED));
    }

    private void start(Hunt planned) {
        hunt = planned;
        planned.start(this);
    }

    /** Gives up: ends all legs, and nothing is told any more. */
    @Override
    public void close() {
        stop(CalleeLeg.Ending.NO_LONGER_WANTED);
    }

    public void stop(CalleeLeg.Ending how) {
        end.finish(() -> {
            if (hunt != null) hunt.stop(how);
        });
    }

    @Override
    public void won(CalleeLeg leg, Optional<SessionDescription> description) {
        ringing.remove(leg);
        end.finish(() -> {
            hunt = null; // who has answered may talk for hours
            call.callees().answered(leg);
            call.descent().connected();
            listener.won(leg, description);
        });
    }

    @Override
    public void lost(DialOutcome outcome) {
        end.finish(() -> listener.lost(outcome));
    }

    // What hunts ask for.

    HuntContext call() {
        return call;
    }

    HuntPlanner planner() {
        return planner;
    }

    /** How long a phone may ring; empty for as long as it likes. */
    Optional<Duration> patience() {
        return options.timeout();
    }

    void resolve(Target target, Consumer<List<Hop>> found) {
        if (target.fixedHop().isPresent())
            found.accept(List.of(target.fixedHop().get()));
        else call.home().resolver().resolve(target.nextHop(), call::onLoop, hops -> found.accept(known(target, hops)));
    }

    /**
     * A trunk's host that has our registration, and a connection of ours with it, goes before the others that its name
     * means.
     */
    private List<Hop> known(Target target, List<Hop> hops) {
        Optional<Hop> first = target.rights()
                .trunk()
                .flatMap(call.home().registeredTrunks()::way)
                .map(RegisteredTrunks.Way::registrar)
                .filter(hop -> hop.transport().reliable() && hops.indexOf(hop) > 0);
        if (first.isEmpty()) return hops;
        List<Hop> sorted = new ArrayList<>(hops);
        sorted.remove(first.get());
        sorted.addFirst(first.get());
        return sorted;
    }

    /**
     * Takes a place among the legs of the call, and runs this once one may be called: the first one of all at once, as
     * where lives depend on it, a few more while few are asked for, others in the turns of the account that makes the
     * call. A callee has as many contacts as it may, and redirections lead to as many again: all of them at once kept
     * the calls of others waiting.
     */
    void askToBegin(Target target, Runnable mayBegin) throws CannotCall {
        LegBudget budget = call.descent().budget();
        Optional<RefusalCause> full = budget.refusesLeg();
        if (full.isPresent()) throw tooMany(full.get(), target);
        boolean isFirst = budget.legBegins();
        Turns turns = call.home().turns();
        if (isFirst || call.isUrgent() || turns.spares()) mayBegin.run();
        else turns.takeAlone(budget.whose(), mayBegin);
    }

    /** It is not called any more. */
    void withdraw(Runnable mayBegin) {
        LegBudget budget = call.descent().budget();
        call.home().turns().giveUp(budget.whose(), mayBegin);
        budget.legEnds();
    }

    /** In the place that it has. */
    CalleeLeg invite(Target target, Hop hop, CalleeLeg.Watcher watcher) throws CannotCall {
        try {
            CalleeLeg leg = call.callees().call(target, hop, offer, watcher);
            ringing.add(leg);
            return leg;
        } catch (NoMedia e) {
            call.lacks(e, target.party());
            throw new CannotCall(call.unreachable(e));
        } catch (SipNetwork.NoListenerException e) {
            throw new CannotCall(SipResponse.SERVICE_UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }

    private CannotCall tooMany(RefusalCause cause, Target target) {
        if (cause == RefusalCause.LEGS) {
            String why = "the call has as many legs as it may";
            call.refused(cause, target.party(), why);
            return new CannotCall(MAX_BREADTH_EXCEEDED, why);
        }
        String why = "the calls of the caller's account have as many legs as they may";
        call.refused(cause, target.party(), why);
        call.lastWords(List.of(call.home().retryAfter()));
        return new CannotCall(SipResponse.SERVICE_UNAVAILABLE, why);
    }

    /**
     * RFC 3261 §8.1.3.4: nothing is tried twice that redirections lead to, however it is written; asked once for each.
     */
    boolean isNew(String number, OnBehalf by) {
        return sentTo.add(new Sent(number, by));
    }

    void rings(CalleeLeg leg, SipResponse response, Optional<SessionDescription> early) {
        call.callees().rings(leg, response.status());
        if (entertained) return;
        listener.rings(leg, response, early, ringing.size() == 1 ? Company.ALONE : Company.AMONG_OTHERS);
    }

    /** From now on the caller hears something else than ringing: music, in a queue. */
    void entertains() {
        entertained = true;
    }

    /** From now on the caller hears ringing again. */
    void entertainsNoMore() {
        entertained = false;
    }

    void drop(CalleeLeg leg, CalleeLeg.Ending how, int status) {
        ringing.remove(leg);
        leg.drop(how, status);
    }

    void failed(CalleeLeg leg, int status, String why) {
        ringing.remove(leg);
        call.callees().ended(leg, status, why);
        leg.media.close();
    }
}
