package org.strowger.call.live;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.call.DialOutcome;
import org.strowger.call.EndCause;
import org.strowger.call.OfferedChange;
import org.strowger.call.agent.CallAgents;
import org.strowger.call.core.Admission;
import org.strowger.call.core.CallScope;
import org.strowger.call.core.CallThread;
import org.strowger.call.core.Descent;
import org.strowger.call.core.IncomingRequest;
import org.strowger.call.core.ProgramListener;
import org.strowger.call.core.Reply;
import org.strowger.call.event.CallEvent;
import org.strowger.call.event.LegEvent;
import org.strowger.call.hunt.CalledLeg;
import org.strowger.call.hunt.Callees;
import org.strowger.call.hunt.Gatherings;
import org.strowger.call.hunt.Onward;
import org.strowger.call.hunt.PickupOutcome;
import org.strowger.call.hunt.QueueSounds;
import org.strowger.call.leg.CallLeg;
import org.strowger.call.leg.CallerLeg;
import org.strowger.call.leg.Loan;
import org.strowger.call.sdp.NoMedia;
import org.strowger.call.sound.CallEars;
import org.strowger.call.sound.CallKeys;
import org.strowger.call.sound.CallMedia;
import org.strowger.call.sound.CallTapes;
import org.strowger.call.talk.CallConnections;
import org.strowger.call.talk.CallerRefusals;
import org.strowger.call.talk.Neighbour;
import org.strowger.call.talk.TalkContext;
import org.strowger.dialog.IncomingSession;
import org.strowger.dialog.Offer;
import org.strowger.directory.OnBehalf;
import org.strowger.sip.message.SipHeader;
import org.strowger.statemachine.Timeout;

/**
 * A call as its loop sees it: the owner of its legs, its media and its end. The call thread reaches it by commands that
 * run on the loop; it answers by mail. Runs on the call's loop.
 */
public final class LiveCall implements TalkContext {

    private static final Logger LOG = LoggerFactory.getLogger(LiveCall.class);

    private final String id;
    private final CallHome home;
    private final IncomingRequest request;
    private final Descent descent;
    private final Admission.Pass pass;
    private final CallerLeg caller;
    private final CallScope scope;
    private final ProgramTimers timers;
    private final CallKeys keys;
    private final CallEars ears;
    private final CallMedia media = new CallMedia(this);
    private final CallTapes tapes;
    private final Callees callees = new Callees(this);
    private final CallConnections connections = new CallConnections(this);
    private final CallAgents agents = new CallAgents(this);
    private final CallerRefusals refusals = new CallerRefusals(this);
    private final Onward onward;
    private final RunningProgram program = new RunningProgram(this);
    private final CallEnd end = new CallEnd(this);
    private volatile CallTimes times; // the program asks on its own thread

    public LiveCall(
            String id,
            CallHome home,
            IncomingRequest request,
            IncomingSession session,
            Descent descent,
            Admission.Pass pass) {
        this.id = id;
        this.home = home;
        this.request = request;
        this.descent = descent;
        this.pass = pass;
        this.scope = new CallScope(id);
        this.timers = scope.open(() -> new ProgramTimers(this));
        this.times = CallTimes.begun(home.loop().nanos());
        ArrivingCaller arriving = new ArrivingCaller(session, request, descent, home.directory());
        this.caller = arriving.leg(this);
        this.keys = scope.open(() -> new CallKeys(this));
        this.ears = scope.open(() -> new CallEars(this));
        this.tapes = scope.open(() -> new CallTapes(this));
        this.onward = new Onward(arriving.facts());
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public CallHome home() {
        return home;
    }

    @Override
    public IncomingRequest request() {
        return request;
    }

    @Override
    public CallerLeg caller() {
        return caller;
    }

    /** By which it was let in. */
    public Admission.Pass pass() {
        return pass;
    }

    @Override
    public Descent descent() {
        return descent;
    }

    @Override
    public CallScope scope() {
        return scope;
    }

    @Override
    public CallMedia media() {
        return media;
    }

    @Override
    public CallTapes tapes() {
        return tapes;
    }

    @Override
    public Callees callees() {
        return callees;
    }

    public CallConnections connections() {
        return connections;
    }

    public CallAgents agents() {
        return agents;
    }

    @Override
    public CallerRefusals refusals() {
        return refusals;
    }

    @Override
    public Onward onward() {
        return onward;
    }

    @Override
    public Optional<EndCause> over() {
        return end.cause();
    }

    @Override
    public void onLoop(Runnable task) {
        loop().execute(() -> guarded(task));
    }

    @Override
    public Timeout after(Duration delay, Runnable task) {
        return loop().schedule(delay, () -> guarded(task));
    }

    private void guarded(Runnable task) {
        if (!end.isOver()) safely(task);
    }

    /**
     * Runs this, on the loop. What it throws, an Error too, is the end of this call: nobody knows any more what it
     * holds, so all of it is given back.
     */
    @Override
    public void safely(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.atError().addKeyValue("call", id).setCause(e).log("a call failed in the switch");
            end(new EndCause.ProgramFailed(String.valueOf(e.getMessage())));
        }
    }

