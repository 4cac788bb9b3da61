package org.strowger.call.presence;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.strowger.call.presence.PublishedPresence.Basic;
import org.strowger.call.presence.PublishedPresence.Tuple;

/**
 * Reads what a phone publishes (RFC 3863, RFC 4479, RFC 4480): tuples with their basic status, activities, notes. All
 * else is passed over. It knows no document type, so that no entity is ever expanded and nothing is fetched. Runs on
 * its loop.
 */
final class PidfReader {

    /** Octets of a document. */
    static final int LONGEST = 16 * 1024;

    /** Tuples of a document: a phone has one, or one for each service. */
    static final int MOST_TUPLES = 4;

    /** Elements within each other. */
    static final int DEEPEST = 16;

    /** Characters of a note; what is longer is cut. */
    static final int LONGEST_NOTE = 64;

    // RFC 4480 §3.2; and "on-the-phone" as of phones that we don't see.
    private static final Set<String> ACTIVITIES = Set.of(
            "appointment",
            "away",
            "breakfast",
            "busy",
            "dinner",
            "holiday",
            "in-transit",
            "looking-for-work",
            "meal",
            "meeting",
            "on-the-phone",
            "performance",
            "permanent-absence",
            "playing",
            "presentation",
            "shopping",
            "sleeping",
            "spectator",
            "steering",
            "travel",
            "tv",
            "vacation",
            "working",
            "worship");

    private final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();

    /** What has come of it. */
    sealed interface Reading {
        /** It can be told on. */
        record Good(PublishedPresence presence) implements Reading {}

        /** It is no presence document, or more than one may be. */
        record Bad(String why) implements Reading {}
    }

    /** A document is not one of presence. */
    private static final class NoPresence extends Exception {
        private static final long serialVersionUID = 1;

        NoPresence(String why) {
            super(why);
        }
    }

    PidfReader() {
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    Reading read(byte[] document) {
        if (document.length > LONGEST) return new Reading.Bad("it has more than " + LONGEST + " octets");
        try {
            return new Reading.Good(read(text(document)));
        } catch (NoPresence e) {
            return new Reading.Bad(String.valueOf(e.getMessage()));
        } catch (CharacterCodingException e) {
            return new Reading.Bad("it is not written in UTF-8");
        } catch (XMLStreamException e) {
            return new Reading.Bad("it is no XML that can be read");
        }
    }

    /** Decoded here: of octets that are no text the parser tells the console. */
    private static String text(byte[] document) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(document))
                .toString();
    }

    private PublishedPresence read(String document) throws XMLStreamException, NoPresence {
        XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(document));
        try {
            return new Course(xml).presence();
        } finally {
            xml.close();
        }
    }

    /** One way through a document, from its beginning to its end: no method calls itself, however deep it goes. */
    private static final class Course {

        private final XMLStreamReader xml;
        /** The elements that are open, as {@code {namespace}name}. */
        private final List<String> open = new ArrayList<>();

        private final List<Tuple> tuples = new ArrayList<>();
        private final SortedSet<String> activities = new TreeSet<>();
        private String note = "";
        private Optional<Basic> basic = Optional.empty();
        private String tupleNote = "";

        Course(XMLStreamReader xml) {
            this.xml = xml;
        }

        PublishedPresence presence() throws XMLStreamException, NoPresence {
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> begins();
                    case XMLStreamConstants.END_ELEMENT -> ends(open.removeLast());
                    case XMLStreamConstants.DTD -> throw new NoPresence("it has a document type");
                    case XMLStreamConstants.ENTITY_REFERENCE -> throw new NoPresence("it refers to an entity");
                    default -> {}
                }
            }
            return new PublishedPresence(tuples, activities, note);
        }

        private void begins() throws XMLStreamException, NoPresence {
            String element = "{" + xml.getNamespaceURI() + "}" + xml.getLocalName();
            if (open.isEmpty() && !element.equals(pidf("presence")))
                throw new NoPresence("its root is no presence of " + PresenceDocument.PIDF);
            if (open.size() == DEEPEST) throw new NoPresence("it is more than " + DEEPEST + " elements deep");
            String within = open.isEmpty() ? "" : open.getLast();
            if (within.equals(rpid("activities")) && element.equals(rpid(xml.getLocalName()))) active();
            open.add(element);
            if (element.equals(pidf("tuple"))) beginsTuple();
            if (element.equals(pidf("basic"))) basic = Optional.of(basic(text()));
            if (element.equals(pidf("note"))) notes(within, text());
        }

        private void active() {
            if (ACTIVITIES.contains(xml.getLocalName())) activities.add(xml.getLocalName());
        }

        private void beginsTuple() throws NoPresence {
            if (tuples.size() == MOST_TUPLES) throw new NoPresence("it has more than " + MOST_TUPLES + " tuples");
            basic = Optional.empty();
            tupleNote = "";
        }

        private void notes(String within, String written) {
            if (within.equals(pidf("tuple"))) tupleNote = written;
            else if (within.equals(pidf("presence"))) note = written;
        }

        // RFC 3863 §4.1.4: a status without it says nothing of whether anybody can be reached.
        private void ends(String element) {
            if (!element.equals(pidf("tuple"))) return;
            if (basic.isPresent()) tuples.add(new Tuple(basic.get(), tupleNote));
        }

        /** The text of an element that has nothing else in it, which ends by that. */
        private String text() throws XMLStreamException {
            String text = xml.getElementText().strip();
            open.removeLast();
            return text.substring(0, text.offsetByCodePoints(0, Math.min(LONGEST_NOTE, codePoints(text))));
        }

        private static int codePoints(String text) {
            return text.codePointCount(0, text.length());
        }

        private static Basic basic(String word) throws NoPresence {
            return switch (word) {
                case "open" -> Basic.OPEN;
                case "closed" -> Basic.CLOSED;
                default -> throw new NoPresence("a basic status is open or closed");
            };
        }

        private static String pidf(String name) {
            return "{" + PresenceDocument.PIDF + "}" + name;
        }

        private static String rpid(String name) {
            return "{" + PresenceDocument.RPID + "}" + name;
        }
    }
}
