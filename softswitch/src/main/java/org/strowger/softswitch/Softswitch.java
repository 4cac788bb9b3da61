package org.strowger.softswitch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.administration.AdminApi;
import org.strowger.administration.AdminServer;
import org.strowger.administration.Figures;
import org.strowger.administration.SwitchControl;
import org.strowger.administration.TrunkReport;
import org.strowger.agent.WebSocketAgents;
import org.strowger.call.CallSnapshot;
import org.strowger.call.CallStory;
import org.strowger.call.RoomSnapshot;
import org.strowger.call.event.DeviceState;
import org.strowger.call.event.EventBus;
import org.strowger.call.event.EventStream;
import org.strowger.call.exchange.Exchange;
import org.strowger.call.record.RecordFigures;
import org.strowger.call.record.RecordSink;
import org.strowger.call.setup.ExchangeEnvironment;
import org.strowger.call.setup.HeapPressure;
import org.strowger.cdr.RecordJournal;
import org.strowger.configuration.Configuration;
import org.strowger.configuration.DataParts;
import org.strowger.configuration.Version;
import org.strowger.dialplan.DialplanLoader;
import org.strowger.dialplan.DialplanReloader;
import org.strowger.dialplan.DialplanRouter;
import org.strowger.dialplan.DialplanWatcher;
import org.strowger.dialplan.LoadResult;
import org.strowger.dialplan.lookup.DataServices;
import org.strowger.directory.Account;
import org.strowger.directory.Binding;
import org.strowger.directory.Directory;
import org.strowger.directory.MemoryLocations;
import org.strowger.directory.RegistrarSettings;
import org.strowger.directory.kept.KeptContacts;
import org.strowger.directory.liveness.Reachability;
import org.strowger.media.MediaEngine;
import org.strowger.sip.dns.DnsHopResolver;
import org.strowger.sip.source.SourceSnapshot;
import org.strowger.sip.transport.Listener;
import org.strowger.sip.transport.SipLoops;
import org.strowger.sip.transport.SipTransports;
import org.strowger.softswitch.log.DialplanLog;
import org.strowger.softswitch.log.LogSink;
import org.strowger.statemachine.Gate;
import org.strowger.statemachine.Lifeline;
import org.strowger.voicemail.Mailboxes;
import org.strowger.voicemail.mail.MailSettings;
import org.strowger.voicemail.mail.MessageMailer;
import org.strowger.voicemail.mail.SmtpPost;

/**
 * A running switch, put together from its parts: the one place that makes the big ones. Safe on any thread.
 *
 * {@snippet :
 * if (ConfigurationReader.read(Path.of("examples/office")) instanceof Configuration.Reading.Good(var configuration)) {
 *     try (Softswitch softswitch = Softswitch.start(configuration, System.out::println)) {
 *         System.out.println("listening on " + softswitch.listeners());
 *     }
 * }
 * }
 */
