package org.strowger.call.subscription;

import static org.strowger.call.core.XmlText.escaped;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Writes what a subscriber to a list is told (RFC 4662 §5): {@code application/rlmi+xml}, which names the members, and
 * a document of each of them that there is something to tell of, together as {@code multipart/related} (RFC 2387).
 */
final class ListNotice {

    /** Octets of a NOTIFY's body, so that it fits into a datagram. One document that is larger comes alone. */
    static final int MOST_OCTETS = 48 * 1024;

    /** Of what stands around a document: its part's headers, and where the list names it. */
    private static final int OCTETS_AROUND = 512;

    private static final String RLMI = "application/rlmi+xml";
    private static final String ROOT = "list";

    private final String documentType;
    private final Names names;
    private final String boundary;

    /**
     * How the members are called.
     *
     * @param list the URI of all together
     * @param domain the host of all URIs
     */
    record Names(String list, String domain, List<Member> members) {
        /** Copies. */
        Names {
            members = List.copyOf(members);
        }
    }

    /**
     * How one is called.
     *
     * @param id the same for as long as it is a member
     * @param name as a panel shows it, if it has one
     */
    record Member(String id, String uri, Optional<String> name) {}

    /**
     * What tells of a list.
     *
     * @param documentType of its members' documents
     * @param boundary that nobody who writes into a document can guess
     */
    ListNotice(String documentType, Names names, String boundary) {
        this.documentType = documentType;
        this.names = names;
        this.boundary = boundary;
    }

    /** As Content-Type says it. */
    String type() {
        return "multipart/related;type=\"" + RLMI + "\";start=\"<" + id(ROOT) + ">\";boundary=\"" + boundary + '"';
    }

    private String id(String part) {
        return part + '.' + boundary + '@' + names.domain();
    }

    /** One that names all members. */
    Writer whole(long version) {
        Writer writer = new Writer(version, "true");
        IntStream.range(0, names.members().size()).forEach(writer.named::add);
        writer.octets = writer.list().length();
        return writer;
    }

    /** One that names those alone that there is something to tell of. */
    Writer partial(long version) {
        return new Writer(version, "false");
    }

    /** One NOTIFY. */
    final class Writer {

        private final long version;
        private final String fullState;
        private final NavigableSet<Integer> named = new TreeSet<>();
        private final Map<Integer, byte[]> documents = new LinkedHashMap<>();
        private int octets;

        private Writer(long version, String fullState) {
            this.version = version;
            this.fullState = fullState;
        }

        /** Adds what there is to tell of a member; false, and nothing added, where it has to wait for the next. */
        boolean add(int member, byte[] document) {
            int more = document.length + OCTETS_AROUND;
            boolean fits = octets + more <= MOST_OCTETS || octets == 0;
            if (!fits) return false;
            named.add(member);
            documents.put(member, document);
            octets += more;
            return true;
        }

        /** The whole body. */
        byte[] written() {
            ByteArrayOutputStream body = new ByteArrayOutputStream(octets + OCTETS_AROUND);
            part(body, ROOT, RLMI, list().getBytes(StandardCharsets.UTF_8));
            documents.forEach((member, document) -> part(body, part(member), documentType, document));
            put(body, "--" + boundary + "--\r\n");
            return body.toByteArray();
        }

        private String part(int member) {
            return member + "." + version;
        }

        private void part(ByteArrayOutputStream body, String part, String type, byte[] document) {
            put(
                    body,
                    "--" + boundary + "\r\nContent-ID: <" + id(part) + ">\r\nContent-Type: " + type
                            + ";charset=\"UTF-8\"\r\nContent-Transfer-Encoding: binary\r\n\r\n");
            body.writeBytes(document);
            put(body, "\r\n");
        }

        private void put(ByteArrayOutputStream body, String text) {
            body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }

        private String list() {
            StringBuilder list = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<list xmlns=\"");
            list.append("urn:ietf:params:xml:ns:rlmi\" uri=\"").append(escaped(names.list()));
            list.append("\" version=\"").append(version).append("\" fullState=\"");
            list.append(fullState).append("\">\n");
            for (int member : named) resource(list, member);
            return list.append("</list>\n").toString();
        }

        private void resource(StringBuilder list, int number) {
            Member member = names.members().get(number);
            list.append("<resource uri=\"").append(escaped(member.uri())).append("\">");
            member.name()
                    .ifPresent(
                            name -> list.append("<name>").append(escaped(name)).append("</name>"));
            if (documents.containsKey(number))
                list.append("<instance id=\"")
                        .append(escaped(member.id()))
                        .append("\" state=\"active\" cid=\"")
                        .append(escaped(id(part(number))))
                        .append("\"/>");
            list.append("</resource>\n");
        }
    }
}
