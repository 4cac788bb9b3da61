package org.strowger.call.setup;

import java.time.Duration;

/**
 * What becomes of messages between accounts (RFC 3428).
 *
 * @param largest octets of what one says, 1 or more; more gets 413
 * @param keeping what becomes of one for an account of which no phone is there
 * @param most messages that are kept for an account, 1 or more
 * @param time how long one is kept; positive
 */
public record MessageSettings(int largest, Keeping keeping, int most, Duration time) {

    /** Nothing is kept. */
    public static final MessageSettings DEFAULT = new MessageSettings(1300, Keeping.OFF, 50, Duration.ofDays(7));

    /** What becomes of a message for an account of which no phone is there. */
    public enum Keeping {
        /** It is kept until one is. */
        ON,
        /** It is refused. */
        OFF
    }

    /** Validates. */
    public MessageSettings {
        if (largest < 1 || most < 1) throw new IllegalArgumentException(largest + " octets, " + most + " messages");
        if (!time.isPositive()) throw new IllegalArgumentException("kept for " + time);
    }

    /** With so many that are kept for an account, for so long. */
    public MessageSettings keeping(int ofAccount, Duration lasting) {
        return new MessageSettings(largest, Keeping.ON, ofAccount, lasting);
    }
}
