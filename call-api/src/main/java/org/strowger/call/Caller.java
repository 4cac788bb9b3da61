package org.strowger.call;

import java.util.Optional;

/**
 * Who calls.
 *
 * @param number the user part of From, unescaped; what {@link Call#callerId} set, once set
 * @param name display name, empty if none
 * @param account the account that proved itself by digest; empty for trunks and strangers
 */
public record Caller(String number, String name, Optional<String> account) {

    /**
     * A number under a mask, as {@link Call#callerId} makes it: each trailing {@code X} keeps a digit of the number's
     * end.
     *
     * @throws IllegalArgumentException if the mask is none
     */
    public static String masked(String number, String mask) {
        return CallerIdMask.apply(mask, number);
    }

    /** The number: so that a script's {@code "from $caller"} reads well. */
    @Override
    public String toString() {
        return number;
    }
}
