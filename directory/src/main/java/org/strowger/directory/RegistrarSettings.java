package org.strowger.directory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Bounds of registrations.
 *
 * @param minimum shorter ones get 423
 * @param usual where the phone names none
 * @param maximum longer ones are shortened
 * @param contacts networks where contacts may lead that were registered from elsewhere
 * @param proxies networks whose proxies may name a Path (RFC 3327)
 * @param keepAlive which contacts are asked whether they are there, where an account has nothing of its own
 * @param directory where registrations outlast the process; empty if they don't
 * @param deviceEvents whether each change of what the phones of an account do is an event
 */
public record RegistrarSettings(
        Duration minimum,
        Duration usual,
        Duration maximum,
        Networks contacts,
        Networks proxies,
        KeepAlive keepAlive,
        Optional<Path> directory,
        DeviceEvents deviceEvents) {

    /** Whether what phones do is told by events, beside those who ask. */
    public enum DeviceEvents {
        ON,
        OFF
    }

    /** Contacts lead where they came from, nobody names a Path, and nobody is asked. */
    public RegistrarSettings(Duration minimum, Duration usual, Duration maximum) {
        this(minimum, usual, maximum, Networks.NONE, Networks.NONE, KeepAlive.OFF);
    }

    /** Registrations end with the process, and what phones do is told to who asks. */
    public RegistrarSettings(
            Duration minimum,
            Duration usual,
            Duration maximum,
            Networks contacts,
            Networks proxies,
            KeepAlive keepAlive) {
        this(minimum, usual, maximum, contacts, proxies, keepAlive, Optional.empty(), DeviceEvents.OFF);
    }

    /** With others who are asked. */
    public RegistrarSettings withKeepAlive(KeepAlive other) {
        return new RegistrarSettings(minimum, usual, maximum, contacts, proxies, other, directory, deviceEvents);
    }

    /** With events of what phones do, or without. */
    public RegistrarSettings withDeviceEvents(DeviceEvents other) {
        return new RegistrarSettings(minimum, usual, maximum, contacts, proxies, keepAlive, directory, other);
    }

    /**
     * Whose contacts are asked whether they are there (OPTIONS, RFC 3261 §11), which holds the mapping of a NAT open
     * besides.
     *
     * @param whom which contacts
     * @param every the longest time between two questions to one contact, 1 second or more; it is a fifth less by
     *     chance (RFC 5626 §4.4)
     * @param unanswered so many questions in a row without an answer, 1 or more, and the contact counts as unreachable
     */
    public record KeepAlive(Whom whom, Duration every, int unanswered) {

        /** Which contacts are asked. */
        public enum Whom {
            /** Those that are somewhere else than their Contact says, and so behind a NAT. */
            NAT,
            /** All but those whose connection asks by itself, as a WebSocket does, and those behind a proxy. */
            ALL,
            /** None. */
            OFF
        }

        /** Nobody is asked. */
        public static final KeepAlive OFF = new KeepAlive(Whom.OFF, Duration.ofSeconds(29), 2);

        /** Validates. */
        public KeepAlive {
            if (every.compareTo(Duration.ofSeconds(1)) < 0) throw new IllegalArgumentException("asked every " + every);
            if (unanswered < 1) throw new IllegalArgumentException("unreachable after " + unanswered + " questions");
        }
    }
}
