package org.strowger.call;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sip.address.SipURI;
import javax.sip.header.Header;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.strowger.agent.AgentSockets;
import org.strowger.call.Admission.Urgency;
import org.strowger.dialog.DialogLayer;
import org.strowger.dialog.IncomingSession;
import org.strowger.dialog.UserAgentCore;
import org.strowger.dialog.UserAgentSettings;
import org.strowger.media.MediaEngine;
import org.strowger.media.Playlist;
import org.strowger.sip.DigestServer.Role;
import org.strowger.sip.DigestServer.Verdict;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;
import org.strowger.sip.HopResolver;
import org.strowger.sip.Identifiers;
import org.strowger.sip.RequestInspector;
import org.strowger.sip.Sip;
import org.strowger.sip.SipCodec;
import org.strowger.sip.SipNetwork;
import org.strowger.sip.Sources;
import org.strowger.sip.Transport;
import org.strowger.sip.WireMessage;
import org.strowger.statemachine.Gate;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.MachineObserver;
import org.strowger.statemachine.Timeout;
import org.strowger.transaction.ServerTransaction;
import org.strowger.transaction.TransactionLayer;

/** The exchange on one loop: its signalling layers, its calls, and who may come in. Runs on its loop. */
final class ExchangeLoop implements UserAgentCore {

    private static final Duration HUNGRY = Duration.ofMillis(50);
    private static final Duration PROVED_BY_A_CALL = Duration.ofHours(1);
    private static final Duration HEAP_LOOK = Duration.ofMillis(20);

    private final Loop loop;
    private final ExchangeSettings settings;
    private final ExchangeEnvironment environment;
    private final CallRouter router;
    private final Admission admission;
    private final ExchangeCounters counters;
    private final Rooms rooms;
    private final CredentialCheck credentials;
    private final Sources sources;
    private final Gatherings gatherings;
    private final Registrar registrar;
    private final RequestInspector inspector;
    private final Identifiers ids;
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
    private final ProgramTime programTime;
    /** Who has been let in, and is told of as a session next. */
    private Optional<Guest> arriving = Optional.empty();

