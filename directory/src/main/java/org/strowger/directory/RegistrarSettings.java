package org.strowger.directory;

import java.time.Duration;

/**
 * Bounds of registrations.
 *
 * @param minimum shorter ones get 423
 * @param usual where the phone names none
 * @param maximum longer ones are shortened
 * @param contacts networks where contacts may lead that were registered from elsewhere
 * @param proxies networks whose proxies may name a Path (RFC 3327)
 * @param keepAlive which contacts are asked whether they are there, where an account has nothing of its own
 */
public record RegistrarSettings(
        Duration minimum, Duration usual, Duration maximum, Networks contacts, Networks proxies, KeepAlive keepAlive) {

    /** Contacts lead where they came from, nobody names a Path, and nobody is asked. */
    public RegistrarSettings(Duration minimum, Duration usual, Duration maximum) {
        this(minimum, usual, maximum, Networks.NONE, Networks.NONE, KeepAlive.OFF);
    }

    /** With others who are asked. */
    public RegistrarSettings withKeepAlive(KeepAlive other) {
        return new RegistrarSettings(minimum, usual, maximum, contacts, proxies, other);
    }
}
