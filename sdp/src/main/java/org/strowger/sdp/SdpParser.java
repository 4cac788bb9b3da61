package org.strowger.sdp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.strowger.sdp.SessionDescription.Parsed;

/** One pass over one body, line by line. */
final class SdpParser {

    private final List<SdpLine> otherLines = new ArrayList<>();
    private final List<Attribute> attributes = new ArrayList<>();
    private final List<MediaDescription> media = new ArrayList<>();
    private String sessionName = "";
    private @Nullable Origin origin;
    private @Nullable ConnectionData connection;
    private boolean versionSeen;
    private @Nullable Section section;

    /** The {@code m=} section that is being read. */
    private static final class Section {
        private final MediaDescription head;
        private final List<SdpLine> otherLines = new ArrayList<>();
        private final List<Attribute> attributes = new ArrayList<>();
        private @Nullable ConnectionData connection;
        private int keys;

        Section(MediaDescription head) {
            this.head = head;
        }

        MediaDescription whole() {
            return new MediaDescription(
                    head.type(),
                    head.port(),
                    head.portCount(),
                    head.protocol(),
                    head.formats(),
                    Optional.ofNullable(connection),
                    otherLines,
                    attributes);
        }
    }

    Parsed parse(byte[] body) {
        if (body.length > SdpLimits.OCTETS)
            return new Parsed.Malformed(1, "of " + body.length + " octets, more than " + SdpLimits.OCTETS);
        return parse(new String(body, StandardCharsets.UTF_8));
    }

    private Parsed parse(String text) {
        int number = 0;
        for (Iterator<String> lines = text.lines().iterator(); lines.hasNext(); ) {
            String line = lines.next();
            number++;
            // a blank line is no line of a description, but some end theirs with one
            if (line.isBlank()) continue;
            String fault = take(line);
            if (!fault.isEmpty()) return new Parsed.Malformed(number, fault);
        }
        endSection();
        if (!versionSeen) return new Parsed.Malformed(1, "the body is empty");
        if (origin == null) return new Parsed.Malformed(number, "there is no o= line");
        return new Parsed.Good(new SessionDescription(
                origin, sessionName, Optional.ofNullable(connection), otherLines, attributes, media));
    }

    /** Takes a line and returns what is wrong with it, or nothing. */
    private String take(String line) {
        if (line.length() > SdpLimits.LINE_LENGTH)
            return "a line of more than " + SdpLimits.LINE_LENGTH + " characters";
        if (line.length() < 2 || line.charAt(1) != '=') return "not a line of the form x=value";
        char type = line.charAt(0);
        String value = line.substring(2);
        if (!versionSeen) return version(type, value);
        return switch (type) {
            case 'v' -> "a second v= line";
            case 'o' -> origin(value);
            case 's' -> sessionName(value);
            case 'c' -> connection(value);
            case 'm' -> medium(value);
            case 'a' -> attribute(value);
            default -> other(new SdpLine(type, value));
        };
    }

    private String version(char type, String value) {
        if (type != 'v') return "a description begins with v=";
        if (!value.strip().equals("0")) return "version " + value.strip() + " is not known, only 0";
        versionSeen = true;
        return "";
    }

    private String origin(String value) {
        if (origin != null) return "";
        origin = Origin.parse(value).orElse(null);
        return origin == null ? "o= needs user, id, version, IN, address type and address" : "";
    }

    private String sessionName(String value) {
        if (section == null && sessionName.isEmpty()) sessionName = value;
        return "";
    }

    private String connection(String value) {
        Optional<ConnectionData> parsed = ConnectionData.parse(value).map(this::sharing);
        if (parsed.isEmpty()) return "c= needs IN, IP4 or IP6, and an address";
        // further c= lines of a medium are for layered multicast (§5.7), which nothing here can receive
        if (section == null && connection == null) connection = parsed.get();
        if (section != null && section.connection == null) section.connection = parsed.get();
        return "";
    }

    /** Most name the address of their o= line. */
    private ConnectionData sharing(ConnectionData parsed) {
        return origin != null && origin.address().equals(parsed.address())
                ? new ConnectionData(parsed.addressType(), origin.address())
                : parsed;
    }

    private String attribute(String value) {
        List<Attribute> of = section == null ? attributes : section.attributes;
        if (of.size() >= SdpLimits.ATTRIBUTES) return "more than " + SdpLimits.ATTRIBUTES + " attributes";
        Attribute parsed = Attribute.parse(value);
        of.add(parsed);
        boolean hasTooManyKeys = section != null
                && parsed.name().equalsIgnoreCase(CryptoAttribute.NAME)
                && ++section.keys > SdpLimits.CRYPTO;
        return hasTooManyKeys ? "more than " + SdpLimits.CRYPTO + " crypto attributes" : "";
    }

    private String other(SdpLine line) {
        List<SdpLine> of = section == null ? otherLines : section.otherLines;
        if (of.size() >= SdpLimits.OTHER_LINES) return "more than " + SdpLimits.OTHER_LINES + " lines of other types";
        of.add(line);
        return "";
    }

    private String medium(String value) {
        endSection();
        if (media.size() >= SdpLimits.MEDIA) return "more than " + SdpLimits.MEDIA + " media";
        List<String> fields = Lines.words(value);
        if (fields.size() < 3) return "m= needs medium, port, protocol and formats";
        String[] ports = fields.get(1).split("/", 2);
        int port = Lines.number(ports[0], 65535);
        int count = ports.length > 1 ? Lines.number(ports[1], 65535) : 1;
        if (port < 0 || count < 1) return "no port: " + fields.get(1);
        List<String> formats = fields.subList(3, fields.size());
        if (formats.size() > SdpLimits.FORMATS) return "more than " + SdpLimits.FORMATS + " formats of a medium";
        section = new Section(new MediaDescription(
                fields.getFirst(), port, count, fields.get(2), formats, Optional.empty(), List.of(), List.of()));
        return "";
    }

    private void endSection() {
        if (section != null) media.add(section.whole());
        section = null;
    }
}
