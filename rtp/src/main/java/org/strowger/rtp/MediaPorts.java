package org.strowger.rtp;

import java.time.Duration;

/**
 * The ports that media may take.
 *
 * @param first of the range, 1024 to 65534; RTP takes even ports, RTCP the odd one above (RFC 3550 §11)
 * @param last of the range, inclusive
 * @param reserve how many of the pairs are left to emergency calls: ordinary ones take none of the last that are free.
 *     0 or more, less than there are
 * @param quarantine how long a pair rests after use, so that the last packets of one call never reach the next
 */
public record MediaPorts(int first, int last, int reserve, Duration quarantine) {

    /** Checks them. */
    public MediaPorts {
        require(first >= 1024 && last <= 65535, "media ports must lie between 1024 and 65535");
        require(firstEven(first) < last, "the media port range must hold an even port and the odd one above it");
        require(reserve >= 0 && reserve < pairs(first, last), "the reserve must leave ports to ordinary calls");
        require(!quarantine.isNegative(), "media durations must not be negative");
    }

    /** How many pairs there are in a range, both ends included. */
    public static int pairs(int first, int last) {
        return (last + 1 - firstEven(first)) / 2;
    }

    /** The lowest port that RTP may take. */
    public int firstEven() {
        return firstEven(first);
    }

    private static int firstEven(int port) {
        return port + (port & 1);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) throw new IllegalArgumentException(otherwise);
    }

    @Override
    public String toString() {
        return first + " to " + last;
    }
}
