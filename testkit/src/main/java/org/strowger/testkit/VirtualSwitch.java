package org.strowger.testkit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.strowger.call.CallRouter;
import org.strowger.call.ExchangeFigures;
import org.strowger.call.event.DirectEvents;
import org.strowger.call.event.EventBus;
import org.strowger.call.exchange.Exchange;
import org.strowger.call.setup.CallLimits;
import org.strowger.call.setup.ExchangeEnvironment;
import org.strowger.call.setup.ExchangeSettings;
import org.strowger.dialplan.DialplanLoader;
import org.strowger.dialplan.DialplanReloader;
import org.strowger.dialplan.DialplanRouter;
import org.strowger.dialplan.lookup.DataServices;
import org.strowger.dialplan.script.ScriptLog;
import org.strowger.directory.Binding;
import org.strowger.directory.BrowserPolicy;
import org.strowger.directory.CallGroup;
import org.strowger.directory.CallQueue;
import org.strowger.directory.Directory;
import org.strowger.directory.LocationService;
import org.strowger.directory.MemoryLocations;
import org.strowger.directory.Quota;
import org.strowger.directory.RegistrarSettings;
import org.strowger.directory.SrtpPolicy;
import org.strowger.directory.Trunk;
import org.strowger.directory.TrunkTrust;
import org.strowger.media.MediaSettings;
import org.strowger.media.memory.InMemoryMedia;
import org.strowger.sip.memory.InMemoryHost;
import org.strowger.sip.memory.InMemoryNetwork;
import org.strowger.sip.source.SourceSettings;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.VirtualTime;
import org.strowger.testkit.phone.PhoneReaction;
import org.strowger.transaction.TransactionSettings;

/**
 * The switch in virtual time: its real signalling, media and programs on an in-memory network. Time moves only when
 * {@link #passes} says so, and only when every loop is idle and every call thread waits in a verb, so that a run is the
 * same each time.
 */
public final class VirtualSwitch implements AutoCloseable {

