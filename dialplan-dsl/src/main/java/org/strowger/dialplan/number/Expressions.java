package org.strowger.dialplan.number;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Matches regular expressions within a budget: a number sent by a stranger must not keep a loop busy by an expression
 * that backtracks without end, such as {@code (a+)+b}.
 */
public final class Expressions {

    /** Characters that a match may look at. */
    private static final int BUDGET = 100_000;

    private static final class OutOfBudget extends RuntimeException {
        private static final long serialVersionUID = 1;

        OutOfBudget() {
            super("budget", null, false, false);
        }
    }

    private Expressions() {}

    /** The groups if the whole number matches, else null; null as well when the budget is used up. */
    public static @Nullable Groups match(Pattern expression, String number) {
        Matcher matcher = expression.matcher(new Counted(number));
        try {
            return matcher.matches() ? new Groups(matcher.toMatchResult()) : null;
        } catch (OutOfBudget | StackOverflowError outOfBudget) {
            return null;
        }
    }

    private static final class Counted implements CharSequence {
        private final String text;
        private int left = BUDGET;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) throw new OutOfBudget();
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
