package org.strowger.dialplan.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.dialplan.FakeCall;
import org.strowger.dialplan.Plans;
import org.strowger.dialplan.explain.Explainer;
import org.strowger.dialplan.explain.Explanation;
import org.strowger.dialplan.explain.Inquiry;
import org.strowger.dialplan.plan.Dialplan;

/** Tables as plans say them: in calls, in explanations, and wrong. */
class LastingTableTest {

    private static final String FORWARDS =
            "def forwards = table('forwards', key: 'account', columns: [always: 'text', calls: 'number', on: 'flag', since: 'instant', ring: 'duration'])\n";

    @TempDir
    Path folder;

    Plans plans;

    @BeforeEach
    void services() throws Exception {
        plans = new Plans(folder);
    }

    private List<String> done(String plan, String number) throws Exception {
        return new FakeCall(number).through(plans.plan(plan));
    }

    @Test
    void what_one_call_writes_the_next_one_reads_and_so_does_the_next_plan() throws Exception {
        String plan = FORWARDS + """
            route('*72.') { forwards.put(caller.account(), always: number.drop(3)); answer() }
            route('1XXX') { dial user(forwards[number].text('always') ?: number) }
            """;
        assertThat(done(plan, "*721002")).containsExactly("answer");
        assertThat(done(plan, "1001")).containsExactly("dial user 1002 timeout PT1M");
        assertThat(done(plan + "// another version\n", "1003")).containsExactly("dial user 1003 timeout PT1M");
        assertThat(done(plan, "1001")).containsExactly("dial user 1002 timeout PT1M");
    }

    @Test
    void a_row_is_read_by_types() throws Exception {
        String plan = FORWARDS + """
            route('1') {
                forwards.put('1001', always: "47${11}", calls: 3, on: true, since: now(), ring: 20.seconds)
                def row = forwards['1001']
                dial user(row.text('always') == '4711' ? '1001' : '1009'), timeout: row.duration('ring')
                header 'Z', "${row.number('calls')} ${row.flag('on')} ${row.instant('since')} ${row.has('ring')} ${row.key}"
            }
            """;
        assertThat(done(plan, "1"))
                .containsExactly("dial user 1001 timeout PT20S", "header Z: 3 true 2026-01-05T10:00:00Z true 1001");
    }

    @Test
    void rows_are_tested_counted_swapped_and_taken_away() throws Exception {
        String plan = FORWARDS + """
            route('1') {
                header 'In', "${forwards["${1000 + 1}"].found} ${'1001' in forwards} ${forwards['1001'] ? 'yes' : 'no'} ${forwards[caller.account().filter { false }].found}"
                header 'Count', "${forwards.increment('1001', 'calls')} ${forwards.increment('1001', 'calls', 5)}"
                header 'Absent', "${forwards.putIfAbsent('1001', always: 'x')} ${forwards.putIfAbsent('1002')}"
                header 'Swap', "${forwards.compareAndSet('1001', 'calls', 6, 7)} ${forwards.compareAndSet('1001', 'calls', 6, 8)}"
                header 'Rows', forwards.rows.collect { it.key }.join(' ')
                header 'Gone', "${forwards.remove('1002')} ${forwards.remove('1002')}"
            }
            """;
        assertThat(done(plan, "1"))
                .containsExactly(
                        "header In: false false no false",
                        "header Count: 1 6",
                        "header Absent: false true",
                        "header Swap: true false",
                        "header Rows: 1001 1002",
                        "header Gone: true false");
    }

    @Test
    void a_method_asks_for_a_table_by_its_name() throws Exception {
        String plan = """
            table('blocked', key: 'number')
            route('1XXX', to: this.&support)
            void support() { if (number in table('blocked')) reject 603 else { table('blocked').put(number); answer() } }
            """;
        assertThat(done(plan, "1001")).containsExactly("answer");
        assertThat(done(plan, "1001")).containsExactly("reject 603");
    }

    @Test
    void a_full_table_is_told_apart_from_one_that_is_away() throws Exception {
        String plan = """
            def seen = table('seen', key: 'n')
            route('X') {
                try { seen.put(number); answer() }
                catch (TableFull full) { reject 480 }
                catch (TableFailed away) { reject 503 }
            }
            """;
        for (String number : List.of("1", "2", "3", "3"))
            assertThat(done(plan, number)).containsExactly("answer");
        assertThat(done(plan, "4")).containsExactly("reject 480");
        plans.services().does("drop table strowger_row");
        assertThat(done(plan, "1")).containsExactly("reject 503");
    }

    @Test
    void a_failure_that_nobody_catches_fails_the_call_with_the_reason() {
        plans.services().databases.close();
        String plan =
                "def seen = table('seen', key: 'n')\nroute('X') { seen.put(caller.account().filter { false }) }\n";
        assertThatThrownBy(() -> done(plan, "1")).hasMessage("table 'seen': a row needs its 'n', and there is none");
    }

    @Test
    void an_explanation_reads_what_is_there_and_writes_nothing() throws Exception {
        String plan = FORWARDS + """
            route('1XXX') {
                forwards.increment(number, 'calls')
                dial user(forwards[number].text('always') ?: number)
            }
            route('9') { forwards.put('1001', always: '1002') }
            """;
        Dialplan loaded = plans.plan(plan);
        new FakeCall("9").through(loaded);
        var inquiry = new Inquiry(
                "1005",
                "1001",
                "office.example",
                "default",
                Instant.parse("2026-01-05T10:00:00Z"),
                Map.of(),
                InetAddress.getLoopbackAddress(),
                Optional.empty(),
                Optional.of("1005"),
                List.of());
        Explanation explained = Explainer.explain(loaded, inquiry);
        assertThat(explained.steps())
                .extracting(Explanation.Step::text, Explanation.Step::result)
                .startsWith(
                        org.assertj.core.groups.Tuple.tuple("forwards.increment '1001'", "1"),
                        org.assertj.core.groups.Tuple.tuple("forwards['1001']", "account: 1001 {always=1002}"));
        assertThat(explained.steps().getLast().text()).startsWith("dial user 1002");
    }

