package org.strowger.call.exchange;

import java.util.List;
import java.util.Optional;
import org.strowger.call.CallSnapshot;
import org.strowger.call.charging.LoopRecords;
import org.strowger.call.core.Admission;
import org.strowger.call.core.IncomingRequest;
import org.strowger.call.core.Turns;
import org.strowger.call.hunt.CalledLeg;
import org.strowger.call.leg.CallLeg;
import org.strowger.call.leg.DialogKey;
import org.strowger.call.live.CallHome;
import org.strowger.call.message.KeptMessages;
import org.strowger.call.message.MessageRelay;
import org.strowger.call.presence.Publications;
import org.strowger.call.presence.Publisher;
import org.strowger.call.setup.ExchangeEnvironment;
import org.strowger.call.subscription.Notifier;
import org.strowger.call.subscription.Watchers;
import org.strowger.call.talk.Neighbour;
import org.strowger.dialog.DialogFigures;
import org.strowger.dialog.IncomingSession;
import org.strowger.dialog.UserAgentCore;
import org.strowger.dialog.UserAgentSettings;
import org.strowger.dialog.layer.DialogLayer;
import org.strowger.directory.Binding;
import org.strowger.directory.Registrar;
import org.strowger.directory.RegistrarSettings;
import org.strowger.directory.TrunkCredentials;
import org.strowger.directory.liveness.ContactExpiries;
import org.strowger.directory.liveness.ContactWatch;
import org.strowger.directory.liveness.WatchSurroundings;
import org.strowger.directory.probe.ProbeSurroundings;
import org.strowger.directory.probe.ProbedTrunks;
import org.strowger.directory.probe.TrunkProbes;
import org.strowger.directory.registration.RegisteredTrunks;
import org.strowger.directory.registration.TrunkRegistrations;
import org.strowger.sip.Flow;
import org.strowger.sip.Identifiers;
import org.strowger.sip.WireMessage;
import org.strowger.sip.message.RequestInspector;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;
import org.strowger.statemachine.Loop;
import org.strowger.transaction.ServerTransaction;
import org.strowger.transaction.TransactionFigures;
import org.strowger.transaction.TransactionLayer;

/**
 * The exchange on one loop: its signalling layers, and what takes the requests outside of dialogs. Runs on its loop.
 */
final class ExchangeLoop implements UserAgentCore, Neighbour {

    private final int index;
    private final Identifiers ids;
    private final Loop loop;
    private final Turns turns;
    private final Admission admission;
    private final RequestInspector inspector;
    private final TransactionLayer transactions;
    private final DialogLayer dialogs;
    private final LoopCalls calls;
    private final CallHome home;
    private final CallAdmission callers;
    private final Registrar registrar;
    private final ContactWatch watch;
    private final InvitePolicy policy;
    private final Notifier notifier;
    private final ContactExpiries expiries;
    private final Publications publications;
    private final Publisher publisher;
    private final KeptMessages kept;
    private final MessageRelay messages;

    ExchangeLoop(
            int index,
            ExchangeShared shared,
            UserAgentSettings agent,
            RequestInspector inspector,
            List<ExchangeLoop> peers) {
        ExchangeEnvironment environment = shared.environment();
        this.index = index;
        this.loop = environment.loops().get(index);
        this.turns = new Turns(loop);
        this.admission = shared.admission();
        this.inspector = inspector;
        this.ids = new Identifiers(index, environment.randoms().apply(index));
        CallStories stories = new CallStories(loop, shared.counters());
        this.transactions = new TransactionLayer(
                loop, environment.network(), ids, shared.settings().transactions(), stories);
        this.dialogs = new DialogLayer(
                loop, transactions, environment.network(), environment.resolver(), ids, agent, stories, this);
        LoopRecords records = new LoopRecords(environment.records(), environment.time(), ids::tag);
        this.calls = new LoopCalls(stories, shared.counters(), records);
        OwnAddresses own = new OwnAddresses(environment);
        this.policy = new InvitePolicy(shared, own, records, calls::calledBy);
        TrunkCredentials credentials = new TrunkCredentials(
                environment.directory(), () -> environment.randoms().apply(index));
        this.home = new LoopHome(loop, turns, shared, dialogs, calls, policy, own, credentials, peers);
        this.callers = new CallAdmission(shared, policy, ids, home, calls);
        WatchSurroundings surroundings = new WatchSurroundings(
                loop,
                dialogs,
                environment.directory(),
                environment.locations(),
                shared.settings().registrar(),
                environment.time(),
                environment.events(),
                () -> environment.randoms().apply(index),
                shared.watched());
        this.watch = new ContactWatch(surroundings);
        Watchers watchers = shared.watchers();
        boolean told = shared.settings().registrar().deviceEvents() == RegistrarSettings.DeviceEvents.ON;
        this.expiries = new ContactExpiries(
                surroundings, user -> told || watchers.areThereForContacts(user), watchers::contactsChanged);
        this.registrar = new Registrar(
                shared.settings().registrar(),
                environment.directory(),
                environment.locations(),
                environment.time(),
                environment.events(),
                shared.credentials(),
                own::isOursOn,
                new Registrar.Arrivals() {
                    @Override
                    public void registered(String user, List<Binding> contacts) {
                        home.lamps().registered(user, contacts);
                    }

                    @Override
                    public void changed(String user) {
                        watch(user, peers);
                        watchers.contactsChanged(user);
                    }
                });
        this.notifier = new Notifier(home, watchers, own::isOursOn, home.lamps()::count, user -> {
            watchers.devices().changed(user); // as it is now, from which on changes are told
            of(user, peers).expiries.changed(user);
        });
        this.publications = new Publications(home, ids, watchers.published());
        this.publisher = new Publisher(
                home,
                own::isOursOn,
                shared.settings().subscriptions().publications(),
                user -> of(user, peers).publications);
        this.kept = new KeptMessages(home, shared.messageBook());
        this.messages = new MessageRelay(home, own::isOursOn, shared.messageBook(), user -> of(user, peers).kept);
    }

