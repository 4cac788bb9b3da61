package org.strowger.sdp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A session description (RFC 8866). Immutable; what is not modelled passes through in its place. For every description
 * {@code x}, {@code parse(x.print())} is {@code x}.
 *
 * @param sessionName {@code -} where none is written (§5.3)
 * @param otherLines session-level lines other than {@code v o s c a m}: {@code i u e p b t r z k} and unknown ones,
 *     kept in the order of §9; {@code t=0 0} is added where there is no {@code t=}
 */
public record SessionDescription(
        Origin origin,
        String sessionName,
        Optional<ConnectionData> connection,
        List<SdpLine> otherLines,
        List<Attribute> attributes,
        List<MediaDescription> media) {

    private static final String BEFORE_CONNECTION = "iuep";
    private static final SdpLine UNBOUNDED = new SdpLine('t', "0 0");

    /** Copies, and puts the other lines in their order. */
    public SessionDescription {
        sessionName = sessionName.isEmpty() ? "-" : Lines.requireOneLine(sessionName);
        otherLines = complete(otherLines);
        attributes = List.copyOf(attributes);
        media = List.copyOf(media);
    }

    /** What a body turned out to be. */
    public sealed interface Parsed {
        /** A description. */
        record Good(SessionDescription description) implements Parsed {}

        /** None, because of this line (from 1). */
        record Malformed(int line, String why) implements Parsed {}
    }

    /**
     * Parses leniently: bare LF, missing {@code t=} and {@code s=}, unknown lines; within {@link SdpLimits}. Never
     * throws.
     */
    public static Parsed parse(byte[] body) {
        return new SdpParser().parse(body);
    }

    /** Prints strictly: order of RFC 8866 §5, CRLF. */
    public byte[] print() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    /** As it is printed. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(512);
        out.append("v=0\r\no=")
                .append(origin)
                .append("\r\ns=")
                .append(sessionName)
                .append("\r\n");
        for (SdpLine line : otherLines) if (isBeforeConnection(line)) MediaDescription.line(out, line);
        connection.ifPresent(c -> out.append("c=").append(c).append("\r\n"));
        for (SdpLine line : otherLines) if (!isBeforeConnection(line)) MediaDescription.line(out, line);
        for (Attribute attribute : attributes) attribute.printTo(out);
        for (MediaDescription medium : media) medium.printTo(out);
        return out.toString();
    }

    /** The connection of a medium: its own, else the session's. */
    public Optional<ConnectionData> connectionOf(MediaDescription medium) {
        return medium.connection().or(() -> connection);
    }

    /** Whether each medium that is in use says where it is received, or the session does (§5.7). */
    public boolean isReachable() {
        return connection.isPresent()
                || media.stream()
                        .allMatch(medium ->
                                !medium.isActive() || medium.connection().isPresent());
    }

    /**
     * The direction of a medium: its own, else the session's, else sendrecv. Where its address is 0.0.0.0 the other
     * side does not want to receive, whatever the attribute says: the hold of RFC 2543, which reads as sendonly (RFC
     * 3264 §8.4). Of a browser it says only that it knows no address yet (RFC 8839 §4.3.1.1).
     */
    public Direction directionOf(MediaDescription medium) {
        Direction said = medium.direction()
                .or(() -> MediaDescription.directionIn(attributes))
                .orElse(Direction.SENDRECV);
        boolean held = !medium.isOverDtls()
                && connectionOf(medium).filter(ConnectionData::isUnspecified).isPresent();
        return held ? said.and(Direction.SENDONLY) : said;
    }

    /** The value of the first session-level attribute of this name. */
    public Optional<String> attribute(String name) {
        return Attribute.first(attributes, name);
    }

    /** With these attributes of the session's instead. */
    public SessionDescription withAttributes(List<Attribute> newAttributes) {
        return new SessionDescription(origin, sessionName, connection, otherLines, newAttributes, media);
    }

    /** With these media instead. */
    public SessionDescription withMedia(List<MediaDescription> newMedia) {
        return new SessionDescription(origin, sessionName, connection, otherLines, attributes, newMedia);
    }

    /** With this origin instead. */
    public SessionDescription withOrigin(Origin newOrigin) {
        return new SessionDescription(newOrigin, sessionName, connection, otherLines, attributes, media);
    }

    /** With this session-level connection instead. */
    public SessionDescription withConnection(Optional<ConnectionData> newConnection) {
        return new SessionDescription(origin, sessionName, newConnection, otherLines, attributes, media);
    }

    /** Without all session-level attributes of these names. */
    public SessionDescription without(String... attributeNames) {
        List<Attribute> changed = MediaDescription.filtered(attributes, attributeNames);
        return new SessionDescription(origin, sessionName, connection, otherLines, changed, media);
    }

    private static boolean isBeforeConnection(SdpLine line) {
        return BEFORE_CONNECTION.indexOf(line.type()) >= 0;
    }

    private static List<SdpLine> complete(List<SdpLine> lines) {
        if (isComplete(lines)) return List.copyOf(lines);
        List<SdpLine> all = new ArrayList<>(lines);
        if (all.stream().noneMatch(line -> line.type() == 't')) all.add(UNBOUNDED);
        all.sort(Comparator.comparingInt(line -> rank(line.type())));
        return List.copyOf(all);
    }

    /**
     * Nothing is to be added or moved: as it is nearly always, in each of the copies that are made of a description.
     */
    private static boolean isComplete(List<SdpLine> lines) {
        boolean timed = false;
        int last = 0;
        for (SdpLine line : lines) {
            int rank = rank(line.type());
            if (rank < last) return false;
            last = rank;
            timed |= line.type() == 't';
        }
        return timed;
    }

    private static int rank(char type) {
        return switch (type) {
            case 'i' -> 0;
            case 'u' -> 1;
            case 'e' -> 2;
            case 'p' -> 3;
            case 'b' -> 4;
            // each r= belongs to the t= before it (§5.10)
            case 't', 'r' -> 5;
            case 'z' -> 6;
            case 'k' -> 7;
            default -> 8;
        };
    }
}
