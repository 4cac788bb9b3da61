package org.strowger.audio.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenEnglishTest {

    @ParameterizedTest
    @CsvSource({
        "0, zero",
        "7, seven",
        "13, thirteen",
        "20, twenty",
        "42, forty two",
        "100, one hundred",
        "999, nine hundred ninety nine",
        "1000, one thousand",
        "12034, twelve thousand thirty four",
        "5000001, five million one",
        "-3, minus three",
        "3.05, three point zero five",
        "2.50, two point five"
    })
    void numbers(String number, String words) {
        assertThat(String.join(" ", SpokenEnglish.number(new BigDecimal(number))))
                .isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "12.50,USD,twelve dollars and fifty cents",
        "1,EUR,one euro",
        "0.01,GBP,one penny",
        "0,USD,zero dollars",
        "-1.02,GBP,minus one pound and two pence",
        "1.005,USD,one dollar"
    })
    void money(String amount, String currency, String words) {
        assertThat(String.join(" ", SpokenEnglish.money(new BigDecimal(amount), currency)))
                .isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-24, thursday december twenty fourth two thousand twenty six",
        "1905-01-30, monday january thirtieth nineteen oh five",
        "1900-05-01, tuesday may first nineteen hundred",
        "2000-02-29, tuesday february twenty ninth two thousand"
    })
    void dates(LocalDate date, String words) {
        assertThat(String.join(" ", SpokenEnglish.date(date))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "17:07, five oh seven pm",
        "00:00, twelve o-clock am",
        "12:30, twelve thirty pm",
        "09:15, nine fifteen am"
    })
    void times(LocalTime time, String words) {
        assertThat(String.join(" ", SpokenEnglish.time(time))).isEqualTo(words);
    }

    @Test
    void digits_with_what_people_write_between_them() {
        assertThat(SpokenEnglish.digits("+1 (55)-*#")).containsExactly("plus", "one", "five", "five", "star", "hash");
        assertThatThrownBy(() -> SpokenEnglish.digits("12a")).hasMessage("'12a' can't be said as digits: 'a' is none");
    }

    @Test
    void every_word_has_its_prompt() {
        List<String> words = new ArrayList<>(SpokenEnglish.digits("0123456789*#+"));
        for (int i = 0; i < 100; i++) words.addAll(SpokenEnglish.number(BigDecimal.valueOf(i)));
        words.addAll(SpokenEnglish.number(new BigDecimal("-1001100.5")));
        for (LocalDate day = LocalDate.of(2024, 1, 1); day.getYear() == 2024; day = day.plusDays(1))
            words.addAll(SpokenEnglish.date(day));
        words.addAll(SpokenEnglish.date(LocalDate.of(1905, 1, 1)));
        for (int minute = 0; minute < 24 * 60; minute++)
            words.addAll(SpokenEnglish.time(LocalTime.ofSecondOfDay(60L * minute)));
        for (String currency : SpokenEnglish.currencies())
            for (String amount : List.of("1.01", "2.02", "-3"))
                words.addAll(SpokenEnglish.money(new BigDecimal(amount), currency));
        assertThat(words).allMatch(word -> ShippedPrompts.has(word + ".wav"));
    }
}
