package org.strowger.statemachine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A text that nobody is to read in an event, a log line, an error or a status: a password, an HA1, a URL with a
 * password in it, the value of a header that authenticates. It stands here because every module needs it and this one
 * is below them all. What prints it prints dots; {@link #reveal} is the one way out, so that whoever looks for the
 * places where secrets are used finds them by its name. Immutable, compared by content in a time that doesn't depend on
 * it.
 */
public final class Secret {

    /** What stands in its place. */
    public static final String MASK = "•••";

    /** A secret of so many letters isn't met within another word by chance. */
    private static final int NO_CHANCE = 4;

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** A text that is secret from now on. */
    public static Secret of(String text) {
        return new Secret(text);
    }

    /** The text: for what has to be told it, and for nothing that is written down. */
    public String reveal() {
        return text;
    }

    /** Whether it says nothing. */
    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** The same without the difference of upper and lower case, for digits of hashes. */
    public Secret lowerCase() {
        return new Secret(text.toLowerCase(Locale.ROOT));
    }

    /**
     * A text of somebody else's, such as a driver's message or a script's exception, with dots wherever it repeats this
     * secret. One of fewer than four letters is sought as a word alone: a digit must not blacken every digit.
     */
    public String hideIn(String told) {
        if (text.isEmpty()) return told;
        if (text.length() >= NO_CHANCE) return told.replace(text, MASK);
        return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(text) + "(?![\\p{L}\\p{N}])")
                .matcher(told)
                .replaceAll(MASK);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && MessageDigest.isEqual(octets(), that.octets());
    }

    private byte[] octets() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return MASK;
    }
}
