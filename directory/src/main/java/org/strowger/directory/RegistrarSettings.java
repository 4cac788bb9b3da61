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
 */
public record RegistrarSettings(
        Duration minimum, Duration usual, Duration maximum, Networks contacts, Networks proxies) {

    /** Contacts lead where they came from, and nobody names a Path. */
    public RegistrarSettings(Duration minimum, Duration usual, Duration maximum) {
        this(minimum, usual, maximum, Networks.NONE, Networks.NONE);
    }
}
