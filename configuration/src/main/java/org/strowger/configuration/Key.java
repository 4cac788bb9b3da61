package org.strowger.configuration;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A key of the configuration: where reading, checking and documentation get all they know about it.
 *
 * @param name within its section
 * @param kind what its value may be
 * @param fallback what stands if it isn't written, as one would write it; an explanation in brackets if that is worked
 *     out or nothing
 * @param arity how many values it takes
 * @param about one or two sentences for the documentation
 */
record Key<T>(String name, Kind<T> kind, String fallback, Arity arity, String about) {

    /** How many values. */
    enum Arity {
        ONE,
        /** A list; a single value needs no brackets. */
        LIST
    }

    static <T> Key<T> of(String name, Kind<T> kind, String fallback, String about) {
        return new Key<>(name, kind, fallback, Arity.ONE, about);
    }

    static <T> Key<T> list(String name, Kind<T> kind, String fallback, String about) {
        return new Key<>(name, kind, fallback, Arity.LIST, about);
    }

    /** Whether the fallback is a value and not an explanation. */
    boolean hasFallback() {
        return !fallback.startsWith("(");
    }

    /** What stands if it isn't written; more than one for a list. */
    List<T> fallbacks() {
        return Arrays.stream(fallback.split(",", -1))
                .map(text -> kind.read(text).orElseThrow(() -> new IllegalStateException("fallback of " + name)))
                .collect(Collectors.toList());
    }
}
