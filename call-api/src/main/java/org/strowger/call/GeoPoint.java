package org.strowger.call;

/**
 * A place on the earth, WGS 84.
 *
 * @param latitude −90 to 90 degrees
 * @param longitude −180 to 180 degrees
 * @param uncertainty radius in metres within which the place is; 0 if it is exact
 */
public record GeoPoint(double latitude, double longitude, double uncertainty) {

    /** Checks. */
    public GeoPoint {
        if (!(latitude >= -90 && latitude <= 90 && longitude >= -180 && longitude <= 180 && uncertainty >= 0))
            throw new IllegalArgumentException("no place on earth: latitude " + latitude + ", longitude " + longitude
                    + ", uncertainty " + uncertainty + " m");
    }
}
