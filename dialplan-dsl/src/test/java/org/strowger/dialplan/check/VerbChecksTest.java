package org.strowger.dialplan.check;

import static org.assertj.core.api.Assertions.assertThat;

import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.dialplan.Plans;
import org.strowger.dialplan.literal.Check;

/** Each check that a verb names finds something: a plan for each, in which only that is wrong. */
class VerbChecksTest {

    @TempDir
    Path folder;

    /** By verb, option (if it is one's) and judge. */
    private static final Map<String, String> MISTAKES = new LinkedHashMap<>();

    // spotless:off
    static {
        mistake("route, DialledPattern", "route('1[') { answer() }");
        mistake("route, Expression", "route(~/1(/) { answer() }");
        mistake("route trunk:, Trunk", "route('1', trunk: 'nowhere') { answer() }");
        mistake("route source:, SourceAddress", "route('1', source: '10.0.0.0/40') { answer() }");
        mistake("route when:, Condition", "route('1', when: 5) { answer() }");
        mistake("route, Form", "route(5) { answer() }");
        mistake("emergency, DialledPattern", "emergency('9[') { answer() }");
        mistake("require otherwise:, StatusCode", "require registered, otherwise: 200");
        mistake("table, Named", "table('1st', key: 'a')");
        mistake("table key:, Named", "table('a', key: 'b c')");
        mistake("table columns:, Columns", "table('a', key: 'b', columns: [c: 'txt'])");
        mistake("numbers, Numbers", "numbers('nothere.csv')");
        mistake("prefixes, Prefixes", "prefixes('nothere.csv')");
        inCall("device, User", "if (device('2000') == BUSY) hangup()");
        inCall("limit, Named", "if (!limit(4711, calls: 1)) hangup()");
        inCall("limit calls:, Most", "if (!limit('a', calls: 0)) hangup()");
        inCall("limit perSecond:, Rate", "if (!limit('a', perSecond: 0)) hangup()");
        inCall("fraudGuard tariff:, Tariff", "if (!fraudGuard('a', tariff: 'no', country: 'DE', spend: 5)) hangup()");
        inCall("fraudGuard country:, Country", "if (!fraudGuard('a', tariff: 'retail', country: 'XX', spend: 5)) hangup()");
        inCall("fraudGuard spend:, Money", "if (!fraudGuard('a', tariff: 'retail', country: 'DE', spend: 0)) hangup()");
        inCall("fraudGuard calls:, Most", "if (!fraudGuard('a', tariff: 'retail', country: 'DE', spend: 5, calls: -1)) hangup()");
        inCall("fraudGuard abroad:, Most", "if (!fraudGuard('a', tariff: 'retail', country: 'DE', spend: 5, abroad: -1)) hangup()");
        inCall("fraudGuard newCountries:, Most", "if (!fraudGuard('a', tariff: 'retail', country: 'DE', spend: 5, newCountries: -1)) hangup()");
        inCall("fraudGuard per:, PositiveTime", "if (!fraudGuard('a', tariff: 'retail', country: 'DE', spend: 5, per: 0.hours)) hangup()");
        inCall("fraudGuard learning:, PositiveTime", "if (!fraudGuard('a', tariff: 'retail', country: 'DE', spend: 5, learning: 0.days)) hangup()");
        inCall("play, Played", "play 'helo.wav'");
        inCall("play loop:, Repetitions", "play 'hello.wav', loop: '3'");
        inCall("play volume:, Volume", "play 'hello.wav', volume: 21");
        inCall("transfer, Dialled", "transfer '1002'");
        inCall("play bargeIn:, BargeIn", "play 'hello.wav', bargeIn: 'shout'");
        inCall("tone, ToneName", "play tone('busyy')");
        inCall("record, RecordingFile", "record '/tmp/x.wav'");
        inCall("record end:, Key", "record 'x.wav', end: 'no'");
        inCall("ask, SoundName", "ask 'helo.wav'");
        inCall("ask digits:, Digits", "ask 'hello.wav', digits: 33");
        inCall("ask tries:, Tries", "ask 'hello.wav', tries: 0");
        inCall("ask end:, Key", "ask 'hello.wav', end: 'E'");
        inCall("menu, SoundName", "menu('helo.wav') { on('1') { hangup() } }");
        inCall("menu tries:, Tries", "menu('hello.wav', tries: 0) { on('1') { hangup() } }");
        inCall("on, DialledPattern", "menu('hello.wav') { on('1[') { hangup() } }");
        inCall("filter of:, FilterSide", "filter({ pcm, samples, rate -> }, of: 'caler')");
        inCall("start, RecordingFile", "recording.start '../x.wav'");
        inCall("start content:, Content", "recording.start 'x.wav', content: 'sterio'");
        inCall("conference role:, ConferenceRole", "conference 'a', role: 'boss'");
        inCall("conference record:, RecordingFile", "conference 'a', record: '/tmp/x.wav'");
        inCall("conference music:, Playable", "conference 'a', music: 5");
        inCall("stream, Url", "stream 'http://agent.example'");
        inCall("stream rate:, Rate", "stream 'wss://agent.example', rate: 11_025");
        inCall("stream protocol:, Protocol", "stream 'wss://agent.example', protocol: 'morse'");
        inCall("queue, Queue", "dial queue('salse')");
        inCall("park music:, Playable", "park '7', music: 5");
        inCall("location civic:, Civic", "location civic: [countri: 'DE']");
        inCall("reject, StatusCode", "reject 200");
        inCall("redirect, Uri", "redirect '1002'");
        inCall("callerId, NumberMask", "callerId '12X4'");
        inCall("header, HeaderName", "header 'X Bad', 'v'");
        inCall("user, User", "dial user('2000')");
        inCall("subscriber, User", "dial subscriber('2000')");
        inCall("trunk, Trunk", "dial trunk('carrier-x')");
        inCall("firstToAnswer, Dialled", "dial firstToAnswer(user('1001'), 5)");
        inCall("firstToAnswer, NoOptions", "dial firstToAnswer(user('1001'), timeout: 5.seconds)");
        inCall("oneByOne, Dialled", "dial oneByOne(user('1001'), '1002')");
        inCall("oneByOne, NoOptions", "dial oneByOne(user('1001'), timeout: 5.seconds)");
        inCall("dial, Dialled", "dial group('salse')");
        inCall("dial ringback:, Playable", "dial user('1001'), ringback: 'helo.wav'");
        inCall("dial announce:, Playable", "dial user('1001'), announce: 5");
        inCall("dial record:, Content", "dial user('1001'), record: true");
        inCall("connect, Dialled", "connect group('salse')");
        inCall("lookup, Question", "lookup sql: 'select 1', http: 'http://crm.example'");
        inCall("bill, Tariff", "bill 'nothing'");
        inCall("e164 country:, Country", "dial 'sip:' + e164(number, country: 'XX')");
        inCall("masked, NumberMask", "callerId masked(number, '12X4')");
        inCall("dial timeout:, PositiveTime", "dial user('1001'), timeout: 0.seconds");
        inCall("dial limit:, PositiveTime", "dial user('1001'), limit: -1.hours");
        inCall("connect timeout:, PositiveTime", "connect user('1001'), timeout: 0.seconds");
        inCall("connect limit:, PositiveTime", "connect user('1001'), limit: 0.seconds");
        inCall("call timeout:, PositiveTime", "call user('1001'), timeout: 0.seconds");
        inCall("park timeout:, PositiveTime", "park '7', timeout: 0.seconds");
        inCall("transfer timeout:, PositiveTime", "transfer user('1001'), timeout: 0.seconds");
        inCall("transferTo timeout:, PositiveTime", "call(user('1001')).transferTo(user('1002'), timeout: 0.seconds)");
        inCall("limit, PositiveTime", "bridge(caller, call(user('1001'))).limit(0.seconds)");
        inCall("wait, PositiveTime", "wait(-1.seconds)");
        inCall("ask timeout:, PositiveTime", "ask 'hello.wav', timeout: 0.seconds");
        inCall("ask pause:, PositiveTime", "ask 'hello.wav', pause: (-2).seconds");
        inCall("menu timeout:, PositiveTime", "menu('hello.wav', timeout: 0.seconds) { on('1') { hangup() } }");
        inCall("menu pause:, PositiveTime", "menu('hello.wav', pause: 0.seconds) { on('1') { hangup() } }");
        inCall("onSilence, PositiveTime", "onSilence(0.seconds) { hangup() }");
        inCall("record max:, PositiveTime", "record 'x.wav', max: 0.minutes");
        inCall("record silence:, PositiveTime", "record 'x.wav', silence: 0.seconds");
        inCall("tone length:, PositiveTime", "play tone('busy', length: 0.seconds)");
        inCall("announce, SoundName", "announce 'helo.wav'");
        inCall("announce status:, StatusCode", "announce 'hello.wav', status: 200");
        mistake("during, Weekly", "require during('Mon-Fri 25:00-26:00 Europe/Berlin')");
        mistake("except, Closed", "require during('08:00-18:00 Europe/Berlin').except('2026-13-01')");
        mistake("source, SourceAddress", "require source('10.0.0.0/40')");
    }
    // spotless:on

