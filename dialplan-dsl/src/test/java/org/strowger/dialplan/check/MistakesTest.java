package org.strowger.dialplan.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.dialplan.Plans;

/** Mistakes are found at load, each at its place and once, and all of them at once. */
class MistakesTest {

    @TempDir
    Path folder;

    Plans plans;

    @BeforeEach
    void sounds() throws Exception {
        plans = new Plans(folder);
    }

    // spotless:off
    static Stream<Arguments> mistakes() {
        return Stream.of(
                one("route('100') { anser() }", 16, "there is no verb 'anser' (did you mean 'answer'?)"),
                one("rout('100') { answer() }", 1, "there is no verb 'rout' (did you mean 'route'?)"),
                one("route('100') { dial user('1001'), timout: 20.seconds }", 35, "there is no option 'timout' here (did you mean 'timeout'?)"),
                one("route('100') { dial user('1001'), timeout: 20 }", 35, "'timeout' is a time and needs a unit (such as timeout: 20.seconds)"),
                one("route('100') { dial user('1001'), timeout: 20.secnds }", 47, "there is no unit 'secnds' (did you mean 'seconds'?)"),
                one("route('100') { dial user('1001'), ringback: 'helo.wav' }", 45, "there is no sound file 'helo.wav' (did you mean 'hello.wav'?)"),
                one("route('100') { dial user('1001'), record: 'sterio' }", 43, "record: 'sterio' is no way to record a connection (one of stereo, mixed, caller, callee)"),
                one("route('100') { dial() }", 16, "'dial' can't be used with no arguments (it takes (text) or (destination) or (options, text) or (options, destination))"),
                one("route('100') { dial 5 }", 16, "'dial' can't be used with int (it takes (text) or (destination) or (options, text) or (options, destination))"),
                one("route('100') { dial oneByOne(user('1001'), 5) }", 44, "this can't be dialled (dial user('…'), trunk('…').to(number) or 'sip:…')"),
                one("route('100') { dial user('2000') }", 26, "there is no user '2000' (users are named in the configuration)"),
                one("route('100') { dial trunk('carrier-x').to(number) }", 27, "there is no trunk 'carrier-x' (trunks are named in the configuration)"),
                one("route('100') { dial '1002' }", 21, "'1002' is no SIP URI (write 'sip:…', or user('…') for an account)"),
                one("route('100') { dial group('salse') }", 27, "there is no group 'salse' (did you mean 'sales'?)"),
                one("route('100') { filter({ pcm, samples, rate -> }, of: 'caler') }", 54, "of: 'caler' is no side of a call (one of caller, callee)"),
                one("route('100') { filter fo: 'callee', { pcm, samples, rate -> } }", 23, "there is no option 'fo' here (did you mean 'of'?)"),
                one("route('100') { recording.start 'x.wav', content: 'sterio' }", 50, "content: 'sterio' is no way to record a connection (one of stereo, mixed, caller, callee)"),
                one("filter { pcm, samples, rate -> }", 1, "filter needs a call: it stands in a route's body, a callback or a handler"),
                one("route('100') { wait 2 }", 16, "'wait' takes a time with a unit (such as wait 2.seconds)"),
                one("route('100') { call.wait() }", 21, "'wait' takes a time with a unit (such as wait 2.seconds)"),
                one("wait 2.seconds", 1, "wait needs a call: it stands in a route's body, a callback or a handler"),
                one("route('100') { play 'helo.wav' }", 21, "there is no sound file 'helo.wav' (did you mean 'hello.wav'?)"),
                one("route('100') { play(['hello.wav', 'busi.wav']) }", 35, "there is no sound file 'busi.wav' (did you mean 'busy.wav'?)"),
                one("route('100') { play 'ftp://x.example/a.wav' }", 21, "'ftp://x.example/a.wav' can't be played (write 'http://…' or 'https://…')"),
                one("route('100') { play 'hello.wav', volum: 3 }", 34, "there is no option 'volum' here (did you mean 'volume'?)"),
                one("route('100') { play tone('busyy') }", 26, "tone 'busyy': 'busyy' is no segment; write hertz/milliseconds, as in 425/1000,0/4000 or 350+440 (or one of [busy, congestion, dial, ringback])"),
                one("route('100') { record 'x.wav', max: 20 }", 32, "'max' is a time and needs a unit (such as max: 20.seconds)"),
                one("route('100') { play nubmer }", 21, "nothing is called 'nubmer' here (did you mean 'number'?)"),
                one("route('100') { switch (dial(user(number))) { case Bussy -> hangup() } }", 51, "nothing is called 'Bussy' here (did you mean 'Busy'?)"),
                one("route('100') { reject 200 }", 23, "a call is refused with a status of 300 to 699, not 200"),
                one("route('100') { reject }", 16, "'reject' is a verb (write reject(…))"),
                one("route('100') { redirect '1002' }", 25, "'1002' is no SIP URI (write 'sip:…')"),
                one("route('100') { callerId '12X4' }", 25, "'12X4' is no number mask (digits, +, *, # and then X for each digit to keep)"),
                one("route('100') { header 'X Bad', 'v' }", 23, "'X Bad' is no name of a header"),
                one("route('100') { record.at = now() }", 28, "a field of the charging record is a text, a number, true or false, not Instant (write its text, as record.at = \"${…}\")"),
                one("route('100') { record.all = [1, 2] }", 29, "a field of the charging record is a text, a number, true or false, not ArrayList (write its text, as record.all = \"${…}\")"),
                one("route('100') { record.'two words' = 1 }", 23, "'two words' is no name of a field (a name of a field is letters, digits and _, 40 of them at most, and begins with no digit)"),
                one("onEnd { record.what = it }\nroute('100') { answer() }", 23, "a field of the charging record is a text, a number, true or false, not EndCause (write its text, as record.what = \"${…}\")"),
                one("route('100') { request.form }", 24, "there is no 'form' in Request (did you mean 'from'?)"),
                one("route('100') { log.inf 'x' }", 20, "there is no 'inf' in Logger (did you mean 'info'?)"),
                one("route('100') { route('200') { } }", 16, "route builds the plan: it stands at the top level or in a context, not in a call"),
                one("answer()", 1, "answer needs a call: it stands in a route's body, a callback or a handler"),
                one("route('1[2-') { }", 9, "pattern '1[2-': the set is not closed: ']' is missing"),
                one("route('1[5-2]') { }", 10, "pattern '1[5-2]': the range 5-2 runs backwards"),
                one("emergency('') { }", 12, "pattern '': the pattern is empty"),
                one("route(~/(1/) { answer() }", 11, "regular expression: Unclosed group"),
                one("route('100', to: this.&suport)", 24, "the script has no method 'suport'"),
                one("route('100', from: 'sip:a@*')", 7, "the route has no body (write { … }, or to: this.&method)"),
                one("route('100', source: '10.0.0.0/40') { }", 22, "'10.0.0.0/40' is no address or network (such as '10.0.0.0/8' or '2001:db8::1')"),
                one("route('100', trunk: 'carrier-z') { }", 21, "there is no trunk 'carrier-z' (trunks are named in the configuration)"),
                one("route('100', when: 5) { }", 20, "when: wants a guard (write when: { … })"),
                one("route(5) { }", 1, "'route' can't be used with int, Closure (a number dialled is a text: '5')"),
                one("route(['100', 200]) { }", 15, "a pattern is a text (write ['1XXX', '2XXX'])"),
                one("route(5, from: 'sip:a@*')", 1, "'route' can't be used with LinkedHashMap<String, String>, int (a number dialled is a text: '5')"),
                one("route('100', 200) { }", 1, "'route' can't be used with String, int, Closure"),
                one("route('100', { true }) { }", 1, "'route' can't be used with String, Closure, Closure"),
                one("route('100')", 1, "'route' can't be used with String"),
                one("route { }", 1, "'route' can't be used with Closure"),
                one("route(nubmer) { }", 7, "nothing is called 'nubmer' here (did you mean 'number'?)"),
                one("route('100', to: 'sip:a@*')", 14, "'to' is String, but must be Closure"),
                one("route(from: 'sip:a@*', to: 5)", 24, "'to' is int, but must be Closure"),
                one("route('100', to: 5) { }", 14, "'to' is int, but must be String"),
                one("route('100', header: 5) { }", 14, "'header' is int, but must be Map"),
                one("route('100', too: 'sip:a@*') { }", 14, "there is no option 'too' here (did you mean 'to'?)"),
                one("route(from: 'sip:a@*') { answr() }", 26, "there is no verb 'answr' (did you mean 'answer'?)"),
                one("route('100', trunk: 'carrier-a') { nubmer }", 36, "nothing is called 'nubmer' here (did you mean 'number'?)"),
                one("route({ numbr == '1' }) { answer() }", 9, "nothing is called 'numbr' here (did you mean 'number'?)"),
                one("route('911', priority: emergency, when: { true }) { }", 1, "an emergency route is chosen by the number alone: nothing else may stand in its way"),
                one("context('a') { context('b') { } }", 1, "context 'b' stands within context 'a'"),
                one("include 'nothere.groovy'", 9, "there is no file FOLDER/nothere.groovy"),
                one("include 'plan.groovy'", 1, "plan.groovy includes itself"),
                one("throw new RuntimeException('at load')", 1, "java.lang.RuntimeException: at load"),
                one("class X {}", 1, "the file holds classes, but no routes"),
                one("route('100') { Strin x = 'a' }", 16, "unable to resolve class Strin"));
    }
    // spotless:on

