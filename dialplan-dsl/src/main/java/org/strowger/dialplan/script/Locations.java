package org.strowger.dialplan.script;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.strowger.call.CallerLocation;
import org.strowger.call.GeoPoint;

/** Reads what a script says of a place. */
final class Locations {

    private Locations() {}

    static CallerLocation of(Map<String, ?> where) {
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
}
