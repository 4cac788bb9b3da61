package org.strowger.call;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A question that a caller answers by pressing digits.
 *
 * @param prompts played meanwhile, until the first digit (barge-in)
 * @param plan decides when the answer is complete
 * @param timeout how long to wait for the first digit, from the end of the prompts on
 * @param pause how long to wait for each further digit
 * @param end a key that completes the answer, and is no part of it
 * @param secrecy whether events and logs show the digits
 */
public record DigitQuestion(
        List<Sound> prompts,
        DigitPlan plan,
        Duration timeout,
        Duration pause,
        Optional<Character> end,
        Secrecy secrecy) {

    /** Whether digits may be shown. */
    public enum Secrecy {
        /** Shown. */
        OPEN,
        /** Shown as dots. */
        MASKED
    }

    /** Copies. */
    public DigitQuestion {
        prompts = List.copyOf(prompts);
        if (timeout.isNegative() || pause.isNegative()) throw new IllegalArgumentException("a timeout is not negative");
    }

    /** A question without an end key whose answer may be shown. */
    public static DigitQuestion of(List<? extends Sound> prompts, DigitPlan plan, Duration timeout, Duration pause) {
        return new DigitQuestion(List.copyOf(prompts), plan, timeout, pause, Optional.empty(), Secrecy.OPEN);
    }

    /** With an end key. */
    public DigitQuestion endingWith(char key) {
        return new DigitQuestion(prompts, plan, timeout, pause, Optional.of(key), secrecy);
    }

    /** With digits that are not shown. */
    public DigitQuestion masked() {
        return new DigitQuestion(prompts, plan, timeout, pause, end, Secrecy.MASKED);
    }
}
