package org.strowger.call.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.strowger.call.CallerLocation;
import org.strowger.call.GeoPoint;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class PidfLoTest {

    private static final String CIVIC = "urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr";
    private static final String GEOPRIV = "urn:ietf:params:xml:ns:pidf:geopriv10";
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00.7Z");

    private static Document read(Map<String, String> civic, Optional<GeoPoint> geo, String entity) throws Exception {
        var factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        String text = PidfLo.print(new CallerLocation(civic, geo), entity, NOW);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }

    private static String text(Document document, String namespace, String name) {
        return document.getElementsByTagNameNS(namespace, name).item(0).getTextContent();
    }

    // RFC 4119 §2.2.1, RFC 5139 §3: what a configuration or a script says is text, whatever it holds
    @Test
    void whatever_is_in_an_address_is_read_as_it_was_meant() throws Exception {
        Document document = read(
                Map.of("country", "DE", "RD", "Ä & <b> \"c\" ]]>"), Optional.empty(), "pres:\"<a&b>\"@example.com");
        assertThat(text(document, CIVIC, "RD")).isEqualTo("Ä & <b> \"c\" ]]>");
        assertThat(text(document, CIVIC, "country")).isEqualTo("DE");
        assertThat(document.getDocumentElement().getAttribute("entity")).isEqualTo("pres:\"<a&b>\"@example.com");
        assertThat(text(document, "urn:ietf:params:xml:ns:pidf:data-model", "timestamp"))
                .isEqualTo("2026-11-29T12:00:00Z");
    }

    // XML 1.0, section 2.2: no control characters but tab and the ends of lines
    @Test
    void control_characters_are_blanks() throws Exception {
        assertThat(text(read(Map.of("RD", "a\u0000b\u001bc\td"), Optional.empty(), "pres:x"), CIVIC, "RD"))
                .isEqualTo("a b c\td");
    }

    // RFC 5491 §3.4: the place comes first
    @Test
    void a_place_comes_before_an_address() throws Exception {
        Document document =
                read(Map.of("country", "DE"), Optional.of(new GeoPoint(52.52, 13.41, 20)), "pres:x@example.com");
        Element location = (Element)
                document.getElementsByTagNameNS(GEOPRIV, "location-info").item(0);
        assertThat(location.getFirstChild().getLocalName()).isEqualTo("Circle");
        assertThat(location.getLastChild().getLocalName()).isEqualTo("civicAddress");
        assertThat(location.getFirstChild().getTextContent()).isEqualTo("52.52 13.4120.0");
    }
}
