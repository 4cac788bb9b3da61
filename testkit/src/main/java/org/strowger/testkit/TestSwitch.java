package org.strowger.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.strowger.call.event.EventBus;
import org.strowger.call.event.Happening;
import org.strowger.dialplan.DialplanRouter;
import org.strowger.dialplan.table.TableShape;
import org.strowger.media.MediaSettings;

/**
 * A dialplan under test: the real signalling, media and script of the switch on a network in memory and a virtual
 * clock. Opens no socket, waits for nothing, and gives the same answer every time. {@link DialplanSpecification} and
 * {@link DialplanExtension} make one for each test.
 *
 * {@snippet :
 * try (TestSwitch office = new TestSwitch(Path.of("examples/office"))) {
 *     office.dialplan("dialplan.groovy");
 *     ScriptedPhone ada = office.phone("1001"), bertrand = office.phone("1002");
 *     ada.calls("1002");
 *     assert bertrand.rings();
 *     office.time().passes(Duration.ofSeconds(20));
 *     assert ada.hears("nobody-home.wav");
 * }
 * }
 */
public final class TestSwitch implements AutoCloseable {

    private static final long SEED = 1;
    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration LONGEST_RINGING = Duration.ofMinutes(4);
    private static final Duration AFTERMATH = Duration.ofSeconds(1);

    private final PlanHome plan;
    private final Path directory;
    private final VerbLog verbs;
    private final VirtualSwitch home;
    private final TestClock clock;
    private final TestNetwork network;
    private final TestFiles files;
    private final TestRecords records = new TestRecords();
    private final TestServices services;
    private Map<String, TableShape> declared = Map.of();

    /**
     * A switch without routes.
     *
     * @param directory where the plan's files are looked for; the configuration beside them, or above, is the switch's.
     *     Where there is none, every account and trunk that the plan names is there, and sounds that nobody has
     *     recorded yet have stand-ins
     */
    public TestSwitch(Path directory) {
        this.directory = directory;
        this.plan = PlanHome.of(directory);
        this.verbs = new VerbLog();
        this.files = TestFiles.make();
        this.services = new TestServices(plan.data());
        this.home = new VirtualSwitch(
                SEED,
                files.instead(plan.settings()),
                verbs,
                plan.live(),
                MediaSettings.defaults(),
                environment -> environment.records(records));
        verbs.lines(home::wrote);
        this.clock = new TestClock(home.time(), this::registerAnew);
        this.network = new TestNetwork(home);
    }

    private void registerAnew() {
        for (ScriptedPhone phone : List.copyOf(home.devices().values())) phone.registersAgain();
    }

    /**
     * Loads a plan: the files named, else what the configuration names, else {@code dialplan.groovy}. Calls that are up
     * keep theirs.
     *
     * @throws IllegalArgumentException with all of its problems, if it doesn't load
     */
    public TestSwitch dialplan(String... files) {
        List<Path> all = new ArrayList<>();
        for (String file : files) all.add(existing(file));
        DialplanRouter loaded =
                home.loaded(plan.loader().asking(services.services()), all.isEmpty() ? plan.plan() : all);
        declared = loaded.current().tables();
        verbs.routes(loaded);
        return this;
    }

    private Path existing(String file) {
        Path path = directory.resolve(file);
        if (!Files.isRegularFile(path))
            throw new IllegalArgumentException("there is no dialplan " + path.toAbsolutePath());
        return path;
    }

    /** A registered phone, whose password is its number. The same one each time it is asked for. */
    public ScriptedPhone phone(String number) {
        ScriptedPhone there = home.devices().get(number);
        return there != null ? there : home.phone(number).staysRegistered();
    }

    /** A phone with an account that is not registered. */
    public ScriptedPhone unregistered(String number) {
        return home.phone(number);
    }

    /** A phone that nobody knows, and whose password is wrong. */
    public ScriptedPhone stranger(String number) {
        return home.stranger(number, "wrong");
    }

    /**
     * A carrier: a phone that is called by every number that goes to the trunk, and that calls as the trunk. The same
     * one each time it is asked for.
     */
    public ScriptedPhone trunk(String name) {
        ScriptedPhone there = home.devices().get(name);
        return there != null ? there : home.trunk(name);
    }

    /** The clock. */
    public TestClock time() {
        return clock;
    }

