package org.strowger.call.sound;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.call.DigitPlan;
import org.strowger.call.DigitQuestion;
import org.strowger.call.event.DigitSource;
import org.strowger.call.sdp.InfoDigit;
import org.strowger.call.sdp.Keypad;
import org.strowger.statemachine.Timeout;

/** Bodies of INFO, presses that come in several ways, and answers put together. */
class DigitsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Signal=5\\r\\nDuration=160\\r\\n|5|160",
                "Signal= *\\r\\nDuration= 250|*|250",
                "signal=10\\nduration=100|*|100",
                "Signal:#|#|0",
                "Signal=11|#|0",
                "5|5|0",
                "5\\r\\n|5|0",
                "a|A|0",
                "Signal=1\\r\\nDuration=long|1|0"
            })
    void the_bodies_of_phones_are_understood(String body, char digit, long millis) {
        String text = body.replace("\\r", "\r").replace("\\n", "\n");
        assertThat(InfoDigit.of(text)).contains(new InfoDigit(digit, Duration.ofMillis(millis)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Signal=", "Signal=16", "Signal=hf", "hello", "Duration=160", "=", "\r\n"})
    void what_is_no_digit_is_none(String body) {
        assertThat(InfoDigit.of(body)).isEmpty();
    }

    @Test
    void what_we_print_we_understand() {
        var digit = new InfoDigit('#', Duration.ofMillis(160));
        assertThat(InfoDigit.of(new String(digit.body(), StandardCharsets.US_ASCII)))
                .contains(digit);
    }

    private final Keypad keypad = new Keypad(() -> {});

    private boolean told(long millis, char digit, DigitSource source) {
        return keypad.isNew(
                digit, source, Duration.ZERO, Duration.ofMillis(millis).toNanos());
    }

    @Test
    void one_press_in_three_ways_is_one() {
        assertThat(told(0, '1', DigitSource.EVENT)).isTrue();
        assertThat(told(45, '1', DigitSource.TONE)).isFalse();
        assertThat(told(200, '1', DigitSource.INFO)).isFalse();
        assertThat(told(300, '1', DigitSource.EVENT)).isTrue();
        assertThat(told(345, '1', DigitSource.TONE)).isFalse();
        assertThat(told(500, '1', DigitSource.INFO)).isFalse();
    }

    @Test
    void presses_in_quick_succession_are_matched_in_order() {
        assertThat(told(0, '1', DigitSource.EVENT)).isTrue();
        assertThat(told(100, '1', DigitSource.EVENT)).isTrue();
        assertThat(told(150, '1', DigitSource.TONE)).isFalse();
        assertThat(told(250, '1', DigitSource.TONE)).isFalse();
        assertThat(told(350, '1', DigitSource.TONE)).isTrue();
    }

    @Test
    void what_one_way_has_missed_the_other_tells() {
        assertThat(told(0, '1', DigitSource.EVENT)).isTrue();
        assertThat(told(200, '2', DigitSource.TONE)).isTrue();
        assertThat(told(400, '3', DigitSource.EVENT)).isTrue();
        assertThat(told(440, '3', DigitSource.TONE)).isFalse();
    }

    @Test
    void an_info_that_tells_of_a_long_press_belongs_to_its_beginning() {
        assertThat(told(0, '1', DigitSource.EVENT)).isTrue();
        assertThat(keypad.isNew(
                        '1',
                        DigitSource.INFO,
                        Duration.ofSeconds(3),
                        Duration.ofMillis(3050).toNanos()))
                .isFalse();
    }

    @Test
    void the_same_digit_a_second_later_is_another_press_in_whatever_way() {
        assertThat(told(0, '1', DigitSource.EVENT)).isTrue();
        assertThat(told(1000, '1', DigitSource.INFO)).isTrue();
    }

    private final List<Duration> waits = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();
    private Runnable alarm = () -> {};

    private DigitCollector collector(DigitQuestion question) {
        return new DigitCollector(
                question,
                (delay, task) -> {
                    waits.add(delay);
                    alarm = task;
                    return Timeout.NONE;
                },
                () -> answers.add("barge-in"),
                answer -> answers.add(answer.ending() + " " + answer.digits()));
    }

    private static DigitQuestion question(DigitPlan plan) {
        return DigitQuestion.of(List.of(), plan, Duration.ofSeconds(8), Duration.ofSeconds(3));
    }

    @Test
    void digits_are_counted() {
        DigitCollector collector = collector(question(DigitPlan.count(3)));
        collector.promptsOver();
        "1234".chars().forEach(digit -> collector.pressed((char) digit));
        assertThat(answers).containsExactly("barge-in", "COMPLETE 123");
        assertThat(waits).containsExactly(Duration.ofSeconds(8), Duration.ofSeconds(3), Duration.ofSeconds(3));
    }

    @Test
    void the_end_key_ends_and_is_no_part() {
        DigitCollector collector = collector(question(DigitPlan.count(9)).endingWith('#'));
        "12#".chars().forEach(digit -> collector.pressed((char) digit));
        assertThat(answers).containsExactly("barge-in", "END_KEY 12");
    }

    @Test
    void who_presses_nothing_more_is_not_waited_for() {
        DigitCollector collector = collector(question(DigitPlan.count(3)));
        collector.promptsOver();
        collector.pressed('1');
        collector.promptsOver();
        alarm.run();
        alarm.run();
        assertThat(answers).containsExactly("barge-in", "TIMEOUT 1");
        assertThat(waits).containsExactly(Duration.ofSeconds(8), Duration.ofSeconds(3));
    }

    @Test
    void what_may_be_the_answer_is_when_nothing_follows() {
        DigitCollector collector =
                collector(question(digits -> digits.equals("9") ? DigitPlan.Verdict.PERHAPS : DigitPlan.Verdict.WRONG));
        collector.pressed('9');
        alarm.run();
        assertThat(answers).containsExactly("barge-in", "COMPLETE 9");
    }
}
