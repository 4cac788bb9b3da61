package org.strowger.dialplan.script;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.strowger.dialplan.hours.BadSchedule;
import org.strowger.dialplan.hours.Holiday;
import org.strowger.dialplan.hours.WeeklyHours;
import org.strowger.dialplan.literal.Check;
import org.strowger.dialplan.literal.Judge;
import org.strowger.dialplan.literal.Literal;
import org.strowger.dialplan.text.ProblemCode;

/**
 * Times of day on days of the week, but for some days: {@code during('Mon-Fri 08:00-18:00
 * Europe/Berlin').except('2026-12-24')}. What counts is what clocks on the wall show there, so it needs no care when
 * they are changed: an hour that comes twice is in or out both times. Immutable.
 */
public final class Schedule implements Guard {

    private final List<WeeklyHours> hours;
    private final List<Holiday> closed;

    private Schedule(List<WeeklyHours> hours, List<Holiday> closed) {
        this.hours = List.copyOf(hours);
        this.closed = List.copyOf(closed);
    }

    /**
     * Any of these times.
     *
     * @throws BadSchedule if one can't be understood
     */
    static Schedule during(String... texts) {
        return new Schedule(Arrays.stream(texts).map(WeeklyHours::parse).toList(), List.of());
    }

    /**
     * Leaves days out: {@code '2026-12-24'}, {@code '12-25'} for each year, {@code '2026-12-24..2027-01-01'}. A range
     * of hours that goes past midnight belongs to the day on which it begins.
     *
     * @throws IllegalArgumentException if one is no date
     */
    @Check(Closed.class)
    public Schedule except(String... days) {
        List<Holiday> all = new ArrayList<>(closed);
        for (String day : days) all.add(Holiday.parse(day));
        return new Schedule(hours, all);
    }

    /** The same for a list. */
    public Schedule except(List<String> days) {
        return except(days.stream().map(String::valueOf).toArray(String[]::new));
    }

    /** Whether this moment is within. */
    public boolean includes(Instant moment) {
        for (WeeklyHours weekly : hours) if (includes(weekly, moment.atZone(weekly.zone()))) return true;
        return false;
    }

    private boolean includes(WeeklyHours weekly, ZonedDateTime there) {
        LocalDate today = there.toLocalDate();
        LocalTime time = there.toLocalTime();
        LocalDate yesterday = today.minusDays(1);
        if (weekly.hasBegunOn(today.getDayOfWeek(), time) && isOpen(today)) return true;
        return weekly.lastsFrom(yesterday.getDayOfWeek(), time) && isOpen(yesterday);
    }

    private boolean isOpen(LocalDate day) {
        for (Holiday holiday : closed) if (holiday.contains(day)) return false;
        return true;
    }

    /** Whether it is so now, on the call's clock: {@code if (open.now)}. */
    public boolean isNow() {
        return allows(ScriptedCall.current());
    }

    /** As a condition: {@code if (open)}. */
    public boolean asBoolean() {
        return isNow();
    }

    @Override
    public boolean allows(ScriptedCall call) {
        return includes(call.time());
    }

    /** As it was written. */
    @Override
    public String toString() {
        String times = String.join("; ", hours.stream().map(WeeklyHours::text).toList());
        return closed.isEmpty() ? times : times + " except " + closed;
    }

    /** Hours of the week, in a time zone that is known. */
    static final class Weekly implements Judge {
        @Override
        public void judge(Literal literal) {
            parse(literal, WeeklyHours::parse);
        }
    }

    /** Days of the calendar. */
    static final class Closed implements Judge {
        @Override
        public void judge(Literal literal) {
            parse(literal, Holiday::parse);
        }
    }

    private static void parse(Literal literal, Consumer<String> parser) {
        literal.text().ifPresent(written -> {
            try {
                parser.accept(written);
            } catch (BadSchedule bad) {
                literal.problem(ProblemCode.MISTAKE, String.valueOf(bad.getMessage()), bad.hint());
            }
        });
    }
}
