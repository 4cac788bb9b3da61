package org.strowger.dialplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.call.CallProgram;
import org.strowger.call.DigitAnswer.Ending;
import org.strowger.call.event.MachineTone;
import org.strowger.dialplan.lookup.DataServices;
import org.strowger.dialplan.script.Menu;
import org.strowger.dialplan.script.ScriptedCall;

/** Questions, menus, and callbacks for what is heard. */
class DigitVerbsTest {

    private static final String MENU = """
        route('8000') {
            menu('hello.wav', tries: 2, timeout: 5.seconds) {
                on('1') { dial user('1001') }
                on('9XX') { dial user("1${digits}") }
                on('90') { reject 486 }
                otherwise { play 'sorry.wav' }
            }
        }
        """;

    @TempDir
    Path folder;

    Plans plans;

    @BeforeEach
    void sounds() throws Exception {
        plans = new Plans(folder);
    }

    private List<String> run(String text, FakeCall call) throws Exception {
        return call.through(plans.plan(text));
    }

    @Test
    void ask_answers_with_what_was_pressed() throws Exception {
        String plan = """
            route('100') {
                def pin = ask('hello.wav', digits: 4, timeout: 8.seconds, end: '#', mask: true)
                header 'X-Pin', pin
            }
            """;
        assertThat(run(plan, new FakeCall("100").presses("1234", Ending.COMPLETE)))
                .containsExactly("ask hello.wav timeout PT8S pause PT3S end # masked", "header X-Pin: 1234");
        assertThat(run(plan, new FakeCall("100"))).endsWith("header X-Pin: ");
    }

    @Test
    void ask_tries_again_until_there_are_enough() throws Exception {
        String plan = "route('100') { header 'Z', ask('hello.wav', digits: 2, tries: 3) }";
        assertThat(run(plan, new FakeCall("100").presses("1", Ending.TIMEOUT).presses("12", Ending.COMPLETE)))
                .containsExactly(
                        "ask hello.wav timeout PT5S pause PT3S",
                        "ask hello.wav timeout PT5S pause PT3S",
                        "header Z: 12");
    }

    @Test
    void a_menu_does_what_was_chosen() throws Exception {
        assertThat(run(MENU, new FakeCall("8000").presses("1", Ending.COMPLETE)))
                .containsExactly("ask hello.wav timeout PT5S pause PT3S", "dial user 1001 timeout PT1M");
        assertThat(run(MENU, new FakeCall("8000").presses("912", Ending.COMPLETE)))
                .endsWith("dial user 1912 timeout PT1M");
        assertThat(run(MENU, new FakeCall("8000").presses("90", Ending.COMPLETE)))
                .endsWith("reject 486");
    }

    @Test
    void a_menu_asks_again_and_then_does_otherwise() throws Exception {
        String asked = "ask hello.wav timeout PT5S pause PT3S";
        assertThat(run(MENU, new FakeCall("8000").presses("2", Ending.WRONG)))
                .containsExactly(asked, asked, "play sorry.wav");
    }

    @ParameterizedTest
    @CsvSource({"1,ENOUGH", "9,MORE", "90,PERHAPS", "91,MORE", "912,ENOUGH", "901,ENOUGH", "2,WRONG", "92*,WRONG"})
    void a_choice_is_decided_as_soon_as_nothing_else_can_be_meant(String pressed, String verdict) {
        Menu menu = new Menu(
                new ScriptedCall(new FakeCall("1").request(), "1", new FakeCall("1").caller(), DataServices.none()));
        for (String pattern : List.of("1", "9XX", "90")) menu.on(pattern, new Closures());
        assertThat(menu.judge(pressed)).hasToString(verdict);
    }

    @Test
    void callbacks_hear_digits_silence_tones_and_the_loss_of_media() throws Exception {
        FakeCall call = new FakeCall("100");
        CallProgram program = plans.plan("""
            onDtmf { digit -> header 'X-Plan', digit }
            onSilence(3.seconds) { play 'hello.wav' }
            onMediaTimeout { play 'sorry.wav' }
            context('other') { onDtmf { digit -> hangup() } }
            route('100') {
                onDtmf { digit -> if (digit == '#') header 'X-Route', digit }
                onTone { tone -> if (tone == FAX_CALLING) reject 488 }
            }
            """).program(call.request(), "100", call.caller());
        program.started(call);
        program.run(call);
        program.pressed(call, '5');
        program.pressed(call, '#');
        program.fellSilent(call, java.time.Duration.ofSeconds(3));
        program.fellSilent(call, java.time.Duration.ofSeconds(4));
        program.heardTone(call, MachineTone.BEEP);
        assertThat(program.mediaTimedOut(call)).isEqualTo(CallProgram.MediaLoss.GO_ON);
        assertThat(call.verbs)
                .containsExactly(
                        "listen for digits",
                        "listen for silence PT3S",
                        "listen for tones",
                        "header X-Plan: 5",
                        "header X-Plan: #",
                        "header X-Route: #",
                        "play hello.wav",
                        "play sorry.wav");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "ask('hullo.wav')|there is no sound file 'hullo.wav' (did you mean 'hello.wav'?)",
                "ask('hello.wav', digits: 0)|digits: 0 is out of range",
                "ask('hello.wav', end: '##')|'##' is no key",
                "ask('hello.wav', timeout: 8)|'timeout' is a time and needs a unit",
                "menu('hello.wav') { on('[12') { hangup() } }|the set is not closed",
                "menu('hello.wav', tris: 2) { on('1') { hangup() } }|there is no option 'tris'",
                "menu('hello.wav') { onn('1') { hangup() } }|onn"
            })
    void mistakes_are_found_at_load(String body, String problem) {
        assertThat(plans.problems("route('100') { " + body + " }"))
                .anySatisfy(found -> assertThat(found.toString()).contains(problem));
    }

    /** Does nothing. */
    private static final class Closures extends groovy.lang.Closure<Object> {
        private static final long serialVersionUID = 1;

        Closures() {
            super(DigitVerbsTest.class);
        }
    }
}
