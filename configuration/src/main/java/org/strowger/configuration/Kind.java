package org.strowger.configuration;

import java.util.Optional;
import java.util.function.Function;
import org.strowger.statemachine.Secret;

/**
 * What a value may be.
 *
 * @param article as an error says it: {@code 70000 is not a port; use 1 to 65535}
 * @param remedy what may be written instead
 * @param echo whether an error may show what was written
 * @param reader the value of a text; empty if the text is none
 */
record Kind<T>(String article, String remedy, Echo echo, Function<String, Optional<T>> reader) {

    /** Whether a value may be shown. */
    enum Echo {
        SHOWN,
        HIDDEN
    }

    static <T> Kind<T> of(String article, String remedy, Function<String, Optional<T>> reader) {
        return new Kind<>(article, remedy, Echo.SHOWN, reader);
    }

    /** Of what no error may show: no other type than this comes of it. */
    static Kind<Secret> secret(String article, String remedy, Function<String, Optional<String>> reader) {
        return new Kind<>(
                article, remedy, Echo.HIDDEN, text -> reader.apply(text).map(Secret::of));
    }

    /** The value; what the reader throws counts as unreadable. */
    Optional<T> read(String text) {
        try {
            return reader.apply(text.strip());
        } catch (IllegalArgumentException | ArithmeticException unreadable) {
            return Optional.empty();
        }
    }

    /** What is wrong with a text that can't be read. */
    String complaint(String text) {
        String shown = echo == Echo.SHOWN ? (text.isBlank() ? "an empty text" : text) : "this";
        return shown + " is not " + article + "; use " + remedy;
    }
}