public final class Softswitch implements SwitchControl, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Softswitch.class);

    private final Instant started = Instant.now();
    private final Configuration configuration;
    private final Closing closing = new Closing();
    private final Lifeline lifeline = new Lifeline();
    private final EventStream events;
    private final Directory directory;
    private final MemoryLocations locations;
    private final SipTransports transports;
    private final MediaEngine media;
    private final DataParts data;
    private final Optional<RecordJournal> records;
    private final DialplanRouter router;
    private final DialplanReloader reloader;
    private final Exchange exchange;
    private final AdminServer admin;
    private volatile State state = State.READY;

    private Softswitch(Configuration configuration, EventBus.Listener log) throws StartFailure {
        this.configuration = configuration;
        Opening opening = new Opening(configuration, lifeline);
        try {
            SipLoops loops = closing.add(SipLoops.start(configuration.signallingLoops(), lifeline));
            LateReceiver receiver = new LateReceiver();
            this.transports = closing.add(opening.transports(loops, receiver));
            this.media = closing.add(opening.media());
            BrowserWarmUp.start(transports.listeners());
            this.events = closing.add(new EventStream(Clock.systemUTC()));
            events.subscribe("log", log);
            DnsHopResolver resolver = closing.add(DnsHopResolver.open(
                    loops,
                    transports.listeners().stream().map(Listener::transport).toList(),
                    configuration.nameServers()));
            TrunkAddresses addresses =
                    closing.add(TrunkAddresses.start(configuration.trunks().values(), resolver));
            LiveDirectory known = new LiveDirectory(new ConfiguredDirectory(configuration, addresses));
            this.directory = known;
            this.locations = locations(directory);
            this.data = DataParts.of(configuration.data());
            closing.add(data.services());
            this.records = opening.records(data.services().databases(), events);
            records.ifPresent(closing::add);
            DialplanLoader loader = new DialplanLoader(
                            directory, configuration.exchange().sounds(), data.services())
                    .keeping(compiled(configuration.file()));
            this.router = loadDialplan(loader);
            LiveConfiguration live = new LiveConfiguration(
                    configuration,
                    known,
                    addresses,
                    loader,
                    router.current().texts().keySet(),
                    this::follow);
            this.reloader = new DialplanReloader(live, router, DialplanLog::reloaded);
            this.exchange = new Exchange(
                    configuration.exchange(),
                    new ExchangeEnvironment(
                                    loops.loops(),
                                    transports,
                                    resolver,
                                    media,
                                    closing.add(new WebSocketAgents()),
                                    directory,
                                    locations,
                                    Gate.OPEN,
                                    Clock.systemUTC(),
                                    loop -> new BufferedRandom(),
                                    events,
                                    HeapPressure.OF_THE_PROCESS)
                            .records(records.<RecordSink>map(journal -> journal).orElse(RecordSink.NONE)),
                    router);
            AdminApi api = new AdminApi(this, new RunningPlans(router, reloader, live, data));
            this.admin = closing.add(opening.admin(closing.add(api)));
            configuration.mail().server().ifPresent(this::sendMail);
            if (configuration.watch() == Configuration.Watch.FILES) watchDialplan();
            data.recover(router.current());
            receiver.deliverTo(exchange.receiver());
            exchange.register(configuration.trunks().values());
            // Once all that has a port of its own has it.
            closing.add(ConnectionWarmUp.start(configuration));
        } catch (StartFailure | RuntimeException | Error e) {
            closing.close();
            throw e;
        }
    }

    /**
     * Starts a switch. When this returns, it takes calls.
     *
     * @param log told of everything that happens
     * @throws StartFailure if a port is taken, the dialplan doesn't load, …; nothing is left open then
     */
    public static Softswitch start(Configuration configuration, EventBus.Listener log) throws StartFailure {
        return new Softswitch(configuration, log);
    }

    private MemoryLocations locations(Directory directory) {
        RegistrarSettings registrar = configuration.exchange().registrar();
        return registrar
                .directory()
                .map(kept -> closing.add(KeptContacts.open(
                                kept,
                                Clock.systemUTC(),
                                user -> directory
                                        .account(user)
                                        .map(Account::maxContacts)
                                        .orElse(0),
                                registrar.contacts()))
                        .locations())
                .orElseGet(() -> new MemoryLocations(Clock.systemUTC()));
    }

    private DialplanRouter loadDialplan(DialplanLoader loader) throws StartFailure {
        return switch (loader.load(configuration.dialplan())) {
            case LoadResult.Loaded loaded ->
                new DialplanRouter(loaded.dialplan(), Clock.systemUTC(), DialplanLog::changed);
            case LoadResult.Failed failed ->
                throw new StartFailure(
                        StartFailure.Kind.DIALPLAN,
                        failed.problems().stream().map(Object::toString).toList());
        };
    }

    /** By who reloads. While calls are let end, no trunk is registered anew. */
    private void follow(Configuration now, LiveConfiguration.Change change) {
        if (state == State.READY) exchange.register(now.trunks().values());
        exchange.follow(change.accounts().removed());
        ConfigurationLog.changed(change);
    }

    private void sendMail(MailSettings.Server server) {
        closing.add(new MessageMailer(
                        configuration.mail().addresses(),
                        new SmtpPost(server),
                        new Mailboxes(configuration.exchange().sound().voicemail()),
                        events,
                        MessageMailer.Patience.USUAL))
                .start();
    }

    private void watchDialplan() {
        try {
            closing.add(DialplanWatcher.start(reloader));
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("the dialplan's files can't be watched: use 'strowger reload' after a change");
        }
    }

    /**
     * Loads the dialplan of a configuration as {@link #start} would, and lets it go: for checking without starting.
     * What it is compiled to is kept: a switch that starts after it needn't compile.
     */
    public static LoadResult checkDialplan(Configuration configuration) {
        try (DataServices services = configuration.data().open()) {
            return new DialplanLoader(
                            directoryOf(configuration), configuration.exchange().sounds(), services)
                    .keeping(compiled(configuration.file()))
                    .load(configuration.dialplan());
        }
    }

    /**
     * The accounts, trunks and all else that a configuration names, without a switch: for tests of its dialplan. Looks
     * nothing up.
     */
    public static Directory directoryOf(Configuration configuration) {
        return new ConfiguredDirectory(configuration, TrunkAddresses.NONE);
    }

    /** Where what was compiled is kept: beside {@code strowger.yaml}. */
    private static Path compiled(Path config) {
        return (Files.isDirectory(config) ? config : config.toAbsolutePath().resolveSibling("")).resolve(".compiled");
    }

    /**
     * Gets ready what takes long to load and will most likely be needed, in the background: to be called as early as
     * possible by who will start a switch or load a dialplan.
     *
     * @param config {@code strowger.yaml}, or its directory
     */
    public static void warmUp(Path config) {
        DialplanLoader.warmUp(compiled(config));
    }

    /** What it was started with. */
    public Configuration configuration() {
        return configuration;
    }

    @Override
    public List<Listener> listeners() {
        return transports.listeners();
    }

    /** Where it listens for HTTP. */
    public InetSocketAddress adminAddress() {
        return admin.address();
    }

    @Override
    public List<String> routes() {
        return router.current().routes();
    }

    @Override
    public Figures figures() {
        return new Figures(
                exchange.figures(),
                media.figures(),
                transports.figures(),
                exchange.sources().figures(),
                trunks(),
                exchange.watched().unreachable(),
                records.map(RecordJournal::figures).orElse(RecordFigures.NONE),
                data.services().limits().figures(),
                events.lost(),
                LogSink.lost());
    }

    @Override
    public String version() {
        return Version.NUMBER;
    }

    @Override
    public Instant started() {
        return started;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public String mediaBackend() {
        return media.backend();
    }

    @Override
    public CompletionStage<List<CallSnapshot>> calls() {
        return exchange.calls();
    }

    @Override
    public CompletionStage<Optional<CallStory>> story(String call) {
        return exchange.story(call);
    }

    @Override
    public CompletionStage<List<RoomSnapshot>> rooms() {
        return exchange.rooms();
    }

    @Override
    public List<SourceSnapshot> sources() {
        return exchange.sources().snapshot();
    }

    @Override
    public boolean unban(InetAddress address) {
        return exchange.sources().unban(address);
    }

    @Override
    public Map<String, List<Binding>> bindings() {
        return locations.all();
    }

    @Override
    public Optional<Reachability> reachability(String aor, Binding contact) {
        return exchange.watched().of(aor, contact);
    }

    @Override
    public Map<String, DeviceState> devices() {
        return exchange.devices();
    }

    @Override
    public Optional<DeviceState> device(String account) {
        return directory.account(account).map(known -> exchange.device(known.user()));
    }

    @Override
    public TrunkReport trunks() {
        return new TrunkReport(exchange.registrations(), exchange.standings());
    }

    MemoryLocations locations() {
        return locations;
    }

    @Override
    public LoadResult reload() {
        return reloader.reload();
    }

    /**
     * Completes when a loop has ended unasked, which owns calls, never otherwise. Nothing is to be hoped from the
     * others then, nor from {@link #close}: whoever runs the process ends it.
     */
    public CompletionStage<Lifeline.Loss> loss() {
        return lifeline.loss();
    }

    @Override
    public CompletionStage<Void> drain() {
        state = State.DRAINING;
        return exchange.drain();
    }

    /** Ends all calls now, properly; completes when they are over. */
    public CompletionStage<Void> hangUpAll() {
        return exchange.hangUpAll();
    }

    /** Closes all sockets and ends all threads. Calls that still run end without a word: {@link #hangUpAll} before. */
    @Override
    public void close() {
        closing.close();
    }
}