    private static Arguments one(String text, int column, String message) {
        return Arguments.of(text, column, message);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_found_at_its_line_and_column(String text, int column, String message) {
        var problems = plans.problems("// a plan\n" + text + "\n");
        assertThat(problems).hasSize(1);
        var problem = problems.getFirst();
        assertThat(problem.toString())
                .isEqualTo(folder + "/plan.groovy:" + line(text) + ":" + (line(text) == 1 ? 1 : column) + ": "
                        + message.replace("FOLDER", folder.toString()));
    }

    private static int line(String text) {
        return text.startsWith("class") ? 1 : 2; // of a file as a whole
    }

    @Test
    void all_mistakes_of_all_files_come_at_once() {
        plans.write("sales.groovy", "route('200') {\n    dail user('1001')\n}\n");
        var problems = plans.problems("""
                include 'sales.groovy'
                route('100') {
                    anser()
                    play 'nothere.wav'
                    dial user('1001'), timout: 2.seconds
                }
                """);
        assertThat(problems.stream().map(p -> p.file().getFileName() + ":" + p.line()))
                .containsExactly("plan.groovy:3", "plan.groovy:4", "plan.groovy:5", "sales.groovy:2");
    }

    @Test
    void a_top_level_that_uses_a_call_is_refused_at_its_line() {
        assertThat(plans.problems("def x = 1\nlog.info number\n").getFirst().toString())
                .contains("plan.groovy:2:1: there is no call here");
    }

    @Test
    void a_file_that_cannot_be_parsed_is_one_problem_with_its_place() {
        var problems = plans.problems("route('100') {\n    answer()\n");
        assertThat(problems).hasSize(1);
        assertThat(problems.getFirst().toString()).endsWith("plan.groovy:1:14: '{' is not closed ('}' is missing)");
    }

    @Test
    void a_missing_plan_is_a_problem_and_no_exception() {
        assertThat(plans.loader().load(folder.resolve("gone.groovy")).toString())
                .contains("there is no file");
    }
}
