package org.strowger.dialplan.option;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.strowger.call.Call;
import org.strowger.call.DigitPlan;
import org.strowger.call.DigitQuestion;
import org.strowger.call.Sound;
import org.strowger.dialplan.literal.Judge;
import org.strowger.dialplan.literal.Literal;
import org.strowger.dialplan.literal.Within;
import org.strowger.dialplan.text.ProblemCode;

/** What is asked, from the options of the verb; and what can be wrong with them. */
public record Asking(DigitQuestion question, int digits, int tries) {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
    private static final int MOST_DIGITS = 32;

    /** What a verb asks that has these options, after these sounds; refuses what can't be asked. */
    public static Asking of(Map<String, ?> options, List<Sound> prompts) {
        int digits = options.get("digits") instanceof Integer count ? count : MOST_DIGITS;
        if (digits < 1 || digits > MOST_DIGITS)
            throw new IllegalArgumentException("digits: " + digits + ": 1 to " + MOST_DIGITS + " can be asked for");
        Duration timeout = timeout(options);
        var question = DigitQuestion.of(prompts, DigitPlan.count(digits), timeout, pause(options, timeout));
        if (options.get("end") instanceof CharSequence end) question = question.endingWith(key(end.toString()));
        if (Boolean.TRUE.equals(options.get("mask"))) question = question.masked();
        return new Asking(question, digits, tries(options, 1));
    }

    /** How long is waited for the first digit: five seconds, unless the script says so. */
    public static Duration timeout(Map<String, ?> options) {
        return options.get("timeout") instanceof Duration timeout ? timeout : PATIENCE;
    }

    /** How long is waited for a digit after another: three seconds at most, unless the script says so. */
    public static Duration pause(Map<String, ?> options, Duration timeout) {
        if (options.get("pause") instanceof Duration pause) return pause;
        return timeout.compareTo(LONGEST_PAUSE) < 0 ? timeout : LONGEST_PAUSE;
    }

    /** How often is asked; at least once. */
    public static int tries(Map<String, ?> options, int usual) {
        int tries = options.get("tries") instanceof Integer count ? count : usual;
        if (tries < 1) throw new IllegalArgumentException("tries: " + tries + ": at least one is needed");
        return tries;
    }

    public static char key(String end) {
        if (end.length() != 1) throw new IllegalArgumentException("end: '" + end + "' is no key: '#', '*' or a digit");
        return end.charAt(0);
    }

    /** Asks again while nothing was pressed, or less than wanted. */
    public String ask(Call call) {
        String pressed = "";
        for (int left = tries; left > 0; left--) {
            var answer = call.ask(question);
            pressed = answer.digits();
            boolean enough = switch (answer.ending()) {
                case COMPLETE -> true;
                case END_KEY, TIMEOUT, WRONG -> !pressed.isEmpty() && digits == MOST_DIGITS;
            };
            if (enough) break;
        }
        return pressed;
    }

    /** How many digits are asked for. */
    public static final class Digits extends Within {
        Digits() {
            super(1, MOST_DIGITS);
        }
    }

    /** How often is asked. */
    public static final class Tries extends Within {
        Tries() {
            super(1, 100);
        }
    }

    /** A key of a telephone: {@code #}, {@code *} or a digit. */
    public static final class Key implements Judge {

        private static final Pattern KEY = Pattern.compile("[0-9*#A-D]");

        @Override
        public void judge(Literal literal) {
            literal.text()
                    .filter(key -> !KEY.matcher(key).matches())
                    .ifPresent(key ->
                            literal.problem(ProblemCode.BAD_VALUE, "'" + key + "' is no key", "'#', '*' or a digit"));
        }
    }
}