    @Test
    void a_variable_that_holds_rows_of_two_tables_is_no_mistake() throws Exception {
        String plan = """
            def own = table('own', key: 'account', columns: [always: 'text'])
            def usual = table('usual', key: 'account', columns: [target: 'text'])
            route('1') { usual.put('all', target: '1002') }
            route('2') {
                def row = own['1001']
                if (!row) row = usual['all']
                if (row.text('target') == '1002') answer()
            }
            route('3') {
                def row = own['1001']
                row ?= usual['all']
                if (row.text('target') == '1002') answer()
            }
            """;
        assertThat(done(plan, "1")).isEmpty();
        assertThat(done(plan, "2")).containsExactly("answer");
        assertThat(done(plan, "3")).containsExactly("answer");
    }

    @Test
    void a_column_whose_name_only_the_run_tells_is_no_mistake() throws Exception {
        String plan = """
            def target = 'always'
            def forwards = table('forwards', key: 'account', columns: [(target): 'text'])
            route('1') {
                forwards.put('1001', always: '1002')
                if (forwards['1001'].text('always') == '1002') answer()
            }
            """;
        assertThat(done(plan, "1")).containsExactly("answer");
    }

    // spotless:off
    static Stream<Arguments> mistakes() {
        return Stream.of(
                one("table('1st', key: 'a')", 7, "'1st' can't be a name of a table (letters, digits, - and _, a letter first, at most 64)"),
                one("table('a', ke: 'b')", 12, "there is no option 'ke' here (did you mean 'key'?)"),
                one("table('a', columns: [b: 'text'])", 7, "'key' is needed here (add key: …)"),
                one("table('a', key: 'b', columns: [c: 'txt'])", 35, "there is no type 'txt' (did you mean 'text'?)"),
                one("table('a', key: 'b', columns: [c: String])", 35, "a column's type is written in quotes (one of text, number, flag, instant, duration)"),
                one("table('a', key: 'b', columns: [b: 'text'])", 32, "'b' is the key, and no column"),
                one("table('a', key: 'b', lasts: 20)", 22, "'lasts' is a time and needs a unit (such as lasts: 20.seconds)"),
                one("table('a', key: 'b', lasts: 0.seconds)", 1, "lasts: wants a time, such as 8.hours"),
                one("table('a', key: 'b'); table('a', key: 'c')", 1, "the table 'a' is declared already, with another key or other columns"),
                one("table('a')", 1, "there is no table 'a' yet: declare it by table('a', key: '…')"),
                one("route('1') { table('a', key: 'b') }", 14, "table builds the plan: it stands at the top level or in a context, not in a call"),
                used("route('1') { play f['1'].text('alwys') }", 31, "table 'forwards' has no column 'alwys' (did you mean 'always'?)"),
                used("route('1') { def row = f[number]; if (row.text('cals')) hangup() }", 48, "table 'forwards' has no column 'cals' (did you mean 'calls'?)"),
                used("route('1') { if (f['1'].has('account')) hangup() }", 29, "table 'forwards' has no column 'account' (that is the key: row.key)"),
                used("route('1') { header 'Z', f['1'].text('calls') }", 33, "column 'calls' of table 'forwards' is a number (.number('calls'))"),
                used("route('1') { f.put('1', always: 4711) }", 33, "column 'always' of table 'forwards' is a text, not a int (it takes CharSequence)"),
                used("route('1') { f.put('1', calls: '3') }", 32, "column 'calls' of table 'forwards' is a number, not a String (it takes Long or Integer or Short or Byte)"),
                used("route('1') { f.put('1', alway: '3') }", 25, "table 'forwards' has no column 'alway' (did you mean 'always'?)"),
                used("route('1') { f.put('1').putIfAbsent('2', on: 1) }", 46, "column 'on' of table 'forwards' is a flag, not a int (it takes Boolean)"),
                used("route('1') { f.increment('1', 'always') }", 31, "column 'always' of table 'forwards' is a text (only a number is incremented)"),
                used("route('1') { table('forwards').compareAndSet('1', 'calls', 1, 'x') }", 63, "column 'calls' of table 'forwards' is a number, not a String (it takes Long or Integer or Short or Byte)"),
                used("route('1', when: { number in f }) { answer() }", 20, "a guard only decides, and this is asked in a call (ask it in the route's body)"),
                used("require { f[caller.account()].flag('on') }\nroute('1') { answer() }", 12, "a guard only decides, and this is asked in a call (ask it in the route's body)"),
                used("f.put('1')", 1, "there is no call here: verbs stand in a route's body, a callback, or a method that one of them calls"));
    }
    // spotless:on

    private static Arguments one(String text, int column, String message) {
        return Arguments.of(text, 1, column, message);
    }

    private static Arguments used(String text, int column, String message) {
        return Arguments.of(
                "def f = table('forwards', key: 'account', columns: [always: 'text', calls: 'number', on: 'flag'])\n"
                        + text,
                2,
                column,
                message);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_found_at_load(String text, int line, int column, String message) {
        assertThat(plans.problems(text + "\n"))
                .extracting(Object::toString)
                .containsExactly(folder + "/plan.groovy:" + line + ":" + column + ": " + message);
    }
}