    private boolean watching;
    private Timeout heapLook = Timeout.NONE;

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
        this.counters = shared.counters();
        this.rooms = shared.rooms();
        this.credentials = shared.credentials();
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
        this.inspector = inspector;
        this.ids = new Identifiers(index, environment.randoms().apply(index));
        this.transactions =
                new TransactionLayer(loop, environment.network(), ids, settings.transactions(), MachineObserver.NONE);
        this.dialogs = new DialogLayer(
                loop,
                transactions,
                environment.network(),
                environment.resolver(),
                ids,
                agent,
                MachineObserver.NONE,
                this);
        this.programTime = ProgramTime.of(look());
        this.lamps = new MessageLamps(this, dialogs);
        this.registrar = new Registrar(settings, environment, credentials, this::isOursOn, lamps::registered);
    }

    void received(WireMessage message) {
        transactions.received(message);
    }

    // Requests.

    /** Who may not come in hears so once, and leaves nothing behind: no session, no transaction. */
    @Override
    public Optional<Response> refusal(ServerTransaction transaction) {
        Request invite = transaction.request();
        Guest guest = guest(transaction);
        Optional<Refusal> refusal = guest.entry()
                .refusal()
                .or(() -> undialable(guest))
                .or(() -> loop(guest))
                .or(() -> admission.full(guest.urgency(), guest.parties()).map(this::busy));
        arriving = refusal.isPresent() ? Optional.empty() : Optional.of(guest);
        refusal.ifPresent(why -> tellRefused(invite, transaction.wire().flow(), why));
        return refusal.map(why -> why.answer(invite));
    }

    private Guest guest(ServerTransaction transaction) {
        Request invite = transaction.request();
        Flow from = transaction.wire().flow();
        Optional<Trunk> trunk = trunk(from);
        Optional<CalledLeg> origin = origin(transaction.wire());
        Optional<OnBehalf> ourselves = origin.filter(_ -> isFromHere(from)).flatMap(CalledLeg::dialler);
        String number = UserPart.of(invite.getRequestURI());
        boolean emergency = router.isEmergency(number);
        boolean open = ourselves.isPresent()
                || (emergency && mayCallForHelp(from.remote().getAddress(), trunk));
        Entry entry = open ? Entry.open() : entry(invite, from, trunk);
        // Who was let in without proof is not the one who would have had to prove it.
        Optional<Trunk> proven = trunk.filter(known -> !open || known.trust().proof() != TrunkTrust.Proof.DIGEST);
        OnBehalf by = ourselves.orElseGet(() -> OnBehalf.caller(entry.account(), proven));
        List<Admission.Party> parties = parties(by, origin.isPresent() ? Optional.empty() : Optional.of(from));
        return new Guest(entry, origin, by, number, emergency ? Urgency.EMERGENCY : Urgency.NORMAL, parties);
    }

    /** Before the dialplan, which would write it into a URI: {@code 9%40elsewhere.example} (RFC 3261 §19.1.2). */
    private Optional<Refusal> undialable(Guest guest) {
        if (UserPart.isDialable(guest.number())) return Optional.empty();
        counters.refused(RefusalCause.NUMBER);
        return Optional.of(new Refusal(404, "no number has such characters", List.of()));
    }

    /** The leg whose INVITE has come back to us. A Call-ID is no secret (it is in events and logs): the tag of our From has to be there too. */
    private Optional<CalledLeg> origin(WireMessage invite) {
        return Optional.ofNullable(calledBy.get(invite.callId()))
                .filter(called -> called.leg().isInvitedBy(invite.fromTag()));
    }

    /** Whether a flow comes from an address of our own, by which we send to ourselves. */
    private boolean isFromHere(Flow from) {
        try {
            return environment
                    .network()
                    .ownFor(from.back())
                    .getAddress()
                    .equals(from.remote().getAddress());
        } catch (SipNetwork.NoListenerException _) {
            return false;
        }
    }

    private Optional<Refusal> loop(Guest guest) {
        if (guest.origin()
                .filter(leg -> isLoop(leg, guest.by(), guest.number()))
                .isEmpty()) return Optional.empty();
        counters.refused(RefusalCause.LOOP);
        return Optional.of(new Refusal(482, "the call came back to where it had been", List.of()));
    }

    private Refusal busy(Admission.Shut shut) {
        counters.refused(shut.cause());
        return new Refusal(shut.status(), shut.why(), shut.status() == 503 ? List.of(retryAfter()) : List.of());
    }

    @Override
    public void invited(IncomingSession session) {
        Guest guest = arriving.orElseThrow();
        arriving = Optional.empty();
        switch (admission.enter(guest.urgency(), guest.parties())) {
            case Admission.Shut shut -> {
                Refusal full = busy(shut);
                tellRefused(session.invite(), session.flow(), full);
                session.reject(full.status(), full.headers());
            }
            case Admission.Pass pass -> enter(session, guest, pass);
        }
    }

    private void enter(IncomingSession session, Guest guest, Admission.Pass pass) {
        Descent descent = guest.origin()
                .map(leg -> leg.call().descent().onward(guest.by(), guest.number()))
                .orElseGet(() -> Descent.original(guest.by(), guest.number(), LegBudget.of(settings.limits())));
        LiveCall call = admitted(session, guest.by(), descent, pass);
        call.safely(() -> {
            if (guest.urgency() == Urgency.EMERGENCY) call.onward().urgent();
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

    /** The trunk that a message comes from, by the flow; one that has to prove itself by digest hasn't yet. */
    private Optional<Trunk> trunk(Flow flow) {
        for (Trunk trunk : environment.directory().trunksAt(flow.remote().getAddress()))
            if (trunk.trust().admits(flow, trunk.port())) return Optional.of(trunk);
        return Optional.empty();
    }

    // Emergency calls pass without a password where we have reason to know who calls: a stranger's costs money, and
    // takes the people at the other end from those who need them.
    private boolean mayCallForHelp(InetAddress source, Optional<Trunk> trunk) {
        return switch (settings.limits().emergencyCallers()) {
            case CallLimits.EmergencyCallers.Anybody _ -> true;
            case CallLimits.EmergencyCallers.Known(Networks networks) ->
                trunk.filter(known -> known.trust().proof() != TrunkTrust.Proof.DIGEST)
                                .isPresent()
                        || networks.contains(source)
                        || environment.locations().isRegisteredFrom(source);
        };
    }

    /** All whose call it is; by the flow that it came in on, unless we sent it ourselves. */
    private List<Admission.Party> parties(OnBehalf by, Optional<Flow> flow) {
        CallLimits limits = settings.limits();
        List<Admission.Party> parties = new ArrayList<>(2);
        by.account().ifPresent(user -> {
            Optional<Quota> own = environment.directory().account(user).flatMap(Account::quota);
            parties.add(new Admission.Party(Admission.Kind.ACCOUNT, user, own.orElse(limits.account())));
        });
        by.trunk().ifPresent(trunk -> {
            Quota quota = trunk.trust().quota().orElse(limits.trunk());
            parties.add(new Admission.Party(Admission.Kind.TRUNK, trunk.name(), quota));
        });
        flow.filter(_ -> by.trunk().isEmpty()).ifPresent(from -> {
            String address = from.remote().getAddress().getHostAddress();
            parties.add(new Admission.Party(Admission.Kind.SOURCE, address, limits.source()));
        });
        return parties;
    }

    // RFC 5393 §4: an INVITE of ours for what has been asked for already would take the same way again, until
    // Max-Forwards is used up, and with forks in it exponentially often. For another number it is a spiral, and may
    // pass. What comes back from the network asks for what we sent there, whoever sends it.
    private static boolean isLoop(CalledLeg origin, OnBehalf by, String number) {
        return origin.call().descent().hasBeenThrough(by, number)
                || (origin.dialler().isEmpty()
                        && origin.call().request().number().equals(number));
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

    // Who may call: a trunk by its address, an account by its digest, anybody only if the configuration says so.
    private Entry entry(Request invite, Flow from, Optional<Trunk> trunk) {
        if (trunk.isPresent()) return entry(invite, from, trunk.get());
        if (settings.callers() == ExchangeSettings.Callers.ANYONE) return Entry.open();
        return entry(invite, credentials.verify(invite, Role.PROXY, from));
    }

    /** A trunk that has to prove itself does so as the account of its name, whoever calls by it. */
    private Entry entry(Request invite, Flow from, Trunk trunk) {
        if (trunk.trust().proof() != TrunkTrust.Proof.DIGEST) return Entry.open();
        return switch (credentials.verify(invite, Role.PROXY, from)) {
            case Verdict.Missing(boolean stale) ->
                Entry.refused(new Refusal(407, "no credentials", challenges(invite, stale)));
            case Verdict.Authenticated(String user) when user.equals(trunk.name()) -> Entry.open();
            case Verdict.Authenticated _, Verdict.Wrong _ ->
                Entry.refused(new Refusal(403, "wrong credentials for trunk " + trunk.name(), List.of()));
        };
    }

    private Entry entry(Request invite, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Missing(boolean stale) ->
                Entry.refused(new Refusal(407, "no credentials", challenges(invite, stale)));
            case Verdict.Wrong(String user) ->
                Entry.refused(new Refusal(403, "wrong credentials for " + user, List.of()));
            case Verdict.Authenticated(String user) ->
                // RFC 3323 §4.1.1.3: who proves to be somebody needn't say so in From, where all can read it.
                user.equals(IncomingRequest.fromUser(invite)) || Presentation.isAnonymous(invite)
                        ? Entry.of(user)
                        : Entry.refused(new Refusal(403, "From is not " + user + ", who proved itself", List.of()));
        };
    }

    /** The verb: the caller proves itself now, or its call ends with a challenge or a refusal. */
    void authenticate(LiveCall call, Reply<Caller> reply) {
        WireMessage wire = call.request().wire();
        if (!(SipCodec.parse(wire) instanceof SipCodec.Parsed.GoodRequest(Request invite))) {
            call.end(new EndCause.NotAuthenticated());
            return;
        }
        Entry entry = entry(invite, credentials.verify(invite, Role.PROXY, wire.flow()));
        if (entry.refusal().isPresent()) {
            Refusal refusal = entry.refusal().get();
            call.lastWords(refusal.headers());
            call.end(refusal.status() == 407 ? new EndCause.Refused(407) : new EndCause.NotAuthenticated());
            return;
        }
        Caller caller = call.request().caller();
        reply.done(new Caller(caller.number(), caller.name(), entry.account()));
    }

    private List<Header> challenges(Request invite, boolean stale) {
        Response bare = Sip.response(407, invite);
        credentials.challenge(bare, Role.PROXY, stale);
        List<Header> headers = new ArrayList<>();
        for (Iterator<?> all = bare.getHeaders("Proxy-Authenticate"); all.hasNext(); ) headers.add((Header) all.next());
        return headers;
    }

    private void tellRefused(Request invite, Flow from, Refusal refusal) {
        if (refusal.status() == 407) return;
        counters.callsRefused.increment();
        publish(new Happening.CallRefused(
                "",
                IncomingRequest.fromUser(invite),
                UserPart.of(invite.getRequestURI()),
                from.remote().toString(),
                refusal.status(),
                refusal.why()));
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
        counters.callsStarted.increment();
        publish(new Happening.CallStarted(
                call.id(),
                request.caller().number(),
                request.number(),
                request.source().toString(),
                request.context()));
        watch();
        call.startProgram(new ProgramRun(call, router, environment.gate()).thread());
        counters.callThreads.increment();
    }

    // The watch over programs, while there are any.

    private void watch() {
        if (watching) return;
        watching = true;
        programTime.share();
        loop.schedule(look(), this::lookAtPrograms);
        heapLook = loop.schedule(HEAP_LOOK, this::lookAtHeap);
    }

    private Duration look() {
        return settings.stall().dividedBy(8);
    }

    private void lookAtPrograms() {
        ProgramTime.Share share = programTime.share();
        for (LiveCall call : List.copyOf(calls)) call.watch(settings.budget(), share);
        watching = !calls.isEmpty();
        if (watching) loop.schedule(look(), this::lookAtPrograms);
        else heapLook.cancel();
    }

    /** More often: a script can fill the heap in a few tenths of a second. */
    private void lookAtHeap() {
        if (HeapPressure.isHigh()) cutHungriest();
        heapLook = loop.schedule(HEAP_LOOK, this::lookAtHeap);
    }

    /** Memory is short: whose program has been running for longest is most likely to blame. Programs hardly ever run for as long as a look at all of them lasts. */
    private void cutHungriest() {
        calls.stream()
                .filter(call -> call.outsideNanos() > HUNGRY.toNanos())
                .max(Comparator.comparingLong(LiveCall::outsideNanos))
                .ifPresent(call -> call.cut("ran while memory was short"));
    }

    // What calls tell.

    void legBegins(CalledLeg called) {
        counters.legs.increment();
        calledBy.put(called.leg().session().callId(), called);
    }

    void legEnds(String callId) {
        counters.legs.decrement();
        calledBy.remove(callId);
    }

    ExchangeCounters counters() {
        return counters;
    }

    /** A caller who knows the tag of our answer is where he seems to be: whoever invents an address doesn't hear what is sent there. */
    void confirmed(LiveCall call) {
        sources.proved(call.request().wire().flow(), PROVED_BY_A_CALL);
    }

    void callEnds(LiveCall call) {
        call.pass().close();
        counters.legs.decrement();
        callers.remove(call.caller().session().callId(), call);
        if (call.isGone()) calls.remove(call);
    }

    void programGone(LiveCall call) {
        counters.callThreads.decrement();
        calls.remove(call);
    }

    void programFault(String call, String route, int version, String why) {
        counters.programFaults.increment();
        publish(new Happening.ProgramFault(call, route, version, why));
    }

    void publish(Happening what) {
        environment.events().publish(what);
    }

    // What calls need.

    Loop loop() {
        return loop;
    }

    DialogLayer dialogs() {
        return dialogs;
    }

    SipNetwork network() {
        return environment.network();
    }

    HopResolver resolver() {
        return environment.resolver();
    }

    AgentSockets agents() {
        return environment.agents();
    }

    MediaEngine media() {
        return environment.media();
    }

    Rooms rooms() {
        return rooms;
    }

    Directory directory() {
        return environment.directory();
    }

    LocationService locations() {
        return environment.locations();
    }

    /** The way to a registered contact; empty for one that is none. */
    Optional<Target> contact(String name, Binding binding) {
        return Contacts.target(name, binding, domain(), settings.registrar().contacts());
    }

    Gate gate() {
        return environment.gate();
    }

    Instant now() {
        return environment.time().instant();
    }

    ExchangeSettings settings() {
        return settings;
    }

    Gatherings gatherings() {
        return gatherings;
    }

    /** The loop that owns a dialog. */
    ExchangeLoop loopOf(String callId) {
        return peers.get(Identifiers.loopOf(callId, peers.size()));
    }

    /** The leg of a dialog of this loop. */
    Optional<CallLeg> leg(DialogKey dialog) {
        Optional<LiveCall> asCaller = Optional.ofNullable(callers.get(dialog.callId()));
        Optional<LiveCall> asCallee =
                Optional.ofNullable(calledBy.get(dialog.callId())).map(CalledLeg::call);
        return asCaller.flatMap(call -> call.callees().leg(dialog))
                .or(() -> asCallee.flatMap(call -> call.callees().leg(dialog)));
    }

    /** Whether a URI names one of our domains, or an address that we listen on. */
    boolean isOurs(SipURI uri) {
        String host = uri.getHost();
        if (host == null) return false;
        if (environment.directory().domains().contains(host.toLowerCase(Locale.ROOT))) return true;
        return Contacts.literal(host).filter(this::isWhereWeListen).isPresent();
    }

    private boolean isWhereWeListen(InetAddress address) {
        try {
            Hop hop = new Hop(Transport.UDP, new InetSocketAddress(address, 5060));
            return environment.network().localFor(hop).getAddress().equals(address);
        } catch (SipNetwork.NoListenerException _) {
            return false;
        }
    }

    /** Whether it does, or names the address that a message has come to: one that is not advertised is ours, too. */
    private boolean isOursOn(SipURI uri, Flow flow) {
        InetAddress bound = flow.local().getAddress();
        return isOurs(uri)
                || Contacts.literal(uri.getHost())
                        .filter(named -> named.equals(bound) || (bound.isAnyLocalAddress() && isOfThisHost(named)))
                        .isPresent();
    }

    private static boolean isOfThisHost(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException _) {
            return false;
        }
    }

    SoundShelf shelf() {
        return shelf;
    }

    /** Lamps of phones that say how many messages wait. */
    MessageLamps lamps() {
        return lamps;
    }

    Mailboxes mailboxes() {
        return mailboxes;
    }

    /** The tone that callers hear whose phones make none. */
    Playlist ringback() {
        return ringback;
    }

    InstantSource time() {
        return environment.time();
    }

    /** The host of the addresses that we speak for. */
    String domain() {
        return environment.directory().domains().stream().findFirst().orElse("localhost");
    }

    String sdpSessionId() {
        return Long.toString(environment.time().millis());
    }

    // For the whole exchange.

    List<CallSnapshot> snapshots() {
        return calls.stream()
                .filter(call -> call.over().isEmpty())
                .map(LiveCall::snapshot)
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

    Header retryAfter() {
        return Sip.header(
                "Retry-After", Long.toString(Math.max(1, settings.retryAfter().toSeconds())));
    }

    /** A final response to an INVITE that does not become a call. */
    private record Refusal(int status, String why, List<Header> headers) {
        Response answer(Request invite) {
            Response response = Sip.response(status, invite);
            headers.forEach(response::addHeader);
            return response;
        }
    }

    /** Who an INVITE comes from, and what for. */
    private record Guest(
            Entry entry,
            Optional<CalledLeg> origin,
            OnBehalf by,
            String number,
            Urgency urgency,
            List<Admission.Party> parties) {}

    /** Whether a caller may come in, and as whom. */
    private record Entry(Optional<Refusal> refusal, Optional<String> account) {
        static Entry open() {
            return new Entry(Optional.empty(), Optional.empty());
        }

        static Entry of(String account) {
            return new Entry(Optional.empty(), Optional.of(account));
        }

        static Entry refused(Refusal refusal) {
            return new Entry(Optional.of(refusal), Optional.empty());
        }
    }
}
