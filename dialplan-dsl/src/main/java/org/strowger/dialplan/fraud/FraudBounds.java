package org.strowger.dialplan.fraud;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * What a plan allows an account within any time of this length.
 *
 * @param spend money, above 0
 * @param per the length, in which minutes are counted whole
 * @param calls that begin
 * @param abroad calls that begin to other countries
 * @param newCountries that were never called before
 * @param learning for so long after its first call, whatever an account calls becomes known to be its habit
 * @param reaction what becomes of the account when a bound is reached
 */
public record FraudBounds(
        BigDecimal spend,
        Duration per,
        OptionalInt calls,
        OptionalInt abroad,
        OptionalInt newCountries,
        Duration learning,
        Reaction reaction) {

    /** Of each number. */
    public static final int MOST = 1_000_000;

    static final Duration LONGEST = Duration.ofDays(1);

    private static final BigDecimal MOST_MONEY = BigDecimal.valueOf(MOST);
    private static final int DIGITS = 6;

    /** What becomes of an account that reaches a bound. */
    public enum Reaction {
        /** Its next call is looked at anew. */
        REFUSE,
        /** It has no call until somebody lifts it. */
        HOLD
    }

    /** @throws IllegalArgumentException if one of them is out of range */
    public FraudBounds {
        if (spend.signum() <= 0 || spend.compareTo(MOST_MONEY) > 0)
            throw new IllegalArgumentException("spend: " + spend + " is out of range: above 0, to " + MOST);
        if (per.compareTo(Duration.ofMinutes(1)) < 0 || per.compareTo(LONGEST) > 0)
            throw new IllegalArgumentException("per: " + per + " is out of range: from a minute to a day");
        if (learning.isNegative()) throw new IllegalArgumentException("learning: can't be negative");
        within("calls", calls);
        within("abroad", abroad);
        within("newCountries", newCountries);
    }

    private static void within(String name, OptionalInt written) {
        if (written.isPresent() && (written.getAsInt() < 0 || written.getAsInt() > MOST))
            throw new IllegalArgumentException(
                    name + ": " + written.getAsInt() + " is out of range: from 0 to " + MOST);
    }

    /** In millionths, what is finer cut off. */
    long micros() {
        return spend.movePointRight(DIGITS).longValue();
    }
}
