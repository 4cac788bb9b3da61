package org.strowger.voicemail;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * How mailboxes are kept.
 *
 * @param directory holds a directory for each box
 * @param longest of a message
 * @param most messages that a box holds
 * @param lamps whether phones are told what waits
 * @param mailed boxes whose messages wait to be sent by e-mail besides
 * @param pinTries wrong PINs of a box within {@code pinLock}, at least 1, after which it takes none for as long
 */
public record VoicemailSettings(
        Path directory, Duration longest, int most, Lamps lamps, Set<String> mailed, int pinTries, Duration pinLock) {

    /** Ten wrong PINs in ten minutes. */
    public static final int PIN_TRIES = 10;

    /** Ten wrong PINs in ten minutes. */
    public static final Duration PIN_LOCK = Duration.ofMinutes(10);

    /** Copies. */
    public VoicemailSettings {
        mailed = Set.copyOf(mailed);
    }

    /** With the usual limit of wrong PINs. */
    public VoicemailSettings(Path directory, Duration longest, int most, Lamps lamps, Set<String> mailed) {
        this(directory, longest, most, lamps, mailed, PIN_TRIES, PIN_LOCK);
    }

    /** Whether phones are told what waits. */
    public boolean hasLamps() {
        return lamps == Lamps.ON;
    }

    /** Whether phones are told of messages that wait, by NOTIFY (RFC 3842). */
    public enum Lamps {
        ON,
        OFF
    }
}
