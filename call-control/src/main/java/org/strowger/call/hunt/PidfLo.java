package org.strowger.call.hunt;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.strowger.call.CallerLocation;
import org.strowger.call.GeoPoint;

/** Writes a location down as PIDF-LO: RFC 4119, the civic address by RFC 5139, the place by RFC 5491. */
final class PidfLo {

    private PidfLo() {}

    /**
     * The document.
     *
     * @param entity whose location it is: a {@code pres:} URI
     */
    static String print(CallerLocation location, String entity, Instant at) {
        StringBuilder text = new StringBuilder("""
            <?xml version="1.0" encoding="UTF-8"?>
            <presence xmlns="urn:ietf:params:xml:ns:pidf"
             xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model"
             xmlns:gp="urn:ietf:params:xml:ns:pidf:geopriv10"
             xmlns:gbp="urn:ietf:params:xml:ns:pidf:geopriv10:basicPolicy"
             xmlns:ca="urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr"
             xmlns:gml="http://www.opengis.net/gml"
             xmlns:gs="http://www.opengis.net/pidflo/1.0"
             entity="%s">
            <dm:device id="caller">
            <gp:geopriv>
            <gp:location-info>
            """.formatted(escaped(entity)));
        // RFC 5491 §3.4: of a compound location the place comes first
        location.geo().ifPresent(place -> print(text, place));
        if (!location.civic().isEmpty()) {
            text.append("<ca:civicAddress>\n");
            location.civic()
                    .forEach((name, value) -> text.append("<ca:%1$s>%2$s</ca:%1$s>\n".formatted(name, escaped(value))));
            text.append("</ca:civicAddress>\n");
        }
        text.append("""
            </gp:location-info>
            <gp:usage-rules><gbp:retransmission-allowed>true</gbp:retransmission-allowed></gp:usage-rules>
            <gp:method>Manual</gp:method>
            </gp:geopriv>
            <dm:deviceID>%s</dm:deviceID>
            <dm:timestamp>%s</dm:timestamp>
            </dm:device>
            </presence>
            """.formatted(escaped(entity), at.truncatedTo(ChronoUnit.SECONDS)));
        return text.toString();
    }

    private static void print(StringBuilder text, GeoPoint place) {
        String position = "<gml:pos>" + place.latitude() + " " + place.longitude() + "</gml:pos>";
        String system = "srsName=\"urn:ogc:def:crs:EPSG::4326\"";
        if (place.uncertainty() == 0)
            text.append("<gml:Point ")
                    .append(system)
                    .append('>')
                    .append(position)
                    .append("</gml:Point>\n");
        else
            text.append("<gs:Circle ")
                    .append(system)
                    .append('>')
                    .append(position)
                    .append("<gs:radius uom=\"urn:ogc:def:uom:EPSG::9001\">")
                    .append(place.uncertainty())
                    .append("</gs:radius></gs:Circle>\n");
    }

    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                // XML 1.0 §2.2 has no place for other control characters
                default -> safe.appendCodePoint(c < 0x20 && c != '\t' ? ' ' : c);
            }
        });
        return safe.toString();
    }
}
