package org.strowger.dialplan.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.dialplan.FakeCall;
import org.strowger.dialplan.Plans;

class ScheduleTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mon-Fri 08:00-18:00 Europe/Berlin             | 2026-01-05T07:00:00Z | true",
                "Mon-Fri 08:00-18:00 Europe/Berlin             | 2026-01-05T06:59:59Z | false",
                "Mon-Fri 08:00-18:00 Europe/Berlin             | 2026-01-05T16:59:59Z | true",
                "Mon-Fri 08:00-18:00 Europe/Berlin             | 2026-01-05T17:00:00Z | false",
                "Mon-Fri 08:00-18:00 Europe/Berlin             | 2026-01-04T10:00:00Z | false",
                // In summer eight in Berlin is six in UTC.
                "Mon-Fri 08:00-18:00 Europe/Berlin             | 2026-07-06T06:00:00Z | true",
                "Mon-Fri 08:00-18:00 Europe/Berlin             | 2026-07-06T16:00:00Z | false",
                // 25 October 2026: clocks go back at 03:00 CEST; the hour from two to three comes twice.
                "Sun 02:00-03:00 Europe/Berlin                 | 2026-10-25T00:30:00Z | true",
                "Sun 02:00-03:00 Europe/Berlin                 | 2026-10-25T01:30:00Z | true",
                "Sun 02:00-03:00 Europe/Berlin                 | 2026-10-25T02:00:00Z | false",
                // 29 March 2026: at 02:00 CET it becomes 03:00 CEST; half past two does not come.
                "Sun 01:30-02:30 Europe/Berlin                 | 2026-03-29T00:59:59Z | true",
                "Sun 01:30-02:30 Europe/Berlin                 | 2026-03-29T01:00:00Z | false",
                "Fri 22:00-06:00 UTC                           | 2026-01-02T23:00:00Z | true",
                "Fri 22:00-06:00 UTC                           | 2026-01-03T05:59:59Z | true",
                "Fri 22:00-06:00 UTC                           | 2026-01-03T06:00:00Z | false",
                "Fri 22:00-06:00 UTC                           | 2026-01-02T05:00:00Z | false",
                "Sat-Mon 10:00-11:00 UTC                       | 2026-01-04T10:00:00Z | true",
                "Sat-Mon 10:00-11:00 UTC                       | 2026-01-06T10:00:00Z | false",
                "Mon,Wed 08:00-12:00, 13:00-18:00 ; Fri 08:00-12:00 UTC | 2026-01-07T13:00:00Z | true",
                "Mon,Wed 08:00-12:00, 13:00-18:00 ; Fri 08:00-12:00 UTC | 2026-01-07T12:30:00Z | false",
                "Mon,Wed 08:00-12:00, 13:00-18:00 ; Fri 08:00-12:00 UTC | 2026-01-09T13:00:00Z | false",
                "00:00-24:00 UTC                               | 2026-01-09T23:59:59Z | true",
            })
    void hours_are_those_of_clocks_on_the_wall(String text, Instant moment, boolean open) {
        assertThat(Schedule.during(text).includes(moment)).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-24, 2026-12-24T10:00:00Z, false",
        "2026-12-24, 2026-12-23T23:30:00Z, false", // it is the 24th in Berlin
        "2026-12-24, 2025-12-24T10:00:00Z, true",
        "12-25, 2031-12-25T10:00:00Z, false",
        "2026-12-24..2027-01-01, 2026-12-31T10:00:00Z, false",
        "2026-12-24..2027-01-01, 2027-01-02T10:00:00Z, true"
    })
    void holidays_are_left_out(String day, Instant moment, boolean open) {
        assertThat(Schedule.during("00:00-24:00 Europe/Berlin").except(day).includes(moment))
                .isEqualTo(open);
    }

    @Test
    void a_night_belongs_to_the_day_on_which_it_begins() {
        var nights = Schedule.during("22:00-06:00 UTC").except("2026-12-24");
        assertThat(nights.includes(Instant.parse("2026-12-24T05:00:00Z"))).isTrue();
        assertThat(nights.includes(Instant.parse("2026-12-24T22:00:00Z"))).isFalse();
        assertThat(nights.includes(Instant.parse("2026-12-25T05:00:00Z"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mon-Fri 08:00-18:00               | names no time zone",
                "Mon-Fri 08:00-18:00 Europe/Berln  | no time zone",
                "Mon-Fri 08:00-25:00 UTC           | no clock shows",
                "Mon-Fri 08:60-09:00 UTC           | no clock shows",
                "Mon-Fri 8-18 UTC                  | no range of hours",
                "Mon-Fry 08:00-18:00 UTC           | is no day",
                "Mon UTC                           | has no hours",
                "08:00-08:00 UTC                   | holds no time",
            })
    void what_is_no_schedule_is_refused(String text, String why) {
        assertThatThrownBy(() -> Schedule.during(text)).hasMessageContaining(why);
    }

    @Test
    void a_bad_schedule_is_found_at_load_at_its_place() throws Exception {
        var problems = new Plans(folder).problems("""
                def open = during('Mon-Fry 08:00-18:00 UTC').except('2026-13-01')
                route('1', when: open) { answer() }
                """);
        assertThat(problems.toString())
                .contains("plan.groovy:1:19: 'Fry' is no day of the week")
                .contains("plan.groovy:1:53: '2026-13-01' is no date");
    }

    @Test
    void it_opens_routes_on_the_calls_clock_and_can_be_asked_in_code() throws Exception {
        var plan = new Plans(folder).plan("""
                def open = during('Mon-Fri 08:00-18:00 Europe/Berlin').except('2026-12-24')
                route('4XXX', when: open) { header 'Z', open ? 'open' : 'shut'; answer() }
                route('4XXX') { header 'Z', open.now ? 'open' : 'shut'; reject 480 }
                """);
        var monday = new FakeCall("4000");
        monday.now = Instant.parse("2026-12-21T10:00:00Z");
        assertThat(monday.through(plan)).containsExactly("header Z: open", "answer");
        var christmas = new FakeCall("4000");
        christmas.now = Instant.parse("2026-12-24T10:00:00Z");
        assertThat(christmas.through(plan)).containsExactly("header Z: shut", "reject 480");
    }
}
