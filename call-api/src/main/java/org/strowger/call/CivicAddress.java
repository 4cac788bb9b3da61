package org.strowger.call;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The elements of a civic address (RFC 4776, RFC 5139), by their names there: {@code country}, {@code A1} … {@code A6},
 * {@code RD}, {@code HNO}, {@code PC} …
 */
public final class CivicAddress {

    /** All of them, in the order that the schema of RFC 5139 wants. */
    public static final List<String> ELEMENTS = List.of(
            "country", "A1", "A2", "A3", "A4", "A5", "A6", "PRM", "PRD", "RD", "STS", "POD", "POM", "RDSEC", "RDBR",
            "RDSUBBR", "HNO", "HNS", "LMK", "LOC", "FLR", "NAM", "PC", "BLD", "UNIT", "ROOM", "SEAT", "PLC", "PCN",
            "POBOX", "ADDCODE");

    private CivicAddress() {}

    /**
     * The same in the order of the schema.
     *
     * @throws IllegalArgumentException if there is an element of another name
     */
    public static Map<String, String> ordered(Map<String, String> written) {
        for (String name : written.keySet())
            if (!ELEMENTS.contains(name))
                throw new IllegalArgumentException(
                        "a civic address has no element '" + name + "'; RFC 5139 knows " + String.join(", ", ELEMENTS));
        Map<String, String> ordered = new LinkedHashMap<>();
        for (String name : ELEMENTS)
            if (written.containsKey(name)) ordered.put(name, String.valueOf(written.get(name)));
        return ordered;
    }
}
