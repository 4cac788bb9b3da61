package org.strowger.dialplan.script;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.NoSuchElementException;

/**
 * What a script keeps for the length of a call: {@code store.answeredAt = now()}, {@code store.instant('answeredAt')}.
 * On the call's thread.
 */
public final class Store extends LinkedHashMap<String, Object> {

    private static final long serialVersionUID = 1;

    Store() {}

    /**
     * What was stored under a name, as what it is.
     *
     * @throws NoSuchElementException if nothing was stored under it
     * @throws ClassCastException if it is something else
     */
    public <T> T get(String name, Class<T> type) {
        Object value = get(name);
        if (value == null) throw new NoSuchElementException("nothing is stored as '" + name + "'");
        if (type.isInstance(value)) return type.cast(value);
        throw new ClassCastException(
                "'" + name + "' is a " + value.getClass().getSimpleName() + ", not a " + type.getSimpleName());
    }

    /** A time. */
    public Instant instant(String name) {
        return get(name, Instant.class);
    }

    /** A length of time. */
    public Duration duration(String name) {
        return get(name, Duration.class);
    }

    /** A whole number. */
    public long number(String name) {
        return get(name, Number.class).longValue();
    }

    /** A text; of anything else, its text. */
    public String text(String name) {
        return get(name, Object.class).toString();
    }
}
