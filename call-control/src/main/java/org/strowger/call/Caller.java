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

    /** The number: so that a script's {@code "from $caller"} reads well. */
    @Override
    public String toString() {
        return number;
    }
}
