package org.strowger.dialplan.billing;

import java.math.BigDecimal;

/** Money is counted in millionths of a unit, exactly. */
final class Money {

    private static final int DIGITS = 6;

    private Money() {}

    /**
     * Of an amount such as {@code 0.0125}.
     *
     * @throws IllegalArgumentException if it is none, below 0, or finer than a millionth
     */
    static long micros(String amount) {
        try {
            long micros = new BigDecimal(amount.strip()).movePointRight(DIGITS).longValueExact();
            if (micros >= 0) return micros;
        } catch (ArithmeticException | NumberFormatException bad) {
            // told below
        }
        throw new IllegalArgumentException("'" + amount + "' is no amount: 0 or more, to the millionth");
    }

    /** In units, without needless zeros. */
    static BigDecimal units(long micros) {
        BigDecimal units = BigDecimal.valueOf(micros, DIGITS).stripTrailingZeros();
        return units.scale() < 0 ? units.setScale(0) : units;
    }
}
