package org.strowger.dialplan.hours;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.format.DateTimeParseException;

/** Days that a schedule leaves out. */
public sealed interface Holiday {

    /** Whether this day is one of them. */
    boolean contains(LocalDate day);

    /** One day, or several in a row; both ends included. */
    record Days(LocalDate first, LocalDate last) implements Holiday {
        @Override
        public boolean contains(LocalDate day) {
            return !day.isBefore(first) && !day.isAfter(last);
        }

        @Override
        public String toString() {
            return first.equals(last) ? first.toString() : first + ".." + last;
        }
    }

    /** The same day of each year. */
    record Yearly(MonthDay on) implements Holiday {
        @Override
        public boolean contains(LocalDate day) {
            return MonthDay.from(day).equals(on);
        }

        @Override
        public String toString() {
            return on.toString().substring(2);
        }
    }

    /**
     * As a script writes it: {@code 2026-12-24}, {@code 12-25} for each year, {@code 2026-12-24..2027-01-01}.
     *
     * @throws BadSchedule if it is none of these
     */
    static Holiday parse(String text) {
        try {
            if (text.matches("\\d\\d-\\d\\d")) return new Yearly(MonthDay.parse("--" + text));
            int dots = text.indexOf("..");
            LocalDate first =
                    LocalDate.parse(dots < 0 ? text : text.substring(0, dots).strip());
            LocalDate last =
                    dots < 0 ? first : LocalDate.parse(text.substring(dots + 2).strip());
            if (last.isBefore(first)) throw new BadSchedule("'" + text + "' runs backwards", first + " comes later");
            return new Days(first, last);
        } catch (DateTimeParseException bad) {
            throw new BadSchedule(
                    "'" + text + "' is no date",
                    "such as '2026-12-24', '12-25' for each year, or '2026-12-24..2027-01-01'");
        }
    }
}
