package org.strowger.testkit.spec;

import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.strowger.testkit.LadderOfMessages;
import org.strowger.testkit.spec.SpecResult.Verdict;

/** Results as the XML that build servers read (that of Ant's JUnit task). */
public final class SpecReport {

    private SpecReport() {}

    /**
     * Writes a {@code testsuite} for each specification.
     *
     * @throws IllegalStateException if the stream takes no more
     */
    public static void write(List<SpecResult> results, OutputStream to) {
        Map<String, List<SpecResult>> suites = new LinkedHashMap<>();
        for (SpecResult result : results)
            suites.computeIfAbsent(result.specification(), _ -> new java.util.ArrayList<>())
                    .add(result);
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(to, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            for (var suite : suites.entrySet()) suite(xml, suite.getKey(), suite.getValue());
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("the report can't be written: " + e.getMessage(), e);
        }
    }

    private static void suite(XMLStreamWriter xml, String name, List<SpecResult> results) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", name);
        xml.writeAttribute("tests", Integer.toString(results.size()));
        xml.writeAttribute("failures", count(results, Verdict.FAILED));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", count(results, Verdict.SKIPPED));
        xml.writeAttribute(
                "time", seconds(results.stream().map(SpecResult::took).reduce(Duration.ZERO, Duration::plus)));
        for (SpecResult result : results) test(xml, result);
        xml.writeEndElement();
    }

    private static void test(XMLStreamWriter xml, SpecResult result) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", result.specification());
        xml.writeAttribute("name", result.feature());
        xml.writeAttribute("time", seconds(result.took()));
        if (result.verdict() == Verdict.SKIPPED) xml.writeEmptyElement("skipped");
        if (result.failure().isPresent() && result.verdict() == Verdict.FAILED) {
            Throwable failure = result.failure().get();
            xml.writeStartElement("failure");
            xml.writeAttribute("type", failure.getClass().getName());
            xml.writeAttribute(
                    "message",
                    clean(String.valueOf(failure.getMessage())
                            .lines()
                            .findFirst()
                            .orElse("")));
            xml.writeCharacters(clean(failure + "\n\n" + LadderOfMessages.of(failure)));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    // XML 1.0 has no way to write control characters.
    private static String clean(String text) {
        return text.codePoints()
                .filter(c -> c >= 0x20 || c == '\n' || c == '\t')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String count(List<SpecResult> results, Verdict verdict) {
        return Long.toString(
                results.stream().filter(result -> result.verdict() == verdict).count());
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e9);
    }
}