    /** The thread that runs the program. */
    public void startProgram(CallThread running) {
        program.start(running);
    }

    /** What runs on that thread. */
    public RunningProgram program() {
        return program;
    }

    // Verbs.

    public void routed(String label, int ofPlan) {
        program.routed(label, ofPlan);
    }

    public void answer(Reply<Boolean> reply) throws NoMedia {
        if (refusals.forMedia()) return;
        caller.answer();
        caller.whenHeard(() -> reply.done(true));
    }

    /** Makes sure that the caller can hear us: by early media, or where that can't be, by the answer. */
    public void openMedia(Reply<Boolean> reply) throws NoMedia {
        if (refusals.forMedia()) return;
        if (caller.isAnswered() || caller.earlyMedia()) caller.whenHeard(() -> reply.done(true));
        else answer(reply);
    }

    /** What a call is to hear of its caller. */
    public CallEars ears() {
        return ears;
    }

    @Override
    public CallKeys keys() {
        return keys;
    }

    @Override
    public void tell(ProgramListener.Telling what) {
        program.tell(what);
    }

    @Override
    public void lastWord(DialOutcome outcome) {
        end.lastWord(outcome);
    }

    // Legs.

    @Override
    public void bridged(CallLeg one, CallLeg other) {
        home.publish(new CallEvent.Bridged(id, one.name, other.name));
        if (one == caller || other == caller) agents.callerTaken("the caller has been connected with somebody else");
    }

    @Override
    public void callerHandsOver() {
        caller.handsOver();
    }

    @Override
    public boolean isCallerGone() {
        return caller.isGone();
    }

    /** The program is told of offers in mid-call from now on, before anybody else. */
    public void watchOffers(Consumer<OfferedChange> watcher) {
        program.watchOffers(watcher);
    }

    @Override
    public void considers(CallLeg from, Offer offer, Consumer<Offer> goesOn) {
        program.considers(from, offer, goesOn);
    }

    @Override
    public void callerAnswered() {
        ears.answered();
        times = times.answeredAt(loop().nanos());
        timers.answered();
        home.counters().callsAnswered.increment();
        home.publish(new LegEvent.LegAnswered(id, caller.name));
        program.answered();
    }

    // What parts ask of other parts.

    @Override
    public PickupOutcome takes(Loan loan) {
        return connections.takes(loan);
    }

    @Override
    public QueueSounds queueSounds(String queue) {
        return connections.queueSounds(queue);
    }

    @Override
    public void callerTaken(String why) {
        agents.callerTaken(why);
    }

    @Override
    public void agentGoesOn() {
        agents.goesOn();
    }

    // What parts ask of the exchange.

    @Override
    public void callerConfirmed() {
        home.confirmed(this);
    }

    @Override
    public Gatherings gatherings() {
        return home.gatherings();
    }

    @Override
    public Neighbour neighbour(String callId) {
        return home.neighbour(callId);
    }

    @Override
    public Optional<Admission.Shut> refusesOnward(OnBehalf by, String number) {
        return home.refusesOnward(this, by, number);
    }

    @Override
    public void legBegins(CalledLeg called) {
        home.legBegins(called);
    }

    @Override
    public void legEnds(String callId) {
        home.legEnds(callId);
    }

    // The end.

    @Override
    public void lastWords(List<SipHeader> headers) {
        end.lastWords(headers);
    }

    @Override
    public void end(EndCause cause) {
        end.comes(cause);
    }

    /** The call is over: it lasts no longer. */
    void clockStops() {
        times = times.endedAt(loop().nanos());
    }

    /** Whether the call and its program are both over. */
    public boolean isGone() {
        return end.isOver() && program.isFinished();
    }

    public Duration lasted() {
        return times.lasted(loop().nanos());
    }

    Optional<Duration> talk() {
        return isAnswered() ? Optional.of(talked()) : Optional.empty();
    }

    @Override
    public boolean isAnswered() {
        return times.isAnswered();
    }

    /** Since the answer, until the end; zero before the answer. */
    @Override
    public Duration talked() {
        return times.talked(loop().nanos());
    }

    /** What the program wants to be reminded of, and how long it may talk. */
    public ProgramTimers timers() {
        return timers;
    }
}
