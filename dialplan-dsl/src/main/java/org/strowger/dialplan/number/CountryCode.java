package org.strowger.dialplan.number;

import java.util.Optional;
import java.util.Set;

/**
 * The country code at the head of an international number (ITU-T E.164, annex "List of assigned country codes"): of one
 * digit for 1 and 7, of two for those below, else of three. Within 1, each area that bills as another country is one
 * with its area code: {@code 1876} is Jamaica.
 */
public final class CountryCode {

    private static final String TWO =
            " 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61"
                    + " 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98 ";

    /** Of the North American plan, outside the United States and Canada; and United States' islands far out. */
    private static final Set<String> ISLANDS = Set.of(
            "242", "246", "264", "268", "284", "340", "345", "441", "473", "649", "658", "664", "670", "671", "684",
            "721", "758", "767", "784", "787", "809", "829", "849", "868", "869", "876", "939");

    private CountryCode() {}

    /** Of {@code +49301234567}; empty if it isn't international, or too short. */
    public static Optional<String> of(String number) {
        if (!number.startsWith("+") || number.length() < 5) return Optional.empty();
        String digits = number.substring(1);
        if (digits.charAt(0) == '1')
            return Optional.of(ISLANDS.contains(digits.substring(1, 4)) ? digits.substring(0, 4) : "1");
        if (digits.charAt(0) == '7') return Optional.of("7");
        String two = digits.substring(0, 2);
        return Optional.of(TWO.contains(" " + two + " ") ? two : digits.substring(0, 3));
    }
}
