package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** A NOTIFY about a list, taken apart as RFC 2387 and RFC 4662 §5 have it; whatever is amiss is an error. */
final class PanelNotice {

    private static final String RLMI = "urn:ietf:params:xml:ns:rlmi";
    private static final Pattern TYPE = Pattern.compile(
            "multipart/related;type=\"application/rlmi\\+xml\";start=\"<([^>]+)>\";boundary=\"([^\"]+)\"");

    private record Part(String type, Document document) {}

    private final String text;
    private final Element list;
    private final Map<String, Part> parts = new LinkedHashMap<>();

    PanelNotice(String notify) {
        text = notify;
        assertThat(RawPeer.header(notify, "Require")).isEqualTo("eventlist");
        Matcher type = TYPE.matcher(RawPeer.header(notify, "Content-Type"));
        assertThat(type.matches()).as(RawPeer.header(notify, "Content-Type")).isTrue();
        String line = "--" + type.group(2);
        String body = notify.substring(notify.indexOf("\r\n\r\n") + 4);
        assertThat(body).startsWith(line + "\r\n").endsWith("\r\n" + line + "--\r\n");
        String[] split = body.substring(0, body.length() - line.length() - 6)
                .substring(line.length() + 2)
                .split("\r\n" + Pattern.quote(line) + "\r\n", -1);
        for (String each : split) part(each);
        list = parts.values().iterator().next().document.getDocumentElement();
        assertThat(parts.keySet().iterator().next()).as("the root comes first").isEqualTo(type.group(1));
        assertThat(list.getNamespaceURI()).isEqualTo(RLMI);
        assertThat(parts).as("each part is of a member").hasSize(told().size() + 1);
    }

    private void part(String part) {
        String headers = part.substring(0, part.indexOf("\r\n\r\n") + 2);
        Part read = new Part(header(headers, "Content-Type"), xml(part.substring(headers.length() + 2)));
        String id = header(headers, "Content-ID");
        assertThat(id).matches("<[^<>\\s]+@switch.example>");
        assertThat(parts.put(id.substring(1, id.length() - 1), read)).isNull();
    }

    private static String header(String headers, String name) {
        Matcher found = Pattern.compile("(?m)^" + name + ": (.*?)\r?$").matcher(headers);
        assertThat(found.find()).as(name + " in " + headers).isTrue();
        return found.group(1);
    }

    private static Document xml(String text) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError(text, e);
        }
    }

    int octets() {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    String attribute(String name) {
        return list.getAttribute(name);
    }

    /** The members that it names, by the user of their URI. */
    List<String> named() {
        return resources().map(PanelNotice::user).toList();
    }

    private Stream<Element> resources() {
        var all = list.getElementsByTagNameNS(RLMI, "resource");
        return IntStream.range(0, all.getLength()).mapToObj(i -> (Element) all.item(i));
    }

    private static String user(Element resource) {
        String uri = resource.getAttribute("uri");
        assertThat(uri).matches("sip:[^@]+@switch\\.example");
        return uri.substring(4, uri.indexOf('@'));
    }

    /** As a panel shows a member. */
    String name(String member) {
        return resource(member)
                .map(resource -> resource.getElementsByTagNameNS(RLMI, "name").item(0))
                .map(Node::getTextContent)
                .orElse("");
    }

    private Optional<Element> resource(String member) {
        return resources().filter(resource -> user(resource).equals(member)).findFirst();
    }

    /** The members of which it tells something, each with its document. */
    Map<String, Document> told() {
        Map<String, Document> told = new LinkedHashMap<>();
        resources().forEach(resource -> {
            Element instance =
                    (Element) resource.getElementsByTagNameNS(RLMI, "instance").item(0);
            if (instance == null) return;
            assertThat(instance.getAttribute("state")).isEqualTo("active");
            String id = instance.getAttribute("cid");
            assertThat(parts).containsKey(id);
            Part part = Objects.requireNonNull(parts.get(id));
            assertThat(part.document.getDocumentElement().getAttribute("entity"))
                    .isEqualTo(resource.getAttribute("uri"));
            told.put(user(resource), part.document);
        });
        return told;
    }

    /** The type of the documents that it tells. */
    List<String> types() {
        return parts.values().stream().skip(1).map(Part::type).distinct().toList();
    }

    /** What a member's first dialog is in; empty where nothing is told of it. */
    String lamp(String member) {
        return Optional.ofNullable(told().get(member))
                .map(document -> document.getElementsByTagName("state").item(0).getTextContent())
                .orElse("");
    }
}
