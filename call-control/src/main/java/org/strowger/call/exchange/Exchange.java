package org.strowger.call.exchange;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;
import org.strowger.agent.AgentStream;
import org.strowger.call.CallRouter;
import org.strowger.call.CallSnapshot;
import org.strowger.call.CallStory;
import org.strowger.call.ExchangeFigures;
import org.strowger.call.RoomSnapshot;
import org.strowger.call.core.AccountLegs;
import org.strowger.call.core.Admission;
import org.strowger.call.core.Ending;
import org.strowger.call.core.ExchangeCounters;
import org.strowger.call.event.DeviceEvent;
import org.strowger.call.event.DeviceState;
import org.strowger.call.event.EventBus;
import org.strowger.call.hunt.Gatherings;
import org.strowger.call.leg.CallLeg;
import org.strowger.call.message.MessageBook;
import org.strowger.call.presence.DeviceStates;
import org.strowger.call.room.Rooms;
import org.strowger.call.setup.ExchangeEnvironment;
import org.strowger.call.setup.ExchangeSettings;
import org.strowger.call.sound.CallTapes;
import org.strowger.call.subscription.Notifier;
import org.strowger.call.subscription.Watchers;
import org.strowger.call.talk.CallConnections;
import org.strowger.dialog.DialogFigures;
import org.strowger.dialog.SessionTimers;
import org.strowger.dialog.UserAgentSettings;
import org.strowger.dialog.layer.DialogLayer;
import org.strowger.directory.Account;
import org.strowger.directory.CredentialCheck;
import org.strowger.directory.Directory;
import org.strowger.directory.Trunk;
import org.strowger.directory.liveness.WatchedContacts;
import org.strowger.directory.probe.ProbedTrunks;
import org.strowger.directory.probe.TrunkProbes;
import org.strowger.directory.probe.TrunkStanding;
import org.strowger.directory.registration.RegisteredTrunks;
import org.strowger.directory.registration.RegistrationState;
import org.strowger.directory.registration.TrunkRegistrations;
import org.strowger.sip.Flow;
import org.strowger.sip.Identifiers;
import org.strowger.sip.Opening;
import org.strowger.sip.SipReceiver;
import org.strowger.sip.WireMessage;
import org.strowger.sip.digest.DigestServer;
import org.strowger.sip.message.Reliability;
import org.strowger.sip.message.RequestInspector;
import org.strowger.sip.message.SessionTimes;
import org.strowger.sip.source.Sources;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.StateTable;
import org.strowger.transaction.TransactionFigures;
import org.strowger.transaction.TransactionLayer;
import org.strowger.voicemail.Mailboxes;

/** The telephone exchange: signalling layers on each loop, the registrar, and all calls. Safe on any thread. */
public final class Exchange {

    private static final Set<String> METHODS = Set.of(
            "INVITE",
            "ACK",
            "CANCEL",
            "BYE",
            "OPTIONS",
            "INFO",
            "UPDATE",
            "REGISTER",
            "REFER",
            "NOTIFY",
            "PRACK",
            "SUBSCRIBE",
            "PUBLISH",
            "MESSAGE");
    private static final Set<String> EXTENSIONS =
            Set.of(Notifier.LISTS, "outbound", "path", "replaces", Reliability.OPTION);
    private static final Set<String> EXTENSIONS_WITH_TIMERS =
            Set.of(Notifier.LISTS, "outbound", "path", "replaces", Reliability.OPTION, SessionTimes.OPTION);
    private static final Set<String> CONTENT = Set.of("application/sdp");

    private final ExchangeEnvironment environment;
    private final Admission admission;
    private final ExchangeCounters counters = new ExchangeCounters(machines());
    private final Rooms rooms;
    private final Screening screening;
    private final List<ExchangeLoop> loops = new ArrayList<>();
    private final List<LoopMailbox> mailboxes = new ArrayList<>();
    private final RegisteredTrunks registered = new RegisteredTrunks();
    private final TrunkRegistrations registrations;
    private final WatchedContacts watched = new WatchedContacts(user -> reachabilityChanged(user));
    private final Watchers watchers;
    private final Gatherings gatherings;
    private final ProbedTrunks probed = new ProbedTrunks();
    private final TrunkProbes probes;

