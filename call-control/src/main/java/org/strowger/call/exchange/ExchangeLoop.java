package org.strowger.call.exchange;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sip.address.SipURI;
import javax.sip.header.Header;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.strowger.agent.AgentSockets;
import org.strowger.audio.sound.Playlist;
import org.strowger.call.CallRouter;
import org.strowger.call.CallSnapshot;
import org.strowger.call.Caller;
import org.strowger.call.EndCause;
import org.strowger.call.PlayOptions;
import org.strowger.call.Sound;
import org.strowger.call.core.AccountLegs;
import org.strowger.call.core.Admission;
import org.strowger.call.core.Admission.Urgency;
import org.strowger.call.core.Descent;
import org.strowger.call.core.ExchangeCounters;
import org.strowger.call.core.IncomingRequest;
import org.strowger.call.core.LegBudget;
import org.strowger.call.core.Refusal;
import org.strowger.call.core.Reply;
import org.strowger.call.event.Happening;
import org.strowger.call.exchange.InvitePolicy.Candidate;
import org.strowger.call.hunt.CalledLeg;
import org.strowger.call.hunt.Gatherings;
import org.strowger.call.hunt.HuntContext;
import org.strowger.call.leg.CallLeg;
import org.strowger.call.leg.DialogKey;
import org.strowger.call.live.CallHome;
import org.strowger.call.live.CallView;
import org.strowger.call.live.LiveCall;
import org.strowger.call.program.ProgramRun;
import org.strowger.call.room.Rooms;
import org.strowger.call.setup.ExchangeEnvironment;
import org.strowger.call.setup.ExchangeSettings;
import org.strowger.call.sound.SoundShelf;
import org.strowger.call.talk.Neighbour;
import org.strowger.call.voicemail.Mailboxes;
import org.strowger.call.voicemail.MessageLamps;
import org.strowger.dialog.DialogFigures;
import org.strowger.dialog.IncomingSession;
import org.strowger.dialog.UserAgentCore;
import org.strowger.dialog.UserAgentSettings;
import org.strowger.dialog.layer.DialogLayer;
import org.strowger.directory.Account;
import org.strowger.directory.Binding;
import org.strowger.directory.Contacts;
import org.strowger.directory.Directory;
import org.strowger.directory.LocationService;
import org.strowger.directory.OnBehalf;
import org.strowger.directory.Registrar;
import org.strowger.directory.Target;
import org.strowger.directory.Trunk;
import org.strowger.media.MediaEngine;
import org.strowger.sip.Identifiers;
import org.strowger.sip.SipNetwork;
import org.strowger.sip.WireMessage;
import org.strowger.sip.dns.HopResolver;
import org.strowger.sip.message.RequestInspector;
import org.strowger.sip.message.Sip;
import org.strowger.sip.message.SipCodec;
import org.strowger.sip.source.Sources;
import org.strowger.statemachine.Gate;
import org.strowger.statemachine.Loop;
import org.strowger.transaction.ServerTransaction;
import org.strowger.transaction.TransactionFigures;
import org.strowger.transaction.TransactionLayer;

/** The exchange on one loop: its signalling layers and its calls. Runs on its loop. */
final class ExchangeLoop implements UserAgentCore, CallHome, Neighbour {

    private static final Duration PROVED_BY_A_CALL = Duration.ofHours(1);

    private final Loop loop;
    private final ExchangeSettings settings;
    private final ExchangeEnvironment environment;
    private final CallRouter router;
    private final Admission admission;
    private final AccountLegs accountLegs;
    private final ExchangeCounters counters;
    private final Rooms rooms;
    private final Sources sources;
    private final Gatherings gatherings;
    private final Registrar registrar;
    private final RequestInspector inspector;
    private final Identifiers ids;
    private final CallStories stories;
    private final TransactionLayer transactions;
    private final DialogLayer dialogs;
    private final Set<LiveCall> calls = new LinkedHashSet<>();
    /** The call of each callee leg, by the leg's Call-ID: an INVITE that carries one of these is our own, come back. */
    private final Map<String, CalledLeg> calledBy = new HashMap<>();
    /** The call of each caller leg, by its Call-ID. */
    private final Map<String, LiveCall> callers = new HashMap<>();