    /** Where the switch listens. */
    private static final InetSocketAddress ADDRESS = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 5060);

    private static final String DOMAIN = "switch.example";
    private static final int LOOPS = 2;

    private final VirtualTime time = new VirtualTime();
    private final InMemoryNetwork network;
    private final InMemoryHost host;
    private final InMemoryMedia media;
    private final TestParties parties;
    private final TestAgents agents = new TestAgents();
    private final TestDevices devices;
    private final TestNames names = new TestNames();
    private final SwitchRoutes routes;
    private final SwitchRecord record = new SwitchRecord(time);
    private final LocationService locations;
    private final DirectEvents events = new DirectEvents(time);
    private final Exchange exchange;
    private boolean memoryShort;

    /** A switch whose calls are routed so. The seed decides all that is random. */
    public VirtualSwitch(long seed, ExchangeSettings settings, CallRouter router) {
        this(seed, settings, router, LooseDirectory.NOBODY);
    }

    /**
     * The same with accounts and trunks beside those that are added. A trunk of these that nobody plays answers at once
     * when it is called.
     */
    VirtualSwitch(long seed, ExchangeSettings settings, CallRouter router, Directory beside) {
        this(seed, settings, router, beside, MediaSettings.defaults());
    }

    /** The same with other ports for media. */
    VirtualSwitch(
            long seed, ExchangeSettings settings, CallRouter router, Directory beside, MediaSettings mediaSettings) {
        this(seed, settings, router, beside, mediaSettings, UnaryOperator.identity());
    }

    /** The same with something between the switch and its surroundings: for tests of what becomes of their faults. */
    VirtualSwitch(
            long seed,
            ExchangeSettings settings,
            CallRouter router,
            Directory beside,
            MediaSettings mediaSettings,
            UnaryOperator<ExchangeEnvironment> between) {
        this.parties = new TestParties(DOMAIN, beside, this::standIn);
        this.routes = new SwitchRoutes(parties, settings.sounds(), time, router);
        this.network = new InMemoryNetwork(time, seed);
        this.media = new InMemoryMedia(time, mediaSettings, seed);
        this.devices = new TestDevices(
                this,
                new TestDevices.Surroundings(
                        time, network, media, names, settings.transactions(), DOMAIN, ADDRESS, seed));
        names.name(DOMAIN, ADDRESS.getAddress());
        List<Loop> loops = new ArrayList<>();
        for (int i = 0; i < LOOPS; i++) loops.add(time.newLoop("switch-" + i));
        this.host = network.host(Ladder.SWITCH, ADDRESS, loops.getFirst());
        SplittableRandom randoms = new SplittableRandom(seed);
        var environment = between.apply(new ExchangeEnvironment(
                loops,
                host,
                names,
                media,
                agents,
                parties,
                new MemoryLocations(time),
                time,
                time,
                _ -> randoms.split(),
                events,
                () -> memoryShort));
        this.locations = environment.locations();
        this.exchange = new Exchange(settings, environment, routes);
        host.receiver(exchange.receiver());
        events.subscribe("trace", record::happened);
        network.tap(record::left);
    }

    /**
     * Routes calls by a dialplan from now on. The phones and trunks that it names have been added before.
     *
     * @throws IllegalArgumentException with all of its problems, if it does not load
     */
    public VirtualSwitch dialplan(Path... files) {
        reloadable(files);
        return this;
    }

    /**
     * The same, with the reloader that takes its files' changes in.
     *
     * @throws IllegalArgumentException with all of its problems, if it does not load
     */
    public DialplanReloader reloadable(Path... files) {
        return routes.reloadable(List.of(files));
    }

    DialplanRouter loaded(DialplanLoader loader, List<Path> files) {
        return routes.loaded(loader, files);
    }

    /**
     * The versions of the dialplan.
     *
     * @throws IllegalStateException if calls are routed by none
     */
    public DialplanRouter plans() {
        return routes.plans();
    }

    /** Routes calls so from now on. */
    void routes(CallRouter other) {
        routes.by(other);
    }

    /** What dialplans ask from now on: databases, web services, tariffs. Whoever made them closes them. */
    public VirtualSwitch services(DataServices asked) {
        routes.ask(asked);
        return this;
    }

    /** Settings for tests: digest for callers, a thousand calls by whomever, the times of RFC 3261, no sounds. */
    public static ExchangeSettings usualSettings() {
        return usualSettings(List.of());
    }

    /** The same, with sound files from these directories. */
    public static ExchangeSettings usualSettings(List<Path> sounds) {
        return new ExchangeSettings(
                        "Strowger/test",
                        TransactionSettings.RFC_3261,
                        ExchangeSettings.Callers.AUTHENTICATED,
                        1000,
                        Duration.ofMillis(800),
                        Duration.ofSeconds(5),
                        new RegistrarSettings(Duration.ofSeconds(60), Duration.ofHours(1), Duration.ofHours(2)),
                        Duration.ofMinutes(5),
                        sounds)
                .sources(SourceSettings.DEFAULT.withoutTurns())
                .limits(CallLimits.DEFAULT.quotas(Quota.UNLIMITED, Quota.UNLIMITED, Quota.UNLIMITED));
    }

    /** A phone with an account, whose password is its number; up to three may register to it. */
    public ScriptedPhone phone(String number) {
        parties.addAccount(number);
        return devices.add(number, Optional.of(number));
    }

    /** A group of accounts that there are. */
    public void group(CallGroup group) {
        parties.add(group);
    }

    /** A queue whose members are accounts that there are. */
    public void queue(CallQueue queue) {
        parties.add(queue);
    }

    /** An account with the place where it is, for emergency calls. */
    public void located(String number, Map<String, String> civic) {
        parties.addAccount(number, civic);
    }

    /** Limits an account to these codecs, the best first, by the names of {@code strowger.yaml}. */
    public VirtualSwitch codecs(String number, String... names) {
        parties.codecs(number, List.of(names));
        return this;
    }

    /** Says what becomes of encryption between an account and the switch. */
    public VirtualSwitch srtp(String number, SrtpPolicy policy) {
        parties.srtp(number, policy);
        return this;
    }

    /** Says whether an account has media as browsers do. */
    public VirtualSwitch webrtc(String number, BrowserPolicy policy) {
        parties.webrtc(number, policy);
        return this;
    }

    /** Another device of an account that there is already. */
    public ScriptedPhone anotherPhone(String number) {
        return devices.add(number, Optional.of(number));
    }

    /** A phone that has no account, or has its password wrong. */
    public ScriptedPhone stranger(String number, String password) {
        return devices.add(number, Optional.of(password));
    }

    /** A carrier, played by a phone that answers every number. */
    public ScriptedPhone trunk(String name) {
        ScriptedPhone far = devices.add(name, Optional.empty());
        trunkTo(name, far.address());
        return far;
    }

    /** Another host, by its name, played by a phone. */
    ScriptedPhone host(String name) {
        ScriptedPhone far = devices.add(name, Optional.empty());
        names.name(name, far.address().getAddress());
        return far;
    }

    /** A voice agent whose URLs begin so. The same one each time it is asked for. */
    public TestAgent agent(String url) {
        return agents.agent(url, this);
    }

    /** A trunk to an address. */
    public void trunkTo(String name, InetSocketAddress at) {
        parties.addTrunk(name, at);
    }

    /** A trunk, whatever it was before. */
    VirtualSwitch knows(Trunk trunk) {
        parties.add(trunk);
        return this;
    }

    /** Trusts a trunk that there is so far. */
    public VirtualSwitch trust(String trunk, TrunkTrust trust) {
        parties.trust(trunk, trust);
        return this;
    }

    /** Somebody who answers for a trunk that nobody plays. */
    private InetSocketAddress standIn(String trunk) {
        ScriptedPhone far = devices.add(trunk, Optional.empty());
        far.line().reacts(new PhoneReaction.Answers(Duration.ZERO));
        return far.address();
    }

    /** Lets time pass. */
    public void passes(Duration duration) {
        time.advance(duration);
    }

    /** The network, to make it worse. */
    public InMemoryNetwork network() {
        return network;
    }

    /** The media, to listen in. */
    public InMemoryMedia media() {
        return media;
    }

    /** Figures of the switch. */
    public ExchangeFigures figures() {
        return exchange.figures();
    }

    /** The contacts of an account, best first. */
    public List<String> contacts(String number) {
        return locations.lookup(number).stream().map(Binding::contact).toList();
    }

    /** The same with all that is known of them. */
    List<Binding> bindings(String number) {
        return locations.lookup(number);
    }

    /** The exchange. */
    public Exchange exchange() {
        return exchange;
    }

    /** Tasks that wait on loops, those of phones among them. */
    public int timers() {
        return time.pendingTimers();
    }

    /** From now on, what arrives has waited for so long. */
    void lagsBy(Duration delay) {
        host.backlog(delay);
    }

    /** From now on messages and events aren't recorded. */
    VirtualSwitch unrecorded() {
        record.close();
        return this;
    }

    /** From now on memory is short. */
    void runsOutOfMemory() {
        memoryShort = true;
    }

    VirtualTime time() {
        return time;
    }

    List<Path> sounds() {
        return routes.sounds();
    }

    Map<String, ScriptedPhone> devices() {
        return devices.byName();
    }

    /** The INVITEs that the switch has sent, each once. */
    List<SentInvite> invites() {
        return record.invites();
    }

    /** The messages so far, as a ladder for people. */
    public String ladder() {
        return record.ladder();
    }

    /** All events of the switch, in order. */
    public List<EventBus.Event> events() {
        return record.events();
    }

    /** Every message, event and note of phones with its time: equal for equal runs. Print it when a test fails. */
    public List<String> trace() {
        return record.trace();
    }

    /** Ends all calls. */
    @Override
    public void close() {
        exchange.hangUpAll();
        settle();
        media.close();
    }

    void settle() {
        time.settle();
    }

    void note(String what) {
        record.note(what);
    }

    /** A script has written a line to its log. */
    void wrote(ScriptLog.Line line) {
        record.wrote(line);
    }
}
