package org.strowger.call;

/** Decides, after each digit, whether what was pressed so far is an answer. */
@FunctionalInterface
public interface DigitPlan {

    /** What becomes of the digits so far. */
    enum Verdict {
        /** More are needed. */
        MORE,
        /** They are an answer, and so may be what they are the beginning of. */
        PERHAPS,
        /** They are the answer. */
        ENOUGH,
        /** Nothing that begins so is an answer. */
        WRONG
    }

    /** Judges digits, at least one. */
    Verdict judge(String digits);

    /** So many digits; fewer only where the time runs out or the end key is pressed. */
    static DigitPlan count(int wanted) {
        return new Count(wanted);
    }

    /** A number of digits. */
    record Count(int wanted) implements DigitPlan {

        @Override
        public Verdict judge(String digits) {
            return digits.length() < wanted ? Verdict.MORE : Verdict.ENOUGH;
        }

        @Override
        public String toString() {
            return wanted == 1 ? "1 digit" : wanted + " digits";
        }
    }
}