    private final List<ExchangeLoop> peers;
    private final SoundShelf shelf;
    private final Mailboxes mailboxes;
    private final MessageLamps lamps;
    private final Playlist ringback;
    private final Optional<Playlist> holdMusic;
    private final OwnAddresses own;
    private final InvitePolicy policy;
    private final ProgramWatch watch;
    /** Who has been let in, and is told of as a session next. */
    private Optional<Candidate> arriving = Optional.empty();

    ExchangeLoop(
            int index,
            ExchangeShared shared,
            UserAgentSettings agent,
            RequestInspector inspector,
            List<ExchangeLoop> peers) {
        this.peers = peers;
        this.environment = shared.environment();
        this.settings = shared.settings();
        this.router = shared.router();
        this.admission = shared.admission();
        this.accountLegs = shared.accountLegs();
        this.counters = shared.counters();
        this.rooms = shared.rooms();
        this.sources = shared.sources();
        this.gatherings = shared.gatherings();
        this.loop = environment.loops().get(index);
        this.shelf = new SoundShelf(
                settings.sounds(),
                settings.sound().recordings(),
                environment.media().sounds());
        this.mailboxes = shared.mailboxes();
        this.ringback =
                shelf.playlist(List.of(Sound.tone("ringback", settings.sound().country())), PlayOptions.FOR_EVER);
        this.holdMusic = settings.sound().holdMusic().flatMap(shelf::holdMusic);
        this.inspector = inspector;
        this.ids = new Identifiers(index, environment.randoms().apply(index));
        this.stories = new CallStories(loop, counters);
        this.transactions = new TransactionLayer(loop, environment.network(), ids, settings.transactions(), stories);
        this.dialogs = new DialogLayer(
                loop, transactions, environment.network(), environment.resolver(), ids, agent, stories, this);
        this.watch = new ProgramWatch(loop, settings.budget(), environment.heap(), calls);
        this.own = new OwnAddresses(environment);
        this.policy = new InvitePolicy(shared, own, callId -> Optional.ofNullable(calledBy.get(callId)));
        this.lamps = new MessageLamps(this, mailboxes, dialogs);
        this.registrar = new Registrar(
                settings.registrar(),
                environment.directory(),
                environment.locations(),
                environment.time(),
                environment.events(),
                shared.credentials(),
                own::isOursOn,
                lamps::registered);
    }

    void received(WireMessage message) {
        transactions.received(message);
    }

    // Requests.

    /** Who may not come in hears so once, and leaves nothing behind: no session, no transaction. */
    @Override
    public Optional<Response> refusal(ServerTransaction transaction) {
        Request invite = transaction.request();
        Candidate candidate = policy.candidate(transaction);
        Optional<Refusal> refusal = policy.refusal(candidate);
        arriving = refusal.isPresent() ? Optional.empty() : Optional.of(candidate);
        refusal.ifPresent(why -> policy.tell(invite, transaction.wire().flow(), why));
        return refusal.map(why -> why.answer(invite));
    }

    @Override
    public void invited(IncomingSession session) {
        Candidate candidate = arriving.orElseThrow();
        arriving = Optional.empty();
        switch (admission.enter(candidate.urgency(), candidate.parties())) {
            case Admission.Shut shut -> {
                Refusal full = policy.busy(shut);
                policy.tell(session.invite(), session.flow(), full);
                session.reject(full.status(), full.headers());
            }
            case Admission.Pass pass -> enter(session, candidate, pass);
        }
    }

    /** Why what a call is sent on to would be refused, by the rights of whoever sends it on. */
    @Override
    public Optional<Admission.Shut> refusesOnward(LiveCall call, OnBehalf by, String number) {
        return policy.refusesOnward(call, by, number);
    }

