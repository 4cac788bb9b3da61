package org.strowger.call.live;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sip.header.Header;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.call.CallSnapshot;
import org.strowger.call.DialOutcome;
import org.strowger.call.EndCause;
import org.strowger.call.OfferedChange;
import org.strowger.call.agent.CallAgents;
import org.strowger.call.core.Admission;
import org.strowger.call.core.CallScope;
import org.strowger.call.core.CallThread;
import org.strowger.call.core.Descent;
import org.strowger.call.core.Ending;
import org.strowger.call.core.GuardedListener;
import org.strowger.call.core.IncomingRequest;
import org.strowger.call.core.ProgramListener;
import org.strowger.call.core.ProgramTime;
import org.strowger.call.core.Reply;
import org.strowger.call.event.Happening;
import org.strowger.call.event.RefusalCause;
import org.strowger.call.hunt.CalledLeg;
import org.strowger.call.hunt.Callees;
import org.strowger.call.hunt.Gatherings;
import org.strowger.call.hunt.Onward;
import org.strowger.call.hunt.OnwardInvite;
import org.strowger.call.hunt.PickupOutcome;
import org.strowger.call.hunt.QueueSounds;
import org.strowger.call.leg.CallLeg;
import org.strowger.call.leg.CalleeLeg;
import org.strowger.call.leg.CallerLeg;
import org.strowger.call.leg.ConsideredOffer;
import org.strowger.call.leg.Loan;
import org.strowger.call.sdp.LegMedia;
import org.strowger.call.sdp.NoCommonCodec;
import org.strowger.call.setup.CallBudget;
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
import org.strowger.directory.Account;
import org.strowger.directory.MediaPolicy;
import org.strowger.directory.OnBehalf;
import org.strowger.directory.Trunk;
import org.strowger.directory.TrunkTrust;
import org.strowger.media.MediaSession;
import org.strowger.rtp.PortsExhaustedException;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.Timeout;

/**
 * A call as its loop sees it: the owner of its legs, its media and its end. The call thread reaches it by commands that run on the
 * loop; it answers by mail. Runs on the call's loop.
 */
public final class LiveCall implements TalkContext {