    /** An exchange without calls. Nothing is received until its {@link #receiver} is given to the transports. */
    public Exchange(ExchangeSettings settings, ExchangeEnvironment environment, CallRouter router) {
        this.environment = environment;
        this.admission = new Admission(
                settings.maxCalls(),
                settings.limits().emergencies(),
                () -> environment.loops().getFirst().nanos());
        this.rooms =
                new Rooms(environment.loops(), environment.media(), environment.events(), new PlaceWatch(counters));
        this.watchers = new Watchers(
                settings.subscriptions(), environment.locations(), watched, telling(settings, environment.events()));
        this.screening = new Screening(
                settings,
                environment,
                router,
                counters,
                new LoadShedding(environment.network(), mailboxes, environment.time()));
        this.gatherings = new Gatherings(environment.loops(), new PlaceWatch(counters));
        ExchangeShared shared = new ExchangeShared(
                settings,
                environment,
                router,
                admission,
                new AccountLegs(settings.limits().accountLegs()),
                counters,
                new CredentialCheck(digest(settings, environment), screening.sources()),
                gatherings,
                new Mailboxes(settings.sound().voicemail()),
                rooms,
                screening.sources(),
                registered,
                watched,
                watchers,
                probed,
                new MessageBook());
        var extensions = settings.sessions().use() == SessionTimers.Use.OFF ? EXTENSIONS : EXTENSIONS_WITH_TIMERS;
        var understood = new RequestInspector.Understood(METHODS, extensions, CONTENT);
        var agent = new UserAgentSettings(settings.product(), understood, settings.transactions(), "strowger")
                .withSessions(settings.sessions())
                .withProvisionals(settings.provisionals());
        var inspector = new RequestInspector(understood);
        for (int i = 0; i < environment.loops().size(); i++)
            loops.add(new ExchangeLoop(i, shared, agent, inspector, loops));
        for (int i = 0; i < loops.size(); i++)
            mailboxes.add(new LoopMailbox(environment.loops().get(i), loops.get(i)));
        this.registrations = loops.getFirst().registrations(environment, registered);
        this.probes = loops.getFirst().probes(environment, probed);
        environment.locations().all().keySet().forEach(this::restored);
    }

    private void reachabilityChanged(String user) {
        watchers.devices().changed(user);
        ExchangeLoop.reachable(user, loops);
    }

    private void restored(String user) {
        watchers.devices().restored(user);
        ExchangeLoop.watch(user, loops);
    }

    private static DeviceStates.Listener telling(ExchangeSettings settings, EventBus events) {
        return switch (settings.registrar().deviceEvents()) {
            case ON -> (account, before, now) -> events.publish(new DeviceEvent.DeviceChanged(account, now, before));
            case OFF -> (_, _, _) -> {};
        };
    }

    private static DigestServer digest(ExchangeSettings settings, ExchangeEnvironment environment) {
        Directory directory = environment.directory();
        DigestServer.Verifiers verifiers = (user, _) -> directory.account(user).map(Account::verifier);
        return new DigestServer(
                directory.domain(), verifiers, settings.nonceLife(), environment.time(), settings.challenges());
    }

    /** Takes what the transports receive, and hands it to the loop that owns it. */
    public SipReceiver receiver() {
        return new SipReceiver() {
            @Override
            public void received(WireMessage message) {
                Exchange.this.received(message);
            }

            @Override
            public boolean isWorthReading(Flow flow, Opening opening, long waitedNanos) {
                return screening.isWorthReading(flow, opening, waitedNanos);
            }

            @Override
            public boolean hasSpent(Flow flow) {
                return screening.sources().hasSpent(flow);
            }

            @Override
            public void ended(Flow flow) {
                // Registrations are the same on all loops.
                loops.getFirst().ended(flow);
            }
        };
    }

    private void received(WireMessage message) {
        if (!screening.lets(message)) return;
        int owner = Identifiers.loopOf(message.callId(), loops.size());
        if (!mailboxes.get(owner).hand(message, screening.turn(message))) screening.overflowed();
    }

    /** Who sends to us, and what may be asked of us by whom. */
    public Sources sources() {
        return screening.sources();
    }

    /**
     * From now on those of these trunks are registered at their providers that have an account there, and those asked
     * whether they are there that are to be, and no others; those that stay as they were aren't touched.
     */
    public void register(Collection<Trunk> trunks) {
        registrations.follow(trunks);
        probes.follow(trunks);
    }

    /**
     * The directory is another from now on: queues are as it has them, and the contacts of accounts that it has no more
     * are gone. Calls go on.
     *
     * @param gone accounts that there were and are no more
     */
    public void follow(Collection<String> gone) {
        gatherings.follow(environment.directory().queues());
        // On each loop, behind the REGISTER that it may be at.
        for (ExchangeLoop loop : loops) loop.loop().execute(() -> gone.forEach(loop::forget));
    }