    /** The loop on which is what belongs to an address of record, on whichever its phones are met. */
    private static ExchangeLoop of(String user, List<ExchangeLoop> loops) {
        return loops.get(Math.floorMod(user.hashCode(), loops.size()));
    }

    /** Something has changed about the contacts of an address of record. */
    static void watch(String user, List<ExchangeLoop> loops) {
        ExchangeLoop owner = of(user, loops);
        owner.watch.changed(user);
        owner.expiries.changed(user);
        owner.kept.phonesChanged(user);
    }

    /** A contact of an address of record answers no more, or answers again. */
    static void reachable(String user, List<ExchangeLoop> loops) {
        of(user, loops).kept.phonesChanged(user);
    }

    /** Registrations of trunks that run on this loop. */
    TrunkRegistrations registrations(ExchangeEnvironment environment, RegisteredTrunks registered) {
        return new TrunkRegistrations(
                loop,
                transactions,
                environment.network(),
                environment.resolver(),
                ids,
                environment.time(),
                environment.events(),
                registered,
                () -> environment.randoms().apply(index));
    }

    /** Probes of trunks that run on this loop. */
    TrunkProbes probes(ExchangeEnvironment environment, ProbedTrunks probed) {
        return new TrunkProbes(new ProbeSurroundings(
                loop,
                transactions,
                environment.resolver(),
                ids,
                environment.time(),
                environment.events(),
                environment.directory().domain(),
                probed));
    }

    void received(WireMessage message) {
        transactions.received(message);
    }

    @Override
    public Optional<SipResponse> refusal(ServerTransaction invite) {
        return callers.refusal(invite);
    }

    @Override
    public void invited(IncomingSession session) {
        callers.invited(session);
    }

    @Override
    public void requested(ServerTransaction transaction) {
        switch (transaction.wire().method()) {
            case SipRequest.REGISTER -> register(transaction);
            case SipRequest.SUBSCRIBE -> subscribe(transaction);
            case SipRequest.PUBLISH -> publish(transaction);
            case SipRequest.MESSAGE -> message(transaction);
            case SipRequest.OPTIONS -> transaction.respondOnce(capabilities(transaction.received()));
            default -> transaction.respondOnce(SipResponse.of(481, transaction.received()));
        }
    }

    /** Who subscribes has to prove itself as who calls has; where nobody is asked, it is who it says. */
    private void subscribe(ServerTransaction transaction) {
        SipRequest request = transaction.received();
        InvitePolicy.Entry entry = policy.subscriber(request, transaction.flow());
        if (entry.refusal().isPresent())
            notifier.refuse(transaction, entry.refusal().get());
        else notifier.subscribe(transaction, entry.account().orElseGet(() -> IncomingRequest.fromUser(request)));
    }

    /** Who publishes has to prove itself, whoever may call: others are told what it says. */
    private void publish(ServerTransaction transaction) {
        InvitePolicy.Entry entry = policy.authenticate(transaction.received(), transaction.flow());
        if (entry.refusal().isPresent())
            publisher.refuse(transaction, entry.refusal().get());
        else publisher.publish(transaction, entry.account().orElseThrow());
    }

    /** Who writes has to prove itself, whoever may call: others are shown its number. */
    private void message(ServerTransaction transaction) {
        InvitePolicy.Entry entry = policy.authenticate(transaction.received(), transaction.flow());
        if (entry.refusal().isPresent())
            messages.refuse(transaction, entry.refusal().get());
        else messages.message(transaction, entry.account().orElseThrow());
    }

    private void register(ServerTransaction transaction) {
        registrar.register(transaction);
        Flow flow = transaction.flow();
        // It may have gone meanwhile, before there was anything to forget.
        if (flow.isOnlyWay() && !home.network().stands(flow)) registrar.ended(flow);
    }

    /** A connection that only its peer could open is gone. Any thread. */
    void ended(Flow flow) {
        registrar.ended(flow);
    }

    /** There is no such account any more. */
    void forget(String account) {
        registrar.forget(account);
    }

    private SipResponse capabilities(SipRequest options) {
        SipResponse response = SipResponse.of(admission.isDraining() ? 503 : 200, options);
        if (admission.isDraining()) response.add(home.retryAfter());
        else inspector.describe(response);
        return response;
    }

    @Override
    public Loop loop() {
        return loop;
    }

    @Override
    public Optional<CallLeg> leg(DialogKey dialog) {
        return calls.leg(dialog);
    }

    @Override
    public Optional<CalledLeg> ringing(DialogKey dialog) {
        return calls.ringing(dialog);
    }

    /** Of what may wait. */
    Turns turns() {
        return turns;
    }

    /** What the machines of its calls do. */
    CallStories stories() {
        return calls.stories();
    }

    List<CallSnapshot> snapshots() {
        return calls.snapshots();
    }

    void hangUpAll() {
        calls.hangUpAll();
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
}
