package org.strowger.dialplan.option;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.strowger.call.CallerLocation;
import org.strowger.call.CivicAddress;
import org.strowger.call.GeoPoint;
import org.strowger.dialplan.literal.Judge;
import org.strowger.dialplan.literal.Literal;
import org.strowger.dialplan.text.ProblemCode;
import org.strowger.dialplan.text.Spelling;

/** Reads what a script says of a place; and what can be wrong with it. */
public final class Locations {

    private Locations() {}

    /** A civic address, a point, or both; refuses a point without its numbers. */
    public static CallerLocation of(Map<String, ?> where) {
        var civic = new LinkedHashMap<String, String>();
        if (where.get("civic") instanceof Map<?, ?> written)
            written.forEach((name, value) -> civic.put(String.valueOf(name), String.valueOf(value)));
        Optional<GeoPoint> geo = where.get("geo") instanceof Map<?, ?> place && !place.isEmpty()
                ? Optional.of(new GeoPoint(
                        number(place, "latitude"),
                        number(place, "longitude"),
                        place.containsKey("uncertainty") ? number(place, "uncertainty") : 0))
                : Optional.empty();
        return new CallerLocation(civic, geo);
    }

    private static double number(Map<?, ?> place, String name) {
        if (place.get(name) instanceof Number number) return number.doubleValue();
        throw new IllegalArgumentException(
                "geo: '" + name + "' is missing, or no number; such as geo: [latitude: 52.52, longitude: 13.41]");
    }

    /** The elements of a civic address. */
    public static final class Civic implements Judge {

        @Override
        public void judge(Literal literal) {
            literal.keys().forEach(Civic::judgeElement);
        }

        private static void judgeElement(Literal element) {
            element.text()
                    .filter(name -> !CivicAddress.ELEMENTS.contains(name))
                    .ifPresent(name -> element.problem(
                            ProblemCode.UNKNOWN_NAME,
                            "a civic address has no element '" + name + "'",
                            Spelling.didYouMean(name, Set.copyOf(CivicAddress.ELEMENTS))
                                    .orElse("RFC 5139 names them: country, A1 to A6, RD, HNO, PC, FLR, …")));
        }
    }
}
