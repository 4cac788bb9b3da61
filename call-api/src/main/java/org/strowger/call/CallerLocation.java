package org.strowger.call;

import java.util.Map;
import java.util.Optional;

/**
 * Where the caller is, for who takes an emergency call.
 *
 * @param civic the address by the elements of {@link CivicAddress}; may be empty
 * @param geo the place on the earth
 */
public record CallerLocation(Map<String, String> civic, Optional<GeoPoint> geo) {

    /** Puts the address in order. */
    public CallerLocation {
        civic = java.util.Collections.unmodifiableMap(CivicAddress.ordered(civic));
    }

    /** Whether it says nothing. */
    public boolean isEmpty() {
        return civic.isEmpty() && geo.isEmpty();
    }
}