    /** How the trunks that are probed stand, by name. */
    public List<TrunkStanding> standings() {
        return probed.standings();
    }

    /** How the trunks that register stand, by name. */
    public List<RegistrationState> registrations() {
        return registered.states();
    }

    /** What the phones of accounts do, by name: of all that are not offline. */
    public Map<String, DeviceState> devices() {
        return watchers.devices().all();
    }

    /** What the phones of an account do; of one that there isn't, nothing. */
    public DeviceState device(String account) {
        return watchers.devices().of(account);
    }

    /** Which registered contacts are asked whether they are there, and what has come of it. */
    public WatchedContacts watched() {
        return watched;
    }

    /**
     * From now on, new INVITEs get 503 with Retry-After, and no trunk is registered; completes when the last call is
     * over.
     */
    public CompletionStage<Void> drain() {
        CompletionStage<Void> left = registrations.follow(List.of());
        probes.follow(List.of());
        return CompletableFuture.allOf(admission.drain().toCompletableFuture(), left.toCompletableFuture());
    }

    /** Ends all calls now, properly: BYE, CANCEL or a final response for each leg; completes when they are over. */
    public CompletionStage<Void> hangUpAll() {
        CompletionStage<Void> empty = drain();
        for (ExchangeLoop loop : loops) loop.loop().execute(loop::hangUpAll);
        return empty;
    }

    /** Figures of the moment. */
    public ExchangeFigures figures() {
        return new ExchangeFigures(
                admission.calls(),
                counters.legs.intValue(),
                counters.agents.intValue(),
                loops.stream().mapToInt(ExchangeLoop::dialogCount).sum(),
                loops.stream().mapToInt(ExchangeLoop::transactionCount).sum(),
                environment.loops().stream().mapToInt(Loop::timers).sum(),
                counters.callThreads.intValue(),
                counters.callsStarted.sum(),
                counters.callsAnswered.sum(),
                counters.callsRefused.sum(),
                counters.programFaults.sum(),
                counters.legsHeard.sum(),
                counters.legsHeardBadly.sum(),
                counters.legsMute.sum(),
                counters.pressesIgnored.sum(),
                loops.stream()
                        .map(ExchangeLoop::transactionFigures)
                        .reduce(TransactionFigures.NONE, TransactionFigures::plus),
                loops.stream().map(ExchangeLoop::dialogFigures).reduce(DialogFigures.NONE, DialogFigures::plus),
                counters.illegal(),
                Ending.faults(),
                environment.locations().all().values().stream()
                        .mapToInt(List::size)
                        .sum(),
                counters.refusals());
    }

    /** The machines whose moves {@link #story} tells, and whose illegal events are counted. */
    public static List<StateTable<?, ?, ?>> machines() {
        return Stream.of(
                        TransactionLayer.tables(),
                        DialogLayer.tables(),
                        List.of(AgentStream.table()),
                        CallLeg.tables(),
                        Gatherings.tables(),
                        Rooms.tables(),
                        CallTapes.tables(),
                        CallConnections.tables())
                .<StateTable<?, ?, ?>>flatMap(List::stream)
                .toList();
    }

    /**
     * What a call's machines did: of one that is running, or over since not so long; empty for others. Collected on the
     * loops.
     */
    public CompletionStage<Optional<CallStory>> story(String call) {
        return collected(loop -> loop.stories().story(call, environment.time()))
                .thenApply(parts -> parts.stream().flatMap(Optional::stream).findFirst());
    }

    /** The conference rooms, the oldest first; collected on their loops. */
    public CompletionStage<List<RoomSnapshot>> rooms() {
        return rooms.snapshots();
    }

    /** The running calls, longest first; collected on their loops. */
    public CompletionStage<List<CallSnapshot>> calls() {
        return collected(ExchangeLoop::snapshots)
                .thenApply(parts -> parts.stream()
                        .flatMap(List::stream)
                        .sorted(Comparator.comparing(CallSnapshot::lasted).reversed())
                        .toList());
    }

    private <T> CompletionStage<List<T>> collected(Function<ExchangeLoop, T> what) {
        List<CompletableFuture<T>> parts = new ArrayList<>();
        for (ExchangeLoop loop : loops)
            parts.add(CompletableFuture.supplyAsync(
                    () -> what.apply(loop), task -> loop.loop().execute(task)));
        return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
                .thenApply(_ -> parts.stream().map(CompletableFuture::join).toList());
    }
}
