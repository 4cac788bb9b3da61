package org.strowger.sipp;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the SIPp scenarios without Maven and prints a line for each: what {@code ./strowger sipp} shows. */
final class ScenarioTable implements TestExecutionListener {

    private static final List<Class<?>> SCENARIOS = List.of(
            RegisterTest.class,
            RegisterExpiryTest.class,
            CallTest.class,
            CancelTest.class,
            ChangeTest.class,
            ReliableRingingTest.class,
            SessionTimerTest.class,
            LossTest.class,
            TransportTest.class,
            OverloadTest.class,
            DrainTest.class,
            StatusTest.class,
            ManualPlansTest.class,
            DigitCapturesTest.class,
            RecordingsTest.class,
            VoiceAgentTest.class,
            VoicemailTest.class,
            LampTest.class,
            PresenceTest.class,
            MessageTest.class,
            MailedMessageTest.class,
            PhoneConferenceTest.class,
            RecordedCallsTest.class,
            ReloadTest.class,
            SippCommandTest.class,
            ProviderTest.class);

    /** Screens of SIPp and phones hold them, and a report that is read later must not. */
    private static final Pattern COLOURS = Pattern.compile("\\x1b\\[[0-9;?]*[A-Za-z]");

    private final Map<TestIdentifier, Long> started = new HashMap<>();
    private int passed;
    private int failed;

    /** Arguments: parts of class names, without regard to case; none means all. Exit status 1 if a scenario failed. */
    public static void main(String[] arguments) {
        var selectors = SCENARIOS.stream()
                .filter(scenario -> isAskedFor(scenario, arguments))
                .map(scenario -> selectClass(scenario))
                .toList();
        var table = new ScenarioTable();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectors)
                                .build(),
                        table);
        System.out.printf("%n%d passed, %d failed%n", table.passed, table.failed);
        System.exit(table.failed == 0 && table.passed > 0 ? 0 : 1);
    }

    private static boolean isAskedFor(Class<?> scenario, String[] arguments) {
        String name = scenario.getSimpleName().toLowerCase(Locale.ROOT);
        return arguments.length == 0
                || Arrays.stream(arguments).anyMatch(part -> name.contains(part.toLowerCase(Locale.ROOT)));
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        started.put(test, System.nanoTime());
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        boolean good = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
        // A class shows only if it failed as a whole, as when the switch did not start.
        if (!test.isTest() && good) return;
        if (good) passed++;
        else failed++;
        var took = Duration.ofNanos(System.nanoTime() - started.getOrDefault(test, System.nanoTime()));
        String name = test.getDisplayName().replace("()", "").replace('_', ' ');
        System.out.printf("%-6s %6.1f s  %s%n", good ? "ok" : "FAILED", took.toMillis() / 1000.0, name);
        result.getThrowable().ifPresent(ScenarioTable::explain);
    }

    private static void explain(Throwable why) {
        COLOURS.matcher(String.valueOf(why.getMessage()))
                .replaceAll("")
                .lines()
                .limit(12)
                .forEach(line -> System.out.println("                 " + line));
    }
}
