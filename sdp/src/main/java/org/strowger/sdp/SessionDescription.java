package org.strowger.sdp;

import java.util.List;
import java.util.Optional;

/**
 * A session description (RFC 8866). Immutable; what is not modelled passes through in its place.
 *
 * @param otherLines session-level lines other than {@code v o s c a m}, in order: {@code i u e p b t r z k}
 */
public record SessionDescription(
        Origin origin,
        String sessionName,
        Optional<ConnectionData> connection,
        List<SdpLine> otherLines,
        List<Attribute> attributes,
        List<MediaDescription> media) {

    /** Copies. */
    public SessionDescription {
        otherLines = List.copyOf(otherLines);
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

    /** Parses leniently: bare LF, missing {@code t=} and {@code s=}, unknown lines. Never throws. */
    public static Parsed parse(byte[] body) {
        throw new UnsupportedOperationException();
    }

    /** Prints strictly: order of RFC 8866 §5, CRLF. */
    public byte[] print() {
        throw new UnsupportedOperationException();
    }

    /** The connection of a medium: its own, else the session's. */
    public Optional<ConnectionData> connectionOf(MediaDescription medium) {
        return medium.connection().or(() -> connection);
    }

    /** The direction of a medium: its own, else the session's, else sendrecv; inactive where its address is 0.0.0.0 (old-style hold, RFC 3264 §8.4: sendonly). */
    public Direction directionOf(MediaDescription medium) {
        throw new UnsupportedOperationException();
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
        throw new UnsupportedOperationException();
    }
}
