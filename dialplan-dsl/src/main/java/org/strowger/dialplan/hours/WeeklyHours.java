package org.strowger.dialplan.hours;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.strowger.dialplan.text.Spelling;

/**
 * Hours that come each week, as {@code Mon-Thu 08:00-12:00,13:00-18:00; Fri 08:00-15:00 Europe/Berlin}: days and times,
 * more of them after a semicolon, and the zone at the end. Without days, each day.
 */
public record WeeklyHours(String text, ZoneId zone, List<Hours> hours) {

    private static final String EXAMPLE = "such as 'Mon-Fri 08:00-18:00 Europe/Berlin'";
    private static final Pattern RANGE = Pattern.compile("(\\d{1,2}):(\\d{2})-(\\d{1,2}):(\\d{2})");
    private static final int MINUTES_OF_DAY = 24 * 60;

    /**
     * Minutes of the day from, inclusive, and to, exclusive; past midnight where {@code to} is not after {@code from}.
     */
    public record Hours(Set<DayOfWeek> days, int from, int to) {
        /** Whether this minute of its first day is within. */
        boolean holds(int minute) {
            return minute >= from && (isOvernight() || minute < to);
        }

        boolean isOvernight() {
            return to <= from;
        }
    }

    /** Takes a copy. */
    public WeeklyHours {
        hours = List.copyOf(hours);
    }

    /** Whether this time is within hours that began on this day. */
    public boolean hasBegunOn(DayOfWeek day, LocalTime time) {
        int minute = time.toSecondOfDay() / 60;
        for (Hours one : hours) if (one.days().contains(day) && one.holds(minute)) return true;
        return false;
    }

    /** Whether this time is within hours that began on this day, the day before. */
    public boolean lastsFrom(DayOfWeek dayBefore, LocalTime time) {
        int minute = time.toSecondOfDay() / 60;
        for (Hours one : hours)
            if (one.isOvernight() && one.days().contains(dayBefore) && minute < one.to()) return true;
        return false;
    }

    /**
     * As a script writes it.
     *
     * @throws BadSchedule if it can't be understood
     */
    public static WeeklyHours parse(String text) {
        String tight = text.strip().replaceAll("\\s*([,;])\\s*", "$1").replaceAll("\\s*-\\s*", "-");
        int gap = tight.lastIndexOf(' ');
        String last = tight.substring(gap + 1);
        if (gap < 0 || last.contains(":") || day(last).isPresent())
            throw new BadSchedule("'" + text + "' names no time zone", EXAMPLE);
        List<Hours> hours = new ArrayList<>();
        for (String part : tight.substring(0, gap).split(";", -1)) addPart(part.strip(), text, hours);
        return new WeeklyHours(text, zone(last), hours);
    }

    private static void addPart(String part, String text, List<Hours> hours) {
        int gap = part.indexOf(' ');
        boolean hasDays = !part.isEmpty() && Character.isLetter(part.charAt(0));
        if (part.isEmpty() || (hasDays && gap < 0)) throw new BadSchedule("'" + text + "' has no hours", EXAMPLE);
        Set<DayOfWeek> days = hasDays ? days(part.substring(0, gap)) : EnumSet.allOf(DayOfWeek.class);
        for (String range : part.substring(hasDays ? gap + 1 : 0).split(",", -1)) hours.add(range(days, range.strip()));
    }

    private static Hours range(Set<DayOfWeek> days, String range) {
        Matcher parts = RANGE.matcher(range);
        if (!parts.matches()) throw new BadSchedule("'" + range + "' is no range of hours", "such as 08:00-18:00");
        int from = minutes(range, parts.group(1), parts.group(2));
        int to = minutes(range, parts.group(3), parts.group(4));
        if (from == MINUTES_OF_DAY || from == to)
            throw new BadSchedule("'" + range + "' holds no time", "00:00-24:00 is the whole day");
        return new Hours(Set.copyOf(days), from, to);
    }

    private static int minutes(String range, String hour, String minute) {
        int minutes = Integer.parseInt(hour) * 60 + Integer.parseInt(minute);
        if (Integer.parseInt(minute) > 59 || minutes > MINUTES_OF_DAY)
            throw new BadSchedule("'" + range + "' names a time that no clock shows", "00:00 to 24:00");
        return minutes;
    }

    private static Set<DayOfWeek> days(String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.split(",", -1)) {
            int dash = part.indexOf('-');
            DayOfWeek first = knownDay(dash < 0 ? part : part.substring(0, dash));
            DayOfWeek last = dash < 0 ? first : knownDay(part.substring(dash + 1));
            days.add(last);
            for (DayOfWeek day = first; day != last; day = day.plus(1)) days.add(day);
        }
        return days;
    }

    private static DayOfWeek knownDay(String name) {
        return day(name)
                .orElseThrow(() ->
                        new BadSchedule("'" + name + "' is no day of the week", "Mon, Tue, Wed, Thu, Fri, Sat or Sun"));
    }

    /** By its first three letters, or in full. */
    private static Optional<DayOfWeek> day(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        for (DayOfWeek day : DayOfWeek.values())
            if (day.name().equals(upper) || (upper.length() == 3 && day.name().startsWith(upper)))
                return Optional.of(day);
        return Optional.empty();
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            String hint = Spelling.didYouMean(name, new TreeSet<>(ZoneId.getAvailableZoneIds()))
                    .orElse(EXAMPLE);
            throw new BadSchedule("there is no time zone '" + name + "'", hint);
        }
    }
}