    private void enter(IncomingSession session, Candidate candidate, Admission.Pass pass) {
        Descent descent = candidate
                .origin()
                .map(leg -> leg.call().descent().onward(candidate.by(), candidate.number()))
                .orElseGet(() -> Descent.original(
                        candidate.by(),
                        candidate.number(),
                        LegBudget.of(settings.limits(), accountLegs, candidate.by(), candidate.urgency())));
        LiveCall call = admitted(session, candidate.by(), descent, pass);
        call.safely(() -> {
            if (candidate.urgency() == Urgency.EMERGENCY) call.onward().urgent();
            candidate
                    .origin()
                    .flatMap(CalledLeg::referrer)
                    .filter(account -> candidate.by().account().equals(Optional.of(account)))
                    .ifPresent(call.onward()::referrer);
            begin(call);
        });
    }

    /** A call that has been counted in; if it can't be made, it is counted out again. */
    private LiveCall admitted(IncomingSession session, OnBehalf by, Descent descent, Admission.Pass pass) {
        LiveCall call = null;
        try {
            call = newCall(session, by, descent, pass);
            counters.legs.increment();
            return call;
        } finally {
            if (call == null) pass.close();
        }
    }

    @Override
    public void requested(ServerTransaction transaction) {
        switch (transaction.request().getMethod()) {
            case Request.REGISTER -> registrar.register(transaction);
            case Request.OPTIONS -> transaction.respondOnce(capabilities(transaction.request()));
            default -> transaction.respondOnce(Sip.response(481, transaction.request()));
        }
    }

    private Response capabilities(Request options) {
        Response response = Sip.response(admission.isDraining() ? 503 : 200, options);
        if (admission.isDraining()) response.addHeader(retryAfter());
        else inspector.describe(response);
        return response;
    }

    /** The verb: the caller proves itself now, or its call ends with a challenge or a refusal. */
    @Override
    public void authenticate(LiveCall call, Reply<Caller> reply) {
        WireMessage wire = call.request().wire();
        if (!(SipCodec.parse(wire) instanceof SipCodec.Parsed.GoodRequest(Request invite))) {
            call.end(new EndCause.NotAuthenticated());
            return;
        }
        InvitePolicy.Entry entry = policy.authenticate(invite, wire.flow());
        if (entry.refusal().isPresent()) {
            Refusal refusal = entry.refusal().get();
            call.lastWords(refusal.headers());
            call.end(refusal.status() == 407 ? new EndCause.Refused(407) : new EndCause.NotAuthenticated());
            return;
        }
        Caller caller = call.request().caller();
        reply.done(new Caller(caller.number(), caller.name(), entry.account()));
    }

    private LiveCall newCall(IncomingSession session, OnBehalf by, Descent descent, Admission.Pass pass) {
        String context = by.trunk()
                .map(Trunk::context)
                .or(() -> by.account().flatMap(environment.directory()::account).map(Account::context))
                .orElse("default");
        IncomingRequest request = IncomingRequest.of(session, by.trunk(), context, by.account(), now());
        return new LiveCall(ids.tag(), this, request, session, descent, pass);
    }

    private void begin(LiveCall call) {
        IncomingRequest request = call.request();
        calls.add(call);
        callers.put(call.caller().session().callId(), call);
        stories.begins(call.id(), call.caller().name, call.caller().session().callId());
        counters.callsStarted.increment();
        publish(new Happening.CallStarted(
                call.id(),
                request.caller().number(),
                request.number(),
                request.source().toString(),
                request.context()));
        watch.begin();
        call.startProgram(new ProgramRun(call, router, environment.gate()).thread());
        counters.callThreads.increment();
    }

    // What calls tell.

    @Override
    public void legBegins(CalledLeg called) {
        counters.legs.increment();
        calledBy.put(called.leg().session().callId(), called);
        stories.begins(called.call().id(), called.leg());
    }

    @Override
    public void legEnds(String callId) {
        counters.legs.decrement();
        calledBy.remove(callId);
    }

    /** What the machines of its calls do. */
    @Override
    public CallStories stories() {
        return stories;
    }

    @Override
    public ExchangeCounters counters() {
        return counters;
    }

    /** A caller who knows the tag of our answer is where he seems to be: whoever invents an address doesn't hear what is sent there. */
    @Override
    public void confirmed(LiveCall call) {
        sources.proved(call.request().wire().flow(), PROVED_BY_A_CALL);
    }

