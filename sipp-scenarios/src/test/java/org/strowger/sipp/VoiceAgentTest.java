package org.strowger.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real phones talk with the agents of {@code examples/voice-agent}, which are programs in Node, by way of its dialplan.
 */
@Order(4)
class VoiceAgentTest {

    private static final int ECHO = Ports.free("127.0.0.1");
    private static final int BOT = Ports.free("127.0.0.1");

    @RegisterExtension
    static final Lab LAB = Lab.withExample(
            "voice-agent", Map.of("127.0.0.1:8765", "127.0.0.1:" + ECHO, "127.0.0.1:8766", "127.0.0.1:" + BOT));

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A program of the example. */
    private static final class Agent implements AutoCloseable {
        private final Process process;
        private final Path log;

        Agent(String name, int port) {
            log = LAB.logs(name + ".log");
            Path program = PackagedSwitch.REPOSITORY.resolve("examples/voice-agent/" + name + ".mjs");
            process = Processes.start(
                    List.of(Tool.NODE.path(), program.toString(), String.valueOf(port)), LAB.logs(""), log);
            tells("ready");
        }

        void tells(String words) {
            if (Processes.eventually(PATIENCE, () -> Processes.text(log).contains(words))) return;
            throw new AssertionError("the agent did not say \"" + words + "\":\n" + Processes.tail(log, 3000));
        }

        void dies() {
            process.destroyForcibly();
        }

        @Override
        public void close() {
            Processes.end(process, Duration.ofSeconds(2));
        }
    }

    private static Phone phone(String user, int hertz) {
        return PhonesTest.phone(LAB, user, hertz, "").registered();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7000", "7002"})
    void an_agent_that_echoes_is_heard(String number) {
        try (var _ = new Agent("echo", ECHO);
                var caller = phone("1001", 440)) {
            caller.calls("sip:" + number + "@127.0.0.1");
            Processes.pause(Duration.ofSeconds(6));
            caller.hangsUp();
            Processes.pause(Duration.ofSeconds(1));
            Hearing hearing = Hearing.of(caller.heard(), 440);
            assertThat(hearing.seconds()).as("%s", hearing).isGreaterThan(3);
            assertThat(hearing.medianDecibels()).as("%s", hearing).isGreaterThan(28); // G.711 three times over
        }
    }

    @Test
    void a_bot_greets_takes_digits_and_hands_over() {
        try (var bot = new Agent("bot", BOT);
                var caller = phone("1001", 0);
                var person = phone("1002", 880)) {
            caller.calls("sip:7001@127.0.0.1");
            bot.tells("talks with 1001, {\"language\":\"en\"}");
            Processes.pause(Duration.ofSeconds(2));
            caller.presses('2');
            bot.tells("digit 2");
            person.inCall();
            bot.tells("over: the caller has been connected with somebody else");
            Processes.pause(Duration.ofSeconds(2));
            person.hangsUp();
            caller.isHungUpOn();
            assertThat(Hearing.of(beginning(caller.heard()), 523).medianDecibels())
                    .isGreaterThan(28);
        }
    }

    /** The first note of the greeting. */
    private static Wave beginning(Wave heard) {
        short[] all = heard.samples();
        int at = 0;
        while (at < all.length && Math.abs(all[at]) < 1000) at++;
        return new Wave(Arrays.copyOfRange(all, at, Math.min(all.length, at + Wave.RATE * 9 / 10)));
    }

    @Test
    void a_bot_is_interrupted_by_who_speaks() {
        try (var bot = new Agent("bot", BOT);
                var caller = phone("1001", 440)) {
            caller.calls("sip:7001@127.0.0.1");
            bot.tells("lets itself be interrupted");
            bot.tells("cleared");
            bot.tells("greeted, in part");
            caller.hangsUp();
            bot.tells("over: the call is over");
        }
    }

    @Test
    void a_person_takes_over_from_a_bot_that_is_killed() {
        try (var bot = new Agent("bot", BOT);
                var caller = phone("1001", 0);
                var person = phone("1002", 0)) {
            caller.calls("sip:7001@127.0.0.1");
            bot.tells("talks with 1001");
            bot.dies();
            person.inCall();
            Processes.pause(Duration.ofSeconds(2));
            caller.hangsUp();
            person.isHungUpOn();
        }
    }
}
