package org.strowger.sip.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.strowger.sip.wire.MessageLimits;

/**
 * The elements of a header's value that is a list of addresses or of Vias (§7.3.1), each within {@link MessageLimits}:
 * they are parsed one by one, since a parser that is given the list copies all of it for each element.
 */
final class ValueList {

    private static final Set<String> ADDRESSES = Set.of(
            "from",
            "f",
            "to",
            "t",
            "contact",
            "m",
            "route",
            "record-route",
            "path",
            "service-route",
            "refer-to",
            "r",
            "referred-by",
            "b",
            "reply-to",
            "p-asserted-identity",
            "p-preferred-identity",
            "p-associated-uri",
            "p-called-party-id");

    private static final Set<String> SINGLE =
            Set.of("from", "f", "to", "t", "refer-to", "r", "referred-by", "b", "reply-to", "p-called-party-id");

    private ValueList() {}

    /** Whether a header of this name, in lower case, holds addresses. */
    static boolean isOfAddresses(String lowerCaseName) {
        return ADDRESSES.contains(lowerCaseName);
    }

    /** Whether a header of this name, in lower case, holds addresses or Vias. */
    static boolean isBounded(String lowerCaseName) {
        return isOfAddresses(lowerCaseName) || isVia(lowerCaseName);
    }

    private static boolean isVia(String lowerCaseName) {
        return lowerCaseName.equals("via") || lowerCaseName.equals("v");
    }

    /**
     * The elements, one for a header that holds but one; empty if one of them, or their number, is beyond the limits.
     */
    static Optional<List<String>> elements(String lowerCaseName, String value) {
        List<String> elements = new ArrayList<>(1);
        boolean list = !SINGLE.contains(lowerCaseName);
        int start = 0;
        int parameters = 0;
        boolean bracketed = false;
        for (int i = 0; i < value.length(); i++) {
            switch (value.charAt(i)) {
                case '"' -> {
                    if (!bracketed) i = endOfQuote(value, i + 1);
                }
                case '<' -> bracketed = true;
                case '>' -> bracketed = false;
                case ';', '?', '&' -> parameters++;
                case ',' -> {
                    if (!list || bracketed) continue;
                    if (!add(elements, value, start, i, parameters)) return Optional.empty();
                    start = i + 1;
                    parameters = 0;
                }
                default -> {}
            }
        }
        return add(elements, value, start, value.length(), parameters) ? Optional.of(elements) : Optional.empty();
    }

    private static boolean add(List<String> elements, String value, int start, int end, int parameters) {
        if (elements.size() == MessageLimits.ELEMENTS
                || parameters > MessageLimits.PARAMETERS
                || end - start > MessageLimits.ELEMENT_BYTES) return false;
        elements.add(value.substring(start, end).strip());
        return true;
    }

    private static int endOfQuote(String value, int start) {
        for (int i = start; i < value.length(); i++) {
            if (value.charAt(i) == '"') return i;
            if (value.charAt(i) == '\\') i++;
        }
        return value.length();
    }
}
