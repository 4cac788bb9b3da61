package org.strowger.dialplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.call.DialOutcome;

class VerbsTest {

    @TempDir
    Path folder;

    Plans plans;

    @BeforeEach
    void sounds() throws Exception {
        plans = new Plans(folder);
    }

    // spotless:off
    static Stream<Arguments> bodies() {
        return Stream.of(
                body("ringing(); earlyMedia(); answer()", "ringing", "earlyMedia", "answer"),
                body("call.answer().play('hello.wav').hangup()", "answer", "play hello.wav", "hangup"),
                body("reject 486", "reject 486"),
                body("redirect 'sip:a@b.example', 'sip:c@d.example'", "redirect [sip:a@b.example, sip:c@d.example]"),
                body("if (number) hangup()\nanswer()", "hangup"),
                body("play 'hello.wav', 'busy.wav'", "play hello.wav busy.wav"),
                body("play(['hello.wav', 'busy.wav'])", "play hello.wav busy.wav"),
                body("play \"greeting-${number}.wav\"", "play greeting-1002.wav"),
                body("echo()", "echo"),
                body("authenticate()", "authenticate"),
                body("callerId '+1555123XXXX'", "callerId +1555123XXXX"),
                body("header 'X-Number', \"n-$number\"", "header X-Number: n-1002"),
                body("dial user(number)", "dial user 1002 timeout PT1M"),
                body(
                        "dial user('1001'), timeout: 90.minutes, limit: 2.hours",
                        "dial user 1001 timeout PT1H30M limit PT2H"),
                body("dial user('1001'), timeout: 1.second, limit: unlimited", "dial user 1001 timeout PT1S"),
                body("dial 'sip:provider.example', timeout: 40.seconds", "dial sip:provider.example timeout PT40S"),
                body("dial 'sips:provider.example'", "dial sips:provider.example timeout PT1M"),
                body("dial trunk('psap'), timeout: unlimited", "dial trunk psap 1002 unlimited"),
                body("dial trunk('carrier-a').to('+1')", "dial trunk carrier-a +1 timeout PT1M"),
                body("dial firstToAnswer(user('1001'), 'sip:a@b')", "dial first[user 1001, sip:a@b] timeout PT1M"),
                body(
                        "dial oneByOne(['1001', '1003'].collect { user(it) })",
                        "dial each[user 1001, user 1003] timeout PT1M"),
                body(
                        "call.authenticate().connect(trunk('carrier-a').to(number))",
                        "authenticate",
                        "dial trunk carrier-a 1002 timeout PT1M"),
                body(
                        "if (dial(user('1001')) instanceof Unreachable) play 'sorry.wav'",
                        "dial user 1001 timeout PT1M",
                        "play sorry.wav"),
                body("ringing().wait(2.seconds).answer()", "ringing", "wait PT2S", "answer"),
                body("wait 500.milliseconds\nsleep 2000", "wait PT0.5S", "wait PT2S"),
                body("[1, 2].each { wait 1.second }", "wait PT1S", "wait PT1S"),
                body("[1, 2].each { play 'hello.wav' }", "play hello.wav", "play hello.wav"),
                body(
                        "header 'Z', \"$caller ${caller.name} ${request.from} ${request.context} ${duration.seconds}"
                                + " $answered\"",
                        "header Z: 1001 Alice sip:1001@office.example default 7 false"),
                body("log.info \"from $caller to $number\""));
    }
    // spotless:on

