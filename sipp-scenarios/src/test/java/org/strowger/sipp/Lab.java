package org.strowger.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A switch of its own for a class of scenarios, and the SIPps around it. After each scenario the switch must live and
 * hold nothing; what a failed one left to read stays under {@code target/sipp/Class/scenario}.
 */
final class Lab implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    static final Path SCENARIOS = Path.of("scenarios").toAbsolutePath();

    static final Path LOGS = Path.of("target", "sipp").toAbsolutePath();

    private static final Duration UNTIL_IDLE = Duration.ofSeconds(8);

    private enum Around {
        A_SWITCH,
        /** One that is measured. */
        A_SWITCH_ALONE,
        NOTHING
    }

    private final SwitchHome home;
    private final Around around;
    private final List<Party.Run> runs = new ArrayList<>();
    private final List<Phone> phones = new ArrayList<>();
    private Optional<PackagedSwitch> running = Optional.empty();
    private Path directory = LOGS;
    private int callees;

    private Lab(SwitchHome home, Around around) {
        this.home = home;
        this.around = around;
    }

    /** With the switch that most scenarios need. */
    static Lab withSwitch() {
        return new Lab(SwitchConfiguration.fresh(), Around.A_SWITCH);
    }

    /** With more lines in the configuration. */
    static Lab withSwitch(String moreConfiguration) {
        return new Lab(SwitchConfiguration.fresh().with(moreConfiguration), Around.A_SWITCH);
    }

    /** With a switch of its own kind. */
    static Lab with(SwitchHome home) {
        return new Lab(home, Around.A_SWITCH);
    }

    /** With one of the examples. */
    static Lab withExample(String name) {
        return new Lab(ExampleHome.of(name), Around.A_SWITCH);
    }

    /** With one of the examples, and other words in its configuration. */
    static Lab withExample(String name, Map<String, String> changes) {
        return new Lab(ExampleHome.of(name).changing(changes), Around.A_SWITCH);
    }

    /**
     * The same with no other switch on the machine that does anything, which would take time from it: for isolated
     * scenarios that look at milliseconds.
     */
    Lab alone() {
        return new Lab(home, Around.A_SWITCH_ALONE);
    }

    /** SIPps alone. */
    static Lab withoutSwitch() {
        return new Lab(SwitchConfiguration.fresh(), Around.NOTHING);
    }

    /** The password of an account of the configuration. */
    static String password(String user) {
        return "lab-" + user + "-secret";
    }

    /** A caller on the trunk that needs no digest. */
    Party caller(String scenario) {
        return at(SwitchConfiguration.CALLER_TRUNK, "caller/" + scenario).as("lab");
    }

    /** A phone that calls, and is asked who it is. */
    Party phone(String user, String scenario) {
        return at("127.0.1.1", "caller/" + scenario).as(user);
    }

    /** A phone that is called: each at an address of its own. */
    Party callee(String user, String scenario) {
        callees = callees % 8 + 1;
        return at("127.0.2." + callees, "callee/" + scenario).as(user);
    }

    /** The trunk that is called. */
    Party carrier(String scenario) {
        return party("callee/" + scenario, SwitchConfiguration.CALLED_TRUNK, home.trunkPort());
    }

    /** The trunk that is called when that one is out of order. */
    Party secondCarrier(String scenario) {
        return party("callee/" + scenario, SwitchConfiguration.SECOND_TRUNK, home.trunkPort());
    }

    /** Where emergency calls go. */
    Party operator(String scenario) {
        return party("callee/" + scenario, "127.0.2.11", home.trunkPort());
    }

    /** Whatever else speaks to the switch. */
    Party at(String address, String scenario) {
        return party(scenario, address, Ports.free(address));
    }

    /** The same at a port that others know. */
    Party party(String scenario, String address, int port) {
        return new Party(this, scenario, address, port, "127.0.0.1:" + home.sipPort());
    }

    /** The switch. */
    PackagedSwitch theSwitch() {
        return running.orElseThrow(() -> new IllegalStateException("the switch does not run"));
    }

    /** The scenario ends the switch itself. */
    PackagedSwitch handOver() {
        PackagedSwitch handed = theSwitch();
        running = Optional.empty();
        return handed;
    }

    int sipPort() {
        return home.sipPort();
    }

    int adminPort() {
        return home.adminPort();
    }

    Path logs(String name) {
        return directory.resolve(name);
    }

    void owns(Party.Run run) {
        runs.add(run);
    }

    /** Its phones are closed by the scenario itself. */
    void owns(Phone phone) {
        phones.add(phone);
    }

    /** What the scenario's other phones and the switch said last, for a failure; in one line. */
    String lastWordsBeside(Phone one) {
        return Stream.concat(
                        phones.stream().filter(phone -> phone != one).map(Phone::lastWords),
                        Stream.of("the switch said: "
                                + Phone.inOneLine(theSwitch().lastWords())))
                .collect(Collectors.joining("; "));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (around == Around.NOTHING) return;
        Aftermath before = Aftermath.of(context);
        if (around == Around.A_SWITCH_ALONE) before.standStill();
        before.assertForgotten();
        Path place =
                LOGS.resolve(context.getRequiredTestClass().getSimpleName()).resolve("switch");
        delete(place);
        home.writeTo(place);
        running = Optional.of(PackagedSwitch.start(place, home.adminPort()));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        directory = LOGS.resolve(context.getRequiredTestClass().getSimpleName())
                .resolve(context.getRequiredTestMethod().getName());
        delete(directory);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        runs.forEach(run -> Processes.end(run.process(), Duration.ofMillis(200)));
        runs.clear();
        phones.clear();
        if (running.isPresent()) assertNothingLeft();
        if (context.getExecutionException().isEmpty()) delete(directory);
    }

    /** A switch that holds something still, or is dead, makes way for another: the next scenario has no part in it. */
    private void assertNothingLeft() {
        try {
            assertIdle();
        } catch (RuntimeException | AssertionError held) {
            startAnew();
            throw held;
        }
    }

    /** What the last one said lies with what its scenario left to read. */
    private void startAnew() {
        PackagedSwitch last = handOver();
        last.kill();
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("switch.log"), last.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        running = Optional.of(PackagedSwitch.start(last.directory(), home.adminPort()));
    }

    private void assertIdle() {
        assertThat(theSwitch().isAlive())
                .as("the switch lives:\n%s", theSwitch().lastWords())
                .isTrue();
        Processes.eventually(UNTIL_IDLE, () -> theSwitch().status().held().isEmpty());
        assertThat(theSwitch().status().held()).as("held after the scenario").isEmpty();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Aftermath after = Aftermath.of(context);
        running.ifPresent(last -> after.await(context.getDisplayName(), last));
        if (around == Around.A_SWITCH_ALONE) after.goOn();
    }

    /** Deletes a directory with all that is in it, if it is there. */
    static void delete(Path tree) {
        if (!Files.exists(tree)) return;
        try (var files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
