package org.strowger.call.hunt;

import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.strowger.call.CallerLocation;
import org.strowger.call.GeoPoint;

/** Writes a location down as PIDF-LO: RFC 4119, the civic address by RFC 5139, the place by RFC 5491. */
final class PidfLo {

    private static final String PIDF = "urn:ietf:params:xml:ns:pidf";
    private static final Map<String, String> NAMESPACES = new LinkedHashMap<>();

    static {
        NAMESPACES.put("dm", PIDF + ":data-model");
        NAMESPACES.put("gp", PIDF + ":geopriv10");
        NAMESPACES.put("gbp", PIDF + ":geopriv10:basicPolicy");
        NAMESPACES.put("ca", PIDF + ":geopriv10:civicAddr");
        NAMESPACES.put("gml", "http://www.opengis.net/gml");
        NAMESPACES.put("gs", "http://www.opengis.net/pidflo/1.0");
    }

    private static final String WGS_84 = "urn:ogc:def:crs:EPSG::4326";
    private static final String METRES = "urn:ogc:def:uom:EPSG::9001";

    private final XMLStreamWriter xml;

    private PidfLo(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /**
     * The document.
     *
     * @param entity whose location it is: a {@code pres:} URI
     */
    static String print(CallerLocation location, String entity, Instant at) {
        var text = new StringWriter();
        try {
            new PidfLo(XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text)).document(location, entity, at);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("no document of " + location, e);
        }
        return text.toString();
    }

    private void document(CallerLocation location, String entity, Instant at) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("presence");
        xml.writeDefaultNamespace(PIDF);
        for (var each : NAMESPACES.entrySet()) xml.writeNamespace(each.getKey(), each.getValue());
        xml.writeAttribute("entity", allowed(entity));
        open("dm", "device");
        xml.writeAttribute("id", "caller");
        open("gp", "geopriv");
        open("gp", "location-info");
        // RFC 5491 §3.4: of a compound location the place comes first
        if (location.geo().isPresent()) place(location.geo().get());
        if (!location.civic().isEmpty()) civic(location.civic());
        close();
        open("gp", "usage-rules");
        element("gbp", "retransmission-allowed", "true");
        close();
        element("gp", "method", "Manual");
        close();
        element("dm", "deviceID", entity);
        element("dm", "timestamp", at.truncatedTo(ChronoUnit.SECONDS).toString());
        xml.writeEndDocument();
    }

    private void civic(Map<String, String> address) throws XMLStreamException {
        open("ca", "civicAddress");
        for (var each : address.entrySet()) element("ca", each.getKey(), each.getValue());
        close();
    }

    private void place(GeoPoint place) throws XMLStreamException {
        if (place.uncertainty() == 0) open("gml", "Point");
        else open("gs", "Circle");
        xml.writeAttribute("srsName", WGS_84);
        element("gml", "pos", place.latitude() + " " + place.longitude());
        if (place.uncertainty() != 0) {
            open("gs", "radius");
            xml.writeAttribute("uom", METRES);
            xml.writeCharacters(String.valueOf(place.uncertainty()));
            close();
        }
        close();
    }

    private void open(String prefix, String name) throws XMLStreamException {
        xml.writeStartElement(prefix, name, NAMESPACES.get(prefix));
    }

    private void element(String prefix, String name, String text) throws XMLStreamException {
        open(prefix, name);
        xml.writeCharacters(allowed(text));
        close();
    }

    private void close() throws XMLStreamException {
        xml.writeEndElement();
    }

    /** XML 1.0 §2.2 has no place for control characters, escaped or not. */
    private static String allowed(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0a-\\x1f]", " ");
    }
}
