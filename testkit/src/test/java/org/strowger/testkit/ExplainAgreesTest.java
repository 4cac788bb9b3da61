package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.call.DialOutcome;
import org.strowger.call.event.CallEvent;
import org.strowger.call.event.Happening;
import org.strowger.call.event.LegEvent;
import org.strowger.dialplan.explain.Explainer;
import org.strowger.dialplan.explain.Explanation;
import org.strowger.dialplan.explain.Inquiry;

/** What {@code explain} says of a call is what becomes of it. */
@Order(2)
class ExplainAgreesTest {

    private static final int SWITCHES = 20;
    private static final int CALLS = 500; // of each

    private static final String PLAN = """
            emergency('911', '112') { dial user('1001') }
            require source('192.0.2.0/24'), otherwise: 403
            context('default') {
                route('1[12]XX', when: { caller.number() != '1003' }) { dial user('1002') }
                route('1[0-4]XX', from: 'sip:1002@*') { reject 486 }
                route(~/1(?<rest>[0-5]\\d\\d)/) { header 'X-Rest', group('rest'); dial user('1003'); reject 480 }
                route('1XXX') {
                    switch (dial(user(number))) {
                        case Answered -> hangup()
                        case Busy -> reject 600
                        case NoAnswer, Rejected -> reject 404
                        case Unreachable -> dial oneByOne(user('1001'), user('1002'))
                    }
                }
                route('2X!', to: this.&second)
                route({ number.size() == 3 }) { redirect 'sip:elsewhere@example.org' }
                route(trunk: 'carrier-a') { reject 488 }
                route('[3-5]!', when: { number.endsWith('7') }) { throw new IllegalStateException('seven') }
                route('[3-5]X.') { if (number.contains('0')) { callerId '+49XX'; dial user('1002'), timeout: 5.seconds } }
            }
            void second() {
                ringing()
                for (i in 0..<3) { if (dial(user('1002')) instanceof Busy) header "X-$i", 'busy' }
            }
            """;

    @TempDir
    Path folder;

    private record Fate(String route, List<String> dialled, int status) {}

    @Test
    void it_agrees_with_ten_thousand_real_calls() throws Exception {
        Path plan = Files.writeString(folder.resolve("plan.groovy"), PLAN);
        for (int seed = 0; seed < SWITCHES; seed++) compare(plan, new SplittableRandom(20260501 + seed));
    }

    private static void compare(Path plan, SplittableRandom random) {
        var home = new VirtualSwitch(11, VirtualSwitch.usualSettings(), (_, _, _) -> Programs.program(_ -> {}));
        var callers = new ArrayList<ScriptedPhone>();
        for (String number : List.of("1001", "1002", "1003"))
            callers.add(home.phone(number).registers());
        callers.get(0).answersWith(603);
        callers.get(1).answersWith(486);
        callers.get(2).answersWith(480);
        callers.add(home.trunk("carrier-a"));
        home.dialplan(plan);
        int seen = 0;
        for (int i = 0; i < CALLS; i++) {
            var caller = callers.get(random.nextInt(callers.size()));
            String number = number(random);
            caller.calls(number);
            var events = home.events();
            var real = fate(events.subList(seen, events.size()).stream()
                    .map(event -> event.what())
                    .toList());
            seen = events.size();
            assertThat(explained(home, caller, number))
                    .as("%s calls %s", caller, number)
                    .isEqualTo(real);
        }
        home.passes(Duration.ofMinutes(2));
        assertThat(home.figures().callsStarted()).isEqualTo(CALLS);
        home.close();
    }

    private static String number(SplittableRandom random) {
        if (random.nextInt(40) == 0) return random.nextBoolean() ? "911" : "112";
        var number = new StringBuilder();
        int length = 2 + random.nextInt(4);
        for (int i = 0; i < length; i++) number.append((char) ('0' + random.nextInt(i == 0 ? 7 : 10)));
        return number.toString();
    }

    private static Fate fate(List<Happening> happenings) {
        String route = "";
        int status = 0;
        var dialled = new ArrayList<String>();
        for (Happening what : happenings) {
            switch (what) {
                case CallEvent.CallRouted routed -> route = routed.route();
                case LegEvent.LegCalled leg -> dialled.add(leg.destination());
                case CallEvent.CallOver over -> status = over.status();
                default -> {}
            }
        }
        return new Fate(route, dialled, status);
    }

    /** What each dial comes to is known from who refuses with what; only the rest of the story is explained. */
    private static Fate explained(VirtualSwitch home, ScriptedPhone caller, String number) {
        boolean fromTrunk = caller.number().equals("carrier-a");
        var outcomes = new ArrayList<DialOutcome>();
        Explanation explanation = explain(home, caller, number, fromTrunk, List.of());
        // Outcomes decide what is dialled next, so they are found one after the other.
        for (int dials = 0; dials < 10 && dials(explanation).size() > outcomes.size(); dials++) {
            outcomes.add(outcome(dials(explanation).get(outcomes.size())));
            explanation = explain(home, caller, number, fromTrunk, outcomes);
        }
        var dialled = dials(explanation).stream()
                .flatMap(dial -> reached(dial).stream())
                .toList();
        return new Fate(explanation.route(), dialled, explanation.status());
    }

    private static Explanation explain(
            VirtualSwitch home, ScriptedPhone caller, String number, boolean fromTrunk, List<DialOutcome> outcomes) {
        return Explainer.explain(
                home.plans().current(),
                new Inquiry(
                        caller.number(),
                        number,
                        "switch.example",
                        "default",
                        Instant.EPOCH,
                        Map.of(),
                        InetAddress.ofLiteral("192.0.2.7"),
                        fromTrunk ? Optional.of("carrier-a") : Optional.empty(),
                        fromTrunk ? Optional.empty() : Optional.of(caller.number()),
                        outcomes));
    }

    private static List<String> dials(Explanation explanation) {
        return explanation.steps().stream()
                .filter(step -> step.verb().equals("dial"))
                .map(Explanation.Step::text)
                .toList();
    }

    private static List<String> reached(String dial) {
        if (dial.startsWith("dial in turn")) return List.of("1001", "1002");
        String user = dial.replaceFirst("dial user (\\w+).*", "$1");
        return List.of("1001", "1002", "1003").contains(user) ? List.of(user) : List.of();
    }

    private static DialOutcome outcome(String dial) {
        if (dial.startsWith("dial user 1001")) return new DialOutcome.Rejected(603);
        if (dial.startsWith("dial in turn") || dial.startsWith("dial user 1002")) return new DialOutcome.Busy(486);
        return new DialOutcome.Unreachable(480, "");
    }
}