    private static final Logger LOG = LoggerFactory.getLogger(LiveCall.class);
    private static final int PATIENCE = 2; // looks of the watch

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
    private @Nullable CallThread thread;
    private @Nullable EndCause over;
    private List<Header> lastHeaders = List.of();
    private volatile CallTimes times; // the program asks on its own thread
    private int lastStatus = Response.TEMPORARILY_UNAVAILABLE;
    private String route = "";
    private int version;
    private Optional<Consumer<OfferedChange>> offerWatcher = Optional.empty();
    private int cuts;

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
        InetAddress ours = home.network().localFor(session.flow().back()).getAddress();
        InetAddress theirs = session.flow().remote().getAddress();
        this.caller = new CallerLeg(this, session, new LegMedia(this::ports, ours, theirs, home.sdpSessionId()));
        this.keys = scope.open(() -> new CallKeys(this));
        this.ears = scope.open(() -> new CallEars(this));
        this.tapes = scope.open(() -> new CallTapes(this));
        session.listener(new GuardedListener(this, caller));
        caller.media.allows(callerMedia());
        if (isNamedByAddressOnly(session.flow())) caller.media.awaitsProof();
        this.onward = new Onward(OnwardInvite.CallerFacts.of(
                session.invite(),
                request.caller(),
                request.caller().account().flatMap(home.directory()::account).flatMap(Account::displayName)));
    }

    /** Whether nothing but the source address of a datagram, which its sender writes, says whose the call is (RFC 3261 §26.3.2.1). */
    private boolean isNamedByAddressOnly(Flow flow) {
        return descent.isOriginal()
                && request.caller().account().isEmpty()
                && request.trunk()
                        .flatMap(home.directory()::trunk)
                        .filter(trunk -> trunk.evidence(flow) == TrunkTrust.Evidence.DATAGRAM)
                        .isPresent();
    }

    private MediaPolicy callerMedia() {
        Optional<MediaPolicy> account =
                request.caller().account().flatMap(home.directory()::account).map(Account::media);
        return account.or(() -> request.trunk().flatMap(home.directory()::trunk).map(Trunk::media))
                .orElse(MediaPolicy.ANY);
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
    public Loop loop() {
        return home.loop();
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

    /** What it comes of. */
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
        return Optional.ofNullable(over);
    }

    /** Runs this on the loop, unless the call is over by then. What it throws costs this call alone. */
    @Override
    public void onLoop(Runnable task) {
        loop().execute(() -> guarded(task));
    }

    /** Runs this after a delay, as {@link #onLoop} does. */
    @Override
    public Timeout after(Duration delay, Runnable task) {
        return loop().schedule(delay, () -> guarded(task));
    }

    private void guarded(Runnable task) {
        if (over == null) safely(task);
    }

    /** Runs this, on the loop. What it throws, an Error too, is the end of this call: nobody knows any more what it holds, so all of it is given back. */
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
    public void startProgram(CallThread program) {
        program.start();
        thread = program;
    }

    // Verbs.

    public void routed(String label, int ofPlan) {
        route = label;
        version = ofPlan;
        home.publish(new Happening.CallRouted(id, label, ofPlan));
    }

    public void answer(Reply<Boolean> reply) throws PortsExhaustedException {
        if (refusals.forMedia()) return;
        caller.answer();
        caller.whenHeard(() -> reply.done(true));
    }

    /** Makes sure that the caller can hear us: by early media, or where that can't be, by the answer. */
    public void openMedia(Reply<Boolean> reply) throws PortsExhaustedException {
        if (refusals.forMedia()) return;
        if (caller.isAnswered() || caller.earlyMedia()) caller.whenHeard(() -> reply.done(true));
        else answer(reply);
    }

    /** There is no port for a leg's media: the caller may try again, should this be the end. */
    @Override
    public void withoutPorts(String party) {
        lastWords(List.of(home.retryAfter()));
        refused(RefusalCause.PORTS, party, "no media port is free");
    }

    /** A leg failed for want of a codec: the caller is told so, should this be the end. */
    @Override
    public String warns(NoCommonCodec failure) {
        lastWords(List.of(failure.warning(home.domain())));
        return String.valueOf(failure.getMessage());
    }

    /** What a call is to hear of its caller. */
    public CallEars ears() {
        return ears;
    }

    @Override
    public CallKeys keys() {
        return keys;
    }

    /** Tells the program of something, while a verb of it waits. */
    @Override
    public void tell(ProgramListener.Telling what) {
        if (thread != null) thread.deliver(new CallThread.Mail.Told(what));
    }

    /** What the caller is told if the program ends with this. */
    @Override
    public void lastWord(DialOutcome outcome) {
        if (!(outcome instanceof DialOutcome.Answered)) lastStatus = outcome.status();
    }

    // Legs.

    @Override
    public void bridged(CallLeg one, CallLeg other) {
        home.publish(new Happening.Bridged(id, one.name, other.name));
        if (one == caller || other == caller) agents.callerTaken("the caller has been connected with somebody else");
    }

    @Override
    public void publish(Happening what) {
        home.publish(what);
    }

    /** A leg of this call is not called. */
    @Override
    public void refused(RefusalCause cause, String destination, String why) {
        home.counters().refused(cause);
        if (descent.budget().tells()) home.publish(new Happening.LegRefused(id, destination, cause, why));
    }

    /** Our own address, as a hop: an INVITE that is sent there goes through the dialplan. */
    @Override
    public Hop ourselves() {
        Hop back = caller.incoming().flow().back();
        return new Hop(back.transport(), home.network().ownFor(back));
    }

    /** The caller's place in the conversation has been taken: the call goes on without it. */
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
        offerWatcher = Optional.of(watcher);
    }

    /** Lets the program look at an offer; what it does not refuse goes on. */
    @Override
    public void considers(CallLeg from, Offer offer, Consumer<Offer> goesOn) {
        CallThread asked = thread;
        if (offerWatcher.isEmpty() || asked == null) {
            goesOn.accept(offer);
            return;
        }
        Consumer<OfferedChange> watcher = offerWatcher.get();
        asked.deliver(new CallThread.Mail.Due(() -> {
            ConsideredOffer considered = new ConsideredOffer(from.name, offer);
            watcher.accept(considered);
            onLoop(() -> considered.refusal().ifPresentOrElse(offer::reject, () -> goesOn.accept(offer)));
        }));
    }

    @Override
    public void callerAnswered() {
        ears.answered();
        times = times.answeredAt(loop().nanos());
        timers.answered();
        home.counters().callsAnswered.increment();
        home.publish(new Happening.LegAnswered(id, caller.name));
        if (thread != null) thread.deliver(new CallThread.Mail.Answered());
    }

    // What parts ask of other parts.

    @Override
    public MediaSession ports() {
        return media.session();
    }

    @Override
    public String nextLegName() {
        return callees.nextName();
    }

    @Override
    public List<CalleeLeg> legs() {
        return callees.all();
    }

    @Override
    public boolean informed(CallLeg leg, Request info) {
        return keys.informed(leg, info);
    }

    @Override
    public void silence(CallLeg leg) {
        media.silence(leg);
    }

    @Override
    public void legEnded(CalleeLeg leg, int status, String why) {
        callees.ended(leg, status, why);
    }

    @Override
    public PickupOutcome takes(Loan loan) {
        return connections.takes(loan);
    }

    @Override
    public QueueSounds queueSounds(String queue) {
        return connections.queueSounds(queue);
    }

    @Override
    public boolean isUrgent() {
        return onward.isUrgent();
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

    /** Headers of the final response, should it be a refusal. */
    @Override
    public void lastWords(List<Header> headers) {
        lastHeaders = List.copyOf(headers);
    }

    /** Ends the call, and gives back all that it holds, whatever of it throws. The first cause is the one that counts. */
    @Override
    public void end(EndCause cause) {
        if (over != null) return;
        over = cause;
        times = times.endedAt(loop().nanos());
        int status = finalStatus(cause);
        Ending ending = new Ending(id);
        CallThread program = thread;
        if (program != null) ending.step("the program", program::interruptProgram);
        ending.step("what verbs hold", scope::close);
        for (CalleeLeg leg : callees.all())
            ending.step(leg.name, leg::callEnds)
                    .step(leg.name, () -> callees.ended(leg, status, "the call is over"));
        ending.step(caller.name, () -> caller.end(status, lastHeaders))
                .step("the caller's quality", () -> tellQuality(caller))
                .step("the caller's ports", caller.media::close)
                .step("the call's ports", media::close)
                .step("its place in the exchange", () -> home.callEnds(this))
                .step("its last event", () -> home.publish(over(cause, status)));
        if (program != null) ending.step("the thread", () -> program.deliver(new CallThread.Mail.Over()));
    }

    private Happening over(EndCause cause, int status) {
        return new Happening.CallOver(id, cause.wire(), status, version, lasted(), talk());
    }

    /** How a leg was heard that is over, and whose media is about to be closed. */
    @Override
    public void tellQuality(CallLeg leg) {
        leg.media.quality().ifPresent(quality -> {
            home.counters().legHeard(quality);
            publish(new Happening.LegHeard(id, leg.name, quality));
        });
    }

    /** What a caller that was not answered is told; 200 for one that was, whoever hung up. */
    private int finalStatus(EndCause cause) {
        if (isAnswered()) return Response.OK;
        return switch (cause) {
            case EndCause.Refused(int status) -> status;
            case EndCause.Transferred _ -> Response.OK;
            case EndCause.Completed _ -> lastStatus;
            case EndCause.CallerHungUp _, EndCause.CallerCancelled _, EndCause.CallerLost _ ->
                Response.REQUEST_TERMINATED;
            case EndCause.MediaTimeout _ -> Response.TEMPORARILY_UNAVAILABLE;
            case EndCause.ProgramFailed _, EndCause.ProgramStalled _ -> Response.SERVER_INTERNAL_ERROR;
            case EndCause.NotAuthenticated _ -> Response.FORBIDDEN;
            case EndCause.CutOff _ -> Response.SERVICE_UNAVAILABLE;
        };
    }

    /** Cuts a program that uses up more than allowed, and goes on interrupting it. */
    public void watch(CallBudget budget, ProgramTime.Share share) {
        if (thread == null) return;
        Optional<String> excess = thread.excess(budget, share);
        if (excess.isPresent()) cut(excess.get());
    }

    /** Interrupts the program, which may have a last word then; one that doesn't leave off is cut short. */
    public void cut(String why) {
        if (thread == null) return;
        if (over == null && ++cuts > PATIENCE) {
            home.programFault(id, route, version, why);
            end(new EndCause.ProgramStalled());
        } else thread.cut(why);
    }

    /** For how long, in nanoseconds, the program has been running or blocking outside a verb. */
    public long outsideNanos() {
        return thread == null || over != null ? 0 : thread.outsideNanos();
    }

    /** Whether the call and its program are both over. */
    public boolean isGone() {
        return over != null && (thread == null || thread.isFinished());
    }

    public CallSnapshot snapshot() {
        List<CallSnapshot.LegSnapshot> legs = new ArrayList<>();
        legs.add(new CallSnapshot.LegSnapshot(
                caller.name,
                request.caller().number(),
                caller.session().state().name(),
                caller.session().callId()));
        for (CalleeLeg leg : callees.all())
            legs.add(new CallSnapshot.LegSnapshot(
                    leg.name,
                    leg.party(),
                    leg.session().state().name(),
                    leg.session().callId()));
        return new CallSnapshot(
                id, request.caller().number(), request.number(), route, version, lasted(), talk(), legs);
    }

    public Duration lasted() {
        return times.lasted(loop().nanos());
    }

    private Optional<Duration> talk() {
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
