package org.strowger.configuration;

import java.time.Duration;

/** The keys of how long what phones ask for may last: registrations and subscriptions have them alike. */
record ExpiresKeys(Key<Duration> min, Key<Duration> usual, Key<Duration> max) {

    private static final Kind<Duration> SPAN = Kinds.duration(Duration.ofSeconds(1), Duration.ofDays(1));

    /** What is written, or stands where nothing is. */
    record Expires(Duration min, Duration usual, Duration max) {}

    /** Of a registration, or of a subscription. */
    static ExpiresKeys of(String what) {
        return new ExpiresKeys(
                Key.of("min-expires", SPAN, "60s", "A shorter " + what + " gets 423 with Min-Expires."),
                Key.of("default-expires", SPAN, "1h", "For phones that name no time."),
                Key.of("max-expires", SPAN, "2h", "A longer " + what + " is shortened to this."));
    }

    Expires read(KeyReader keys, Problems problems) {
        Expires expires = new Expires(keys.one(min), keys.one(usual), keys.one(max));
        if (expires.min.compareTo(expires.usual) > 0 || expires.usual.compareTo(expires.max) > 0)
            problems.add(
                    keys.place(),
                    "min-expires, default-expires and max-expires must rise, but are " + Durations.text(expires.min)
                            + ", " + Durations.text(expires.usual) + " and " + Durations.text(expires.max));
        return expires;
    }
}
