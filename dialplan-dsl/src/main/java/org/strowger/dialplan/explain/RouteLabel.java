package org.strowger.dialplan.explain;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What logs and records call a route or a policy: {@code office.groovy:12 route('10XX', when: {…})}.
 *
 * @param whole as it stands there
 * @param unplaced the same without the line, which moves whenever something is written above it
 * @param unconditional that without what a call must be beside its number
 */
record RouteLabel(String whole, String unplaced, String unconditional) {

    private static final Pattern PLACED = Pattern.compile("(.*?):\\d+ (.+)", Pattern.DOTALL);
    private static final Pattern CONDITION = Pattern.compile("(?<=\\(|, )(?:from|to|header|source|trunk|when): ");

    static RouteLabel of(String label) {
        Matcher placed = PLACED.matcher(label);
        String unplaced = placed.matches() ? placed.group(1) + " " + placed.group(2) : label;
        Matcher condition = CONDITION.matcher(unplaced);
        return new RouteLabel(
                label, unplaced, condition.find() ? unplaced.substring(0, condition.start()) + "…" : unplaced);
    }

    /** Whether it tells which numbers it is for. */
    boolean hasNumbers() {
        return !unconditional.endsWith("(…");
    }
}
