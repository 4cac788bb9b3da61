package org.strowger.dialplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.call.DialOutcome;
import org.strowger.call.DigitAnswer.Ending;

/** What a menu does with tries that come to nothing, and the ways back; and what is done where nobody answers. */
class MenuTest {

    private static final String ASKED = "ask hello.wav timeout PT5S pause PT3S";
    private static final String ASKED_WITHIN = "ask sorry.wav timeout PT5S pause PT3S";

    @TempDir
    Path folder;

    private Plans plans;

    @BeforeEach
    void sounds() throws Exception {
        plans = new Plans(folder);
    }

    private List<String> run(String body, FakeCall call) throws Exception {
        return call.through(plans.plan("route('100') {\n" + body + "\n}\n"));
    }

    private static FakeCall presses(String... keys) {
        FakeCall call = new FakeCall("100");
        for (String key : keys) call.presses(key, key.isEmpty() ? Ending.TIMEOUT : Ending.COMPLETE);
        return call;
    }

    @Test
    void silence_and_wrong_digits_are_answered_each_in_its_way_before_it_asks_again() throws Exception {
        String menu = """
            menu('hello.wav') {
                on('1') { dial user('1001') }
                silent { play 'busy.wav' }
                invalid { header 'X-Wrong', digits }
                otherwise { reject 480 }
            }
            """;
        assertThat(run(menu, presses("", "7", "1")))
                .containsExactly(
                        ASKED, "play busy.wav", ASKED, "header X-Wrong: 7", ASKED, "dial user 1001 timeout PT1M");
        assertThat(run(menu, presses("7", "", "")))
                .containsExactly(
                        ASKED, "header X-Wrong: 7", ASKED, "play busy.wav", ASKED, "play busy.wav", "reject 480");
    }

    @Test
    void a_menu_is_offered_once_more_with_all_its_tries() throws Exception {
        String menu = """
            menu('hello.wav', tries: 2) {
                on('9') { play 'busy.wav'; repeat() }
                on('1') { dial user('1001') }
                otherwise { reject 480 }
            }
            """;
        assertThat(run(menu, presses("", "9", "", "1")))
                .containsExactly(ASKED, ASKED, "play busy.wav", ASKED, ASKED, "dial user 1001 timeout PT1M");
        assertThat(run(menu, presses("9", "", "")))
                .as("a menu that was repeated ends as the first time")
                .containsExactly(ASKED, "play busy.wav", ASKED, ASKED, "reject 480");
    }

    @Test
    void from_a_menu_within_one_gets_back_to_that_around() throws Exception {
        String menu = """
            menu('hello.wav') {
                on('1') {
                    menu('sorry.wav') {
                        on('*') { back() }
                        on('2') { dial user('1002') }
                        invalid { back() }
                    }
                }
                on('3') { dial user('1003') }
            }
            play 'busy.wav'
            """;
        assertThat(run(menu, presses("1", "*", "3")))
                .containsExactly(ASKED, ASKED_WITHIN, ASKED, "dial user 1003 timeout PT1M", "play busy.wav");
        assertThat(run(menu, presses("1", "7", "1", "2")))
                .containsExactly(
                        ASKED, ASKED_WITHIN, ASKED, ASKED_WITHIN, "dial user 1002 timeout PT1M", "play busy.wav");
    }

    /** A hundred times, without one call within the other. */
    @Test
    void going_back_and_forth_takes_no_stack() throws Exception {
        FakeCall call = new FakeCall("100");
        for (int i = 0; i < 20_000; i++) call.presses("1", Ending.COMPLETE).presses("*", Ending.COMPLETE);
        assertThat(run("menu('hello.wav', tries: 1) { on('1') { menu('sorry.wav') { on('*') { back() } } } }", call))
                .hasSize(40_001);
    }

    @Test
    void there_is_no_way_back_from_the_first_menu() {
        assertThatThrownBy(
                        () -> new FakeCall("100").presses("9", Ending.COMPLETE).through(plans.plan("""
                        route('100') { first() }
                        void first() { menu('hello.wav') { on('9') { back() } } }
                        """)))
                .hasMessageContaining("back() stands in a menu that another menu has offered");
    }

    @Test
    void what_stands_in_otherwise_is_done_unless_somebody_answers() throws Exception {
        String dial = "dial(user('1001')).otherwise { play 'sorry.wav' }";
        assertThat(run(dial, new FakeCall("100").dialEndsWith(new DialOutcome.Busy(486))))
                .containsExactly("dial user 1001 timeout PT1M", "play sorry.wav");
        assertThat(run(
                        dial,
                        new FakeCall("100").dialEndsWith(new DialOutcome.Answered(java.time.Duration.ofSeconds(3)))))
                .containsExactly("dial user 1001 timeout PT1M");
        assertThat(run(
                        "dial(user('1001')).otherwise { why -> header 'X-Why', \"$why\" }",
                        new FakeCall("100").dialEndsWith(new DialOutcome.Busy(486))))
                .endsWith("header X-Why: Busy (486)");
    }

    @Test
    void an_announcement_is_played_and_the_call_refused() throws Exception {
        assertThat(run("announce 'sorry.wav', status: 410", new FakeCall("100")))
                .containsExactly("play sorry.wav", "reject 410");
        assertThat(run("announce 'sorry.wav'", new FakeCall("100"))).containsExactly("play sorry.wav", "reject 480");
    }

    @Test
    void a_header_that_is_the_switchs_own_is_refused_in_the_call_where_its_name_is_computed() {
        assertThatThrownBy(() -> run("header \"Fr${'om'}\", 'x'", new FakeCall("100")))
                .hasMessageContaining("the header 'From' is the switch's own");
    }
}
