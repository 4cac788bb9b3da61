package org.strowger.dialplan.billing;

import java.time.Duration;

/**
 * What a call costs. Amounts are millionths.
 *
 * @param prefix of the numbers that it is for
 * @param perMinute price of a minute
 * @param connect price of being connected
 * @param first seconds that are billed at least
 * @param next seconds of each further increment
 */
public record Rate(String prefix, long perMinute, long connect, int first, int next) {

    /** As long as anybody talks. */
    static final long FOR_EVER = Long.MAX_VALUE;

    private static final long SECONDS_OF_MINUTE = 60;

    public Rate {
        if (perMinute < 0 || connect < 0 || first < 1 || next < 1)
            throw new IllegalArgumentException("not a rate: " + prefix);
    }

    /** Talk in whole increments, in seconds; 0 for none. */
    long billed(Duration talked) {
        if (talked.isZero() || talked.isNegative()) return 0;
        long seconds = talked.getSeconds() + (talked.getNano() > 0 ? 1 : 0);
        return seconds <= first ? first : first + Math.ceilDiv(seconds - first, (long) next) * next;
    }

    /**
     * What so much talk costs; a fraction of a millionth counts as one. Worked out from the whole time, so that nothing
     * is rounded twice.
     */
    public long cost(Duration talked) {
        long billed = billed(talked);
        if (billed == 0) return 0;
        return connect + Math.ceilDiv(Math.multiplyExact(perMinute, billed), SECONDS_OF_MINUTE);
    }

    /** The longest talk, in seconds, that costs no more than this. */
    long talkFor(long amount) {
        if (amount < cost(Duration.ofSeconds(1))) return 0;
        if (perMinute == 0) return FOR_EVER;
        long seconds = Math.multiplyExact(amount - connect, SECONDS_OF_MINUTE) / perMinute;
        return first + (seconds - first) / next * next;
    }
}