    private static Arguments body(String body, String... verbs) {
        return Arguments.of(body, List.of(verbs));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void a_body_does_what_it_says(String body, List<String> verbs) throws Exception {
        assertThat(new FakeCall("1002").through(plans.plan("route('1002') { " + body + " }")))
                .isEqualTo(verbs);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void a_named_handler_does_the_same(String body, List<String> verbs) throws Exception {
        var plan = plans.plan("route('1002', to: this.&handler)\nvoid handler() { " + body + " }\n");
        assertThat(new FakeCall("1002").through(plan)).isEqualTo(verbs);
    }

    @Test
    void a_handler_sees_the_groups_and_calls_helpers() throws Exception {
        var plan = plans.plan("""
                route(~/011(\\d+)/, to: this.&international)
                void international() { out(group(1)) }
                private void out(String rest) { dial trunk('carrier-a').to("+$rest"), limit: 2.hours }
                """);
        assertThat(new FakeCall("01149").through(plan))
                .containsExactly("dial trunk carrier-a +49 timeout PT1M limit PT2H");
    }

    @Test
    void a_guarded_handler_is_called_when_its_guard_allows() throws Exception {
        var plan = plans.plan("route({ number == '7' }, to: this.&seven)\nvoid seven() { ringing() }\n");
        assertThat(new FakeCall("7").through(plan)).containsExactly("ringing");
        assertThat(new FakeCall("8").through(plan)).containsExactly("reject 404");
    }

    @Test
    void callbacks_run_once_and_in_order() throws Exception {
        var plan = plans.plan("""
                onStart { ringing() }
                onAnswer { header 'Z', "plan answered $number" }
                onEnd { cause -> log.info "$cause" }
                context('default') { onStart { header 'Z', 'context' } }
                context('other') { onStart { header 'Z', 'not here' } }
                route('1') {
                    onStart { header 'Z', 'started already' }
                    onAnswer { header 'Z', 'route answered' }
                    answer()
                    onAnswer { header 'Z', 'answered already' }
                    play 'hello.wav'
                    answer()
                }
                """);
        assertThat(new FakeCall("1").through(plan))
                .containsExactly(
                        "ringing",
                        "header Z: context",
                        "header Z: started already",
                        "answer",
                        "header Z: plan answered 1",
                        "header Z: route answered",
                        "header Z: answered already",
                        "play hello.wav",
                        "answer");
    }

    @Test
    void on_end_gets_the_cause_and_all_run_even_if_one_fails() {
        Ends.SEEN.clear();
        var plan = plans.plan("""
                onEnd { cause -> org.strowger.dialplan.Ends.saw("plan $cause"); throw new IllegalStateException('first') }
                route('1') {
                    onEnd { cause -> switch (cause) {
                        case Refused -> org.strowger.dialplan.Ends.saw('refused')
                        default -> org.strowger.dialplan.Ends.saw('other')
                    } }
                    reject 486
                }
                """);
        assertThatThrownBy(() -> new FakeCall("1").through(plan)).hasMessage("first");
        assertThat(Ends.SEEN).containsExactly("plan Refused (486)", "refused");
    }

    @Test
    void callbacks_are_for_calls_that_a_route_takes() throws Exception {
        assertThat(new FakeCall("2").through(plans.plan("onStart { ringing() }\nroute('1') { answer() }\n")))
                .containsExactly("reject 404");
    }

    @Test
    void a_fault_is_explained_with_its_line() {
        var plan = plans.plan("""
                route('1') {
                    answer()
                    helper(0)
                }
                route('2', to: this.&handler)
                void handler() { helper(0) }
                int helper(int x) {
                    1.intdiv(x) as int
                }
                """);
        for (String number : List.of("1", "2")) {
            var call = new FakeCall(number);
            var program = plan.program(call.request(), number, call.caller());
            assertThatThrownBy(() -> call.through(program))
                    .isInstanceOfSatisfying(
                            ArithmeticException.class,
                            thrown -> assertThat(program.explain(thrown))
                                    .startsWith("plan.groovy:8: ArithmeticException: "));
        }
    }

    @Test
    void endless_recursion_ends_as_an_error_of_that_call() {
        var plan = plans.plan("route('1') { deeper() }\nvoid deeper() { deeper() }\n");
        assertThatThrownBy(() -> new FakeCall("1").through(plan)).isInstanceOf(StackOverflowError.class);
    }

    @ParameterizedTest
    @MethodSource("spins")
    void an_interrupt_ends_a_loop(String script) throws Exception {
        assertThat(interrupted(script)).isInstanceOf(InterruptedException.class);
    }

    /** Groovy hands a closure to Java as a proxy, which wraps what it throws. */
    @Test
    void an_interrupt_ends_a_loop_of_java_that_calls_an_empty_closure() throws Exception {
        String script = "route('1') { org.strowger.dialplan.Ends.started(); java.util.stream.LongStream.range(0,"
                + " Long.MAX_VALUE).forEach { } }";
        assertThat(interrupted(script)).hasCauseInstanceOf(InterruptedException.class);
    }

    private @Nullable Throwable interrupted(String script) throws InterruptedException {
        var plan = plans.plan(script);
        var started = new CountDownLatch(1);
        var thrown = new AtomicReference<Throwable>();
        Ends.onStarted = started::countDown;
        Thread spinning = Thread.ofVirtual().start(() -> {
            try {
                new FakeCall("1").through(plan);
            } catch (Exception e) {
                thrown.set(e);
            }
        });
        started.await();
        spinning.interrupt();
        assertThat(spinning.join(Duration.ofSeconds(10))).isTrue();
        return thrown.get();
    }

    static Stream<String> spins() {
        String started = "org.strowger.dialplan.Ends.started(); ";
        return Stream.of(
                "route('1') { " + started + "while (true) {} }",
                "route('1') { " + started + "while (true) { try { while (true) {} } catch (Exception e) {} } }",
                "route('1') { " + started + "while (true); }",
                "route('1') { " + started + "do { } while (true) }",
                "route('1') { " + started + "new Spinner().spin() }\nclass Spinner { void spin() { while (true) {} } }",
                "route('1') { " + started + "new Spinner() }\nclass Spinner { Spinner() { while (true) {} } }",
                "route('1') { " + started + "Runnable spin = () -> { while (true) {} }; spin.run() }",
                "route('1') { " + started + "Thread.sleep 1000_000 }",
                "route('1', when: { " + started + "while (true) {} }) { answer() }",
                "route('1', to: this.&spin)\nvoid spin() { " + started + "for (;;) { [1].each { } } }");
    }

    @Test
    void outcomes_are_sealed_records() throws Exception {
        var plan = plans.plan("""
                route('1') {
                    def outcome = dial user('1001')
                    if (outcome instanceof Rejected) header 'Z', "rejected ${outcome.status()}"
                    if (outcome instanceof Answered) header 'Z', "talked ${outcome.duration().seconds}"
                }
                """);
        assertThat(new FakeCall("1").dialEndsWith(new DialOutcome.Rejected(603)).through(plan))
                .contains("header Z: rejected 603");
        assertThat(new FakeCall("1")
                        .dialEndsWith(new DialOutcome.Answered(Duration.ofSeconds(3)))
                        .through(plan))
                .contains("header Z: talked 3");
    }
}
