package org.strowger.audio;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an exchange lets its callers hear, by country: dial tone, ringing tone, busy tone and congestion tone, as the
 * supplement to ITU-T E.180 lists them. Countries are named by ISO 3166.
 */
public final class CallProgressTones {

    private static final Map<String, Map<String, String>> TONES = new LinkedHashMap<>();

    // spotless:off
    static {
        // dial busy ringback congestion
        country("at", "420",                      "420/400,0/400",      "420/1000,0/5000",                        "420/200,0/200");
        country("au", "413+438",                  "425/375,0/375",      "413+438/400,0/200,413+438/400,0/2000",   "425/375,0/375,425/375,0/375");
        country("be", "425",                      "425/500,0/500",      "425/1000,0/3000",                        "425/167,0/167");
        country("br", "425",                      "425/250,0/250",      "425/1000,0/4000",                        "425/250,0/250,425/750,0/250");
        country("ch", "425",                      "425/500,0/500",      "425/1000,0/4000",                        "425/200,0/200");
        country("cn", "450",                      "450/350,0/350",      "450/1000,0/4000",                        "450/700,0/700");
        country("cz", "425/330,0/330,425/660,0/660", "425/330,0/330",   "425/1000,0/4000",                        "425/165,0/165");
        country("de", "425",                      "425/480,0/480",      "425/1000,0/4000",                        "425/240,0/240");
        country("dk", "425",                      "425/500,0/500",      "425/1000,0/4000",                        "425/200,0/200");
        country("es", "425",                      "425/200,0/200",      "425/1500,0/3000",                        "425/200,0/200,425/200,0/200,425/200,0/600");
        country("fi", "425",                      "425/300,0/300",      "425/1000,0/4000",                        "425/200,0/200");
        country("fr", "440",                      "440/500,0/500",      "440/1500,0/3500",                        "440/250,0/250");
        country("gb", "350+440",                  "400/375,0/375",      "400+450/400,0/200,400+450/400,0/2000",   "400/400,0/350,400/225,0/525");
        country("hu", "425",                      "425/300,0/300",      "425/1250,0/3750",                        "425/300,0/300");
        country("in", "400*25",                   "400/750,0/750",      "400*25/400,0/200,400*25/400,0/2000",     "400/250,0/250");
        country("it", "425/200,0/200,425/600,0/1000", "425/500,0/500",  "425/1000,0/4000",                        "425/200,0/200");
        country("jp", "400",                      "400/500,0/500",      "400*16/1000,0/2000",                     "400/500,0/500");
        country("mx", "425",                      "425/250,0/250",      "425/1000,0/4000",                        "425/250,0/250");
        country("nl", "425",                      "425/500,0/500",      "425/1000,0/4000",                        "425/250,0/250");
        country("no", "425",                      "425/500,0/500",      "425/1000,0/4000",                        "425/200,0/200");
        country("nz", "400",                      "400/500,0/500",      "400+450/400,0/200,400+450/400,0/2000",   "400/250,0/250");
        country("pl", "425",                      "425/500,0/500",      "425/1000,0/4000",                        "425/500,0/500");
        country("pt", "425",                      "425/500,0/500",      "425/1000,0/5000",                        "425/200,0/200");
        country("ru", "425",                      "425/350,0/350",      "425/800,0/3200",                         "425/175,0/175");
        country("se", "425",                      "425/250,0/250",      "425/1000,0/5000",                        "425/250,0/750");
        country("us", "350+440",                  "480+620/500,0/500",  "440+480/2000,0/4000",                    "480+620/250,0/250");
        country("za", "400*33",                   "400/500,0/500",      "400*33/400,0/200,400*33/400,0/2000",     "400/250,0/250");
    }
    // spotless:on

    private CallProgressTones() {}

    private static void country(String name, String dial, String busy, String ringback, String congestion) {
        TONES.put(name, Map.of("dial", dial, "busy", busy, "ringback", ringback, "congestion", congestion));
    }

    /** The countries, in order. */
    public static Set<String> countries() {
        return new TreeSet<>(TONES.keySet());
    }

    /** Names of tones, in order. */
    public static Set<String> names() {
        return new TreeSet<>(TONES.values().iterator().next().keySet());
    }

    /** A tone of a country, such as {@code ringback} of {@code de}; empty if there is none of that name. */
    public static Optional<Cadence> of(String tone, String country) {
        return Optional.ofNullable(TONES.get(country.toLowerCase(Locale.ROOT)))
                .flatMap(tones -> Optional.ofNullable(tones.get(tone)))
                .map(Cadence::parse);
    }
}
