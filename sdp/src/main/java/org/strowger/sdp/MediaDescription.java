package org.strowger.sdp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One {@code m=} section (RFC 8866 §5.14). Immutable; the {@code with…} methods return changed copies and leave order
 * and all else as it was.
 *
 * @param type {@code audio}, {@code video}, …
 * @param port 0 for a refused or removed medium
 * @param portCount 1 where none is written
 * @param protocol {@code RTP/AVP}, …
 * @param formats payload types (for RTP) in order of preference
 * @param connection its own {@code c=} line
 * @param otherLines {@code i= b= k=} lines, kept in the order of RFC 8866 §9
 * @param attributes in order
 */
public record MediaDescription(
        String type,
        int port,
        int portCount,
        String protocol,
        List<String> formats,
        Optional<ConnectionData> connection,
        List<SdpLine> otherLines,
        List<Attribute> attributes) {

    private static final String ORDER = "ibk";
    private static final Set<String> DIRECTIONS = Set.of("sendrecv", "sendonly", "recvonly", "inactive");
    private static final Set<String> OF_A_FORMAT = Set.of("rtpmap", "fmtp", "rtcp-fb");

    /** Copies. */
    public MediaDescription {
        if (port < 0 || port > 65535) throw new IllegalArgumentException("a port is 0 to 65535: " + port);
        Lines.requireOneLine(type);
        Lines.requireOneLine(protocol);
        formats.forEach(Lines::requireOneLine);
        formats = List.copyOf(formats);
        otherLines = inOrder(otherLines);
        attributes = List.copyOf(attributes);
    }

    /**
     * The formats as codecs, in order; static payload types of RFC 3551 need no rtpmap. Empty where the protocol isn't
     * RTP.
     */
    public List<Codec> codecs() {
        if (!protocol.toUpperCase(Locale.ROOT).contains("RTP/")) return List.of();
        Map<Integer, String> mappings = byPayloadType("rtpmap");
        Map<Integer, String> parameters = byPayloadType("fmtp");
        List<Codec> codecs = new ArrayList<>();
        for (int payloadType : payloadTypes())
            Optional.ofNullable(mappings.get(payloadType))
                    .or(() -> StaticPayloadTypes.mapping(payloadType))
                    .flatMap(mapping -> Codec.of(payloadType, mapping, parameters.getOrDefault(payloadType, "")))
                    .ifPresent(codecs::add);
        return List.copyOf(codecs);
    }

    /** Its own direction attribute, if it has one. */
    public Optional<Direction> direction() {
        return directionIn(attributes);
    }

    static Optional<Direction> directionIn(List<Attribute> attributes) {
        for (Attribute attribute : attributes)
            if (isDirection(attribute))
                return Optional.of(Direction.valueOf(attribute.name().toUpperCase(Locale.ROOT)));
        return Optional.empty();
    }

    /** The value of the first attribute of this name. */
    public Optional<String> attribute(String name) {
        return Attribute.first(attributes, name);
    }

    /** The candidates of {@code a=candidate} lines that can be read (RFC 8839 §5.1), in order. */
    public List<IceCandidate> candidates() {
        return attributes.stream()
                .filter(a -> a.name().equalsIgnoreCase(IceCandidate.ATTRIBUTE))
                .flatMap(a -> IceCandidate.parse(a.value()).stream())
                .toList();
    }

    /** Whether the medium is in use: its port is not 0. */
    public boolean isActive() {
        return port != 0;
    }

    /** Whether keys are agreed on by DTLS, as browsers do (RFC 5764 §8). */
    public boolean isOverDtls() {
        return protocol.regionMatches(true, 0, "UDP/TLS/", 0, 8);
    }

    /** With another port. */
    public MediaDescription withPort(int newPort) {
        return new MediaDescription(type, newPort, portCount, protocol, formats, connection, otherLines, attributes);
    }

    /** With another protocol, such as {@code RTP/SAVP}. */
    public MediaDescription withProtocol(String other) {
        return new MediaDescription(type, port, portCount, other, formats, connection, otherLines, attributes);
    }

    /** With its own {@code c=} line. */
    public MediaDescription withConnection(Optional<ConnectionData> newConnection) {
        return new MediaDescription(type, port, portCount, protocol, formats, newConnection, otherLines, attributes);
    }

    /** With this direction in place of its own, or added. */
    public MediaDescription withDirection(Direction direction) {
        List<Attribute> changed = new ArrayList<>();
        Attribute wanted = new Attribute(direction.attribute());
        for (Attribute attribute : attributes) {
            if (!isDirection(attribute)) changed.add(attribute);
            else if (!changed.contains(wanted)) changed.add(wanted);
        }
        if (!changed.contains(wanted)) changed.add(wanted);
        return withAttributes(changed);
    }

    /**
     * With these formats only, in this order; rtpmap, fmtp and rtcp-fb lines of the others are gone. A codec that is
     * here already as it is keeps its lines where they are, another gets them at the end.
     */
    public MediaDescription withCodecs(List<Codec> codecs) {
        List<Codec> present = codecs();
        Set<String> kept = new HashSet<>();
        codecs.stream().filter(present::contains).forEach(c -> kept.add(String.valueOf(c.payloadType())));
        List<Attribute> changed = new ArrayList<>();
        for (Attribute attribute : attributes)
            if (!OF_A_FORMAT.contains(lower(attribute)) || isOfFormat(attribute, kept)) changed.add(attribute);
        for (Codec codec : codecs) {
            if (kept.contains(String.valueOf(codec.payloadType()))) continue;
            changed.add(new Attribute("rtpmap", codec.rtpmap()));
            if (!codec.parameters().isEmpty())
                changed.add(new Attribute("fmtp", codec.payloadType() + " " + codec.parameters()));
        }
        List<String> newFormats = codecs.stream()
                .map(c -> String.valueOf(c.payloadType()))
                .distinct()
                .toList();
        return new MediaDescription(type, port, portCount, protocol, newFormats, connection, otherLines, changed);
    }

    /** Without all attributes of these names. */
    public MediaDescription without(String... attributeNames) {
        return withAttributes(filtered(attributes, attributeNames));
    }

    /** With an attribute at the end. */
    public MediaDescription with(Attribute attribute) {
        List<Attribute> changed = new ArrayList<>(attributes);
        changed.add(attribute);
        return withAttributes(changed);
    }

    /** With these attributes instead. */
    public MediaDescription withAttributes(List<Attribute> newAttributes) {
        return new MediaDescription(type, port, portCount, protocol, formats, connection, otherLines, newAttributes);
    }

    static List<Attribute> filtered(List<Attribute> attributes, String... names) {
        List<Attribute> kept = new ArrayList<>(attributes.size());
        for (Attribute attribute : attributes) if (!isNamed(attribute, names)) kept.add(attribute);
        return kept.size() == attributes.size() ? attributes : kept;
    }

    private static boolean isNamed(Attribute attribute, String... names) {
        for (String name : names) if (name.equalsIgnoreCase(attribute.name())) return true;
        return false;
    }

    private static List<SdpLine> inOrder(List<SdpLine> lines) {
        if (lines.size() < 2) return List.copyOf(lines);
        return lines.stream()
                .sorted(Comparator.comparingInt(line -> rank(line.type())))
                .toList();
    }

    void printTo(StringBuilder out) {
        out.append("m=").append(type).append(' ').append(port);
        if (portCount != 1) out.append('/').append(portCount);
        out.append(' ').append(protocol);
        formats.forEach(format -> out.append(' ').append(format));
        out.append("\r\n");
        for (SdpLine line : otherLines) if (line.type() == 'i') line(out, line);
        connection.ifPresent(c -> out.append("c=").append(c).append("\r\n"));
        for (SdpLine line : otherLines) if (line.type() != 'i') line(out, line);
        for (Attribute attribute : attributes) attribute.printTo(out);
    }

    static void line(StringBuilder out, SdpLine line) {
        out.append(line).append("\r\n");
    }

    private List<Integer> payloadTypes() {
        List<Integer> found = new ArrayList<>(formats.size());
        for (String format : formats) {
            int number = Lines.number(format, 127);
            if (number >= 0 && !found.contains(number)) found.add(number);
        }
        return found;
    }

    /** The rest of each such attribute's value by the payload type that it begins with; the first wins. */
    private Map<Integer, String> byPayloadType(String name) {
        Map<Integer, String> found = new LinkedHashMap<>();
        for (Attribute attribute : attributes) {
            if (!attribute.name().equalsIgnoreCase(name)) continue;
            String value = attribute.value().strip();
            int blank = value.indexOf(' ');
            int payloadType = blank < 0 ? -1 : Lines.number(value.substring(0, blank), 127);
            if (payloadType >= 0)
                found.putIfAbsent(payloadType, value.substring(blank + 1).strip());
        }
        return found;
    }

    private static boolean isOfFormat(Attribute attribute, Set<String> formats) {
        String first = Lines.words(attribute.value()).getFirst();
        return first.equals("*") || formats.contains(first);
    }

    private static boolean isDirection(Attribute attribute) {
        return attribute.value().isEmpty() && DIRECTIONS.contains(lower(attribute));
    }

    private static String lower(Attribute attribute) {
        return attribute.name().toLowerCase(Locale.ROOT);
    }

    private static int rank(char type) {
        int at = ORDER.indexOf(type);
        return at < 0 ? ORDER.length() : at;
    }
}