    private static void mistake(String check, String text) {
        MISTAKES.put(check, text);
    }

    private static void inCall(String check, String text) {
        mistake(check, "route('100') { " + text + " }");
    }

    private record Named(Method verb, Check check) {
        String name() {
            String option = check.option().isEmpty() ? "" : " " + check.option() + ":";
            return verb.getName() + option + ", " + check.value().getSimpleName();
        }
    }

    private static Stream<Named> checks() {
        return Words.types()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .flatMap(verb ->
                        Arrays.stream(verb.getAnnotationsByType(Check.class)).map(check -> new Named(verb, check)));
    }

    static Stream<String> mistakes() {
        return MISTAKES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_check_finds_what_it_is_for(String check) throws Exception {
        assertThat(new Plans(folder).problems(MISTAKES.get(check) + "\n")).hasSize(1);
    }

    /** A leg's {@code play} is judged as the call's. */
    @Test
    void each_check_has_an_example_here() {
        assertThat(checks().map(Named::name))
                .containsOnlyOnceElementsOf(MISTAKES.keySet().stream()
                        .filter(name -> !name.equals("play, Played"))
                        .toList());
        assertThat(checks().map(Named::name).filter(name -> !MISTAKES.containsKey(name)))
                .as("checks that need a mistake above")
                .isEmpty();
    }

    @Test
    void a_check_is_for_what_its_verb_takes() {
        assertThat(checks()).allSatisfy(named -> {
            Check check = named.check();
            if (!check.option().isEmpty())
                assertThat(options(named.verb())).as(named.name()).contains(check.option());
            assertThat(check.argument()).isLessThan(named.verb().getParameterCount());
        });
    }

    private static Stream<String> options(Method verb) {
        return Optional.ofNullable(verb.getParameters()[0].getAnnotation(NamedParams.class)).stream()
                .flatMap(named -> Arrays.stream(named.value()))
                .map(NamedParam::value);
    }
}