    /** The network, to make it worse. */
    public TestNetwork network() {
        return network;
    }

    /**
     * Another host, by its name in the DNS: is called by every URI that names it. The same one each time it is asked
     * for.
     */
    public ScriptedPhone host(String name) {
        ScriptedPhone there = home.devices().get(name);
        return there != null ? there : home.host(name);
    }

    /**
     * The database of this name: a real one in memory, in place of the one that the configuration names. Empty at
     * first, in each test.
     *
     * @throws IllegalArgumentException if the configuration names none
     */
    public TestDatabase database(String name) {
        return services.database(name);
    }

    /**
     * A table that the plan declares: empty at first, in each test.
     *
     * @throws IllegalArgumentException if the plan that is loaded declares none of this name
     */
    public TestTable table(String name) {
        TableShape shape = declared.get(name);
        if (shape == null)
            throw new IllegalArgumentException(
                    "the plan declares no table '" + name + "'; it declares " + declared.keySet());
        TestTables tables = services.tables();
        return new TestTable(shape, tables.store(), tables.database(), home.time());
    }

    /** The web service whose URLs begin so. Of others a {@code lookup} fails. */
    public TestWeb web(String url) {
        return services.web(url);
    }

    /** The voice agent whose URLs begin so. The same one each time it is asked for. */
    public TestAgent agent(String url) {
        return home.agent(url);
    }

    /** Calls a number from phone 1001. */
    public TestCall testCall(String to) {
        return testCall(Map.of("to", to));
    }

    /**
     * Places a call, stays in it for a while once answered, hangs up, and tells what became of it.
     *
     * @param options {@code to:} the number; {@code from:} the phone that calls, else 1001; {@code trunk:} the trunk
     *     that it comes by instead; {@code headers:} of its INVITE; {@code lasts:} how long the caller stays, else 10
     *     seconds
     */
    public TestCall testCall(Map<String, ?> options) {
        TestCallOptions wanted = TestCallOptions.of(options);
        ScriptedPhone caller = wanted.trunk().isPresent()
                ? trunk(wanted.trunk().get())
                : phone(wanted.from().orElse("1001"));
        int eventsBefore = home.events().size();
        int invitesBefore = home.invites().size();
        int heardBefore = caller.ears().position();
        int endedBefore = caller.story().size();
        caller.calls(wanted.calling(), wanted.to());
        for (Duration waited = Duration.ZERO;
                caller.line().isBusy() && !caller.talks() && waited.compareTo(LONGEST_RINGING) < 0;
                waited = waited.plus(STEP)) clock.passes(STEP);
        int status = endedBefore == caller.story().size() ? 0 : caller.lastStatus();
        for (Duration stayed = Duration.ZERO;
                caller.talks() && stayed.compareTo(wanted.lasts()) < 0;
                stayed = stayed.plus(STEP)) clock.passes(STEP);
        caller.hangsUp();
        clock.passes(AFTERMATH);
        return new TestCall(
                caller,
                status,
                home.events().stream().skip(eventsBefore).toList(),
                home.invites().stream().skip(invitesBefore).toList(),
                verbs,
                heardBefore);
    }

    /** All that happened in the switch, in order. */
    public List<Happening> events() {
        return home.events().stream().map(EventBus.Event::what).toList();
    }

    /**
     * The charging records of its calls, in the order in which they were over, by the names that they have in the
     * journal: {@code records.last().hung_up_by == 'callee'}, {@code records.last().fields.customer == 'acme'}.
     */
    public List<Map<String, Object>> records() {
        return records.all();
    }

    /** The recordings of its calls, in the order of their names. They are gone when the test is over. */
    public List<Path> recordings() {
        return files.recordings();
    }

    /** The INVITEs that the switch has sent, in order, each retransmission once. */
    public List<SentInvite> invites() {
        return home.invites();
    }

    /** The messages of both legs so far, as a ladder: what a failing test prints. */
    public String ladder() {
        return home.ladder();
    }

    /** The switch itself, for what this class has no word for. */
    public VirtualSwitch virtualSwitch() {
        return home;
    }

    /** Ends all calls, and removes what they recorded. */
    @Override
    public void close() {
        home.close();
        services.close();
        files.remove();
    }

    /** The directory of its plan: the same in each run. */
    @Override
    public String toString() {
        return "the switch of " + directory;
    }
}