    @Override
    public void callEnds(LiveCall call) {
        call.pass().close();
        counters.legs.decrement();
        callers.remove(call.caller().session().callId(), call);
        stories.ends(call.id());
        if (call.isGone()) calls.remove(call);
    }

    @Override
    public void programGone(LiveCall call) {
        counters.callThreads.decrement();
        calls.remove(call);
    }

    @Override
    public void programFault(String call, String route, int version, String why) {
        counters.programFaults.increment();
        publish(new Happening.ProgramFault(call, route, version, why));
    }

    @Override
    public void publish(Happening what) {
        environment.events().publish(what);
    }

    // What calls need.

    @Override
    public Loop loop() {
        return loop;
    }

    @Override
    public DialogLayer dialogs() {
        return dialogs;
    }

    @Override
    public SipNetwork network() {
        return environment.network();
    }

    @Override
    public HopResolver resolver() {
        return environment.resolver();
    }

    @Override
    public AgentSockets agents() {
        return environment.agents();
    }

    @Override
    public MediaEngine media() {
        return environment.media();
    }

    @Override
    public Rooms rooms() {
        return rooms;
    }

    @Override
    public Directory directory() {
        return environment.directory();
    }

    @Override
    public LocationService locations() {
        return environment.locations();
    }

    /** The way to a registered contact; empty for one that is none. */
    @Override
    public Optional<Target> contact(String name, Binding binding) {
        return Contacts.target(name, binding, domain(), settings.registrar().contacts());
    }

    @Override
    public Gate gate() {
        return environment.gate();
    }

    @Override
    public Instant now() {
        return environment.time().instant();
    }

    @Override
    public ExchangeSettings settings() {
        return settings;
    }

    @Override
    public Gatherings gatherings() {
        return gatherings;
    }

    /** The loop that owns a dialog. */
    @Override
    public Neighbour neighbour(String callId) {
        return peers.get(Identifiers.loopOf(callId, peers.size()));
    }

    /** The leg of a dialog of this loop. */
    @Override
    public Optional<CallLeg> leg(DialogKey dialog) {
        Optional<LiveCall> asCaller = Optional.ofNullable(callers.get(dialog.callId()));
        Optional<HuntContext> asCallee =
                Optional.ofNullable(calledBy.get(dialog.callId())).map(CalledLeg::call);
        return asCaller.flatMap(call -> call.callees().leg(dialog))
                .or(() -> asCallee.flatMap(call -> call.callees().leg(dialog)));
    }

    /** Whether a URI names one of our domains, or an address that we listen on. */
    @Override
    public boolean isOurs(SipURI uri) {
        return own.isOurs(uri);
    }

    @Override
    public SoundShelf shelf() {
        return shelf;
    }

    /** Lamps of phones that say how many messages wait. */
    @Override
    public MessageLamps lamps() {
        return lamps;
    }

    @Override
    public Mailboxes mailboxes() {
        return mailboxes;
    }

    /** The tone that callers hear whose phones make none. */
    @Override
    public Playlist ringback() {
        return ringback;
    }

    /** What a party hears that the other has put on hold. */
    @Override
    public Optional<Playlist> holdMusic() {
        return holdMusic;
    }

    @Override
    public InstantSource time() {
        return environment.time();
    }

    /** The host of the addresses that we speak for. */
    @Override
    public String domain() {
        return environment.directory().domains().stream().findFirst().orElse("localhost");
    }

    @Override
    public String sdpSessionId() {
        return Long.toString(environment.time().millis());
    }

    // For the whole exchange.

    List<CallSnapshot> snapshots() {
        return calls.stream()
                .filter(call -> call.over().isEmpty())
                .map(CallView::of)
                .toList();
    }

    void hangUpAll() {
        for (LiveCall call : List.copyOf(calls)) call.end(new EndCause.CutOff("the switch is being stopped"));
    }

    int dialogCount() {
        return dialogs.size();
    }

    int transactionCount() {
        return transactions.size();
    }

    DialogFigures dialogFigures() {
        return dialogs.figures();
    }

    TransactionFigures transactionFigures() {
        return transactions.figures();
    }

    @Override
    public Header retryAfter() {
        return Refusal.retryAfter(settings.retryAfter());
    }
}
